package org.rapport.kernel;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A list that an operation asks for, with the lists that it asks for below each row: a
 * tree, which one statement may read as a whole.
 *
 * @param <T> the type of the listed values
 * @param list the list
 * @param filter its filters, by name
 * @param page the part of it that is asked for
 * @param counted whether its rows on all pages are counted too
 * @param fields the names of all fields that the document asks for below the list, if
 * rows need no more than the properties and ends with these names; null if they need all
 * @param below the lists below each row
 */
public record ReadingPlan<T>(Listing<T> list, Map<String, Object> filter, Page page, boolean counted,
		@Nullable Set<String> fields, List<Below> below) {

	/**
	 * A list below each row of another.
	 *
	 * @param end the end of the row that the list belongs to, one of
	 * {@link Listing#ends()}; {@link #ROW} if it belongs to the row itself
	 * @param plan the list
	 */
	public record Below(String end, ReadingPlan<?> plan) {

		/** The listed element itself. */
		public static final String ROW = "";

	}

	/**
	 * What was read for a list of the tree.
	 *
	 * @param pages its pages, by parent
	 */
	public record ReadList<T>(ReadingPlan<T> plan, Map<Parent, ReadPage<T>> pages) {
	}

	/**
	 * One page that was read.
	 *
	 * @param total the number of rows on all pages; 0 if they were not counted
	 */
	public record ReadPage<T>(Slice<T> slice, long total) {
	}

	public ReadingPlan {
		filter = Map.copyOf(filter);
		fields = (fields != null) ? Set.copyOf(fields) : null;
		below = List.copyOf(below);
	}

	/** How many lists the tree has, where counting one is as much as reading it. */
	public int size() {
		return (this.counted ? 2 : 1) + this.below.stream().mapToInt((list) -> list.plan().size()).sum();
	}

	/**
	 * The most rows that the tree has for one parent. A whole short list counts as one of
	 * usual length.
	 */
	public long rows() {
		long own = (this.page.size() <= Page.LARGEST_SIZE) ? this.page.size() : Page.USUAL_LIST;
		return own * (1 + this.below.stream().mapToLong((list) -> list.plan().rows()).sum());
	}

	/** The uppermost list without those below it. */
	public ReadingPlan<T> alone() {
		return new ReadingPlan<>(this.list, this.filter, this.page, this.counted, this.fields, List.of());
	}

	/**
	 * What the text of a statement for this tree depends on. Sizes, the values of filters
	 * and the places of cursors are parameters.
	 */
	public Shape shape() {
		return new Shape(this.list, this.page.order(), this.page.descending(), this.page.fromEnd(),
				this.page.after() != null, this.page.before() != null, this.filter.keySet(), this.counted, this.fields,
				this.below.stream().map((list) -> new Shape.Under(list.end(), list.plan().shape())).toList());
	}

	/** The tree without the values of an operation. */
	public record Shape(Listing<?> list, String order, boolean descending, boolean fromEnd, boolean after,
			boolean before, Set<String> filters, boolean counted, @Nullable Set<String> fields, List<Under> below) {

		/** A list below each row of another. */
		public record Under(String end, Shape shape) {
		}

	}

}
