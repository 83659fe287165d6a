/**
 * Reading the graph: statements, the lens in their Cypher, lists from indexes, rows. This
 * package knows labels and the lens, but not the queries of the features. Read
 * {@link Statement}, {@link Reading} and {@link Graph} first.
 */
@NullMarked
package org.rapport.graph;

import org.jspecify.annotations.NullMarked;
