/**
 * Tests of the lens law over random graphs. They compare what the lens leaves of a graph
 * with what an oracle in plain Java leaves of it. The oracle does not use the
 * implementation of the lens.
 */
package org.rapport.law;
