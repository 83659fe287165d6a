/**
 * GraphQL infrastructure: scalars, connections and cursors, batches, the lens of an
 * operation, errors and node lookup. It contains no types of the features.
 */
@NullMarked
package org.rapport.api;

import org.jspecify.annotations.NullMarked;
