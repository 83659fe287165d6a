/**
 * The lens law, held by properties over random graphs: what the lens leaves of a graph is
 * what an oracle in plain Java leaves of it. Nothing here knows how the lens is made.
 */
package org.rapport.law;
