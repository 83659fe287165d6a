package org.rapport.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.summary.Plan;
import org.neo4j.driver.summary.ResultSummary;

import org.rapport.testing.Client;
import org.rapport.testing.RapportIT;
import org.rapport.testing.SampleRecord;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks the plans of the statements of the application. It runs before the others,
 * because they use these plans, and because it makes Neo4j forget earlier ones.
 */
@Order(2)
@RapportIT
class StatementsIT {

	/**
	 * Statements that may scan a whole kind, because they count it or compare its
	 * elements with each other.
	 */
	private static final List<String> SCANNING = List.of("asks/count", "people/count", "organisations/count",
			"governments/count", "posts/count", "topics/count", "places/count", "meetings/count", "involvements/count",
			"documents/count", "claims/count", "initiatives/count", "endorsements/count", "history/count",
			"likeness.otherScripts", "identity.decisions");

	/**
	 * "Property key does not exist": the sample does not have every property, for example
	 * no circles.
	 */
	private static final String UNUSED_PROPERTY = "01N52";

	@Autowired
	Driver driver;

	@BeforeAll
	static void load(@Autowired Neo4jClient client, @Autowired Imports imports) {
		SampleRecord.alone(client, imports);
		// No document of the sample has its text, and Neo4j warns of ties it has not
		// seen.
		client.query("""
				MATCH (d:Document) WITH d LIMIT 1
				CREATE (:Paragraph {documentId: d.id, position: 1, label: 'l', text: 't'})-[:WRITTEN_IN]->(d)""").run();
		planAnew(client);
	}

	/**
	 * Makes Neo4j plan again: other tests leave other numbers of elements behind, and the
	 * plans depend on these numbers.
	 */
	private static void planAnew(Neo4jClient client) {
		client.query("CALL db.prepareForReplanning(300)").run();
	}

	/** {@code mvn -Pplans verify} plans all statements. */
	@Test
	@Tag("plans")
	void eachIsUnderstoodWithoutNotificationAndBeginsAtAnIndex(@Autowired Neo4jClient client) {
		assertSound(Statement.catalogue(), client);
	}

	/** Each build plans a few others, because planning all takes a minute. */
	@Test
	void aFewAreUnderstoodWithoutNotificationAndBeginAtAnIndex(@Autowired Neo4jClient client) {
		List<Statement> drawn = new ArrayList<>(Statement.catalogue());
		drawn.sort(Comparator.comparing(Statement::name));
		Collections.shuffle(drawn, new Random(Long.getLong("rapport.law.seed", 1)));
		assertSound(drawn.subList(0, drawn.size() / 30), client);
	}

	/**
	 * Each write pays for each index. Most statements prescribe their index, so few have
	 * to be planned here.
	 */
	@Test
	void eachIndexBelongsToAConstraintOrServesAStatement(@Autowired Neo4jClient client, @LocalServerPort int port) {
		// The statement of this page is only written when somebody asks for it.
		new Client(port).ask("{ claims(orderBy: { field: MEASURE, direction: DESC }, filter: { measure: \"members\" }) "
				+ "{ nodes { id } } }");
		List<Map<String, Object>> indexes = List.copyOf(client.query("""
				SHOW INDEXES YIELD name, type, labelsOrTypes, properties, owningConstraint
				WHERE type = 'RANGE' AND owningConstraint IS NULL AND NOT name ENDS WITH '__Neo4jMigration'
				RETURN name, labelsOrTypes[0] AS label, properties""").fetch().all());
		assertThat(indexes).hasSizeGreaterThan(40);
		assertThat(indexes).filteredOn((index) -> !isPrescribed(index) && !isChosen(index)).isEmpty();
	}

	private static boolean isPrescribed(Map<String, Object> index) {
		Pattern hint = Pattern
			.compile("USING INDEX \\w+:%s\\(%s\\)".formatted(index.get("label"), String.join(", ", properties(index))));
		return Statement.catalogue().stream().anyMatch((statement) -> hint.matcher(statement.text()).find());
	}

	private boolean isChosen(Map<String, Object> index) {
		String planned = "%s(%s)".formatted(index.get("label"), String.join(", ", properties(index)));
		return Statement.catalogue()
			.stream()
			.filter((statement) -> statement.text().contains(String.valueOf(index.get("label")))
					&& properties(index).stream().allMatch(statement.text()::contains)
					&& !statement.text().contains("USING INDEX"))
			.sorted(Comparator.comparing((statement) -> statement.text().length()))
			.anyMatch((statement) -> plan(statement).contains(planned));
	}

	@SuppressWarnings("unchecked")
	private static List<String> properties(Map<String, Object> index) {
		return (List<String>) index.get("properties");
	}

	/** What the steps of a plan do, in one text. */
	private String plan(Statement statement) {
		try (Session session = this.driver.session()) {
			StringBuilder steps = new StringBuilder();
			steps(session.run("EXPLAIN " + statement.text(), Graph.bound(statement.samples(), LensCypher.NOTHING))
				.consume()
				.plan(), steps);
			return steps.toString();
		}
	}

	private static void steps(Plan plan, StringBuilder steps) {
		steps.append(plan.arguments().get("Details")).append('\n');
		plan.children().forEach((child) -> steps(child, steps));
	}

	private void assertSound(Collection<Statement> statements, Neo4jClient client) {
		assertThat(Statement.catalogue()).hasSizeGreaterThan(100);
		Map<String, String> faults = faults(statements);
		if (!faults.isEmpty()) {
			// Counts can change in the background while Neo4j makes so many plans. So
			// only a fault that occurs twice counts.
			planAnew(client);
			assertThat(faults(statements.stream().filter((statement) -> faults.containsKey(statement.name())).toList()))
				.isEmpty();
		}
	}

	private Map<String, String> faults(Collection<Statement> statements) {
		Map<String, String> faults = new ConcurrentSkipListMap<>();
		statements.parallelStream().forEach((statement) -> explain(statement, faults));
		return faults;
	}

	private void explain(Statement statement, Map<String, String> faults) {
		String name = statement.name();
		Map<String, Object> parameters = Graph.bound(statement.samples(), LensCypher.NOTHING);
		try (Session session = this.driver.session()) {
			ResultSummary summary = session.run("EXPLAIN " + statement.text(), parameters).consume();
			summary.gqlStatusObjects().forEach((status) -> {
				if (!status.gqlStatus().startsWith("00") && !status.gqlStatus().equals(UNUSED_PROPERTY)
						&& !status.statusDescription().contains("`IDENTIFIED_BY` does not exist")) {
					faults.put(name, status.statusDescription());
				}
			});
			List<String> scans = new ArrayList<>();
			scans(summary.plan(), scans);
			if (!scans.isEmpty() && SCANNING.stream().noneMatch(name::startsWith)) {
				faults.put(name, scans.toString());
			}
		}
		catch (Neo4jException ex) {
			faults.put(name, ex.getMessage() + "\n" + statement.text());
		}
	}

	private static void scans(Plan plan, List<String> found) {
		String operator = plan.operatorType().replace("@neo4j", "");
		if (operator.contains("LabelScan") || operator.contains("AllNodesScan")) {
			found.add(operator + " " + plan.arguments().get("Details"));
		}
		plan.children().forEach((child) -> scans(child, found));
	}

}
