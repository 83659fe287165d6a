package org.rapport.transfer;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.Set;

import org.neo4j.driver.Value;

import org.rapport.kernel.Hiding;
import org.rapport.store.NewRows.NewRow;
import org.rapport.store.NewRows;
import org.rapport.store.RowValues;
import org.rapport.store.Sealing;
import org.springframework.data.neo4j.core.Neo4jClient;

/**
 * Stores the rows of tables that were loaded, in the current transaction. A row is tied
 * to the citations that are read from it ({@code READ_FROM}), to the elements that it
 * tells of ({@code TELLS_OF}), and to those that an earlier text of it told of
 * ({@code TOLD_OF}).
 */
final class RowGraph {

	private static final String DIGESTS = """
			UNWIND $rows AS id
			MATCH (row:SourceRow {id: id})
			RETURN id, row.digest AS digest""";

	private static final String TOLD = """
			MATCH (:Dataset {name: $name})<-[:OF]-(row:SourceRow)
			RETURN row.file AS file, row.columns AS columns, row.texts AS texts,
				COLLECT { MATCH (row)-[:TELLS_OF|READ_FROM]-(element) RETURN element.id } AS told""";

	private static final String CHANGE = """
			UNWIND $rows AS row
			MATCH (x:SourceRow {id: row.id})
			SET x.file = row.file, x.sheet = row.sheet, x.line = row.line, x.columns = row.columns, x.texts = row.texts,
				x.digest = row.digest, x.loadId = $load,
				x.visibility = CASE WHEN x.visibility > row.visibility THEN x.visibility ELSE row.visibility END,
				x.circles = CASE WHEN x.circles IS NULL AND size(row.circles) = 0 THEN null
					ELSE coalesce(x.circles, []) + [c IN row.circles WHERE NOT c IN coalesce(x.circles, [])] END""";

	private static final String LOOSEN = """
			UNWIND $rows AS row
			MATCH (x:SourceRow {id: row.id})
			CALL (x, row) {
				MATCH (x)-[tie:TELLS_OF]->(element)
				WHERE NOT element.id IN row.elements
				MERGE (x)-[:TOLD_OF]->(element)
				DELETE tie
			}
			CALL (x, row) {
				MATCH (x)<-[tie:READ_FROM]-(citation)
				WHERE NOT citation.id IN row.citations
				DELETE tie
			}""";

	private static final String TELL = """
			UNWIND $rows AS row
			MATCH (x:SourceRow {id: row.id})
			MATCH (element:Record|Fact|Retracted {id: row.other})
			MERGE (x)-[:TELLS_OF]->(element)""";

	private static final String READ = """
			UNWIND $rows AS row
			MATCH (x:SourceRow {id: row.id})
			MATCH (citation:Fact|Retracted {id: row.other})
			CALL (x, citation) {
				MATCH (citation)-[tie:READ_FROM]->(before)
				WHERE before <> x
				DELETE tie
			}
			MERGE (citation)-[:READ_FROM]->(x)""";

	/**
	 * If an element is missing, nothing tells who may see the row. If no citation is
	 * shown, nobody can ask for it.
	 */
	private static final String REMOVE_INCOMPLETE = """
			UNWIND $rows AS row
			MATCH (x:SourceRow {id: row.id})
			WHERE COUNT { (x)-[:TELLS_OF]->() } <> size(row.elements) OR NOT EXISTS { (x)<-[:READ_FROM]-(:Citation) }
			DETACH DELETE x""";

	private static final String REMOVE_UNCITED = """
			MATCH (:Dataset {name: $name})<-[:OF]-(x:SourceRow)
			WHERE NOT EXISTS { (x)<-[:READ_FROM]-(:Citation) }
			WITH x
			LIMIT $most
			DETACH DELETE x
			RETURN count(*) AS removed""";

	private static final String REMOVE_LOADED = """
			MATCH (:Dataset {name: $name})<-[:OF]-(x:SourceRow)
			WHERE x.loadId IN $loads
			WITH x
			LIMIT $most
			DETACH DELETE x
			RETURN count(*) AS removed""";

	private static final String HIDE = """
			MATCH (:Dataset {name: $name})<-[:OF]-(x:SourceRow)
			SET x.visibility = CASE WHEN x.visibility > $level THEN x.visibility ELSE $level END,
				x.circles = CASE WHEN x.circles IS NULL AND size($circles) = 0 THEN null
					ELSE coalesce(x.circles, []) + [c IN $circles WHERE NOT c IN coalesce(x.circles, [])] END
			RETURN x.id AS id""";

	private final Neo4jClient client;

	private final NewRows added;

	private final Sealing sealing;

	RowGraph(Neo4jClient client, NewRows added, Sealing sealing) {
		this.client = client;
		this.added = added;
		this.sealing = sealing;
	}

	/** The digests of those of these rows that are stored, by their ids. */
	Map<String, String> digests(List<String> ids) {
		Map<String, String> digests = new HashMap<>();
		this.client.query(DIGESTS)
			.bindAll(Map.of("rows", ids))
			.fetch()
			.all()
			.forEach((row) -> digests.put(RowValues.text(row.get("id")), RowValues.text(row.get("digest"))));
		return digests;
	}

	/** What the rows of a data set told of. */
	ToldElements told(String dataset, ReleaseScope scope) {
		ToldElements told = new ToldElements(new HashSet<>(), new HashSet<>());
		// They may be very many, so each row is forgotten once it is read.
		this.client.query(TOLD).bindAll(Map.of("name", dataset)).fetchAs(Boolean.class).mappedBy((types, row) -> {
			List<String> columns = row.get("columns").asList(Value::asString);
			List<String> texts = row.get("texts").asList(Value::asString);
			List<String> ids = row.get("told").asList(Value::asString);
			boolean isWithin = scope.has(row.get("file").asString(),
					(column) -> columns.contains(column) ? texts.get(columns.indexOf(column)) : null);
			(isWithin ? told.within() : told.beside()).addAll(ids);
			return isWithin;
		}).all();
		return told;
	}

	/**
	 * What rows told of, with the citations that were read from them.
	 *
	 * @param within the ids of what those within the scope of a release told of
	 * @param beside the ids of what the others told of
	 */
	record ToldElements(Set<String> within, Set<String> beside) {

		boolean has(String id) {
			return this.within.contains(id) || this.beside.contains(id);
		}

	}

	/**
	 * Writes and seals rows. Everything that they tell of is written and sealed already,
	 * and so is the data set.
	 * @param load the id of the load
	 */
	void write(String dataset, String load, Collection<LoadedRow> rows) {
		if (rows.isEmpty()) {
			return;
		}
		Set<String> known = digests(rows.stream().map(LoadedRow::id).toList()).keySet();
		this.added.add(dataset, load,
				rows.stream().filter((row) -> !known.contains(row.id())).map(RowGraph::added).toList());
		change(load, rows.stream().filter((row) -> known.contains(row.id())).toList());
	}

	private static NewRow added(LoadedRow row) {
		Map<String, Object> properties = properties(row);
		if (row.hiding().circles().isEmpty()) {
			properties.remove("circles");
		}
		return new NewRow(properties, row.elements(), row.citations());
	}

	private void change(String load, Collection<LoadedRow> rows) {
		if (rows.isEmpty()) {
			return;
		}
		List<Map<String, Object>> all = rows.stream().map(RowGraph::row).toList();
		this.client.query(CHANGE).bindAll(Map.of("load", load, "rows", all)).run();
		this.client.query(LOOSEN).bindAll(Map.of("rows", all)).run();
		this.client.query(TELL).bindAll(Map.of("rows", ends(rows, LoadedRow::elements))).run();
		this.client.query(READ).bindAll(Map.of("rows", ends(rows, LoadedRow::citations))).run();
		this.client.query(REMOVE_INCOMPLETE).bindAll(Map.of("rows", all)).run();
		this.sealing.sealRows(rows.stream().map(LoadedRow::id).toList());
	}

	private static Map<String, Object> row(LoadedRow row) {
		Map<String, Object> properties = properties(row);
		properties.put("elements", List.copyOf(row.elements()));
		properties.put("citations", List.copyOf(row.citations()));
		return properties;
	}

	private static Map<String, Object> properties(LoadedRow row) {
		Map<String, Object> properties = new HashMap<>(Map.of("id", row.id(), "file", row.file(), "line",
				(long) row.line(), "columns", row.columns(), "texts", row.texts(), "digest", row.digest(), "visibility",
				row.hiding().level(), "circles", List.copyOf(row.hiding().circles())));
		properties.put("sheet", row.sheet());
		return properties;
	}

	private static List<Map<String, String>> ends(Collection<LoadedRow> rows, Function<LoadedRow, Set<String>> ends) {
		return rows.stream()
			.flatMap((row) -> ends.apply(row).stream().map((end) -> Map.of("id", row.id(), "other", end)))
			.toList();
	}

	/** Hides all rows of a data set at least so. */
	void hide(String dataset, Hiding hiding) {
		this.sealing.sealRows(this.client.query(HIDE)
			.bindAll(Map.of("name", dataset, "level", hiding.level(), "circles", List.copyOf(hiding.circles())))
			.fetch()
			.all()
			.stream()
			.map((row) -> RowValues.text(row.get("id")))
			.toList());
	}

	/**
	 * Removes rows of a data set from which no shown citation is read.
	 * @param most the most rows to remove
	 * @return the number of removed rows
	 */
	long removeUncited(String dataset, int most) {
		return removed(REMOVE_UNCITED, Map.of("name", dataset, "most", (long) most));
	}

	/**
	 * Removes rows of a data set that these loads have written.
	 * @param most the most rows to remove
	 * @return the number of removed rows
	 */
	long removeLoaded(String dataset, Collection<String> loads, int most) {
		return removed(REMOVE_LOADED, Map.of("name", dataset, "loads", List.copyOf(loads), "most", (long) most));
	}

	private long removed(String statement, Map<String, Object> parameters) {
		return this.client.query(statement)
			.bindAll(parameters)
			.fetch()
			.all()
			.stream()
			.mapToLong((row) -> RowValues.number(row.get("removed")))
			.sum();
	}

}
