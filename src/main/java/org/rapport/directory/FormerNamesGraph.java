package org.rapport.directory;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.rapport.store.RowValues;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.stereotype.Component;

/** Reads what the rule about former names has to know, past the lens. */
@Component
class FormerNamesGraph {

	private static final String NAMED = """
			UNWIND $ids AS id
			MATCH (actor:Record {id: id})
			RETURN id,
				COLLECT { MATCH (actor)-[:KNOWN_AS]->(name:Name) RETURN name.id ORDER BY name.id }
					AS names,
				COLLECT { MATCH (actor)<-[:SUPPORTS]-(citation:Citation) RETURN citation.id ORDER BY citation.id }
					AS citations""";

	private final Neo4jClient client;

	FormerNamesGraph(Neo4jClient client) {
		this.client = client;
	}

	/**
	 * The names and citations of an actor.
	 *
	 * @param names the ids of its other names
	 * @param citations the ids of its citations
	 */
	record NameSources(List<String> names, List<String> citations) {

		static final NameSources NOTHING = new NameSources(List.of(), List.of());

	}

	/** The names and citations of these actors that are not retracted, by actor. */
	Map<String, NameSources> named(Collection<String> actors) {
		Map<String, NameSources> named = new HashMap<>();
		this.client.query(NAMED)
			.bindAll(Map.of("ids", List.copyOf(actors)))
			.fetch()
			.all()
			.forEach((row) -> named.put(RowValues.text(row.get("id")),
					new NameSources(RowValues.texts(row.get("names")), RowValues.texts(row.get("citations")))));
		return named;
	}

}
