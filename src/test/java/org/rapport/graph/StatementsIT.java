package org.rapport.graph;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.summary.Plan;
import org.neo4j.driver.summary.ResultSummary;

import org.rapport.graph.LensCypher.Mode;
import org.rapport.testing.RapportIT;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every statement that the application knows is looked at here: it parses, and begins at
 * an index.
 */
@RapportIT
class StatementsIT {

	private static final Pattern PARAMETER = Pattern.compile("\\$(\\w+)");

	/** Scans that a statement is allowed: unfiltered lists of a whole kind. */
	private static final List<String> SCANNING = List.of("asks/");

	@Autowired
	Driver driver;

	@Test
	void everyStatementIsUnderstoodWithoutNotification() {
		Map<String, String> faults = new TreeMap<>();
		eachPlan((name, summary) -> summary.gqlStatusObjects().forEach((status) -> {
			if (!status.gqlStatus().startsWith("00")) {
				faults.put(name, status.statusDescription());
			}
		}), faults);
		assertThat(faults).isEmpty();
	}

	@Test
	void noStatementScansAWholeKind() {
		Map<String, String> faults = new TreeMap<>();
		eachPlan((name, summary) -> {
			List<String> scans = new ArrayList<>();
			scans(summary.plan(), scans);
			if (!scans.isEmpty() && SCANNING.stream().noneMatch(name::startsWith)) {
				faults.put(name, scans.toString());
			}
		}, faults);
		assertThat(faults).isEmpty();
	}

	private static void scans(Plan plan, List<String> found) {
		String operator = plan.operatorType().replace("@neo4j", "");
		if (operator.contains("Scan") || operator.contains("CartesianProduct")) {
			found.add(operator + " " + plan.arguments().get("Details"));
		}
		plan.children().forEach((child) -> scans(child, found));
	}

	private void eachPlan(java.util.function.BiConsumer<String, ResultSummary> look, Map<String, String> faults) {
		assertThat(Statement.catalogue()).isNotEmpty();
		try (Session session = this.driver.session()) {
			for (Statement statement : Statement.catalogue()) {
				for (Mode mode : Mode.values()) {
					String name = statement.name() + " " + mode;
					long start = System.nanoTime();
					try {
						look.accept(name,
								session.run("EXPLAIN " + statement.text(mode), parameters(statement.text(mode)))
									.consume());
					}
					catch (Neo4jException ex) {
						faults.put(name, ex.getMessage() + "\n" + statement.text(mode));
					}
					System.err.println("PLAN " + (System.nanoTime() - start) / 1000000 + " "
							+ statement.text(mode).length() + " " + name);
				}
			}
		}
	}

	private static Map<String, Object> parameters(String text) {
		Map<String, Object> parameters = new HashMap<>();
		Matcher used = PARAMETER.matcher(text);
		while (used.find()) {
			String name = used.group(1);
			parameters.put(name, switch (name) {
				case "clearance", "limit", "minimumStrength", "maxSharedSize" -> 1;
				case "day" -> LocalDate.of(2024, 1, 1);
				case "everyCircle", "answered", "ownOnly", "topmost" -> true;
				case "keys", "ids", "circles", "slugs", "identifiers", "kinds", "via", "byActors", "toActors", "others",
						"between" ->
					List.of();
				case "during" -> List.of(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 1, 1));
				default -> "x";
			});
		}
		return parameters;
	}

}
