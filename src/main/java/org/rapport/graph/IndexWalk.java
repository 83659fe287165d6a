package org.rapport.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A way to read a list straight from an index. The cost of a page then depends on the
 * page and not on the whole list.
 *
 * @param order the name of the order that the index keeps; empty if the index only finds
 * the rows, which are then sorted
 * @param filter the name of the filter that the branches apply themselves; empty if they
 * list everything
 * @param branches the sources of the rows. With several, each is read as far as the page
 * reaches; a row that several of them find is listed once
 */
public record IndexWalk(String order, String filter, List<Branch> branches) {

	/** Reads the whole list in an order that an index keeps. */
	public static IndexWalk all(String order, Branch... branches) {
		return new IndexWalk(order, "", List.of(branches));
	}

	/** Reads the rows that a filter keeps, in an order that an index keeps. */
	public static IndexWalk filtered(String order, String filter, Branch... branches) {
		return new IndexWalk(order, filter, List.of(branches));
	}

	/** Reads the rows that a filter keeps, in any order. */
	public static IndexWalk unordered(String filter, Branch... branches) {
		return new IndexWalk("", filter, List.of(branches));
	}

	/**
	 * Whether the branches find few rows, so that the walk is also useful for other
	 * orders.
	 */
	boolean leadsThere() {
		return this.branches.stream().anyMatch(Branch::repeats);
	}

	/**
	 * One source of rows. The statement prescribes the index: on a small graph Neo4j
	 * would choose a scan, and keep that plan while the graph grows.
	 *
	 * @param pattern the pattern that the index finds; empty if there is no index
	 * @param indexed the variable and the label or type of the indexed node or
	 * relationship
	 * @param condition makes the first properties of the index equal for all rows; empty
	 * if none are
	 * @param rest the Cypher that follows
	 * @param fixed the expressions that the index starts with and that the condition
	 * makes equal, unless they are keys themselves
	 * @param keys the sort keys of the index; empty if they are the keys of the order
	 * @param id the expression of the id of the row in the index; empty if the index has
	 * none, and rows with equal keys are sorted
	 * @param repeats whether the branch may find a row more than once; also true if it
	 * finds few rows
	 * @param undated where the branch finds rows without a day
	 * @param ways the expression of a list. The branch is read once for each entry, which
	 * it knows as {@code way}. Empty if it is read once
	 */
	public record Branch(String pattern, String indexed, String condition, String rest, List<String> fixed,
			List<String> keys, String id, boolean repeats, Undated undated, String ways) {

		/** Where a branch finds rows without a day, if the order is by day. */
		enum Undated {

			/** Before all others. In an ascending order they are read on their own. */
			FIRST,
			/** Nowhere. */
			NONE,
			/** Anywhere, because the branch does not read an index in its order. */
			ANYWHERE

		}

		private Branch(String pattern, String indexed, String condition, String rest, List<String> fixed,
				List<String> keys, String id, boolean repeats) {
			this(pattern, indexed, condition, rest, fixed, keys, id, repeats, Undated.FIRST, "");
		}

		/**
		 * Finds all nodes of a label, from an index of the keys of the order and the id.
		 */
		public static Branch of(String label) {
			return new Branch("(f:" + label + ")", "f:" + label, "", "", List.of(), List.of(), "f.id", false);
		}

		/**
		 * Finds the nodes of a label whose property has the value of the filter with the
		 * same name. The index has that property, the keys of the order and the id.
		 */
		public static Branch of(String label, String property) {
			return new Branch("(f:" + label + ")", "f:" + label, "f.%s = $%1$s".formatted(property), "",
					List.of("f." + property), List.of(), "f.id", false);
		}

		/** Finds facts from an index of their own label, by keys of their seal. */
		public static Branch facts(String label, String condition, List<String> fixed, List<String> keys, String id) {
			return new Branch("(f:" + label + ")", "f:" + label, condition, "", fixed, keys, id, false);
		}

		/** Finds rows through a fact or a relationship that is in the index. */
		public static Branch through(String pattern, String indexed, String condition, String rest, List<String> fixed,
				List<String> keys, String id) {
			return new Branch(pattern, indexed, condition, rest, fixed, keys, id, true);
		}

		/** Finds rows from one node on, in no particular order. */
		public static Branch from(String body) {
			return new Branch("", "", "", body, List.of(), List.of(), "", true);
		}

		Branch followedBy(String match) {
			return new Branch(this.pattern, this.indexed, this.condition,
					this.rest.isEmpty() ? match : this.rest + "\n" + match, this.fixed, this.keys, this.id,
					this.repeats, this.undated, this.ways);
		}

		/**
		 * The same branch, marked as finding so few rows that it is also used for other
		 * orders.
		 */
		public Branch selecting() {
			return new Branch(this.pattern, this.indexed, this.condition, this.rest, this.fixed, this.keys, this.id,
					true, this.undated, this.ways);
		}

		/** The same branch, marked as finding only rows with a day. */
		public Branch dated() {
			return new Branch(this.pattern, this.indexed, this.condition, this.rest, this.fixed, this.keys, this.id,
					this.repeats, Undated.NONE, this.ways);
		}

		/** The same branch, marked as finding rows in no particular order. */
		public Branch unsorted() {
			return new Branch(this.pattern, this.indexed, this.condition, this.rest, this.fixed, this.keys, this.id,
					this.repeats, Undated.ANYWHERE, this.ways);
		}

		/** The part of the branch that finds the rows with a day. */
		Branch withDay(List<String> ordered) {
			String day = keys(ordered).get(0);
			return new Branch(this.pattern, this.indexed, and(day + " >= " + DayCypher.FIRST), this.rest, this.fixed,
					this.keys, this.id, this.repeats, Undated.NONE, this.ways);
		}

		/** The part of the branch that finds the rows without a day. */
		Branch withoutDay(List<String> ordered) {
			List<String> keys = keys(ordered);
			List<String> equal = new ArrayList<>(this.fixed);
			equal.add(keys.get(0));
			return new Branch(this.pattern, this.indexed, and(keys.get(0) + " = " + DayCypher.UNDATED), this.rest,
					equal, keys, this.id, this.repeats, Undated.NONE, this.ways);
		}

		private String and(String more) {
			return this.condition.isEmpty() ? more : this.condition + " AND " + more;
		}

		/** The same branch, read once for each {@code way} of a list. */
		public Branch forEach(String list) {
			return new Branch(this.pattern, this.indexed, this.condition, this.rest, this.fixed, this.keys, this.id,
					true, this.undated, list);
		}

		/** The Cypher before the body that binds {@code way}; empty if there is none. */
		String unwound() {
			return this.ways.isEmpty() ? "" : "UNWIND " + this.ways + " AS way\n    ";
		}

		/** The sort keys of the rows in the index. */
		List<String> keys(List<String> ordered) {
			return this.keys.isEmpty() ? ordered : this.keys;
		}

		/**
		 * The Cypher that binds the variables of the row, and ends in a WHERE. An index
		 * of several properties holds only elements that have all of them. Neo4j uses it
		 * only if the statement says that none of them is null.
		 */
		String body(List<String> ordered) {
			if (this.pattern.isEmpty()) {
				return this.rest;
			}
			List<String> properties = new ArrayList<>(this.fixed);
			keys(ordered).stream().filter((key) -> !this.fixed.contains(key)).forEach(properties::add);
			if (!this.id.isEmpty()) {
				properties.add(this.id);
			}
			String index = this.indexed.contains("(") ? this.indexed
					: this.indexed + properties.stream()
						.map((property) -> property.substring(property.indexOf('.') + 1))
						.collect(Collectors.joining(", ", "(", ")"));
			String there = properties.stream()
				.filter((property) -> !this.fixed.contains(property))
				.map((property) -> property + " IS NOT NULL")
				.collect(Collectors.joining(" AND "));
			return "MATCH " + this.pattern + " USING INDEX " + index + "\n  WHERE "
					+ (this.condition.isEmpty() ? "" : this.condition + " AND ") + there + "\n  " + this.rest;
		}

	}

}
