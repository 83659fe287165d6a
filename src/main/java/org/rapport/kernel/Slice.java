package org.rapport.kernel;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list, as it was read.
 *
 * @param rows the rows of the page
 * @param hasPrevious whether the list has rows before the page
 * @param hasNext whether the list has rows after the page
 */
public record Slice<T>(List<Row<T>> rows, boolean hasPrevious, boolean hasNext) {

	/**
	 * One row of a list.
	 *
	 * @param position its position in the order
	 * @param value the listed value
	 */
	public record Row<T>(Position position, T value) {
	}

	public Slice {
		rows = List.copyOf(rows);
	}

	/**
	 * Cuts a page out of a list that is in memory as a whole.
	 * @param all the whole list, in any sequence, each row with its position in the order
	 * of the page
	 */
	public static <T> Slice<T> of(Collection<Row<T>> all, Page page) {
		return of(all, page, Position.ORDER);
	}

	/**
	 * Cuts a page out of a list that is in memory as a whole and has another order.
	 * @param ascending the order of the positions, for a page that does not descend
	 */
	public static <T> Slice<T> of(Collection<Row<T>> all, Page page, Comparator<Position> ascending) {
		Comparator<Position> order = page.descending() ? ascending.reversed() : ascending;
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

	/**
	 * The same page with other values at the same positions.
	 * @param value gives the value in place of another; empty leaves the row out
	 */
	public <R> Slice<R> with(Function<T, Optional<R>> value) {
		return new Slice<>(this.rows.stream()
			.flatMap((row) -> value.apply(row.value()).map((other) -> new Row<>(row.position(), other)).stream())
			.toList(), this.hasPrevious, this.hasNext);
	}

	public static <T> Slice<T> empty() {
		return new Slice<>(List.of(), false, false);
	}

}
