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
 * Follows chains of derivations, one statement a level, and never takes the same
 * derivation twice.
 */
@Component
class ChainGraph {

	/** The most steps that a chain is followed for. */
	static final int MOST_STEPS = 500;

	/**
	 * What derived from something, or from one of its asks; of an endorsement, on to what
	 * it endorses.
	 */
	private static final Statement DOWNSTREAM = Statement.of("chain.downstream", """
			UNWIND $ids::LIST<STRING> AS id
			MATCH (x:Record {id: id}) ((asking:Document)-[:ASKS]->(ask:Ask)
			  WHERE {{asking}} AND {{ask}}){0,1} (earlier:Record)<-[:FROM]-(f:Derivation)<-[:HAS]-(later)
			WHERE {{x}} AND {{earlier}} AND {{f earlier later}}
			OPTIONAL MATCH (later:Endorsement)-[:OF]->(endorsed:Record) WHERE {{later endorsed}}
			RETURN f, earlier, later.id AS laterId, coalesce(endorsed.id, later.id) AS farId
			ORDER BY f.id""");

	/**
	 * What something, or an endorsement of it, derives from; of an ask, on to its
	 * document.
	 */
	private static final Statement UPSTREAM = Statement.of("chain.upstream", """
			UNWIND $ids::LIST<STRING> AS id
			MATCH (x:Record {id: id})
			CALL (x) {
			  RETURN x AS later
			  UNION ALL
			  MATCH (x)<-[:OF]-(later:Endorsement) WHERE {{later x}}
			  RETURN later
			}
			MATCH (later)-[:HAS]->(f:Derivation)-[:FROM]->(earlier:Record)
			WHERE {{x}} AND {{f earlier later}}
			OPTIONAL MATCH (earlier)<-[:ASKS]-(text:Document) WHERE {{text}}
			RETURN f, earlier, later.id AS laterId, coalesce(text.id, earlier.id) AS farId
			ORDER BY f.id""");

	private final Graph graph;

	private final Elements elements;

	ChainGraph(Graph graph, Elements elements) {
		this.graph = graph;
		this.elements = elements;
	}

	/**
	 * The chain of a document or initiative.
	 * @param directions which ways it is followed, in this order
	 * @param maxDepth how many derivations deep, at least 1
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
				// What the other direction has taken is not listed again, but followed.
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
