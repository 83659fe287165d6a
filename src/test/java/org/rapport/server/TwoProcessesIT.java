package org.rapport.server;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.rapport.testing.Client;
import org.rapport.testing.Client.Answer;
import org.rapport.testing.Curator;
import org.rapport.testing.Instance;
import org.rapport.testing.Recordings;
import org.rapport.testing.ScratchGraph;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests two processes that start at once on an empty database: they make its constraints
 * and load the sample once, both record, and one goes on when the other is killed.
 * {@code InstancesIT} tests two instances in every build.
 */
@Tag("hostile")
class TwoProcessesIT {

	private static final String PASSWORD = "a-password-of-this-test";

	private static final int ACTS = 40;

	private static final int AT_ONCE = 8;

	@TempDir
	private static Path folder;

	@Test
	void startAtOnceRecordTheSameAndSurviveEachOther() throws Exception {
		List<Instance> instances = new ArrayList<>();
		try (EmbeddedNeo4j server = EmbeddedNeo4j.start(folder.resolve("neo4j"), 0, 64, PASSWORD, false)) {
			for (String name : List.of("one", "two")) {
				instances.add(new Instance(folder, name, "spring.neo4j.uri=" + server.uri(),
						"spring.neo4j.authentication.username=" + EmbeddedNeo4j.USER,
						"spring.neo4j.authentication.password=" + PASSWORD, "rapport.data=" + folder.resolve(name),
						"rapport.curator-token=" + ScratchGraph.CURATOR_TOKEN,
						"rapport.bookmarks.key=" + ScratchGraph.BOOKMARK_KEY, "rapport.sample=always",
						"rapport.rate-limit.enabled=false", "rapport.limits.time=5m"));
			}
			Instance one = instances.get(0).awaitReady();
			Instance two = instances.get(1).awaitReady();
			assertThat(
					Stream.of(one.output(), two.output()).filter((said) -> said.contains("Loaded the sample record")))
				.hasSize(1);
			Client first = new Client(one.port());
			Client second = new Client(two.port());
			assertSame("{ organisations(first: 100) { totalCount nodes { id slug version } } }", first, second);
			recordsEachActOnce(first, second);
			readsItsOwnWrites(first, second);
			Recordings recordings = new Recordings("Two processes", LocalDate.of(2001, 1, 1),
					ScratchGraph.CURATOR_TOKEN);
			recordings.killAmid(one);
			List<Integer> counts = recordings.assertWhole(two);
			System.out.printf("%d recordings acknowledged, %d there, all whole%n", counts.get(0), counts.get(1));
			assertThat(id(add(second, "After the end of the other"))).startsWith("org_");
		}
		finally {
			instances.forEach((instance) -> instance.process().destroyForcibly());
		}
	}

	/** Sends each act to both processes, with one key. */
	private static void recordsEachActOnce(Client first, Client second) throws Exception {
		List<Callable<String>> acts = IntStream.range(0, 2 * ACTS)
			.<Callable<String>>mapToObj((i) -> () -> id(add((i % 2 == 0) ? first : second, "Act " + i / 2)))
			.toList();
		ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
		try {
			List<String> ids = new ArrayList<>();
			for (Future<String> id : pool.invokeAll(acts)) {
				ids.add(id.get());
			}
			for (int i = 0; i < ids.size(); i += 2) {
				assertThat(ids.get(i)).startsWith("org_").isEqualTo(ids.get(i + 1));
			}
			assertThat(new HashSet<>(ids)).hasSize(ACTS);
		}
		finally {
			pool.shutdownNow();
		}
		assertSame("{ changes(first: 100) { totalCount nodes { elementId change recordedAt } } }", first, second);
	}

	private static void readsItsOwnWrites(Client first, Client second) {
		for (int i = 0; i < ACTS; i++) {
			Client writer = (i % 2 == 0) ? first : second;
			Client reader = (i % 2 == 0) ? second : first;
			Answer written = add(writer, "Own " + i);
			Answer read = reader.ask("{ organisation(by: { id: \"%s\" }) { name } }".formatted(id(written)),
					"Rapport-Bookmark", written.header("Rapport-Bookmark"));
			assertThat(read.data("organisation/name").asString()).isEqualTo("Own " + i);
		}
	}

	private static void assertSame(String query, Client first, Client second) {
		Answer answer = first.ask(query, Curator.TOKEN);
		assertThat(answer.json().has("errors")).as(answer.json().toString()).isFalse();
		assertThat(second.ask(query, Curator.TOKEN).json()).isEqualTo(answer.json());
	}

	private static Answer add(Client client, String name) {
		return client.ask(Curator.mutation("addOrganisation", "organisation { id }"),
				Map.of("input",
						Map.of("name", name, "kind", "NETWORK", "visibility", "PUBLIC", "idempotencyKey", name)),
				Curator.TOKEN);
	}

	private static String id(Answer answer) {
		return answer.data("addOrganisation/organisation/id").asString("");
	}

}
