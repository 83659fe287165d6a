package org.rapport.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.neo4j.driver.types.MapAccessor;

import org.rapport.kernel.Lens;
import org.rapport.kernel.Listing;
import org.rapport.kernel.Page;
import org.rapport.kernel.Parent;
import org.rapport.kernel.Position;
import org.rapport.kernel.ReadingPlan;
import org.rapport.kernel.Slice;
import org.rapport.kernel.SortedText;

/**
 * A listing that reads its pages with Cypher: one statement reads a page of every parent
 * by keyset, and one counts. The variants of the statements are finite: they differ by
 * order, direction, bounds and filters.
 */
public final class CypherListing<T> implements Listing<T> {

	/** Cypher for the entries of a {@link Parent.Composed}, in an anchor. */
	public static final String ENTRIES = "$entries::LIST<LIST<MAP>>[key]";

	private static final Set<String> CURSORS = Set.of("cursor", "startCursor", "endCursor");

	private static final Position NO_POSITION = new Position(List.of(), "");

	private final Graph graph;

	private final String name;

	private final Query<T> query;

	private final Map<String, String> filters;

	private final boolean composed;

	/** The names of the columns. */
	private final List<String> columns;

	/** The ends of a row, see {@link #ends()}. */
	private final Map<String, String> ends = new HashMap<>();

	/**
	 * The Cypher that a listing is made of.
	 *
	 * @param <T> the type that a row is mapped to
	 * @param body the Cypher that binds the variables of a row from {@code key}, the id
	 * of the parent, and ends in a WHERE. If the parent is a {@link Parent.Composed},
	 * {@link #ENTRIES} is the list of its entries
	 * @param rowId the expression of the id that breaks ties
	 * @param columns the columns that the statement returns, for the names of the fields
	 * that an operation asks for; null if it needs all
	 * @param row maps a row
	 * @param orders the orders of the list; the first is the default
	 * @param walks the ways to read the list from an index; empty if there is none
	 * @param carried the variables that the columns need; only used with walks
	 * @param fact what finds the ends of a fact in the body and in the walks, and can
	 * leave some out; null if the rows are not facts with their ends
	 */
	public record Query<T>(String body, String rowId, Function<@Nullable Set<String>, ReturnedColumns> columns,
			Function<MapAccessor, T> row, List<Reading.Order> orders, List<IndexWalk> walks, String carried,
			@Nullable FactMatch fact) {

		/**
		 * A query for a list that no index keeps in order, and that returns all columns.
		 */
		public Query(String body, String rowId, String columns, Function<MapAccessor, T> row,
				List<Reading.Order> orders) {
			this(body, rowId, (fields) -> new ReturnedColumns(columns), row, orders, List.of(), "", null);
		}

		/** What follows RETURN. */
		String returned(@Nullable Set<String> fields) {
			return this.columns.apply(fields).cypher();
		}

	}

	/**
	 * Creates a listing.
	 * @param name the name of the list, for example {@code actor.memberships}; unique
	 * @param filters for each filter the condition that is added if a client gives it;
	 * empty if the body itself uses the parameter, which is then always given
	 */
	public CypherListing(Graph graph, String name, Query<T> query, Map<String, String> filters) {
		this.graph = graph;
		this.name = name;
		this.query = query;
		this.filters = filters;
		this.composed = query.body().contains("$entries");
		this.columns = ColumnNames.of(query.returned(null));
		for (String column : ColumnNames.variables(query.returned(null))) {
			this.ends.put(column.equals("f") ? ReadingPlan.Below.ROW : column, column);
		}
		// Builds all statements now: if one of them escapes the lens, the application
		// does not start, instead of failing a request later.
		for (String order : orders()) {
			statement(new Page(order, false, 1, false, null, null), Map.of());
		}
		for (String filter : filters.keySet()) {
			statement(new Page(orders().get(0), false, 1, false, null, null), Map.of(filter, filter));
		}
		counting(Map.of());
	}

	Query<T> query() {
		return this.query;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public List<String> orders() {
		return this.query.orders().stream().map(Reading.Order::name).toList();
	}

	@Override
	public boolean descends(String order) {
		return order(order).descending();
	}

	@Override
	public List<Class<?>> positionTypes(String order) {
		List<Class<?>> types = new ArrayList<>();
		keys(order).forEach((key) -> types.add(key.type()));
		return types;
	}

	@Override
	public Map<Parent, Slice<T>> page(Lens lens, Collection<Parent> parents, Map<String, Object> filter, Page page) {
		List<Parent> all = List.copyOf(parents);
		Map<String, Object> parameters = parameters(page, filter);
		parameters.putAll(keys(all));
		Map<Parent, List<Slice.Row<T>>> rows = new LinkedHashMap<>();
		this.graph.read(statement(page, filter), lens, parameters, (row) -> {
			rows.computeIfAbsent(parent(row, all), (key) -> new ArrayList<>()).add(row(row, page.order(), null));
			return row;
		});
		Map<Parent, Slice<T>> slices = new HashMap<>();
		for (Parent parent : all) {
			slices.put(parent, slice(rows.getOrDefault(parent, List.of()), page));
		}
		return slices;
	}

	/** The values of a page and its filters, by the names of the parameters. */
	Map<String, Object> parameters(Page page, Map<String, Object> filter) {
		Map<String, Object> parameters = new HashMap<>(filter);
		parameters.put("limit", page.size() + 1L);
		bind(parameters, "after", page.after());
		bind(parameters, "before", page.before());
		return parameters;
	}

	/** Makes a page of the rows that its statement returned. */
	Slice<T> slice(List<Slice.Row<T>> rows, Page page) {
		boolean more = rows.size() > page.size();
		List<Slice.Row<T>> kept = new ArrayList<>(more ? rows.subList(0, page.size()) : rows);
		if (page.fromEnd()) {
			Collections.reverse(kept);
			return new Slice<>(kept, more, page.before() != null);
		}
		return new Slice<>(kept, page.after() != null, more);
	}

	@Override
	public Map<Parent, Long> count(Lens lens, Collection<Parent> parents, Map<String, Object> filter) {
		List<Parent> all = List.copyOf(parents);
		Map<String, Object> parameters = new HashMap<>(filter);
		parameters.putAll(keys(all));
		Map<Parent, Long> counts = new HashMap<>();
		this.graph.read(counting(filter), lens, parameters,
				(row) -> counts.put(parent(row, all), row.get("total").asLong()));
		return counts;
	}

	/** The parameter that holds the keys of all parents. */
	Map<String, Object> keys(List<Parent> parents) {
		return this.composed
				? Map.of("entries", parents.stream().map((parent) -> ((Parent.Composed) parent).entries()).toList())
				: Map.of("keys", parents.stream().map((parent) -> ((Parent.Owner) parent).id()).toList());
	}

	/** The parent that a row of the statement belongs to. */
	Parent parent(MapAccessor row, List<Parent> parents) {
		Value key = row.get("key");
		return this.composed ? parents.get(key.asInt()) : Parent.of(key.asString());
	}

	/**
	 * Maps a row with the columns of the list, and of its position if an operation needs
	 * it.
	 */
	Slice.Row<T> row(MapAccessor row, String order, @Nullable Set<String> fields) {
		return new Slice.Row<>(isPositioned(fields) ? position(row, order) : NO_POSITION, this.query.row().apply(row));
	}

	/** Only who asks for cursors needs the positions of rows. */
	static boolean isPositioned(@Nullable Set<String> fields) {
		return fields == null || !Collections.disjoint(fields, CURSORS);
	}

	private Position position(MapAccessor row, String order) {
		List<Object> values = new ArrayList<>();
		List<Reading.Key> keys = keys(order);
		for (int i = 0; i < keys.size(); i++) {
			Value value = row.get("k" + i);
			Class<?> type = keys.get(i).type();
			values.add((type == SortedText.class) ? SortedText.of(value.asString()) : (type == String.class)
					? value.asString() : (type == Long.class) ? (Object) value.asLong() : value.asLocalDate());
		}
		return new Position(values, row.get("rowId").asString());
	}

	private static void bind(Map<String, Object> parameters, String bound, @Nullable Position position) {
		if (position == null) {
			return;
		}
		for (int i = 0; i < position.values().size(); i++) {
			Object value = position.values().get(i);
			parameters.put(bound + i, (value instanceof SortedText text) ? text.key() : value);
		}
		parameters.put(bound + "Id", position.id());
	}

	List<Reading.Key> keys(String order) {
		return order(order).keys();
	}

	private Reading.Order order(String name) {
		return this.query.orders()
			.stream()
			.filter((order) -> order.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(this.name + " has no order " + name));
	}

	private Statement statement(Page page, Map<String, Object> filter) {
		String variant = page.order() + (page.descending() ? ".desc" : "") + (page.fromEnd() ? ".fromEnd" : "")
				+ ((page.after() != null) ? ".after" : "") + ((page.before() != null) ? ".before" : "")
				+ variant(filter);
		return Statement.of(this.name + "/" + variant, """
				UNWIND %s AS key
				CALL (key) {
				%s
				}
				RETURN *""".formatted(keys(), rows(page, filter, null)));
	}

	/**
	 * The Cypher that reads a page of the rows of one parent, whose key is {@code key}.
	 * @param fields the names of the fields that an operation asks for; null if it needs
	 * all columns whole
	 */
	String rows(Page page, Map<String, Object> filter, @Nullable Set<String> fields) {
		IndexWalk walk = walk(page.order(), filter.keySet()).orElse(null);
		Paging paging = new Paging(this, page, fields, (walk != null) ? walk : new IndexWalk("", "", List.of()));
		String rows = (walk != null && walk.order().equals(page.order())) ? paging.walked(filter)
				: (walk != null) ? paging.gathered(filter) : paging.sorted(filter);
		return (fields != null) ? reduced(rows) : rows;
	}

	/**
	 * The walk to use for an order and the given filters; the first that fits, because
	 * the best walks come first.
	 */
	private Optional<IndexWalk> walk(String order, Set<String> given) {
		for (IndexWalk walk : this.query.walks()) {
			if (given.contains(walk.filter()) && (walk.order().equals(order) || walk.leadsThere())) {
				return this.query.walks()
					.stream()
					.filter((other) -> other.filter().equals(walk.filter()) && other.order().equals(order))
					.findFirst()
					.or(() -> Optional.of(walk));
			}
		}
		return this.query.walks()
			.stream()
			.filter((walk) -> walk.filter().isEmpty() && walk.order().equals(order))
			.findFirst();
	}

	/** The sort expressions that come last in the index of a walk. */
	List<String> indexed(IndexWalk walk) {
		return walk.order().isEmpty() ? List.of() : keys(walk.order()).stream().map(Reading.Key::falling).toList();
	}

	private Statement counting(Map<String, Object> filter) {
		return Statement.of(this.name + "/count" + variant(filter), """
				UNWIND %s AS key
				CALL (key) {
				%s
				}
				RETURN key, total""".formatted(keys(), counted(filter)));
	}

	/** The Cypher that counts all rows of one parent, whose key is {@code key}. */
	String counted(Map<String, Object> filter) {
		IndexWalk walk = this.query.walks()
			.stream()
			.filter((candidate) -> filter.containsKey(candidate.filter()))
			.findFirst()
			.orElse(null);
		return reduced((walk != null) ? """
				CALL (key) {
				  %s
				}
				RETURN count(*) AS total""".formatted(walk.branches()
			.stream()
			.map((branch) -> branch.unwound() + branch.body(indexed(walk)) + filtered(filter, walk.filter())
					+ "\n    RETURN DISTINCT f")
			.collect(Collectors.joining("\n    UNION\n    "))) : """
					%s%s
					RETURN count(*) AS total""".formatted(this.query.body(), filtered(filter, "")));
	}

	/** Cypher of this list that finds only those ends of its facts that it uses. */
	private String reduced(String cypher) {
		FactMatch fact = this.query.fact();
		return (fact != null) ? fact.reduced(cypher, this.query.carried()) : cypher;
	}

	@Override
	public Set<String> ends() {
		return this.ends.keySet();
	}

	@Override
	public boolean isReadBelow() {
		return !this.composed;
	}

	/** The variable of an end of a row. */
	String variable(String end) {
		return Objects.requireNonNull(this.ends.get(end));
	}

	/**
	 * The names of all columns of a row in an order: its own, and those of its position
	 * if an operation needs it.
	 */
	List<String> columns(String order, @Nullable Set<String> fields) {
		List<String> all = new ArrayList<>(this.columns);
		if (!isPositioned(fields)) {
			return all;
		}
		for (int i = 0; i < keys(order).size(); i++) {
			all.add("k" + i);
		}
		all.add("rowId");
		return all;
	}

	/** The names of the properties of columns that hold a node as a list. */
	Map<String, List<String>> nodes(@Nullable Set<String> fields) {
		return this.query.columns().apply(fields).nodes();
	}

	/** Cypher for the keys of all parents: ids, or positions in {@code $entries}. */
	String keys() {
		return this.composed ? "range(0, size($entries) - 1)" : "$keys::LIST<STRING>";
	}

	/**
	 * The conditions of the given filters, without the filter that the walk has already
	 * applied.
	 */
	String filtered(Map<String, Object> filter, String applied) {
		StringBuilder where = new StringBuilder();
		for (String given : new TreeSet<>(filter.keySet())) {
			String condition = this.filters.get(given);
			if (condition == null) {
				throw new IllegalArgumentException(this.name + " has no filter " + given);
			}
			if (!condition.isEmpty() && !given.equals(applied)) {
				where.append("\n  AND ").append(condition);
			}
		}
		return where.toString();
	}

	private String variant(Map<String, Object> filter) {
		StringBuilder variant = new StringBuilder();
		for (String given : new TreeSet<>(filter.keySet())) {
			if (!this.filters.getOrDefault(given, "").isEmpty()) {
				variant.append('+').append(given);
			}
		}
		return variant.toString();
	}

}
