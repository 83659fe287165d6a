package org.rapport.provenance;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.rapport.store.RowValues;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.stereotype.Component;

/**
 * Reads the citations of facts past the lens, for the rule that a fact stays cited for
 * everyone who sees it.
 */
@Component
class CitedGraph {

	private static final int BATCH = 5_000;

	private static final String CITING = """
			UNWIND $ids AS id
			MATCH (:Fact|Retracted {id: id})<-[:SUPPORTS]-(citation:Citation|Retracted)
			RETURN id, collect(citation.id) AS citations""";

	private final Neo4jClient client;

	CitedGraph(Neo4jClient client) {
		this.client = client;
	}

	/** The ids of the citations of these facts, retracted ones included, by fact. */
	Map<String, Set<String>> citing(Collection<String> facts) {
		Map<String, Set<String>> citing = new HashMap<>();
		List<String> all = List.copyOf(facts);
		for (int i = 0; i < all.size(); i += BATCH) {
			this.client.query(CITING)
				.bindAll(Map.of("ids", all.subList(i, Math.min(i + BATCH, all.size()))))
				.fetch()
				.all()
				.forEach((row) -> citing.put(RowValues.text(row.get("id")),
						new TreeSet<>(RowValues.texts(row.get("citations")))));
		}
		return citing;
	}

}
