package org.rapport.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.rapport.testing.Client;
import org.rapport.testing.RapportIT;
import org.rapport.testing.SampleRecord;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests what the database has planned after the first part of the warm-up. */
@RapportIT
class QueryWarmUpIT {

	@Autowired
	MeterRegistry meters;

	@BeforeAll
	static void load(@Autowired Neo4jClient client, @Autowired Imports imports) {
		SampleRecord.alone(client, imports);
	}

	/** {@code mvn -Pplans verify} does this: planning all trees takes a minute. */
	@Test
	@Tag("plans")
	void treesOfTrustedDocumentsArePlannedBeforeSomebodyAsksAndNothingIsCounted(@Autowired QueryWarmUp warmUp,
			@Autowired Neo4jClient client, @Autowired ApplicationContext application, @LocalServerPort int port) {
		List<Map<String, Object>> nodes = everything(client);
		long statements = count("");
		long operations = operations();
		new Cuts(application).untilPlanned(() -> {
			warmUp.warmUpFirst();
			assertThat(count("")).isEqualTo(statements);
			assertThat(operations()).isEqualTo(operations);
			assertThat(everything(client)).isEqualTo(nodes);
			for (String document : List.of("engagement/Meetings", "directory/Organisation",
					"directory/Organisations")) {
				long before = count("/whole");
				new Client(port).ask(read(document));
				assertThat(count("/whole") - before).as(document).isPositive();
			}
			return true;
		});
	}

	private static List<Map<String, Object>> everything(Neo4jClient client) {
		return List.copyOf(client.query(
				"MATCH (n:!__Neo4jMigration) RETURN labels(n) AS labels, count(*) AS number, sum(n.version) AS versions ORDER BY labels")
			.fetch()
			.all());
	}

	private long count(String suffix) {
		return this.meters.find(Graph.STATEMENTS)
			.timers()
			.stream()
			.filter((timer) -> String.valueOf(timer.getId().getTag("statement")).endsWith(suffix))
			.mapToLong(Timer::count)
			.sum();
	}

	private long operations() {
		return this.meters.find("graphql.request").timers().stream().mapToLong(Timer::count).sum();
	}

	private static String read(String document) {
		try {
			return Files.readString(Path.of("graphql/operations/" + document + ".graphql"));
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
