package org.rapport.graph;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.summary.Plan;
import org.neo4j.driver.summary.ResultSummary;
import org.rapport.graph.LensCypher.Mode;
import org.rapport.testing.RapportIT;
import org.rapport.testing.SampleRecord;
import org.rapport.transfer.Imports;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks at every statement that the application knows. With a day it is looked at in one
 * of the two certainties only, because they differ in the names of properties alone.
 */
@RapportIT
class StatementsIT {

	private static final Pattern PARAMETER = Pattern.compile("\\$(\\w+)");

	/** Unfiltered lists of a whole kind, which may scan it. */
	private static final List<String> SCANNING = List.of("asks/");

	/**
	 * "Property key does not exist": the sample lacks some that a graph can have, such as
	 * circles.
	 */
	private static final String UNUSED_PROPERTY = "01N52";

	@Autowired
	Driver driver;

	@BeforeAll
	static void load(@Autowired Neo4jClient client, @Autowired Imports imports) {
		SampleRecord.alone(client, imports);
	}

	@Test
	void eachIsUnderstoodWithoutNotificationAndBeginsAtAnIndex() {
		assertThat(Statement.catalogue()).hasSizeGreaterThan(100);
		Map<String, String> faults = new ConcurrentSkipListMap<>();
		Statement.catalogue().parallelStream().forEach((statement) -> {
			for (Mode mode : List.of(Mode.ALWAYS, Mode.CERTAIN)) {
				explain(statement.name() + " " + mode, statement.text(mode), faults);
			}
		});
		assertThat(faults).isEmpty();
	}

	private void explain(String name, String text, Map<String, String> faults) {
		try (Session session = this.driver.session()) {
			ResultSummary summary = session.run("EXPLAIN " + text, parameters(text)).consume();
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
			faults.put(name, ex.getMessage() + "\n" + text);
		}
	}

	private static void scans(Plan plan, List<String> found) {
		String operator = plan.operatorType().replace("@neo4j", "");
		if (operator.contains("LabelScan") || operator.contains("AllNodesScan")) {
			found.add(operator + " " + plan.arguments().get("Details"));
		}
		plan.children().forEach((child) -> scans(child, found));
	}

	private static Map<String, Object> parameters(String text) {
		Map<String, Object> parameters = new HashMap<>();
		Matcher used = PARAMETER.matcher(text);
		while (used.find()) {
			String name = used.group(1);
			parameters.put(name, switch (name) {
				case "clearance", "limit", "minimumStrength", "maxSharedSize" -> 1;
				case "day" -> LocalDate.of(2024, 1, 1);
				case "everyCircle", "answered" -> true;
				case "keys", "indexes", "labels", "ids", "circles", "slugs", "identifiers", "kinds", "via", "byActors",
						"toActors", "others", "between" ->
					List.of();
				case "during" -> List.of(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 1, 1));
				default -> "x";
			});
		}
		return parameters;
	}

}
