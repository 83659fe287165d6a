package org.rapport.command;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.rapport.store.RowValues;
import org.springframework.data.neo4j.core.Neo4jClient;

/**
 * Reads and writes the whole graph for backups, without a lens, in the current
 * transaction. It leaves out the notes of the migrations. Its data must not leave this
 * package except in a backup.
 */
final class BackupGraph {

	private static final String KEPT = "none(label IN labels(x) WHERE label STARTS WITH '__Neo4jMigration')";

	private static final String EMPTY = "RETURN NOT EXISTS { MATCH (x) WHERE %s } AS empty".formatted(KEPT);

	private static final String NODES = """
			MATCH (x) WHERE %s
			RETURN elementId(x) AS at, labels(x) AS labels, properties(x) AS properties""".formatted(KEPT);

	private static final String TIES = """
			MATCH (x)-[tie]->(y) WHERE %s
			RETURN elementId(x) AS from, type(tie) AS type, elementId(y) AS to, properties(tie) AS properties"""
		.formatted(KEPT);

	private static final String CREATE = """
			UNWIND $rows AS row
			CREATE (x:$(row.labels))
			SET x = row.properties
			RETURN row.number AS number, elementId(x) AS at""";

	private static final String TIE = """
			UNWIND $rows AS row
			MATCH (x) WHERE elementId(x) = row.from
			MATCH (y) WHERE elementId(y) = row.to
			CREATE (x)-[tie:$(row.type)]->(y)
			SET tie = row.properties""";

	/**
	 * Backups of earlier versions do not say from whom a data set is hidden. Each is as
	 * hidden as the most visible of what was loaded with it.
	 */
	private static final String HIDE_DATASETS = """
			MATCH (dataset:Dataset)
			WHERE dataset.visibility IS NULL
			MATCH (element:Record|Fact|Retracted)
			WHERE element.recordedBy = 'import:' + dataset.name
			WITH dataset, min(element.visibility) AS visibility, collect(DISTINCT coalesce(element.circle, '')) AS circles
			SET dataset.visibility = visibility,
				dataset.circle = CASE WHEN size(circles) = 1 AND circles[0] <> '' THEN circles[0] END""";

	private final Neo4jClient client;

	BackupGraph(Neo4jClient client) {
		this.client = client;
	}

	boolean isEmpty() {
		return this.client.query(EMPTY).fetchAs(Boolean.class).one().orElseThrow();
	}

	void eachNode(Consumer<Map<String, Object>> row) {
		each(NODES, row);
	}

	void eachTie(Consumer<Map<String, Object>> row) {
		each(TIES, row);
	}

	/** Processes one row at a time, so that the graph is never in memory as a whole. */
	private void each(String statement, Consumer<Map<String, Object>> each) {
		this.client.query(statement).fetchAs(Boolean.class).mappedBy((types, row) -> {
			each.accept(row.asMap());
			return true;
		}).all();
	}

	/**
	 * Adds nodes, and puts the element id of each into {@code places} under its number.
	 */
	void create(List<Map<String, Object>> rows, Map<Long, String> places) {
		this.client.query(CREATE)
			.bindAll(Map.of("rows", rows))
			.fetch()
			.all()
			.forEach((row) -> places.put((Long) row.get("number"), RowValues.text(row.get("at"))));
	}

	void hideDatasets() {
		this.client.query(HIDE_DATASETS).run();
	}

	void tie(List<Map<String, Object>> rows) {
		this.client.query(TIE).bindAll(Map.of("rows", rows)).run();
	}

}
