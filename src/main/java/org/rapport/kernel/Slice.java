package org.rapport.kernel;

import java.util.List;

/**
 * A page of a list as it was read.
 *
 * @param rows what is on the page, each with its place
 * @param hasPrevious whether something stands before it
 * @param hasNext whether something stands after it
 */
public record Slice<T>(List<Row<T>> rows, boolean hasPrevious, boolean hasNext) {

	/**
	 * One listed thing.
	 *
	 * @param position its place in the order
	 * @param value the thing itself
	 */
	public record Row<T>(Position position, T value) {
	}

	public Slice {
		rows = List.copyOf(rows);
	}

	public static <T> Slice<T> empty() {
		return new Slice<>(List.of(), false, false);
	}

}
