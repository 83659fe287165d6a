package org.rapport.provenance;

import java.util.Collection;
import java.util.Map;

import org.rapport.graph.Graph;
import org.rapport.graph.Statement;
import org.rapport.kernel.Lens;
import org.springframework.stereotype.Component;

/** Reads which facts would be left without a citation, for the rule about retractions. */
@Component
class CitedGraph {

	private static final Statement UNCITED = Statement.of("cited.uncited", """
			UNWIND $ids::LIST<STRING> AS id
			MATCH (f:Fact {id: id})
			WHERE {{f}} AND NOT EXISTS {
				MATCH (f)<-[:SUPPORTS]-(c:Citation)
				WHERE {{c:Citation f}} AND NOT c.id IN $others::LIST<STRING>
			}
			RETURN count(*) AS facts""");

	private static final Statement ONLY_FROM = Statement.of("cited.onlyFrom", """
			UNWIND $ids::LIST<STRING> AS id
			MATCH (d:Record {id: id})<-[:FROM]-(c:Citation)-[:SUPPORTS]->(f:Fact)
			WHERE {{c:Citation d f}} AND NOT (f)-[:OF|IN|FROM|ABOUT|HAS]-(d)
			WITH DISTINCT f
			WHERE NOT EXISTS {
				MATCH (f)<-[:SUPPORTS]-(other:Citation)-[:FROM]->(source:Document)
				WHERE {{other:Citation f source}} AND NOT source.id IN $ids
			}
			RETURN count(*) AS facts""");

	private final Graph graph;

	CitedGraph(Graph graph) {
		this.graph = graph;
	}

	/** The number of these facts that have no visible citation other than these. */
	long uncited(Lens lens, Collection<String> facts, Collection<String> citations) {
		return this.graph
			.read(UNCITED, lens, Map.of("ids", facts, "others", citations), (row) -> row.get("facts").asLong())
			.get(0);
	}

	/** The number of facts whose visible citations all come from these documents. */
	long onlyFrom(Lens lens, Collection<String> documents) {
		return this.graph.read(ONLY_FROM, lens, Map.of("ids", documents), (row) -> row.get("facts").asLong()).get(0);
	}

}
