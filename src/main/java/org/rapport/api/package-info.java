/**
 * The plumbing of GraphQL: scalars, connections and cursors, batches, the lens of an
 * operation, errors, node lookup. No feature's types.
 */
@NullMarked
package org.rapport.api;

import org.jspecify.annotations.NullMarked;
