package org.rapport.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

import org.rapport.kernel.Lens;
import org.rapport.kernel.Listing;
import org.rapport.kernel.Page;
import org.rapport.kernel.Position;
import org.rapport.kernel.Slice;

/**
 * A listing made of Cypher: one statement for a page of every parent, by keyset, and one
 * for the counts. Its statements are a finite family: order, direction, bounds present
 * and filters present.
 */
public final class CypherListing<T> implements Listing<T> {

	private final Graph graph;

	private final String name;

	private final Query<T> query;

	private final Map<String, String> filters;

	/**
	 * What is listed.
	 *
	 * @param <T> what a row becomes
	 * @param body the Cypher that binds a row's variables from {@code key}, the parent's
	 * id, and ends in a WHERE
	 * @param rowId the expression of the id that breaks ties
	 * @param columns what the statement returns
	 * @param row what a row becomes
	 * @param orders what the list can be ordered by; the first is the default
	 * @param walks how it is read from an index, where it can be
	 * @param carried the variables that the columns need, where there are walks
	 */
	public record Query<T>(String body, String rowId, String columns, Function<Record, T> row, List<Shape.Order> orders,
			List<Walk> walks, String carried) {

		/** What no index keeps in order. */
		public Query(String body, String rowId, String columns, Function<Record, T> row, List<Shape.Order> orders) {
			this(body, rowId, columns, row, orders, List.of(), "");
		}

	}

	/**
	 * A list.
	 * @param name what the list is of its parent, as {@code actor.memberships}; unique
	 * @param filters by name of the filter's parameter, the condition that is added where
	 * it is given; empty if the body itself uses the parameter, which then is always
	 * given
	 */
	public CypherListing(Graph graph, String name, Query<T> query, Map<String, String> filters) {
		this.graph = graph;
		this.name = name;
		this.query = query;
		this.filters = filters;
		// Known from the start, so that a statement that escapes the lens stops the
		// application and not a request.
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
		return this.query.orders().stream().map(Shape.Order::name).toList();
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
	public Map<String, Slice<T>> page(Lens lens, Collection<String> parents, Map<String, Object> filter, Page page) {
		Map<String, Object> parameters = new HashMap<>(filter);
		parameters.put("keys", List.copyOf(parents));
		parameters.put("limit", page.size() + 1L);
		bind(parameters, "after", page.after());
		bind(parameters, "before", page.before());
		Map<String, List<Slice.Row<T>>> rows = new LinkedHashMap<>();
		this.graph.read(statement(page, filter), lens, parameters, (row) -> {
			rows.computeIfAbsent(row.get("key").asString(), (key) -> new ArrayList<>()).add(row(row, page.order()));
			return row;
		});
		Map<String, Slice<T>> slices = new HashMap<>();
		for (String parent : parents) {
			slices.put(parent, slice(rows.getOrDefault(parent, List.of()), page));
		}
		return slices;
	}

	private Slice<T> slice(List<Slice.Row<T>> rows, Page page) {
		boolean more = rows.size() > page.size();
		List<Slice.Row<T>> kept = new ArrayList<>(more ? rows.subList(0, page.size()) : rows);
		if (page.fromEnd()) {
			Collections.reverse(kept);
			return new Slice<>(kept, more, page.before() != null);
		}
		return new Slice<>(kept, page.after() != null, more);
	}

	@Override
	public Map<String, Long> count(Lens lens, Collection<String> parents, Map<String, Object> filter) {
		Map<String, Object> parameters = new HashMap<>(filter);
		parameters.put("keys", List.copyOf(parents));
		Map<String, Long> counts = new HashMap<>();
		this.graph.read(counting(filter), lens, parameters,
				(row) -> counts.put(row.get("key").asString(), row.get("total").asLong()));
		return counts;
	}

	private Slice.Row<T> row(Record row, String order) {
		List<Object> values = new ArrayList<>();
		List<Shape.Key> keys = keys(order);
		for (int i = 0; i < keys.size(); i++) {
			Value value = row.get("k" + i);
			Class<?> type = keys.get(i).type();
			values.add((type == String.class) ? value.asString()
					: (type == Long.class) ? (Object) value.asLong() : value.asLocalDate());
		}
		return new Slice.Row<>(new Position(values, row.get("rowId").asString()), this.query.row().apply(row));
	}

	private static void bind(Map<String, Object> parameters, String bound, @Nullable Position position) {
		if (position == null) {
			return;
		}
		for (int i = 0; i < position.values().size(); i++) {
			parameters.put(bound + i, position.values().get(i));
		}
		parameters.put(bound + "Id", position.id());
	}

	List<Shape.Key> keys(String order) {
		return order(order).keys();
	}

	private Shape.Order order(String name) {
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
		Walk walk = walk(page.order(), filter.keySet()).orElse(null);
		Paging paging = new Paging(this, page, (walk != null) ? walk : new Walk("", "", List.of()));
		String rows = (walk != null && walk.order().equals(page.order())) ? paging.walked(filter)
				: (walk != null) ? paging.gathered(filter) : paging.sorted(filter);
		return Statement.of(this.name + "/" + variant, """
				UNWIND $keys AS key
				CALL (key) {
				%s
				}
				RETURN *""".formatted(rows));
	}

	/**
	 * The walk that serves an order under some filters, or leads to the rows; the first
	 * that does, because they are given best first.
	 */
	private Optional<Walk> walk(String order, Set<String> given) {
		for (Walk walk : this.query.walks()) {
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

	/** The order's expressions that the index of a walk ends in. */
	List<String> indexed(Walk walk) {
		return walk.order().isEmpty() ? List.of() : keys(walk.order()).stream().map(Shape.Key::expression).toList();
	}

	private Statement counting(Map<String, Object> filter) {
		Walk walk = this.query.walks()
			.stream()
			.filter((candidate) -> filter.containsKey(candidate.filter()))
			.findFirst()
			.orElse(null);
		String counted = (walk != null) ? """
				CALL (key) {
				  %s
				}
				RETURN count(*) AS total""".formatted(walk.branches()
			.stream()
			.map((branch) -> branch.body(indexed(walk)) + filtered(filter, walk.filter()) + "\n    RETURN DISTINCT f")
			.collect(Collectors.joining("\n    UNION\n    "))) : """
					%s%s
					RETURN count(*) AS total""".formatted(this.query.body(), filtered(filter, ""));
		return Statement.of(this.name + "/count" + variant(filter), """
				UNWIND $keys AS key
				CALL (key) {
				%s
				}
				RETURN key, total""".formatted(counted));
	}

	/** The conditions of the filters given, without the one that is already applied. */
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
