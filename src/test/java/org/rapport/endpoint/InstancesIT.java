package org.rapport.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.rapport.Rapport;
import org.rapport.testing.Client;
import org.rapport.testing.Client.Answer;
import org.rapport.testing.Curator;
import org.rapport.testing.RapportIT;
import org.rapport.testing.SampleRecord;
import org.rapport.testing.ScratchGraph;
import org.rapport.transfer.ImportReport;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests two instances on one graph, and the bookmarks that clients carry between them.
 */
@RapportIT
class InstancesIT {

	private static final int AT_ONCE = 8;

	private static final String HEADER = "Rapport-Bookmark";

	private static final Duration WAIT = Duration.ofSeconds(2);

	private static ConfigurableApplicationContext other;

	private static Client second;

	private final BookmarkCipher cipher = BookmarkCipher.of(ScratchGraph.BOOKMARK_KEY);

	private Client first;

	private int port;

	@BeforeAll
	static void start(@Autowired Neo4jClient graph, @Autowired Imports imports) {
		SampleRecord.alone(graph, imports);
		other = new SpringApplicationBuilder(Rapport.class).initializers(new ScratchGraph()).run("--server.port=0");
		second = new Client(((WebServerApplicationContext) other).getWebServer().getPort());
	}

	@AfterAll
	static void stop() {
		other.close();
	}

	@Autowired
	void client(@LocalServerPort int port) {
		this.port = port;
		this.first = new Client(port);
	}

	@Nested
	class Both {

		@Test
		void recordAtOnceAndAnswerTheSame() throws Exception {
			List<Callable<String>> acts = IntStream.range(0, 3 * AT_ONCE)
				.<Callable<String>>mapToObj(
						(i) -> () -> added(record(either(i), Map.of("name", "Recorded by both " + i))))
				.toList();
			assertThat(new HashSet<>(atOnce(acts))).hasSize(acts.size()).doesNotContain("");
			for (String query : List.of(
					"{ organisations(first: 100, orderBy: { field: NAME, direction: ASC }) { totalCount nodes { id slug name version } pageInfo { endCursor } } }",
					"{ search(text: \"recorded by both\", first: 50) { nodes { __typename id slug } pageInfo { endCursor } } }",
					"{ changes(first: 100) { totalCount nodes { elementId change recordedAt recordedBy } } }",
					"{ organisation(by: { slug: \"allmep\" }) { engagedWith(first: 20) { nodes { meetingCount counterpart { name } } } } }")) {
				Answer answer = InstancesIT.this.first.ask(query, Curator.TOKEN);
				assertThat(answer.json().has("errors")).as(answer.json().toString()).isFalse();
				assertThat(second.ask(query, Curator.TOKEN).json()).isEqualTo(answer.json());
			}
		}

		@Test
		void continueEachOthersLists() {
			String page = "{ meetings(first: 5, after: %s) { nodes { id } pageInfo { endCursor } } }";
			JsonNode begin = InstancesIT.this.first.ask(page.formatted("null")).data("meetings");
			String after = "\"" + begin.at("/pageInfo/endCursor").asString() + "\"";
			assertThat(second.ask(page.formatted(after)).json())
				.isEqualTo(InstancesIT.this.first.ask(page.formatted(after)).json());
		}

		@Test
		void doOnceWhatIsSentToBothWithOneKey() throws Exception {
			Map<String, Object> input = Map.of("name", "Sent to both", "idempotencyKey", "to-both");
			List<Callable<String>> acts = IntStream.range(0, AT_ONCE)
				.<Callable<String>>mapToObj((i) -> () -> added(record(either(i), input)))
				.toList();
			assertThat(new HashSet<>(atOnce(acts))).singleElement().asString().startsWith("org_");
			assertThat(record(second, Map.of("name", "Another", "idempotencyKey", "to-both"))
				.data("addOrganisation/userErrors/0/code")
				.asString()).isEqualTo("KEY_REUSED");
		}

		@Test
		void letOneChangeOfAVersionWin() throws Exception {
			String id = added(record(second, Map.of("name", "Contested by both")));
			List<Callable<String>> acts = IntStream.range(0, AT_ONCE).<Callable<String>>mapToObj((i) -> () -> {
				Answer answer = either(i).ask(Curator.mutation("updateOrganisation", "organisation { version }"),
						Map.of("input",
								Map.of("id", id, "expectedVersion", 1, "correction", true, "name", "Contested " + i)),
						Curator.TOKEN);
				return answer.data("updateOrganisation/userErrors/0/code").asString("");
			}).toList();
			List<String> codes = atOnce(acts);
			assertThat(codes).filteredOn(String::isEmpty).hasSize(1);
			assertThat(codes).filteredOn("STALE"::equals).hasSize(AT_ONCE - 1);
		}

		@Test
		void knowATokenFromItsIssueToItsRevocation() {
			Answer issued = InstancesIT.this.first.ask(Curator.mutation("issueToken", "secret token { id }"),
					Map.of("input", Map.of("label", "Both", "clearance", "PUBLIC", "permissions", List.of())),
					Curator.TOKEN);
			String[] machine = { "Authorization", "Bearer " + issued.data("issueToken/secret").asString() };
			assertThat(second.ask("{ viewer { name } }", machine).status()).isEqualTo(200);
			assertThat(InstancesIT.this.first.ask("{ viewer { name } }", machine).status()).isEqualTo(200);
			second.ask(Curator.mutation("revokeToken", "token { id }"),
					Map.of("input", Map.of("id", issued.data("issueToken/token/id").asString())), Curator.TOKEN);
			assertThat(InstancesIT.this.first.ask("{ viewer { name } }", machine).status()).isEqualTo(401);
			assertThat(second.ask("{ viewer { name } }", machine).status()).isEqualTo(401);
		}

		@Test
		void loadTheSampleOnceWhereBothStartOnAnEmptyGraph(@Autowired Neo4jClient graph, @Autowired Imports imports)
				throws Exception {
			graph.query(
					"MATCH (node:Record|Fact|Retracted|Dataset|Revision|Act|Alias|Paragraph|SourceRow|Tombstone|ErasedMark|ErasureKey) DETACH DELETE node")
				.run();
			Imports others = other.getBean(Imports.class);
			List<Optional<ImportReport>> reports = atOnce(List.of(() -> load(imports), () -> load(others)));
			assertThat(reports).filteredOn(Optional::isPresent).hasSize(1);
			assertThat(load(others)).isEmpty();
			assertThat(second.ask("{ organisation(by: { slug: \"allmep\" }) { version } }")
				.data("organisation/version")
				.asInt()).isOne();
		}

		private static Optional<ImportReport> load(Imports imports) throws IOException {
			try (InputStream sample = new ClassPathResource("sample/allmep.jsonl").getInputStream()) {
				return imports.loadIfEmpty(sample);
			}
		}

	}

	@Nested
	class ABookmark {

		@Test
		void comesWithEveryAct() {
			Answer recorded = record(InstancesIT.this.first, Map.of("name", "With a bookmark"));
			Answer again = record(second, Map.of("name", "With another bookmark"));
			assertThat(recorded.header(HEADER)).hasSize(BookmarkCipher.LENGTH).isNotEqualTo(again.header(HEADER));
			assertThat(again.header(HEADER)).hasSize(BookmarkCipher.LENGTH);
			Answer issued = second.ask(Curator.mutation("issueToken", "token { id }"),
					Map.of("input", Map.of("label", "x", "clearance", "PUBLIC", "permissions", List.of())),
					Curator.TOKEN);
			assertThat(issued.header(HEADER)).hasSize(BookmarkCipher.LENGTH);
		}

		@Test
		void comesAgainWithARepeatedKey() {
			Map<String, Object> input = Map.of("name", "Repeated", "idempotencyKey", "repeated");
			record(InstancesIT.this.first, input);
			assertThat(record(second, input).header(HEADER)).hasSize(BookmarkCipher.LENGTH);
		}

		@Test
		void comesWithNothingElse() {
			assertThat(record(second, Map.of("name", " ")).header(HEADER)).as("refused").isEmpty();
			assertThat(record(second, Map.of("name", "Dry", "dryRun", true)).header(HEADER)).as("dry run").isEmpty();
			assertThat(second.ask("{ changes(first: 1) { totalCount } }", Curator.TOKEN).header(HEADER)).as("query")
				.isEmpty();
			assertThat(second.ask("mutation { nothing }", Curator.TOKEN).header(HEADER)).as("invalid").isEmpty();
			assertThat(second
				.ask(Curator.mutation("addOrganisation", "organisation { id }"),
						Map.of("input", Map.of("name", "Forbidden", "kind", "NETWORK", "visibility", "PUBLIC")))
				.header(HEADER)).as("forbidden").isEmpty();
			String sent = record(second, Map.of("name", "Sent on")).header(HEADER);
			assertThat(InstancesIT.this.first.ask("{ lens { clearance } }", HEADER, sent).header(HEADER))
				.as("query with a bookmark")
				.isEmpty();
		}

		@Test
		void letsItsHolderReadOnTheOtherInstance() {
			Answer one = record(InstancesIT.this.first, Map.of("name", "Read elsewhere"));
			Answer two = record(second, Map.of("name", "Read elsewhere too"));
			for (String id : List.of(added(one), added(two))) {
				Answer read = second.ask("{ organisation(by: { id: \"%s\" }) { name } }".formatted(id), HEADER,
						one.header(HEADER) + ", " + two.header(HEADER));
				assertThat(read.data("organisation/name").asString()).startsWith("Read elsewhere");
			}
			Answer next = second.ask(Curator.mutation("updateOrganisation", "organisation { version }"),
					Map.of("input", Map.of("id", added(one), "expectedVersion", 1, "description", "Changed")),
					Curator.TOKEN[0], Curator.TOKEN[1], HEADER, one.header(HEADER), HEADER, two.header(HEADER));
			assertThat(next.data("updateOrganisation/organisation/version").asInt()).isEqualTo(2);
		}

		@ParameterizedTest
		@ValueSource(strings = { "{ lens { clearance } meetings(first: 1) { nodes { id } } }",
				"mutation { addOrganisation(input: {name: \"Too early\", kind: NETWORK, visibility: PUBLIC}) { organisation { id } } }" })
		void waitsTwoSecondsForAStateThatTheDatabaseHasNotReached(String operation) {
			String later = later(record(InstancesIT.this.first, Map.of("name", "The last")), 1_000_000);
			long start = System.nanoTime();
			Answer answer = second.ask(operation, Curator.TOKEN[0], Curator.TOKEN[1], HEADER, later);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(WAIT, WAIT.plusSeconds(4));
			assertThat(answer.status()).isEqualTo(503);
			assertThat(answer.code()).isEqualTo("BOOKMARK_NOT_REACHED");
			assertThat(answer.json().has("data")).isFalse();
			assertThat(answer.header(HEADER)).isEmpty();
			assertThat(second.ask("{ search(text: \"Too early\") { nodes { id } } }").data("search/nodes")).isEmpty();
		}

		@Test
		void isAnsweredAsSoonAsTheDatabaseHasReachedIt() {
			record(second, Map.of("name", "Before the act that is awaited"));
			String next = later(record(InstancesIT.this.first, Map.of("name", "Before")), 1);
			CompletableFuture<Answer> reading = CompletableFuture
				.supplyAsync(() -> second.ask("{ lens { clearance } }", HEADER, next));
			for (int i = 0; !reading.isDone(); i++) {
				record(InstancesIT.this.first, Map.of("name", "Meanwhile " + i));
			}
			assertThat(reading.join().data("lens/clearance").asString()).isEqualTo("PUBLIC");
		}

		@Test
		void isRefusedIfItIsForgedForeignOrDamaged() {
			String good = record(InstancesIT.this.first, Map.of("name", "Good")).header(HEADER);
			String foreign = BookmarkCipher.of("the-key-of-another-installation-of-rapport")
				.encrypt(Set.of("FB:kcwQIKDS64MmQZKZ56b/PyE3agWQ"))
				.orElseThrow();
			String damaged = good.substring(0, 200) + ((good.charAt(200) == 'A') ? 'B' : 'A') + good.substring(201);
			for (String bad : List.of(foreign, damaged, "FB:kcwQIKDS64MmQZKZ56b/PyE3agWQ", "x", good + ", " + foreign,
					good.substring(1))) {
				Answer answer = second.ask("{ lens { clearance } }", HEADER, bad);
				assertThat(answer.status()).isEqualTo(400);
				assertThat(answer.code()).isEqualTo("BAD_BOOKMARK");
				assertThat(answer.json().has("data")).isFalse();
				assertThat(answer.json().toString()).contains("without it").doesNotContain(bad + " ", "FB:");
				assertThat(
						second.send("{\"query\":\"{ __typename }\"}", "Accept", "application/json", HEADER, bad).code())
					.isEqualTo("BAD_BOOKMARK");
			}
			assertThat(second
				.ask("{ lens { clearance } }", HEADER,
						String.join(",", List.of(good, good, good, good, good, good, good, good, good)))
				.code()).isEqualTo("BAD_BOOKMARK");
		}

		@Test
		void thatTheDatabaseDoesNotUnderstandIsRefused() {
			String other = InstancesIT.this.cipher.encrypt(Set.of("not a bookmark")).orElseThrow();
			assertThat(second.ask("{ lens { clearance } }", HEADER, other).code()).isEqualTo("BAD_BOOKMARK");
		}

		@Test
		void keepsAnswersOutOfCaches() throws Exception {
			String bookmark = record(InstancesIT.this.first, Map.of("name", "Not cached")).header(HEADER);
			HttpResponse<String> with = get(HEADER, bookmark);
			assertThat(with.statusCode()).isEqualTo(200);
			assertThat(with.headers().allValues("Cache-Control")).singleElement().asString().contains("no-store");
			assertThat(with.headers().firstValue("ETag")).isEmpty();
			HttpResponse<String> without = get("Accept", "application/json");
			assertThat(without.headers().firstValue("Vary").orElse("")).contains(HEADER);
			assertThat(without.headers().firstValue("ETag")).isPresent();
		}

	}

	/** The bookmark of a later transaction than that of an answer. */
	private String later(Answer answer, long by) {
		String bookmark = this.cipher.decrypt(answer.header(HEADER)).orElseThrow().iterator().next();
		return this.cipher.encrypt(Set.of(later(bookmark, by))).orElseThrow();
	}

	/**
	 * The database's own form of a later bookmark: a list of the id of the database, in
	 * 18 bytes, and of the number of the transaction, as PackStream writes them.
	 */
	private static String later(String bookmark, long by) {
		ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(bookmark.substring("FB:".length())));
		byte[] head = new byte[19];
		bytes.get(head);
		byte marker = bytes.get();
		long transaction = switch (marker) {
			case (byte) 0xC8 -> bytes.get();
			case (byte) 0xC9 -> bytes.getShort();
			case (byte) 0xCA -> bytes.getInt();
			case (byte) 0xCB -> bytes.getLong();
			default -> marker;
		};
		byte[] tail = new byte[bytes.remaining()];
		bytes.get(tail);
		return "FB:" + Base64.getEncoder()
			.encodeToString(ByteBuffer.allocate(head.length + 9 + tail.length)
				.put(head)
				.put((byte) 0xCB)
				.putLong(transaction + by)
				.put(tail)
				.array());
	}

	private HttpResponse<String> get(String... headers) throws Exception {
		URI address = URI.create("http://127.0.0.1:%d/graphql?query=%s".formatted(this.port,
				URLEncoder.encode("{ lens { clearance } }", StandardCharsets.UTF_8)));
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(address).headers(headers).build(), BodyHandlers.ofString());
	}

	private Client either(int number) {
		return (number % 2 == 0) ? this.first : second;
	}

	private static Answer record(Client client, Map<String, Object> organisation) {
		Map<String, Object> input = new HashMap<>(Map.of("kind", "NETWORK", "visibility", "PUBLIC"));
		input.putAll(organisation);
		return client.ask(Curator.mutation("addOrganisation", "organisation { id }"), Map.of("input", input),
				Curator.TOKEN);
	}

	private static String added(Answer answer) {
		return answer.data("addOrganisation/organisation/id").asString("");
	}

	private static <T> List<T> atOnce(List<Callable<T>> work) throws Exception {
		ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
		try {
			List<T> results = new ArrayList<>();
			for (Future<T> result : pool.invokeAll(work)) {
				results.add(result.get());
			}
			return results;
		}
		finally {
			pool.shutdownNow();
		}
	}

}
