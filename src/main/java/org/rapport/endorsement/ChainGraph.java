package org.rapport.endorsement;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.rapport.endorsement.EndorsementChain.ChainStep;
import org.rapport.endorsement.EndorsementChain.Direction;
import org.rapport.graph.Elements;
import org.rapport.graph.Graph;
import org.rapport.graph.Statement;
import org.rapport.kernel.Element;
import org.rapport.kernel.Lens;
import org.springframework.stereotype.Component;

/**
 * Reads chains of derivations, several levels with one query. A derivation appears in a
 * chain only once.
 */
@Component
class ChainGraph {

	/** The most derivations in a chain. */
	static final int MOST_STEPS = 500;

	/** The most levels that one query reads. */
	private static final int LEVELS = 3;

	/**
	 * The most derivations of a level. Some may stand in the chain already, because they
	 * were found in the other direction, and there are enough others to end it.
	 */
	private static final int MOST_OF_LEVEL = 2 * MOST_STEPS + 1;

	/**
	 * The derivations from a record or from one of its asks. If an endorsement derives
	 * from it, the chain continues at the endorsed record.
	 */
	private static final Statement DOWNSTREAM = statement("chain.downstream", """
			MATCH (x) ((asking:Document)-[:ASKS]->(ask:Ask)
			  WHERE {{asking}} AND {{ask}}){0,1} (earlier:Record)<-[:FROM]-(f:Derivation)<-[:HAS]-(later)
			WHERE {{x}} AND {{earlier}} AND {{f:Derivation earlier later}}
			OPTIONAL MATCH (later:Endorsement)-[:OF]->(endorsed:Record) WHERE {{later:Endorsement endorsed}}
			WITH x, f, earlier, later, coalesce(endorsed, later) AS far""");

	/**
	 * The derivations of a record, or of an endorsement of it. If it derives from an ask,
	 * the chain continues at the ask's document.
	 */
	private static final Statement UPSTREAM = statement("chain.upstream", """
			CALL (x) {
			  RETURN x AS later
			  UNION ALL
			  MATCH (x)<-[:OF]-(later:Endorsement) WHERE {{later:Endorsement x}}
			  RETURN later
			}
			MATCH (later)-[:HAS]->(f:Derivation)-[:FROM]->(earlier:Record)
			WHERE {{f:Derivation earlier later}}
			OPTIONAL MATCH (earlier)<-[:ASKS]-(text:Document) WHERE {{text}}
			WITH x, f, earlier, later, coalesce(text, earlier) AS far""");

	private final Graph graph;

	private final Elements elements;

	ChainGraph(Graph graph, Elements elements) {
		this.graph = graph;
		this.elements = elements;
	}

	/**
	 * A statement for levels of a chain, from the records {@code $ids}. The column
	 * {@code s1} has the derivations of the first level, and so on. A level begins at the
	 * records that the one before it leads to.
	 * @param derivations the Cypher that leads from {@code x} to its derivations
	 */
	private static Statement statement(String name, String derivations) {
		StringBuilder text = new StringBuilder("""
				UNWIND $ids::LIST<STRING> AS id
				MATCH (x:Record {id: id}) WHERE {{x}}
				WITH collect(x) AS l0
				""");
		StringBuilder returned = new StringBuilder();
		for (int level = 1; level <= LEVELS; level++) {
			text.append("""
					CALL (l%1$d) {
					  UNWIND CASE WHEN $levels::INTEGER >= %2$d THEN l%1$d ELSE [] END AS x
					  WITH x WHERE x:Record AND {{x}}
					  %3$s
					  ORDER BY f.id LIMIT %4$d
					  RETURN collect([x.id, far.id, {f: %5$s, earlier: %6$s, laterId: later.id}]) AS s%2$d,
					    collect(DISTINCT far) AS l%2$d
					}
					""".formatted(level - 1, level, derivations, MOST_OF_LEVEL, EndorsementGraph.DERIVATION.from("f"),
					Elements.RECORD.from("earlier")));
			returned.append((level > 1) ? ", s" : "s").append(level);
		}
		return Statement.of(name, text.append("RETURN ").append(returned).toString());
	}

	/**
	 * The chain of a document or initiative.
	 * @param directions the directions to follow, in this order
	 * @param maxDepth the most derivations from the root, at least 1
	 */
	EndorsementChain follow(Lens lens, Element root, List<Direction> directions, int maxDepth) {
		List<ChainStep> steps = new ArrayList<>();
		Set<String> taken = new HashSet<>();
		boolean truncated = false;
		for (Direction direction : directions) {
			truncated |= follow(lens, root, direction, maxDepth, steps, taken);
		}
		steps.sort((a, b) -> Integer.compare(a.depth(), b.depth()));
		return new EndorsementChain(root, steps, truncated);
	}

	private boolean follow(Lens lens, Element root, Direction direction, int maxDepth, List<ChainStep> steps,
			Set<String> taken) {
		Set<String> reached = new HashSet<>(Set.of(root.id()));
		Set<String> frontier = Set.of(root.id());
		for (int depth = 1; !frontier.isEmpty();) {
			for (List<Found> level : levels(lens, frontier, direction, maxDepth + 2 - depth)) {
				Set<String> next = new LinkedHashSet<>();
				for (Found found : level) {
					// The query follows records again that the chain had reached before.
					if (!frontier.contains(found.nearId())) {
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
				depth++;
			}
		}
		return false;
	}

	/**
	 * A derivation between two records of a chain.
	 *
	 * @param nearId the id of the one on the side of the root
	 * @param farId the id of the one where the chain continues
	 */
	private record Found(String nearId, String farId, Derivation derivation) {
	}

	/** The next levels of a chain. The level after the last one asked for is its end. */
	private List<List<Found>> levels(Lens lens, Set<String> ids, Direction direction, int levels) {
		Map<String, Object> parameters = Map.of("ids", List.copyOf(ids), "levels", (long) Math.min(levels, LEVELS));
		List<List<Found>> found = new ArrayList<>();
		this.graph.read((direction == Direction.UPSTREAM) ? UPSTREAM : DOWNSTREAM, lens, parameters, (row) -> {
			for (int level = 1; level <= LEVELS; level++) {
				found.add(row.get("s" + level)
					.asList((each) -> new Found(each.get(0).asString(), each.get(1).asString(),
							EndorsementGraph.derivation(each.get(2), this.elements))));
			}
			return row;
		});
		return found;
	}

}
