package org.rapport.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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
	 * One source of rows. The index is prescribed to the database, which on a small graph
	 * would rather scan and keep that plan while the graph grows.
	 *
	 * @param pattern the pattern that the index finds; empty if there is no index
	 * @param indexed the variable and the label or type of what is in the index
	 * @param condition what makes the first properties of the index equal for all rows;
	 * empty if nothing does
	 * @param rest what follows
	 * @param fixed the expressions that the index begins with and the condition makes
	 * equal, unless they are keys themselves
	 * @param keys what the index keeps the rows sorted by; empty if it is what the order
	 * says
	 * @param id the expression of the row's id in the index; empty if the index has none,
	 * so that the rows with equal keys are sorted
	 * @param repeats whether a row can come more than once, or might as well, because
	 * there are few
	 */
	public record Branch(String pattern, String indexed, String condition, String rest, List<String> fixed,
			List<String> keys, String id, boolean repeats) {

		/** All of a label, from an index of the order's keys and the id. */
		public static Branch of(String label) {
			return new Branch("(f:" + label + ")", "f:" + label, "", "", List.of(), List.of(), "f.id", false);
		}

		/**
		 * Those of a label with the value that the filter of a property's name gives,
		 * from an index of that property, the order's keys and the id.
		 */
		public static Branch of(String label, String property) {
			return new Branch("(f:" + label + ")", "f:" + label, "f.%s = $%1$s".formatted(property), "",
					List.of("f." + property), List.of(), "f.id", false);
		}

		/** Facts from an index of their own label, by keys of their seal. */
		public static Branch facts(String label, String condition, List<String> fixed, List<String> keys, String id) {
			return new Branch("(f:" + label + ")", "f:" + label, condition, "", fixed, keys, id, false);
		}

		/** Rows found through a fact or a tie that is in the index. */
		public static Branch through(String pattern, String indexed, String condition, String rest, List<String> fixed,
				List<String> keys, String id) {
			return new Branch(pattern, indexed, condition, rest, fixed, keys, id, true);
		}

		/** Rows in no sequence, found from one node on. */
		public static Branch from(String body) {
			return new Branch("", "", "", body, List.of(), List.of(), "", true);
		}

		Branch followedBy(String match) {
			return new Branch(this.pattern, this.indexed, this.condition,
					this.rest.isEmpty() ? match : this.rest + "\n" + match, this.fixed, this.keys, this.id,
					this.repeats);
		}

		/**
		 * The same where the condition keeps so few rows that any other order too is read
		 * by it.
		 */
		public Branch selecting() {
			return new Branch(this.pattern, this.indexed, this.condition, this.rest, this.fixed, this.keys, this.id,
					true);
		}

		/** What the rows are sorted by in the index. */
		List<String> keys(List<String> ordered) {
			return this.keys.isEmpty() ? ordered : this.keys;
		}

		/**
		 * The Cypher that binds the row's variables, and ends in a WHERE. An index of
		 * several properties holds only what has them all, and is used only if that is
		 * said.
		 */
		String body(List<String> ordered) {
			if (this.pattern.isEmpty()) {
				return this.rest;
			}
			List<String> properties = new ArrayList<>(this.fixed);
			properties.addAll(keys(ordered));
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
