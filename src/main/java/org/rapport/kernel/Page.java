package org.rapport.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is read.
 *
 * @param order the name of the order
 * @param descending whether the order is reversed
 * @param size how many at most, at least 0
 * @param fromEnd whether they are the last ones, and not the first
 * @param after the place after which they start, or null
 * @param before the place before which they end, or null
 */
public record Page(String order, boolean descending, int size, boolean fromEnd, @Nullable Position after,
		@Nullable Position before) {
}
