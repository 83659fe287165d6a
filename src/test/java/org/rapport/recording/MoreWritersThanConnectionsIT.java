package org.rapport.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.rapport.testing.Client;
import org.rapport.testing.Curator;
import org.rapport.testing.RapportIT;
import org.rapport.testing.SampleRecord;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests that writers who wait take no database connection away from readers. */
@RapportIT
@TestPropertySource(properties = { "spring.neo4j.pool.max-connection-pool-size=3",
		"spring.neo4j.pool.connection-acquisition-timeout=20s" })
@DirtiesContext
class MoreWritersThanConnectionsIT {

	private static final int WRITERS = 16;

	@Test
	void allAreRecordedAndReadersAreAnsweredMeanwhile(@Autowired Neo4jClient graph, @Autowired Imports imports,
			@LocalServerPort int port) throws Exception {
		SampleRecord.alone(graph, imports);
		Client client = new Client(port);
		AtomicBoolean recorded = new AtomicBoolean();
		ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
		try {
			Future<List<String>> reader = threads.submit(() -> {
				List<String> wrong = new ArrayList<>();
				while (!recorded.get()) {
					String answer = client.ask("{ meetings(first: 5) { nodes { title } } }").json().toString();
					if (answer.contains("\"errors\"")) {
						wrong.add(answer);
					}
				}
				return wrong;
			});
			List<Callable<String>> acts = IntStream.range(0, WRITERS)
				.<Callable<String>>mapToObj((i) -> () -> record(client, "At once " + i))
				.toList();
			for (Future<String> act : threads.invokeAll(acts)) {
				assertThat(act.get()).contains("\"mtg_").doesNotContain("\"errors\"");
			}
			recorded.set(true);
			assertThat(reader.get()).isEmpty();
		}
		finally {
			recorded.set(true);
			threads.shutdownNow();
		}
	}

	private static String record(Client client, String title) {
		Map<String, Object> input = Map.of(
				"title", title, "kind", "BRIEFING", "visibility", "PUBLIC", "citations", List.of(Map.of("document",
						Map.of("newDocument", Map.of("title", title, "kind", "BRIEF")), "locator", "p. 1")),
				"participations", List.of(Map.of("actor", Map.of("slug", "united-kingdom"))));
		return client.ask(Curator.mutation("recordMeeting", "meeting { id }"), Map.of("input", input), Curator.TOKEN)
			.json()
			.toString();
	}

}
