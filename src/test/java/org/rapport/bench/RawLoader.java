package org.rapport.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Logging;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.Value;

import org.rapport.kernel.Entry;
import org.rapport.server.EmbeddedNeo4j;

/**
 * The reference for loads: hand-written Cypher that writes the same elements, seals,
 * search texts, history and rows into a second database, a thousand elements a
 * transaction. It copies the values from the graph that Rapport has loaded, and has all
 * of them in memory before the clock starts. So it neither reads the file nor checks
 * anything, and computes no ids, seals and search texts.
 */
public final class RawLoader {

	private static final int ELEMENTS = 1_000;

	/** An element has about so many ties. */
	private static final int TIES = 3_000;

	private static final String ELEMENT = """
			UNWIND $rows AS row
			CREATE (entry:Revision)-[:REVISES]->(element:%s)
			SET element = row.properties, entry = row.entry""";

	private static final String ROW = "UNWIND $rows AS row CREATE (x:SourceRow) SET x = row.properties";

	private static final String DATASET = "UNWIND $rows AS row CREATE (x:Dataset) SET x = row.properties";

	private static final String TIE = """
			UNWIND $rows AS row
			MATCH (from:%s {%s: row.from})
			MATCH (to:%s {%s: row.to})
			CREATE (from)-[tie:%s]->(to)
			SET tie = row.properties""";

	private final Driver from;

	private final Driver to;

	private RawLoader(Driver from, Driver to) {
		this.from = from;
		this.to = to;
	}

	/** Takes the address of the loaded database, that of the other, and data sets. */
	public static void main(String[] arguments) {
		try (Driver from = driver(arguments[0]); Driver to = driver(arguments[1])) {
			RawLoader loader = new RawLoader(from, to);
			for (String dataset : List.of(arguments).subList(2, arguments.length)) {
				Prepared prepared = loader.prepare(dataset);
				System.out.println("LOADING " + dataset);
				long start = System.nanoTime();
				long cpu = LoaderProcess.cpu();
				loader.write(prepared);
				System.out.println(LoaderProcess.loaded(dataset, prepared.elements(), start, cpu));
			}
			System.out.println("READY");
		}
	}

	/** A connection to a database of the bench. */
	static Driver driver(String uri) {
		return GraphDatabase.driver(uri, AuthTokens.basic(EmbeddedNeo4j.USER, DatabaseProcess.PASSWORD),
				Config.builder().withoutEncryption().withLogging(Logging.none()).build());
	}

	/**
	 * What to write, in order: the statements of each transaction with their rows.
	 *
	 * @param elements the number of records, facts and citations
	 */
	private record Prepared(List<Map<String, List<Map<String, Object>>>> transactions, int elements) {
	}

	private Prepared prepare(String dataset) {
		Map<String, Object> parameters = Map.of("name", dataset, "by", Entry.loadOf(dataset));
		List<Row> elements = new ArrayList<>();
		for (Record element : read("""
				MATCH (n:Record|Fact {recordedBy: $by})<-[:REVISES]-(entry:Revision)
				RETURN labels(n) AS labels, properties(n) AS properties, properties(entry) AS entry""", parameters)) {
			elements.add(new Row(ELEMENT.formatted(String.join(":", element.get("labels").asList(Value::asString))),
					Map.of("properties", element.get("properties").asMap(), "entry", element.get("entry").asMap())));
		}
		List<Row> others = new ArrayList<>();
		read("MATCH (x:Dataset {name: $name}) RETURN properties(x) AS properties", parameters)
			.forEach((row) -> others.add(new Row(DATASET, Map.of("properties", row.get("properties").asMap()))));
		read("MATCH (x:SourceRow)-[:OF]->(:Dataset {name: $name}) RETURN properties(x) AS properties", parameters)
			.forEach((row) -> others.add(new Row(ROW, Map.of("properties", row.get("properties").asMap()))));
		Map<String, List<Row>> ties = new TreeMap<>();
		for (Record tie : read("""
				MATCH (a:Record|Fact {recordedBy: $by})-[tie]->(b)
				RETURN labels(a) AS labels, a.id AS one, type(tie) AS type, b.id AS other, labels(b) AS others,
					properties(tie) AS properties
				UNION ALL
				MATCH (:Dataset {name: $name})<-[:OF]-(a:SourceRow)
				MATCH (a)-[tie]->(b)
				RETURN labels(a) AS labels, a.id AS one, type(tie) AS type, coalesce(b.id, b.name) AS other,
					labels(b) AS others, properties(tie) AS properties""", parameters)) {
			String one = indexed(tie.get("labels").asList(Value::asString));
			String other = indexed(tie.get("others").asList(Value::asString));
			String statement = TIE.formatted(one, key(one), other, key(other), tie.get("type").asString());
			ties.computeIfAbsent(statement, (none) -> new ArrayList<>())
				.add(new Row(statement, Map.of("from", tie.get("one").asObject(), "to", tie.get("other").asObject(),
						"properties", tie.get("properties").asMap())));
		}
		List<Map<String, List<Map<String, Object>>>> transactions = new ArrayList<>();
		add(transactions, elements, ELEMENTS);
		add(transactions, others, ELEMENTS);
		add(transactions, ties.values().stream().flatMap(List::stream).toList(), TIES);
		return new Prepared(transactions, elements.size());
	}

	/** One row of a statement. */
	private record Row(String statement, Map<String, Object> values) {
	}

	private static void add(List<Map<String, List<Map<String, Object>>>> transactions, List<Row> rows, int most) {
		for (int i = 0; i < rows.size(); i += most) {
			Map<String, List<Map<String, Object>>> statements = new LinkedHashMap<>();
			rows.subList(i, Math.min(i + most, rows.size()))
				.forEach((row) -> statements.computeIfAbsent(row.statement(), (none) -> new ArrayList<>())
					.add(new HashMap<>(row.values())));
			transactions.add(statements);
		}
	}

	private static String indexed(List<String> labels) {
		return labels.contains("Record") ? "Record" : labels.contains("Fact") ? "Fact" : labels.get(0);
	}

	private static String key(String label) {
		return label.equals("Dataset") ? "name" : "id";
	}

	private List<Record> read(String query, Map<String, Object> parameters) {
		return this.from.executableQuery(query).withParameters(parameters).execute().records();
	}

	private void write(Prepared prepared) {
		try (Session session = this.to.session()) {
			for (Map<String, List<Map<String, Object>>> statements : prepared.transactions()) {
				session.executeWriteWithoutResult((transaction) -> statements
					.forEach((statement, rows) -> transaction.run(statement, Map.of("rows", rows)).consume()));
			}
		}
	}

}
