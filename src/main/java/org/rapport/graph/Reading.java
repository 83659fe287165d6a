package org.rapport.graph;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.neo4j.driver.Record;

import org.rapport.kernel.Element;

/**
 * How one kind of record or fact is read in all statements: from its node, which is
 * always {@code f}, to everything that its row needs, through the lens.
 *
 * @param <T> the type that a row is mapped to
 * @param match the Cypher that follows an anchor: further patterns, and a WHERE with the
 * lens marks of all nodes
 * @param columns the columns that the statement returns
 * @param row maps a row
 * @param orders the orders of its lists; the first is the default
 */
public record Reading<T extends Element>(String match, String columns, Function<Record, T> row, List<Order> orders) {

	/**
	 * An order of a list, from smallest to largest unless it descends.
	 *
	 * @param name its name; for a public order the value of the enum in the API
	 * @param descending whether it runs from largest to smallest by default
	 * @param keys the sort keys, most significant first; ids break ties
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

		/** The same key, sorted against the direction of the order. */
		public Key against() {
			return new Key(this.expression, this.type, true);
		}

	}

	/**
	 * Creates a list of this kind.
	 * @param name the name of the list, for example {@code actor.memberships}; unique
	 * @param anchor the pattern that binds {@code f} from {@code key}, the id of the
	 * parent
	 * @param filters for each filter the condition that is added if a client gives it
	 */
	public CypherListing<T> listing(Graph graph, String name, String anchor, Map<String, String> filters) {
		return listing(graph, name, anchor, filters, List.of());
	}

	/**
	 * Creates a list of this kind that can be read from indexes.
	 * @param walks the ways to read it from an index, the best first for each filter;
	 * their bodies are anchors
	 */
	public CypherListing<T> listing(Graph graph, String name, String anchor, Map<String, String> filters,
			List<IndexWalk> walks) {
		List<IndexWalk> whole = walks.stream()
			.map((walk) -> new IndexWalk(walk.order(), walk.filter(),
					walk.branches().stream().map((branch) -> branch.followedBy(this.match)).toList()))
			.toList();
		return new CypherListing<>(graph, name, new CypherListing.Query<>(anchor + "\n" + this.match, "f.id",
				this.columns, this.row, this.orders, whole, String.join(", ", Statement.marked(this.match))), filters);
	}

	/** Creates a list of this kind without filters. */
	public CypherListing<T> listing(Graph graph, String name, String anchor) {
		return listing(graph, name, anchor, Map.of());
	}

	/** The same shape for elements that also meet a Cypher condition. */
	public Reading<T> where(String condition) {
		return new Reading<>(this.match + " AND " + condition, this.columns, this.row, this.orders);
	}

	/** The same shape with other orders. */
	public Reading<T> ordered(Order... orders) {
		return new Reading<>(this.match, this.columns, this.row, List.of(orders));
	}

}
