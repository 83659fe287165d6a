package org.rapport.graph;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.neo4j.driver.Record;

import org.rapport.kernel.Element;

/**
 * How one kind of record or fact is read wherever it is read: from its node, which is
 * {@code f} in every statement, to all that its row needs, under the lens.
 *
 * @param <T> what a row becomes
 * @param match the Cypher that follows an anchor: further patterns, and a WHERE with the
 * lens's marks for all of them
 * @param columns what the statement returns
 * @param row what a row becomes
 * @param orders what lists of it can be ordered by; the first is the default
 */
public record Shape<T extends Element>(String match, String columns, Function<Record, T> row, List<Order> orders) {

	/**
	 * An order of a list, from smallest to largest.
	 *
	 * @param name its name; of a public order the value of the API's enum
	 * @param descending whether it runs from largest to smallest unless asked otherwise
	 * @param keys what it sorts by, most significant first; ids break ties
	 */
	public record Order(String name, boolean descending, List<Key> keys) {

		public static Order ascending(String name, Key... keys) {
			return new Order(name, false, List.of(keys));
		}

		public static Order descending(String name, Key... keys) {
			return new Order(name, true, List.of(keys));
		}

	}

	/**
	 * An expression to sort by, never null.
	 *
	 * @param expression the Cypher expression
	 * @param type the type of its values: String, LocalDate or Long
	 * @param opposite whether it sorts against the direction of the order
	 */
	public record Key(String expression, Class<?> type, boolean opposite) {

		public static Key text(String expression) {
			return new Key(expression, String.class, false);
		}

		public static Key day(String expression) {
			return new Key(expression, LocalDate.class, false);
		}

		public static Key number(String expression) {
			return new Key(expression, Long.class, false);
		}

		/** The same, sorted against the direction of the order. */
		public Key against() {
			return new Key(this.expression, this.type, true);
		}

	}

	/**
	 * A list of it.
	 * @param name what the list is of its parent, as {@code actor.memberships}; unique
	 * @param anchor the pattern that binds {@code f} from {@code key}, the parent's id
	 * @param filters by name of the filter's parameter, the condition that is added where
	 * it is given
	 */
	public CypherListing<T> listing(Graph graph, String name, String anchor, Map<String, String> filters) {
		return listing(graph, name, anchor, filters, List.of());
	}

	/**
	 * A list of it that indexes serve.
	 * @param walks how it is read from an index, the best of those that a filter allows
	 * first; their bodies are anchors
	 */
	public CypherListing<T> listing(Graph graph, String name, String anchor, Map<String, String> filters,
			List<Walk> walks) {
		List<Walk> whole = walks.stream()
			.map((walk) -> new Walk(walk.order(), walk.filter(),
					walk.branches().stream().map((branch) -> branch.followedBy(this.match)).toList()))
			.toList();
		return new CypherListing<>(graph, name, new CypherListing.Query<>(anchor + "\n" + this.match, "f.id",
				this.columns, this.row, this.orders, whole, String.join(", ", Statement.marked(this.match))), filters);
	}

	/** A list of it that cannot be filtered. */
	public CypherListing<T> listing(Graph graph, String name, String anchor) {
		return listing(graph, name, anchor, Map.of());
	}

	/** The same, listed in other orders. */
	public Shape<T> ordered(Order... orders) {
		return new Shape<>(this.match, this.columns, this.row, List.of(orders));
	}

}
