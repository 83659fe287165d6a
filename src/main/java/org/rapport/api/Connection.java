package org.rapport.api;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Position;
import org.rapport.kernel.Slice;

/**
 * A page of a list, as Relay's specification of cursor connections describes it.
 *
 * @param edges what is on the page, each with its cursor
 * @param pageInfo where the page stands in the list
 * @param totalCount how many there are on all pages, or null if nobody asked
 */
public record Connection<T>(List<Edge<T>> edges, PageInfo pageInfo, @Nullable Long totalCount) {

	/**
	 * One listed thing.
	 *
	 * @param cursor its place in the list
	 * @param node the thing itself
	 */
	public record Edge<T>(String cursor, T node) {
	}

	/**
	 * Where a page stands in its list.
	 *
	 * @param hasNextPage whether something comes after it
	 * @param hasPreviousPage whether something comes before it
	 * @param startCursor the cursor of its first, or null if it is empty
	 * @param endCursor the cursor of its last, or null if it is empty
	 */
	public record PageInfo(boolean hasNextPage, boolean hasPreviousPage, @Nullable String startCursor,
			@Nullable String endCursor) {
	}

	/** The nodes without their cursors. */
	public List<T> nodes() {
		return this.edges.stream().map(Edge::node).toList();
	}

	/** A page as it was read, with a cursor for each place. */
	public static <T> Connection<T> of(Slice<T> slice, @Nullable Long totalCount, Function<Position, String> cursors) {
		List<Edge<T>> edges = slice.rows()
			.stream()
			.map((row) -> new Edge<>(cursors.apply(row.position()), row.value()))
			.toList();
		String start = edges.isEmpty() ? null : edges.get(0).cursor();
		String end = edges.isEmpty() ? null : edges.get(edges.size() - 1).cursor();
		return new Connection<>(edges, new PageInfo(slice.hasNext(), slice.hasPrevious(), start, end), totalCount);
	}

}
