package org.rapport.graph;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.types.MapAccessor;

import org.rapport.kernel.Element;
import org.rapport.kernel.SortedText;

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
 * @param read the properties that the mapping reads of columns with a node, by column
 */
public record Reading<T extends Element>(String match, String columns, Function<MapAccessor, T> row, List<Order> orders,
		Map<String, NodeProperties> read) {

	/** A reading that needs whole nodes. */
	public Reading(String match, String columns, Function<MapAccessor, T> row, List<Order> orders) {
		this(match, columns, row, orders, Map.of());
	}

	/**
	 * The same shape where the mapping reads only these properties of a column with a
	 * node. Statements then return nothing else of it.
	 */
	public Reading<T> reading(String column, NodeProperties properties) {
		Map<String, NodeProperties> all = new HashMap<>(this.read);
		all.put(column, properties);
		return new Reading<>(this.match, this.columns, this.row, this.orders, all);
	}

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
	 * A value to sort by, never null.
	 *
	 * @param expression the Cypher expression of the value
	 * @param falling the expression that sorts it in a descending order
	 * @param rising the expression that sorts it in an ascending order
	 * @param type the type of the value: String, SortedText, LocalDate or Long
	 * @param opposite whether it sorts against the direction of the order
	 */
	public record Key(String expression, String falling, String rising, Class<?> type, boolean opposite) {

		/** A word that is no name, sorted by code points. */
		public static Key text(String expression) {
			return new Key(expression, expression, expression, String.class, false);
		}

		/** The name of a record or fact, sorted as people sort. */
		public static Key name(String variable) {
			return titled(variable + ".name", variable);
		}

		/** The title of a record, sorted as people sort. */
		public static Key title(String variable) {
			return titled(variable + ".title", variable);
		}

		/**
		 * A name or title, sorted as people sort.
		 * @param expression the expression of the name
		 * @param variable the record or fact with this name, whose seal has the sort key
		 */
		public static Key titled(String expression, String variable) {
			String key = variable + ".lensSortKey";
			return new Key(expression, key, key, SortedText.class, false);
		}

		public static Key day(String expression) {
			return new Key(expression, expression, expression, LocalDate.class, false);
		}

		/**
		 * The day of an element, {@link DayCypher#UNDATED} if it has none. Elements
		 * without a day come last in both directions.
		 * @param expression the day, as an index holds it if the list has one
		 */
		public static Key undatedLast(String expression) {
			return undatedLast(expression, DayCypher.undatedLast(expression));
		}

		/**
		 * The same with an expression of its own for ascending orders.
		 * @param rising the day, after all others if there is none
		 */
		public static Key undatedLast(String expression, String rising) {
			return new Key(expression, expression, rising, LocalDate.class, false);
		}

		public static Key number(String expression) {
			return new Key(expression, expression, expression, Long.class, false);
		}

		/** The same key, sorted against the direction of the order. */
		public Key against() {
			return new Key(this.expression, this.falling, this.rising, this.type, true);
		}

		/** Whether the value is written in another form to sort by it. */
		boolean isCollated() {
			return this.type == SortedText.class;
		}

		/**
		 * Whether an index has rows without a day at its wrong end for an ascending
		 * order.
		 */
		boolean isTurned() {
			return this.rising.equals(DayCypher.undatedLast(this.falling));
		}

		/**
		 * The expression that an index holds for an order of this direction.
		 */
		String indexed(boolean descending) {
			return isTurned() ? this.falling : sorting(descending);
		}

		/** The expression that sorts the value in an order of this direction. */
		String sorting(boolean descending) {
			return descending ? this.falling : this.rising;
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
		return new CypherListing<>(
				graph, name, new CypherListing.Query<>(anchor + "\n" + this.match, "f.id", this::returned, this.row,
						this.orders, whole, String.join(", ", Statement.marked(this.match)), FactMatch.of(this.match)),
				filters);
	}

	/** The columns, with no more of their nodes than the mapping reads. */
	String returned() {
		return returned(null).cypher();
	}

	/**
	 * The columns with no more than an operation needs of them: nodes are lists of these
	 * properties.
	 * @param fields the names of the fields that it asks for; null if it needs all, with
	 * nodes as maps
	 */
	private ReturnedColumns returned(@Nullable Set<String> fields) {
		List<String> names = ColumnNames.of(this.columns);
		List<String> parts = ColumnNames.parts(this.columns);
		List<String> returned = new ArrayList<>();
		Map<String, List<String>> nodes = new HashMap<>();
		for (int i = 0; i < parts.size(); i++) {
			String name = names.get(i);
			NodeProperties properties = this.read.get(parts.get(i));
			if (fields == null) {
				returned.add((properties != null) ? properties.from(name) + " AS " + name : parts.get(i));
			}
			else if (properties != null) {
				boolean asked = name.equals("f") || fields.contains(name);
				if (asked || !isEnd(name)) {
					Set<String> needed = asked ? fields : Set.of();
					nodes.put(name, properties.names(needed));
					returned.add(properties.listed(name, needed) + " AS " + name);
				}
				else {
					returned.add("null AS " + name);
				}
			}
			else if (!fields.contains(name) && parts.get(i).startsWith("COLLECT")) {
				returned.add("[] AS " + name);
			}
			else if (!fields.contains(name) && parts.get(i).startsWith("CASE")) {
				returned.add("null AS " + name);
			}
			else {
				returned.add(parts.get(i));
			}
		}
		return new ReturnedColumns(String.join(", ", returned), nodes);
	}

	/** Whether a column holds an end of a fact, which a statement can leave out. */
	private boolean isEnd(String column) {
		FactMatch fact = FactMatch.of(this.match);
		return fact != null && fact.ends().contains(column);
	}

	/**
	 * Whether it reads a property of {@code f}, or another column, with this name.
	 */
	boolean isPart(String name) {
		NodeProperties own = this.read.get("f");
		return own == null || own.names().contains(name) || ColumnNames.of(this.columns).contains(name);
	}

	/** Creates a list of this kind without filters. */
	public CypherListing<T> listing(Graph graph, String name, String anchor) {
		return listing(graph, name, anchor, Map.of());
	}

	/** The same shape for elements that also meet a Cypher condition. */
	public Reading<T> where(String condition) {
		return new Reading<>(this.match + " AND " + condition, this.columns, this.row, this.orders, this.read);
	}

	/** The same shape with other orders. */
	public Reading<T> ordered(Order... orders) {
		return new Reading<>(this.match, this.columns, this.row, List.of(orders), this.read);
	}

}
