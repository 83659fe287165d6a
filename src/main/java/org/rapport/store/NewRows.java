package org.rapport.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.springframework.data.neo4j.core.Neo4jClient;

/**
 * Writes new rows of tables with their seals, in the current transaction and in one
 * statement. Everything that they tell of is written and sealed already.
 */
public class NewRows {

	// A row about something erased never comes back. If an element is missing, nothing
	// tells who may see the row. If no citation is shown, nobody can ask for it.
	private static final String CREATE = """
			MATCH (dataset:Dataset {name: $name})
			UNWIND $rows AS row
			WITH dataset, row
			WHERE NOT EXISTS { (:Tombstone {id: row.properties.id}) }
			WITH dataset, row,
				COLLECT { UNWIND row.elements AS id MATCH (n:Record|Fact|Retracted {id: id}) RETURN n } AS elements,
				COLLECT { UNWIND row.citations AS id MATCH (n:Fact|Retracted {id: id}) RETURN n } AS citations
			WHERE size(elements) = size(row.elements) AND any(citation IN citations WHERE citation:Citation)
			CREATE (x:SourceRow)-[:OF]->(dataset)
			SET x = row.properties, x.loadId = $load
			FOREACH (element IN elements | CREATE (x)-[:TELLS_OF]->(element))
			WITH x, elements, citations
			CALL (x, citations) {
				UNWIND citations AS citation
				CALL (citation) {
					MATCH (citation)-[before:READ_FROM]->()
					DELETE before
				}
				CREATE (citation)-[:READ_FROM]->(x)
			}
			""" + SealCypher.NEW_ROW;

	private final Neo4jClient client;

	public NewRows(Neo4jClient client) {
		this.client = client;
	}

	/**
	 * A new row.
	 *
	 * @param properties its properties, without the load
	 * @param elements the ids of what it tells of
	 * @param citations the ids of the citations that are read from it
	 */
	public record NewRow(Map<String, Object> properties, Collection<String> elements, Collection<String> citations) {

		private Map<String, Object> row() {
			return Map.of("properties", this.properties, "elements", List.copyOf(this.elements), "citations",
					List.copyOf(this.citations));
		}

	}

	/**
	 * Adds rows of a data set that are not stored yet.
	 * @param load the id of the load
	 */
	public void add(String dataset, String load, Collection<NewRow> rows) {
		for (List<NewRow> batch : ElementStore.batches(rows)) {
			this.client.query(CREATE)
				.bindAll(Map.of("name", dataset, "load", load, "rows", batch.stream().map(NewRow::row).toList()))
				.run();
		}
	}

}
