package org.rapport.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The part of a list that a client asks for.
 *
 * @param order the name of the order
 * @param descending whether the order is reversed
 * @param size the largest number of rows, at least 0
 * @param fromEnd whether to read the last rows instead of the first
 * @param after the position after which the page starts, or null
 * @param before the position before which the page ends, or null
 */
public record Page(String order, boolean descending, int size, boolean fromEnd, @Nullable Position after,
		@Nullable Position before) {

	/** The largest size that a client may ask for. */
	public static final int LARGEST_SIZE = 100;

	/** The assumed length of a list without pages, which is read whole. */
	public static final int USUAL_LIST = 5;

}
