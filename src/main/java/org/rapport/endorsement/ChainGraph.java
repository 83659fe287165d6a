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
 * Reads chains of derivations, one query per level. A derivation appears in a chain only
 * once.
 */
@Component
class ChainGraph {

	/** The most derivations in a chain. */
	static final int MOST_STEPS = 500;

	/**
	 * The derivations from a record or from one of its asks. If an endorsement derives
	 * from it, the chain continues at the endorsed record.
	 */
	private static final Statement DOWNSTREAM = Statement.of("chain.downstream", """
			UNWIND $ids::LIST<STRING> AS id
			MATCH (x:Record {id: id}) ((asking:Document)-[:ASKS]->(ask:Ask)
			  WHERE {{asking}} AND {{ask}}){0,1} (earlier:Record)<-[:FROM]-(f:Derivation)<-[:HAS]-(later)
			WHERE {{x}} AND {{earlier}} AND {{f:Derivation earlier later}}
			OPTIONAL MATCH (later:Endorsement)-[:OF]->(endorsed:Record) WHERE {{later:Endorsement endorsed}}
			RETURN f, %s AS earlier, later.id AS laterId, coalesce(endorsed.id, later.id) AS farId
			ORDER BY f.id""".formatted(Elements.RECORD.from("earlier")));

	/**
	 * The derivations of a record, or of an endorsement of it. If it derives from an ask,
	 * the chain continues at the ask's document.
	 */
	private static final Statement UPSTREAM = Statement.of("chain.upstream", """
			UNWIND $ids::LIST<STRING> AS id
			MATCH (x:Record {id: id})
			CALL (x) {
			  RETURN x AS later
			  UNION ALL
			  MATCH (x)<-[:OF]-(later:Endorsement) WHERE {{later:Endorsement x}}
			  RETURN later
			}
			MATCH (later)-[:HAS]->(f:Derivation)-[:FROM]->(earlier:Record)
			WHERE {{x}} AND {{f:Derivation earlier later}}
			OPTIONAL MATCH (earlier)<-[:ASKS]-(text:Document) WHERE {{text}}
			RETURN f, %s AS earlier, later.id AS laterId, coalesce(text.id, earlier.id) AS farId
			ORDER BY f.id""".formatted(Elements.RECORD.from("earlier")));

	private final Graph graph;

	private final Elements elements;

	ChainGraph(Graph graph, Elements elements) {
		this.graph = graph;
		this.elements = elements;
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
		for (int depth = 1; !frontier.isEmpty(); depth++) {
			Set<String> next = new LinkedHashSet<>();
			for (ChainStep step : level(lens, frontier, direction, depth)) {
				// A derivation found in the other direction is not listed again, but the
				// chain goes on from it.
				if (!taken.contains(step.derivation().id())) {
					if (depth > maxDepth || steps.size() == MOST_STEPS) {
						return true;
					}
					taken.add(step.derivation().id());
					steps.add(step);
				}
				if (depth <= maxDepth && reached.add(step.farId())) {
					next.add(step.farId());
				}
			}
			frontier = next;
		}
		return false;
	}

	private List<ChainStep> level(Lens lens, Set<String> ids, Direction direction, int depth) {
		return this.graph.read((direction == Direction.UPSTREAM) ? UPSTREAM : DOWNSTREAM, lens,
				Map.of("ids", List.copyOf(ids)), (row) -> new ChainStep(depth, direction,
						EndorsementGraph.derivation(row, this.elements), row.get("farId").asString()));
	}

}
