package org.rapport.api;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

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
	 * @param position writes its cursor when it is asked for, which few do
	 * @param node the listed value
	 */
	public record Edge<T>(Supplier<String> position, T node) {

		/** Its position in the list. */
		public String cursor() {
			return this.position.get();
		}

	}

	/**
	 * The position of a page in its list.
	 *
	 * @param hasNextPage whether the list has rows after it
	 * @param hasPreviousPage whether the list has rows before it
	 * @param first its first row; null if it is empty
	 * @param last its last row; null if it is empty
	 */
	public record PageInfo(boolean hasNextPage, boolean hasPreviousPage, @Nullable Edge<?> first,
			@Nullable Edge<?> last) {

		/** The cursor of its first row; null if it is empty. */
		public @Nullable String startCursor() {
			return (this.first != null) ? this.first.cursor() : null;
		}

		/** The cursor of its last row; null if it is empty. */
		public @Nullable String endCursor() {
			return (this.last != null) ? this.last.cursor() : null;
		}

	}

	/** The nodes without their cursors. */
	public List<T> nodes() {
		return this.edges.stream().map(Edge::node).toList();
	}

	/** Makes a connection of a page that was read, with a cursor for each position. */
	public static <T> Connection<T> of(Slice<T> slice, long totalCount, Function<Position, String> cursors) {
		List<Edge<T>> edges = slice.rows()
			.stream()
			.map((row) -> new Edge<>(() -> cursors.apply(row.position()), row.value()))
			.toList();
		Edge<T> first = edges.isEmpty() ? null : edges.get(0);
		Edge<T> last = edges.isEmpty() ? null : edges.get(edges.size() - 1);
		return new Connection<>(edges, new PageInfo(slice.hasNext(), slice.hasPrevious(), first, last), totalCount);
	}

}
