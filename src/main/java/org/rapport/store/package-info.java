/**
 * Writing the graph: elements, transactions, the seal and the search index.
 */
@NullMarked
package org.rapport.store;

import org.jspecify.annotations.NullMarked;
