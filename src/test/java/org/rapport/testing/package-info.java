/**
 * Helpers that tests share: the annotation that starts the application, its scratch
 * graph, and clients.
 */
package org.rapport.testing;
