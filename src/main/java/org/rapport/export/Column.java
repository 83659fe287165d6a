package org.rapport.export;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param <T> the type of the rows
 * @param name its header
 * @param about what its cells hold
 * @param cell makes a cell
 */
record Column<T>(String name, String about, Cell<T> cell) {

	/** Makes the cell of a row. */
	@FunctionalInterface
	interface Cell<T> {

		/** The text of the cell; null if it is empty. */
		@Nullable String of(T row, RowPage<T> page);

	}

}
