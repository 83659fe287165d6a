package org.rapport.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Page;

/** Writes the Cypher that reads one page, for each of the ways to find its rows. */
final class Paging {

	private final CypherListing<?> listing;

	private final CypherListing.Query<?> query;

	private final Page page;

	private final @Nullable Set<String> fields;

	private final IndexWalk walk;

	private final List<Reading.Key> keys;

	private final List<String> expressions;

	/** The expressions that an index has at its end for the order of the page. */
	private final List<String> indexed;

	/** A page from the end is read as a page from the start of the reversed order. */
	private final boolean reversed;

	/**
	 * Writes the statements of a page.
	 * @param fields the names of the fields that an operation asks for; null for all
	 * @param walk the walk to use; one without branches if there is none
	 */
	Paging(CypherListing<?> listing, Page page, @Nullable Set<String> fields, IndexWalk walk) {
		this.listing = listing;
		this.query = listing.query();
		this.page = page;
		this.fields = fields;
		this.walk = walk;
		this.keys = listing.keys(page.order());
		this.expressions = this.keys.stream().map((key) -> key.sorting(page.descending())).toList();
		this.indexed = this.keys.stream().map((key) -> key.indexed(page.descending())).toList();
		this.reversed = page.descending() != page.fromEnd();
	}

	/** Reads all rows of the body, and sorts them. */
	String sorted(Map<String, Object> filter) {
		return "  " + this.query.body() + this.listing.filtered(filter, this.walk.filter())
				+ bounds(this.expressions, this.query.rowId()) + "\n  WITH *"
				+ columns(this.expressions, this.query.rowId()) + ordered("") + returned();
	}

	/** Reads all rows that the branches lead to, and sorts them. */
	String gathered(Map<String, Object> filter) {
		return "  CALL (key) {\n" + this.walk.branches()
			.stream()
			.map((branch) -> "    " + branch.unwound() + branch.body(this.listing.indexed(this.walk))
					+ this.listing.filtered(filter, this.walk.filter()) + bounds(this.expressions, this.query.rowId())
					+ "\n    RETURN DISTINCT " + this.query.carried())
			.collect(Collectors.joining("\n    UNION\n")) + "\n  }\n  WITH *"
				+ columns(this.expressions, this.query.rowId()) + ordered("") + returned();
	}

	/** Reads the rows of the branches in the order of their indexes. */
	String walked(Map<String, Object> filter) {
		List<Leg> legs = this.walk.branches().stream().flatMap(this::legs).toList();
		if (legs.size() == 1 && legs.get(0).branch().ways().isEmpty()) {
			return walked(legs.get(0), filter) + returned();
		}
		return "  CALL (key) {\n"
				+ legs.stream().map((leg) -> source(leg, filter)).collect(Collectors.joining("\n    UNION\n"))
				+ "\n  }\n  WITH *" + ordered("") + returned();
	}

	/** Reads rows of a branch, for each of its ways as far as the page reaches. */
	private String source(Leg leg, Map<String, Object> filter) {
		String rows = this.query.carried() + names() + ", rowId";
		String read = walked(leg, filter) + "\n    RETURN ";
		return leg.branch().ways().isEmpty() ? read + rows : """
				    %1$sCALL (key, way) {
				%2$s%3$s
				    }
				    RETURN DISTINCT %3$s""".formatted(leg.branch().unwound(), read, rows);
	}

	/**
	 * A branch, or a part of it.
	 *
	 * @param sortable the sort keys of its rows
	 * @param first the position of the first of these keys that differs between the rows
	 */
	private record Leg(IndexWalk.Branch branch, List<String> sortable, int first) {
	}

	/**
	 * An index has the rows without a day before all others. An ascending order has them
	 * last, so they are read on their own.
	 */
	private Stream<Leg> legs(IndexWalk.Branch branch) {
		List<String> sortable = branch.keys(this.indexed);
		if (this.page.descending() || !this.keys.get(0).isTurned()
				|| branch.undated() == IndexWalk.Branch.Undated.NONE) {
			return Stream.of(new Leg(branch, sortable, 0));
		}
		if (branch.undated() == IndexWalk.Branch.Undated.ANYWHERE) {
			return Stream.of(new Leg(branch, withDay(DayCypher.undatedLast(sortable.get(0)), sortable), 0));
		}
		return Stream.of(new Leg(branch.withDay(this.indexed), sortable, 0),
				new Leg(branch.withoutDay(this.indexed), withDay(DayCypher.LAST, sortable), 1));
	}

	private static List<String> withDay(String day, List<String> sortable) {
		List<String> keys = new ArrayList<>(sortable);
		keys.set(0, day);
		return keys;
	}

	private String walked(Leg leg, Map<String, Object> filter) {
		IndexWalk.Branch branch = leg.branch();
		String id = branch.id().isEmpty() ? this.query.rowId() : branch.id();
		StringBuilder fixed = new StringBuilder();
		StringBuilder first = new StringBuilder();
		for (int i = 0; i < branch.fixed().size(); i++) {
			fixed.append(", ").append(branch.fixed().get(i)).append(" AS e").append(i);
			first.append('e').append(i).append(this.reversed ? " DESC, " : ", ");
		}
		return "  " + branch.body(this.indexed) + this.listing.filtered(filter, this.walk.filter())
				+ bounds(leg.sortable(), id) + "\n  WITH "
				+ (branch.repeats() ? "DISTINCT " + this.query.carried() : "*") + fixed + columns(leg.sortable(), id)
				+ ordered(first.toString(), leg.first());
	}

	private String bounds(List<String> sortable, String id) {
		String bounds = "";
		if (this.page.after() != null) {
			bounds += "\n  AND " + beyond(sortable, id, "after", this.page.descending());
		}
		if (this.page.before() != null) {
			bounds += "\n  AND " + beyond(sortable, id, "before", !this.page.descending());
		}
		return bounds;
	}

	/**
	 * The keyset condition: strictly beyond a position. The first key has its own
	 * conjunct, so that an index can seek it. The other keys are in a CASE, because Neo4j
	 * would plan a disjunction as a union of several seeks, which reads all rows. The
	 * CASE compares only in its conditions, because Neo4j 5.26 fails on properties from
	 * an index in the results of a CASE if assertions are on.
	 */
	private String beyond(List<String> sortable, String id, String bound, boolean falling) {
		StringBuilder rest = new StringBuilder();
		for (int i = 0; i < sortable.size(); i++) {
			String at = "$" + bound + i + "::" + ParameterType.of(this.keys.get(i).type()).cypher();
			String further = (falling != this.keys.get(i).opposite()) ? "<" : ">";
			if (i == 0) {
				rest.append(
						"%1$s %2$s= %3$s AND CASE WHEN %1$s <> %3$s THEN true".formatted(sortable.get(i), further, at));
			}
			else {
				rest.append(" WHEN %1$s %2$s %3$s THEN true WHEN %1$s <> %3$s THEN false".formatted(sortable.get(i),
						further, at));
			}
		}
		return rest + " WHEN %s %s $%sId THEN true ELSE false END".formatted(id, falling ? "<" : ">", bound);
	}

	private String columns(List<String> sortable, String id) {
		StringBuilder columns = new StringBuilder();
		for (int i = 0; i < sortable.size(); i++) {
			columns.append(", ").append(sortable.get(i)).append(" AS k").append(i);
		}
		return columns + ", " + id + " AS rowId";
	}

	private String ordered(String first) {
		return ordered(first, 0);
	}

	private String ordered(String first, int from) {
		StringBuilder ordered = new StringBuilder("\n  ORDER BY " + first);
		for (int i = from; i < this.keys.size(); i++) {
			ordered.append('k').append(i).append((this.reversed != this.keys.get(i).opposite()) ? " DESC, " : ", ");
		}
		return ordered + "rowId" + (this.reversed ? " DESC" : "") + " LIMIT $limit::INTEGER";
	}

	private String names() {
		StringBuilder names = new StringBuilder();
		for (int i = 0; i < this.keys.size(); i++) {
			names.append(", k").append(i);
		}
		return names.toString();
	}

	/**
	 * Returns names as written. Their sort keys are longer, and the position of a row
	 * does not need them.
	 */
	private String returned() {
		StringBuilder returned = new StringBuilder("\n  RETURN " + this.query.returned(this.fields));
		if (!CypherListing.isPositioned(this.fields)) {
			return returned.toString();
		}
		for (int i = 0; i < this.keys.size(); i++) {
			Reading.Key key = this.keys.get(i);
			returned.append(", ").append(key.isCollated() ? key.expression() + " AS k" + i : "k" + i);
		}
		return returned + ", rowId";
	}

}
