package org.rapport.kernel;

import java.util.Collection;
import java.util.Comparator;
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

	/**
	 * A page of a list that is known as a whole.
	 * @param all the whole list, in any sequence, each with its place in the order that
	 * the page names
	 */
	public static <T> Slice<T> of(Collection<Row<T>> all, Page page) {
		Comparator<Position> order = page.descending() ? Position.ORDER.reversed() : Position.ORDER;
		List<Row<T>> between = all.stream()
			.filter((row) -> page.after() == null || order.compare(row.position(), page.after()) > 0)
			.filter((row) -> page.before() == null || order.compare(row.position(), page.before()) < 0)
			.sorted(Comparator.comparing(Row::position, order))
			.toList();
		boolean more = between.size() > page.size();
		if (page.fromEnd()) {
			return new Slice<>(between.subList(Math.max(0, between.size() - page.size()), between.size()), more,
					page.before() != null);
		}
		return new Slice<>(between.subList(0, Math.min(page.size(), between.size())), page.after() != null, more);
	}

	public static <T> Slice<T> empty() {
		return new Slice<>(List.of(), false, false);
	}

}
