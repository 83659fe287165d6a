package org.rapport.api;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Position;
import org.rapport.kernel.Slice;

/**
 * A page of a list, as Relay's specification of cursor connections describes it.
 *
 * @param edges the rows of the page, each with its cursor
 * @param pageInfo the position of the page in the list
 * @param totalCount the number of rows on all pages; {@link #NOT_ASKED} if the client did
 * not select it
 */
public record Connection<T>(List<Edge<T>> edges, PageInfo pageInfo, long totalCount) {

	/** Stands for a total count that was not selected. */
	public static final long NOT_ASKED = -1;

	/**
	 * One row of a page.
	 *
	 * @param cursor its position in the list
	 * @param node the listed value
	 */
	public record Edge<T>(String cursor, T node) {
	}

	/**
	 * The position of a page in its list.
	 *
	 * @param hasNextPage whether the list has rows after it
	 * @param hasPreviousPage whether the list has rows before it
	 * @param startCursor the cursor of its first row; null if it is empty
	 * @param endCursor the cursor of its last row; null if it is empty
	 */
	public record PageInfo(boolean hasNextPage, boolean hasPreviousPage, @Nullable String startCursor,
			@Nullable String endCursor) {
	}

	/** The nodes without their cursors. */
	public List<T> nodes() {
		return this.edges.stream().map(Edge::node).toList();
	}

	/** Makes a connection of a page that was read, with a cursor for each position. */
	public static <T> Connection<T> of(Slice<T> slice, long totalCount, Function<Position, String> cursors) {
		List<Edge<T>> edges = slice.rows()
			.stream()
			.map((row) -> new Edge<>(cursors.apply(row.position()), row.value()))
			.toList();
		String start = edges.isEmpty() ? null : edges.get(0).cursor();
		String end = edges.isEmpty() ? null : edges.get(edges.size() - 1).cursor();
		return new Connection<>(edges, new PageInfo(slice.hasNext(), slice.hasPrevious(), start, end), totalCount);
	}

}
