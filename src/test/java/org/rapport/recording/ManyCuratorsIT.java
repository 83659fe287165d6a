package org.rapport.recording;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.rapport.graph.Graph;
import org.rapport.testing.Client;
import org.rapport.testing.Curator;
import org.rapport.testing.RapportIT;
import org.rapport.testing.SampleRecord;
import org.rapport.testing.WritingStatements;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests large acts, and many curators at the same time. */
@RapportIT
class ManyCuratorsIT {

	private static final int CURATORS = 16;

	private static final int MOST_STATEMENTS = 70;

	private Client client;

	private Curator curator;

	@Autowired
	private ApplicationContext application;

	@Autowired
	private MeterRegistry meters;

	@Autowired
	private Neo4jClient graph;

	@BeforeEach
	void load(@Autowired Imports imports) {
		SampleRecord.alone(this.graph, imports);
	}

	@Autowired
	void client(@LocalServerPort int port) {
		this.client = new Client(port);
		this.curator = new Curator(port);
	}

	@Test
	void takesAsManyStatementsForAMeetingHoweverManyThereAre() {
		long first = statements(() -> meeting("First", 20));
		for (int i = 0; i < 12; i++) {
			meeting("Further " + i, 20);
		}
		long last = statements(() -> meeting("Last", 20));
		assertThat(last).isEqualTo(first).isLessThanOrEqualTo(MOST_STATEMENTS);
	}

	@Test
	void losesNothingOfWhatCuratorsRecordAtOnceAboutTheSameActors() throws Exception {
		List<Callable<String>> recordings = IntStream.range(0, CURATORS * 2)
			.<Callable<String>>mapToObj((i) -> () -> meeting("At once " + i, 3))
			.toList();
		Set<String> acknowledged = new HashSet<>(atOnce(recordings));
		assertThat(acknowledged).hasSize(recordings.size());
		for (String id : acknowledged) {
			JsonNode meeting = this.client
				.ask("{ meeting(by: {id: \"%s\"}) { participations { totalCount } citations { id } } }".formatted(id))
				.data("meeting");
			assertThat(meeting.at("/participations/totalCount").asInt()).isEqualTo(3);
			assertThat(meeting.at("/citations")).hasSize(1);
		}
	}

	@Test
	void letsOneOfManyWhoChangeTheSameWin() throws Exception {
		String id = this.curator
			.act("addOrganisation", Map.of("name", "Contested", "kind", "NETWORK", "visibility", "PUBLIC"),
					"organisation { id }")
			.at("/organisation/id")
			.asString();
		List<Callable<String>> changes = IntStream.range(0, CURATORS)
			.<Callable<String>>mapToObj(
					(i) -> () -> String.join(",",
							Curator.codes(this.curator.act("updateOrganisation",
									Map.of("id", id, "expectedVersion", 1, "correction", true, "name",
											"Contested by " + i),
									"organisation { version }"))))
			.toList();
		List<String> codes = atOnce(changes);
		assertThat(codes).filteredOn(String::isEmpty).hasSize(1);
		assertThat(codes).filteredOn("STALE"::equals).hasSize(CURATORS - 1);
		assertThat(
				this.client.ask("{ organisation(by: {id: \"%s\"}) { version history { totalCount } } }".formatted(id))
					.data("organisation/history/totalCount")
					.asInt())
			.isEqualTo(2);
	}

	@Test
	void doesOnceWhatManySendAtOnceWithOneKey() throws Exception {
		Map<String, Object> input = Map.of("name", "Sent often", "kind", "NETWORK", "visibility", "PUBLIC",
				"idempotencyKey", "often");
		List<Callable<String>> requests = IntStream.range(0, CURATORS)
			.<Callable<String>>mapToObj((i) -> () -> this.curator.act("addOrganisation", input, "organisation { id }")
				.at("/organisation/id")
				.asString())
			.toList();
		assertThat(new HashSet<>(atOnce(requests))).hasSize(1);
	}

	private String meeting(String title, int participants) {
		List<Map<String, Object>> participations = new ArrayList<>();
		participations.add(Map.of("actor", Map.of("slug", "united-kingdom")));
		participations.add(Map.of("actor", Map.of("slug", "allmep")));
		for (int i = participations.size(); i < participants; i++) {
			participations.add(Map.of("actor", Map.of("newPerson", Map.of("name", title + " " + i))));
		}
		JsonNode recorded = this.curator.act("recordMeeting", Map.of("title", title, "kind", "BRIEFING", "date",
				"2025-03", "visibility", "PUBLIC", "citations", List.of(Map.of("document",
						Map.of("newDocument", Map.of("title", "Minutes", "kind", "BRIEF")), "locator", "p. 1")),
				"participations", participations), "meeting { id }");
		assertThat(Curator.codes(recorded)).isEmpty();
		return recorded.at("/meeting/id").asString();
	}

	private static List<String> atOnce(List<Callable<String>> work) throws Exception {
		ExecutorService pool = Executors.newFixedThreadPool(CURATORS);
		try {
			List<String> results = new ArrayList<>();
			for (Future<String> result : pool.invokeAll(work)) {
				results.add(result.get());
			}
			return results;
		}
		finally {
			pool.shutdownNow();
		}
	}

	/**
	 * The number of statements. The log counts those of writers, the timer those of
	 * readers.
	 */
	private long statements(Runnable work) {
		long before = read();
		try (WritingStatements written = new WritingStatements(this.application)) {
			work.run();
			assertThat(written.count()).isPositive();
			return read() - before + written.count();
		}
	}

	private long read() {
		return this.meters.find(Graph.STATEMENTS).timers().stream().mapToLong(Timer::count).sum();
	}

}
