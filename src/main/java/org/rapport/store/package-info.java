/**
 * Writing the graph: elements, transactions, the seal and the search index. Read
 * {@link Writing}, {@link ElementStore} and {@link Sealing} first.
 */
@NullMarked
package org.rapport.store;

import org.jspecify.annotations.NullMarked;
