package org.rapport.endorsement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.types.MapAccessor;

import org.rapport.api.Connection;
import org.rapport.api.ListBelow;
import org.rapport.endorsement.EndorsementChain.ChainStep;
import org.rapport.endorsement.EndorsementChain.Direction;
import org.rapport.graph.CypherListing;
import org.rapport.graph.Elements;
import org.rapport.graph.Graph;
import org.rapport.graph.NodeProperties;
import org.rapport.graph.Reading.Key;
import org.rapport.graph.Reading.Order;
import org.rapport.graph.ReturnedColumns;
import org.rapport.graph.Rows;
import org.rapport.kernel.Element;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Page;
import org.rapport.kernel.Parent;
import org.rapport.kernel.Slice;
import org.springframework.stereotype.Component;

/**
 * Reads chains of derivations, several levels with one query: each record has a list of
 * the derivations that it leads to. A derivation appears in a chain only once.
 */
@Component
class ChainGraph {

	/** The most derivations in a chain. */
	static final int MOST_STEPS = 500;

	/** The most levels that one query reads. */
	private static final int LEVELS = 5;

	/**
	 * The most derivations that one query reads for a record. Some may stand in the chain
	 * already, because they were found in the other direction, and there are enough
	 * others to end it.
	 */
	private static final int MOST_ROWS = 2 * MOST_STEPS + 1;

	private static final String ORDER = "DEPTH";

	/**
	 * The derivations from a record or from one of its asks. If an endorsement derives
	 * from it, the chain continues at the endorsed record.
	 */
	private static final String DOWNSTREAM = """
			MATCH (x) ((asking:Document)-[:ASKS]->(ask:Ask)
			  WHERE {{asking}} AND {{ask}}){0,1} (earlier:Record)<-[:FROM]-(f:Derivation)<-[:HAS]-(later)
			WHERE {{x}} AND {{earlier}} AND {{f:Derivation earlier later}}
			OPTIONAL MATCH (later:Endorsement)-[:OF]->(endorsed:Record) WHERE {{later:Endorsement endorsed}}
			WITH x, f, earlier, later, coalesce(endorsed, later) AS far, later AS shown""";

	/**
	 * The derivations of a record, or of an endorsement of it. If it derives from an ask,
	 * the chain continues at the ask's document.
	 */
	private static final String UPSTREAM = """
			CALL (x) {
			  RETURN x AS later
			  UNION ALL
			  MATCH (x)<-[:OF]-(later:Endorsement) WHERE {{later:Endorsement x}}
			  RETURN later
			}
			MATCH (later)-[:HAS]->(f:Derivation)-[:FROM]->(earlier:Record)
			WHERE {{f:Derivation earlier later}}
			OPTIONAL MATCH (earlier)<-[:ASKS]-(text:Document) WHERE {{text}}
			WITH x, f, earlier, later, coalesce(text, earlier) AS far, coalesce(text, earlier) AS shown""";

	private final Map<Direction, CypherListing<ChainRow>> lists = new EnumMap<>(Direction.class);

	private final Elements elements;

	ChainGraph(Graph graph, Elements elements) {
		this.elements = elements;
		this.lists.put(Direction.UPSTREAM, listing(graph, "chain.upstream", UPSTREAM));
		this.lists.put(Direction.DOWNSTREAM, listing(graph, "chain.downstream", DOWNSTREAM));
	}

	/**
	 * The list of the derivations of a chain, nearest first. It is filtered by
	 * {@code levels}, how many levels are read, and {@code shown}, how many of them the
	 * answer shows. A level begins at the records that the one before it leads to, if no
	 * level has begun there yet.
	 * @param derivations the Cypher that leads from {@code x} to its derivations
	 */
	private CypherListing<ChainRow> listing(Graph graph, String name, String derivations) {
		StringBuilder body = new StringBuilder("""
				MATCH (x:Record {id: key}) WHERE {{x}}
				WITH [x] AS l0, [x] AS seen0
				""");
		for (int level = 1; level <= LEVELS; level++) {
			body.append(
					"""
							CALL (l%1$d) {
							  UNWIND CASE WHEN $levels::INTEGER >= %2$d THEN l%1$d ELSE [] END AS x
							  WITH x WHERE x:Record AND {{x}}
							  %3$s
							  ORDER BY f.id LIMIT %4$d
							  RETURN collect({level: %2$d, near: x, f: f, earlier: earlier, later: later, far: far, shown: shown}) AS s%2$d,
							    collect(DISTINCT far) AS reached%2$d
							}
							WITH *, [each IN reached%2$d WHERE NOT each IN seen%1$d] AS l%2$d
							WITH *, seen%1$d + l%2$d AS seen%2$d
							"""
						.formatted(level - 1, level, derivations, MOST_ROWS));
		}
		body.append("""
				UNWIND %s AS step
				WITH step.level AS level, step.near AS near, step.far AS far, step.later AS later, step.f AS derivation,
				  step.earlier AS earlier, CASE WHEN step.level <= $shown::INTEGER THEN step.shown END AS f
				WHERE true"""
			.formatted(String.join(" + ", IntStream.rangeClosed(1, LEVELS).mapToObj((level) -> "s" + level).toList())));
		return new CypherListing<>(graph, name,
				new CypherListing.Query<>(body.toString(), "derivation.id", ChainGraph::columns, this::found,
						List.of(Order.ascending(ORDER, Key.number("level"))), List.of(), "", null),
				Map.of("levels", "", "shown", ""));
	}

	/** The row itself is the record whose endorsements the step shows. */
	private static ReturnedColumns columns(@Nullable Set<String> fields) {
		NodeProperties derivation = EndorsementGraph.DERIVATION;
		NodeProperties earlier = Elements.RECORD;
		String own = "level, near.id AS nearId, far.id AS farId, later.id AS laterId, f {.id} AS f, %s AS derivation, %s AS earlier";
		return (fields != null)
				? new ReturnedColumns(
						own.formatted(derivation.listed("derivation", fields), earlier.listed("earlier", fields)),
						Map.of("derivation", derivation.names(fields), "earlier", earlier.names(fields)))
				: new ReturnedColumns(own.formatted(derivation.from("derivation"), earlier.from("earlier")));
	}

	private ChainRow found(MapAccessor row) {
		return new ChainRow(row.get("level").asInt(), row.get("nearId").asString(), row.get("farId").asString(),
				EndorsementGraph.derivation(Rows.node(row, "derivation"), row.get("laterId").asString(),
						this.elements.recordOf(Rows.node(row, "earlier"))));
	}

	/**
	 * A derivation between two records of a chain.
	 *
	 * @param level the number of derivations from the record that was asked about
	 * @param nearId the id of the one on the side of the root
	 * @param farId the id of the one where the chain continues
	 */
	record ChainRow(int level, String nearId, String farId, Derivation derivation) {
	}

	/**
	 * The first levels of a chain, as a list of its root.
	 * @param maxDepth the most derivations from the root
	 * @param read how many levels are read. The one after the last that is shown tells
	 * whether the chain goes on
	 */
	ListBelow<ChainRow> list(Direction direction, int maxDepth, int read) {
		CypherListing<ChainRow> list = this.lists.get(direction);
		if (list == null) {
			throw new IllegalArgumentException("No list for " + direction);
		}
		return new ListBelow<>(list, new Page(ORDER, false, MOST_ROWS, false, null, null),
				Map.of("levels", Math.min((long) read, LEVELS), "shown", (long) maxDepth), "steps");
	}

	/**
	 * The chain of a document or initiative.
	 * @param directions the directions to follow, in this order
	 * @param maxDepth the most derivations from the root, at least 1
	 * @param read how many levels are read, as for {@link #list}
	 * @param ahead what was read ahead of {@link #list}; null if it was not
	 */
	EndorsementChain follow(Lens lens, Element root, List<Direction> directions, int maxDepth, int read,
			Function<ListBelow<ChainRow>, @Nullable Connection<ChainRow>> ahead) {
		List<ChainStep> steps = new ArrayList<>();
		Set<String> taken = new HashSet<>();
		boolean truncated = false;
		for (Direction direction : directions) {
			Connection<ChainRow> first = ahead.apply(list(direction, maxDepth, read));
			List<ChainRow> levels = (first != null) ? first.nodes()
					: read(lens, Set.of(root.id()), list(direction, maxDepth, read));
			truncated |= follow(lens, root, direction, maxDepth, read, levels, steps, taken);
		}
		steps.sort((a, b) -> Integer.compare(a.depth(), b.depth()));
		return new EndorsementChain(root, steps, truncated);
	}

	private boolean follow(Lens lens, Element root, Direction direction, int maxDepth, int read, List<ChainRow> first,
			List<ChainStep> steps, Set<String> taken) {
		Set<String> reached = new HashSet<>(Set.of(root.id()));
		Set<String> frontier = Set.of(root.id());
		List<ChainRow> levels = first;
		for (int depth = 1; depth <= read && !frontier.isEmpty(); depth++) {
			int level = (depth - 1) % LEVELS + 1;
			if (level == 1 && depth > 1) {
				levels = read(lens, frontier, list(direction, maxDepth + 1 - depth, read + 1 - depth));
			}
			Set<String> next = new LinkedHashSet<>();
			for (ChainRow found : levels) {
				// The query follows records again that the chain had reached before.
				if (found.level() != level || !frontier.contains(found.nearId())) {
					continue;
				}
				// A derivation found in the other direction is not listed again, but
				// the chain goes on from it.
				if (!taken.contains(found.derivation().id())) {
					if (depth > maxDepth || steps.size() == MOST_STEPS) {
						return true;
					}
					taken.add(found.derivation().id());
					steps.add(new ChainStep(depth, direction, found.derivation(), found.farId()));
				}
				if (depth <= maxDepth && reached.add(found.farId())) {
					next.add(found.farId());
				}
			}
			frontier = next;
		}
		return false;
	}

	/** The next levels from some records. */
	private static List<ChainRow> read(Lens lens, Collection<String> ids, ListBelow<ChainRow> list) {
		List<Parent> parents = ids.stream().map(Parent::of).toList();
		return list.listing()
			.page(lens, parents, list.filter(), list.page())
			.values()
			.stream()
			.map(Slice::rows)
			.flatMap(List::stream)
			.map(Slice.Row::value)
			.sorted(Comparator.comparingInt(ChainRow::level).thenComparing((found) -> found.derivation().id()))
			.toList();
	}

}
