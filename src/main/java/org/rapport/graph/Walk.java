package org.rapport.graph;

import java.util.List;

/**
 * How a list is read straight from an index, so that a page costs what stands on it and
 * not what stands on the whole list.
 *
 * @param order the name of the order that the index keeps; empty if it only leads to the
 * rows, which are then sorted
 * @param filter the name of the filter that the branches apply themselves; empty if they
 * list everything
 * @param branches where the rows come from; of several, each is read as far as the page
 * reaches, and what more than one of them has is listed once
 */
public record Walk(String order, String filter, List<Branch> branches) {

	/** All of a list, in an order that an index keeps. */
	public static Walk all(String order, Branch... branches) {
		return new Walk(order, "", List.of(branches));
	}

	/** What a filter keeps, in an order that an index keeps. */
	public static Walk filtered(String order, String filter, Branch... branches) {
		return new Walk(order, filter, List.of(branches));
	}

	/** What a filter keeps, in any order. */
	public static Walk unordered(String filter, Branch... branches) {
		return new Walk("", filter, List.of(branches));
	}

	/**
	 * Whether its branches lead to few rows by themselves, and not only in an order.
	 */
	boolean leadsThere() {
		return this.branches.stream().anyMatch(Branch::repeats);
	}

	/**
	 * One source of rows.
	 *
	 * @param body the Cypher that binds the row's variables, and ends in a WHERE
	 * @param fixed the expressions that the index begins with and that the body makes
	 * equal for all rows
	 * @param keys what the index keeps the rows sorted by; empty if it is what the order
	 * says
	 * @param id the expression of the row's id in the index; empty if the index has none,
	 * so that the rows with equal keys are sorted
	 * @param repeats whether a row can come more than once
	 */
	public record Branch(String body, List<String> fixed, List<String> keys, String id, boolean repeats) {

		/**
		 * Rows from an index of their own label, which ends in the order's keys and the
		 * id.
		 */
		public static Branch of(String body, String... fixed) {
			return new Branch(body, List.of(fixed), List.of(), "f.id", false);
		}

		/** Facts from an index of their own label, by keys of their seal. */
		public static Branch facts(String body, List<String> fixed, List<String> keys, String id) {
			return new Branch(body, fixed, keys, id, false);
		}

		/** Records found through a fact or a tie that is in the index. */
		public static Branch through(String body, List<String> fixed, List<String> keys, String id) {
			return new Branch(body, fixed, keys, id, true);
		}

		Branch followedBy(String match) {
			return new Branch(this.body + "\n" + match, this.fixed, this.keys, this.id, this.repeats);
		}

	}

}
