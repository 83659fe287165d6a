package org.rapport;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.rapport.graph.Graph;
import org.rapport.graph.Statement;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.Lens;
import org.rapport.kernel.RapportException;
import org.rapport.testing.Client.Answer;
import org.rapport.testing.Client;
import org.rapport.testing.RapportIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests each limit with the hostile request that it is for. The request is refused with a
 * code before any data is read.
 */
@RapportIT
@Import(LimitsIT.Slow.class)
@TestPropertySource(properties = { "spring.graphql.schema.locations=classpath:graphql/**/,classpath:limits/",
		"rapport.limits.body=16KB", "rapport.limits.characters=8000", "rapport.limits.tokens=1000",
		"rapport.limits.whitespace=2000", "rapport.limits.nesting=100", "rapport.limits.depth=8",
		"rapport.limits.fields=100", "rapport.limits.aliases=5", "rapport.limits.directives=5",
		"rapport.limits.root-fields=4", "rapport.limits.cost=20000", "rapport.limits.expensive=200",
		"rapport.limits.wide-field=201", "rapport.http.expensive-at-once=1", "rapport.http.waiting-time=200ms",
		"rapport.limits.time=5s", "rapport.limits.introspection=false" })
class LimitsIT {

	private static final Duration LIMIT = Duration.ofSeconds(5);

	private static final String CHEAP = "{ lens { clearance } }";

	private static final String ALLMEP = "actor(by: { slug: \"allmep\" })";

	@Autowired
	MeterRegistry meters;

	@Autowired
	Neo4jClient neo4j;

	@Autowired
	Slow slow;

	private final ExecutorService clients = Executors.newCachedThreadPool();

	private Client client;

	private URI uri;

	@Autowired
	void client(@LocalServerPort int port) {
		this.client = new Client(port);
		this.uri = URI.create("http://127.0.0.1:" + port + "/graphql");
	}

	@BeforeEach
	void hold() {
		this.slow.begun.drainPermits();
		this.slow.released.drainPermits();
	}

	/** Releases the slow query even if the test failed before it did. */
	@AfterEach
	void release() {
		this.slow.released.release();
	}

	/**
	 * A query that Neo4j would need hours for, and one that takes as long as the test
	 * wants.
	 */
	@TestConfiguration(proxyBeanMethods = false)
	@Controller
	static class Slow {

		private static final Statement STATEMENT = Statement.of("test.slow", """
				UNWIND range(1, 1000000000) AS number
				MATCH (slow:Record {id: toString(number)})
				WHERE {{slow}}
				RETURN count(*) AS found""");

		private final Semaphore begun = new Semaphore(0);

		private final Semaphore released = new Semaphore(0);

		private final Graph graph;

		Slow(Graph graph) {
			this.graph = graph;
		}

		@QueryMapping
		int held() throws InterruptedException {
			this.begun.release();
			this.released.acquire();
			return 1;
		}

		@MutationMapping
		int act(@Argument boolean waited) throws InterruptedException {
			if (waited) {
				throw new RapportException(ErrorCode.TIMEOUT, "Others took too long, and nothing was recorded");
			}
			Thread.sleep(LIMIT.plusSeconds(1).toMillis());
			return 1;
		}

		@QueryMapping
		int slow(@ContextValue Lens lens) {
			return this.graph.read(STATEMENT, lens, Map.of(), (row) -> row.get("found").asInt()).get(0);
		}

	}

	@Test
	void refusesDeepNesting() {
		String nested = IntStream.range(0, 5)
			.mapToObj((level) -> "endorsements(first: 1) { nodes { endorser { ")
			.collect(Collectors.joining());
		assertRefused("{ %s { %s name %s } }".formatted(ALLMEP, nested, "}".repeat(15)), "QUERY_TOO_DEEP");
	}

	@Test
	void refusesNestingThatIsTooDeepEvenToBeRead() {
		assertRefused("{ a ".repeat(90) + "}".repeat(90), "QUERY_TOO_DEEP");
		assertRefused("{ nodes(ids: " + "[".repeat(400) + "]".repeat(400) + ") { id } }", "QUERY_TOO_DEEP");
	}

	@Test
	void refusesThousandsOfAliases() {
		String aliases = IntStream.range(0, 50).mapToObj((i) -> "a" + i + ": name").collect(Collectors.joining(" "));
		assertRefused("{ %s { %s } }".formatted(ALLMEP, aliases), "TOO_MANY_ALIASES");
	}

	@Test
	void refusesManyQuestionsAtOnce() {
		String questions = IntStream.range(0, 5)
			.mapToObj((i) -> "a%d: %s { name }".formatted(i, ALLMEP))
			.collect(Collectors.joining(" "));
		assertRefused("{ " + questions + " }", "TOO_MANY_ROOT_FIELDS");
	}

	@Test
	void refusesHundredsOfDirectives() {
		assertRefused("{ %s { name %s } }".formatted(ALLMEP, "@nothing ".repeat(300)), "TOO_MANY_DIRECTIVES");
	}

	@Test
	void refusesFragmentsThatUnfoldIntoBillionsOfFields() {
		String fragments = IntStream.range(0, 40)
			.mapToObj((i) -> "fragment f%d on Actor { ...f%d ...f%d }".formatted(i, i + 1, i + 1))
			.collect(Collectors.joining("\n"));
		assertRefused("{ %s { ...f0 } }\n%s\nfragment f40 on Actor { name }".formatted(ALLMEP, fragments),
				"QUERY_TOO_COMPLEX");
	}

	@Test
	void refusesAFragmentThatHoldsItself() {
		assertRefused(
				"{ %s { ...f } } fragment f on Actor { name ...g } fragment g on Actor { slug ...f }".formatted(ALLMEP),
				"INVALID_QUERY");
	}

	@Test
	void refusesTheSameFieldHundredsOfTimes() {
		assertRefused("{ %s { %s } }".formatted(ALLMEP, "name ".repeat(200)), "QUERY_TOO_COMPLEX");
	}

	@Test
	void refusesHugePagesInHugePages() {
		Answer answer = assertRefused("""
				query Q($first: Int) { %s { meetings(first: $first) { nodes {
				  participations(first: $first) { nodes { actor { name } citations { locator } } } } } } }
				""".formatted(ALLMEP), Map.of("first", 100), "QUERY_TOO_COMPLEX");
		assertThat(answer.json().at("/extensions/cost/requested").asInt()).isGreaterThan(50_000);
		assertThat(answer.json().at("/extensions/cost/limit").asInt()).isEqualTo(20_000);
	}

	@Test
	void refusesAFloodOfTokens() {
		assertRefused("{ %s { name %s } }".formatted(ALLMEP, "x ".repeat(1200)), "QUERY_TOO_LONG");
	}

	@Test
	void refusesAFloodOfWhiteSpace() {
		assertRefused("{ lens " + ",".repeat(3000) + " { clearance } }", "QUERY_TOO_LONG");
	}

	@Test
	void refusesAnOverlongDocument() {
		assertRefused("{ lens { clearance } } #" + "x".repeat(9000), "QUERY_TOO_LONG");
	}

	@Test
	void refusesLongListsInVariables() {
		assertRefused("query Q($ids: [ID!]!) { nodes(ids: $ids) { id } }",
				Map.of("ids", IntStream.range(0, 500).mapToObj((i) -> "x").toList()), "PAGE_TOO_LARGE");
	}

	@Test
	void refusesABodyOfFiveMegabytes() {
		Answer answer = this.client.send("{\"query\": \"" + " ".repeat(5_000_000) + "\"}");
		assertThat(answer.status()).isEqualTo(413);
		assertThat(answer.code()).isEqualTo("REQUEST_TOO_LARGE");
	}

	@Test
	void refusesABodyOfFiveMegabytesThatDoesNotSayItsLength() throws Exception {
		byte[] body = ("{\"query\": \"" + " ".repeat(5_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);
		HttpResponse<String> answer = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(this.uri)
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
				.build(), BodyHandlers.ofString());
		assertThat(answer.statusCode()).isEqualTo(413);
		assertThat(answer.body()).contains("REQUEST_TOO_LARGE");
	}

	@Test
	void stopsAnAnswerThatTakesTooLongAndNeo4jToo() {
		Instant begun = Instant.now();
		long late = outcomes("TIMEOUT");
		long mistaken = outcomes("REQUEST_ERROR");
		Answer answer = ask("{ lens { clearance } slow }");
		assertThat(Duration.between(begun, Instant.now())).isGreaterThanOrEqualTo(LIMIT);
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.code()).isEqualTo("TIMEOUT");
		assertThat(answer.json().has("data")).isFalse();
		assertThat(outcomes("TIMEOUT")).isEqualTo(late + 1);
		assertThat(outcomes("REQUEST_ERROR")).isEqualTo(mistaken);
		Awaitility.await().atMost(1, TimeUnit.MINUTES).until(() -> slowStatements() == 0);
		assertThat(ask(CHEAP).code()).isEmpty();
	}

	@Test
	void saysWhetherALateActMayHaveBeenRecorded() {
		String nothing = "nothing was recorded";
		String perhaps = "may have been recorded; look it up, or send it again with the same idempotency key";
		assertLate("mutation { act(waited: true) }", nothing);
		assertLate("mutation { act(waited: false) }", perhaps);
		// The first one may have been.
		assertLate("mutation { first: act(waited: true) second: act(waited: true) }", perhaps);
		assertLate(
				"mutation { ...both } fragment both on Mutation { first: act(waited: true) second: act(waited: true) }",
				perhaps);
	}

	private void assertLate(String act, String message) {
		Answer answer = ask(act);
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.code()).isEqualTo("TIMEOUT");
		assertThat(answer.json().at("/errors/0/message").asString()).contains(message);
	}

	@Test
	void refusesExpensiveOperationsAtOnceAndGoesOnAnsweringCheapOnes() throws Exception {
		CompletableFuture<Answer> first = CompletableFuture.supplyAsync(() -> ask("{ held }"));
		assertThat(this.slow.begun.tryAcquire(5, TimeUnit.MINUTES)).isTrue();
		Answer second = ask("{ slow }");
		Answer cheap = ask(CHEAP);
		assertThat(first).isNotDone();
		assertThat(second.status()).isEqualTo(429);
		assertThat(second.code()).isEqualTo("BUSY");
		assertThat(cheap.data("lens/clearance").asString()).isEqualTo("PUBLIC");
		this.slow.released.release();
		assertThat(first.get().code()).isIn("", "TIMEOUT");
		Awaitility.await("the room of the first")
			.atMost(1, TimeUnit.MINUTES)
			.until(() -> ask("{ slow }").code(), "TIMEOUT"::equals);
	}

	@Test
	void refusesWhatCostsLittleAndMayReadMuchWhileThereIsNoRoom() throws Exception {
		CompletableFuture<Answer> first = CompletableFuture.supplyAsync(() -> ask("{ held }"));
		assertThat(this.slow.begun.tryAcquire(5, TimeUnit.MINUTES)).isTrue();
		assertThat(Stream.of("memberLinks(network: { slug: \"allmep\" }, first: 1) { nodes { strength } }",
				"search(text: \"peace\", first: 1) { nodes { __typename } }",
				"engagements(side: { actors: [{ slug: \"allmep\" }] }, otherSide: { actors: [{ slug: \"g7\" }] }, first: 1) "
						+ "{ nodes { meetingCount } }",
				"endorsementChain(by: { slug: \"allmep\" }) { truncated }",
				"asks(askedBy: { actors: [{ slug: \"allmep\" }] }, first: 1) { nodes { position } }",
				"meetings(filter: { during: \"2024\" }, first: 1) { nodes { title } }",
				"people(first: 0) { totalCount }")
			.map((question) -> CompletableFuture.supplyAsync(() -> ask("{ " + question + " }").code(), this.clients))
			.toList()).as("while there is no room")
			.extracting((code) -> code.get(10, TimeUnit.SECONDS))
			.containsOnly("BUSY");
		assertThat(ask("{ people(first: 5) { nodes { name } } " + ALLMEP + " { name } }").code()).isEmpty();
		assertThat(first).isNotDone();
		this.slow.released.release();
		assertThat(first.get().code()).isIn("", "TIMEOUT");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{ __schema { types { name } } }", "{ __type(name: \"Person\") { name } }" })
	void keepsTheSchemaToItselfWhereIntrospectionIsClosed(String query) {
		assertRefused(query, "INTROSPECTION_CLOSED");
	}

	@Test
	void tellsTypesOfAnswersEvenWhereIntrospectionIsClosed() {
		assertThat(ask("{ __typename lens { __typename } }").data("lens/__typename").asString()).isEqualTo("Lens");
	}

	@Test
	void suggestsNoFieldInPlaceOfAWrongOne() {
		Answer answer = ask("{ lens { clearanc } }");
		assertThat(answer.code()).isEqualTo("INVALID_QUERY");
		assertThat(answer.json().toString()).doesNotContain("clearance");
	}

	@Test
	void tellsEveryAnswerItsCost() {
		Answer answer = ask("{ lens { clearance } nodes(ids: [\"per_aaaaaaaaaaaaaaaaaaaa\"]) { id } }");
		assertThat(answer.json().at("/extensions/cost").toString())
			.isEqualTo("{\"requested\":2,\"limit\":20000,\"depth\":2,\"depthLimit\":8}");
		assertThat(ask("{ lens {").json().at("/extensions/cost/limit").asInt()).isEqualTo(20_000);
	}

	private Answer assertRefused(String query, String code) {
		return assertRefused(query, Map.of(), code);
	}

	private Answer assertRefused(String query, Map<String, ?> variables, String code) {
		double statements = statements();
		Answer answer = this.client.ask(query, variables);
		assertThat(answer.code()).as(answer.json().toString()).isEqualTo(code);
		assertThat(answer.json().has("data")).isFalse();
		assertThat(answer.status()).isEqualTo(400);
		assertThat(statements()).isEqualTo(statements);
		return answer;
	}

	private Answer ask(String query) {
		return this.client.ask(query);
	}

	private long outcomes(String outcome) {
		return this.meters.find("graphql.request")
			.tag("graphql.outcome", outcome)
			.timers()
			.stream()
			.mapToLong(Timer::count)
			.sum();
	}

	private double statements() {
		return this.meters.find(Graph.STATEMENTS).timers().stream().mapToLong(Timer::count).sum();
	}

	private long slowStatements() {
		return this.neo4j
			.query("SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery STARTS WITH 'UNWIND range(1, 10'")
			.fetch()
			.all()
			.size();
	}

}
