package org.rapport;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.testing.Client.Answer;
import org.rapport.testing.Client;
import org.rapport.testing.Curator;
import org.rapport.testing.RapportIT;
import org.rapport.testing.SampleRecord;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests small inputs that people reported as wrong in similar systems, each against the
 * right answer. The inputs are in {@code field-cases.json}.
 */
@RapportIT
class FieldCasesIT {

	private static final JsonMapper JSON = new JsonMapper();

	private static final String ELEMENTS = "Record|Fact|Retracted|Dataset|Revision|Act|Alias|Distinction|Paragraph|SourceRow|Tombstone|ErasedMark|ErasureKey";

	/** The right answer of each case. */
	private static final Map<String, Right> RIGHT = new LinkedHashMap<>();

	static {
		RIGHT.put("null-variable-in-defaulted-input-field",
				(answer, client) -> assertInvalid(answer, "orderBy.direction"));
		RIGHT.put("null-variable-dryRun", (answer, client) -> {
			assertInvalid(answer, "input.dryRun");
			Answer both = client
				.ask("{ a: person(by: { slug: \"case-a\" }) { id } b: person(by: { slug: \"case-b\" }) { id } }");
			assertThat(both.data("a/id").asString("")).isNotEmpty();
			assertThat(both.data("b/id").asString("")).isNotEmpty().isNotEqualTo(both.data("a/id").asString());
		});
		RIGHT.put("word-boundary-initials", finds(1));
		RIGHT.put("word-boundary-initials-reverse", finds(1));
		RIGHT.put("word-boundary-hyphen-digit-sample", finds("G7"));
		RIGHT.put("word-boundary-hyphen", finds(1));
		RIGHT.put("word-boundary-zwnj", finds(1));
		RIGHT.put("ampersand-sample", finds("Foreign, Commonwealth & Development Office"));
		RIGHT.put("genitive-that-is-a-letter", finds(1));
		RIGHT.put("genitive-that-is-a-letter-2", finds(1));
		RIGHT.put("acute-accent-as-apostrophe", finds(1));
		RIGHT.put("final-hamza-inside", finds(1));
		RIGHT.put("cjk-inner-word", finds(1));
		RIGHT.put("han-name-typo-is-another-person", finds(0));
		RIGHT.put("blank-name-ideographic-space",
				(answer, client) -> assertRefused(answer.data("addPerson"), "person", "INVALID", "name"));
		RIGHT.put("blank-locator", (answer, client) -> assertRefused(answer.data("recordMeeting"), "meeting", "INVALID",
				"citations", "0", "locator"));
		RIGHT.put("rare-han-personal-name", (answer, client) -> {
			assertDone(answer.data("addPerson"), "person");
			assertThat(answer.data("addPerson/person/name").asString("")).isEqualTo("王\uD87A\uDFF0");
		});
		RIGHT.put("new-emoji-in-title", (answer, client) -> {
			assertDone(answer.data("recordMeeting"), "meeting");
			assertThat(answer.data("recordMeeting/meeting/title").asString("")).isEqualTo("Talks \uD83E\uDEE0");
		});
		RIGHT.put("order-by-code-point-computed", (answer, client) -> {
			List<String> asPeopleSort = List.of("A Order", "Ａ Order", "\uD801\uDC00 Order");
			assertThat(texts(answer.data("actor/engagedWith/nodes"), "/counterpart/name")).isEqualTo(asPeopleSort);
			assertThat(texts(
					client.ask("{ search(text: \"Order\", types: [ORGANISATION], first: 100) { edges { name } } }")
						.data("search/edges"),
					"/name"))
				.filteredOn(asPeopleSort::contains)
				.isEqualTo(asPeopleSort);
			assertThat(organisations(client)).filteredOn(asPeopleSort::contains).isEqualTo(asPeopleSort);
		});
		RIGHT.put("circular-disjoint-in-time",
				(answer, client) -> assertDone(answer.data("addMembership"), "membership"));
		RIGHT.put("same-participant-twice-in-one-act", (answer, client) -> {
			if (answer.data("recordMeeting/userErrors").isEmpty()) {
				assertThat(answer.data("recordMeeting/meeting/participations/totalCount").asInt(-1)).isOne();
			}
		});
		RIGHT.put("same-role-twice", (answer, client) -> {
			assertThat(texts(answer.data("addRole/warnings"), "/code")).isNotEmpty();
			assertThat(client
				.ask("{ organisation(by: { slug: \"case-off\" }) { people(during: \"2016-01-01\") { totalCount } } }")
				.data("organisation/people/totalCount")
				.asInt(-1)).isOne();
		});
		RIGHT.put("one-delegate-two-hats",
				(answer, client) -> assertThat(answer.data("actor/engagedWith/totalCount").asInt(-1)).isZero());
		RIGHT.put("identifier-scheme-case", (answer, client) -> {
			assertThat(answer.data("addIdentifier/identification").isNull()).isTrue();
			assertThat(Curator.codes(answer.data("addIdentifier"))).containsExactly("NOT_AVAILABLE");
		});
		RIGHT.put("edtf-level-1-negative-year", (answer, client) -> {
			JsonNode payload = answer.data("recordMeeting");
			assertThat(payload.at("/meeting").isNull()).as(payload.toString()).isTrue();
			assertThat(texts(payload.at("/userErrors/0/field"), "")).containsExactly("date");
			assertThat(payload.at("/userErrors/0/message").asString()).contains("the years 0001 to 9999");
		});
		RIGHT.put("edtf-unknown-year-precision", (answer, client) -> {
			assertThat(Curator.codes(answer.data("recordMeeting"))).isEmpty();
			assertThat(answer.data("recordMeeting/meeting/date/precision").asString("")).isNotEmpty()
				.isNotEqualTo("CENTURY");
			Answer millennium = client
				.ask("""
						mutation { recordMeeting(input: { title: "Unknown century", kind: MEETING, date: "2XXX", visibility: PUBLIC,
						  citations: [{ locator: "p 1", document: { slug: "case-src" } }] }) { meeting { date { precision } } } }""",
						Curator.TOKEN);
			assertThat(millennium.data("recordMeeting/meeting/date/precision").asString("")).isNotEmpty()
				.isNotEqualTo("CENTURY");
		});
		RIGHT.put("one-of-set-gap", (answer, client) -> {
			assertThat(texts(answer.data("meetings/nodes"), "/title")).doesNotContain("Gap meeting");
			assertThat(texts(client.ask("{ meetings(filter: { during: \"1924-06-13\" }) { nodes { title } } }")
				.data("meetings/nodes"), "/title")).contains("Gap meeting");
		});
		RIGHT.put("get-bad-percent", (answer, client) -> {
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.code()).isEqualTo("BAD_REQUEST_PARAMETERS");
		});
		RIGHT.put("control-boundary-day",
				(answer, client) -> assertThat(texts(answer.data("organisation/people/nodes"), "/person/name"))
					.containsExactlyInAnyOrder("Ada Merrin", "Bo Merrin"));
		RIGHT.put("control-turkish", findsExactly());
		RIGHT.put("control-icelandic", findsExactly());
		RIGHT.put("control-gershayim", findsExactly());
	}

	@Autowired
	private Neo4jClient graph;

	@LocalServerPort
	private int port;

	private static List<String> sample;

	/** Checks an answer. It can ask for more with the client. */
	private interface Right {

		void of(Answer answer, Client client);

	}

	/**
	 * One case.
	 *
	 * @param name the name of the case
	 * @param setup what to record first
	 * @param request a GraphQL document, or the first line of an HTTP request
	 * @param variables the variables of the document
	 */
	record Case(String name, List<Step> setup, String request, Map<String, Object> variables) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	record Step(String request, Map<String, Object> variables) {
	}

	@BeforeAll
	static void load(@Autowired Neo4jClient graph, @Autowired Imports imports) {
		SampleRecord.alone(graph, imports);
		sample = List.copyOf(elements(graph));
	}

	@AfterEach
	void leaveTheSampleAlone() {
		this.graph.query("MATCH (node:" + ELEMENTS + ") WHERE NOT elementId(node) IN $sample DETACH DELETE node")
			.bind(sample)
			.to("sample")
			.run();
	}

	private static Collection<String> elements(Neo4jClient graph) {
		return graph.query("MATCH (node:" + ELEMENTS + ") RETURN elementId(node)").fetchAs(String.class).all();
	}

	static List<Case> cases() throws IOException {
		try (InputStream file = new ClassPathResource("field-cases.json").getInputStream()) {
			return JSON.readValue(file, new TypeReference<List<Case>>() {
			});
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("cases")
	void answersRightly(Case one) throws Exception {
		Right right = RIGHT.get(one.name());
		Client client = new Client(this.port);
		for (Step step : one.setup()) {
			setUp(client, step);
		}
		Answer answer = one.request().startsWith("GET ") ? get(one.request().substring("GET ".length())) : client
			.ask(one.request(), one.variables(), one.request().startsWith("mutation") ? Curator.TOKEN : new String[0]);
		if (answer.json().has("errors") && !one.name().startsWith("null-") && !one.name().startsWith("get-")) {
			throw new IllegalStateException("Not answered: " + answer.json());
		}
		right.of(answer, client);
	}

	@Test
	void knowsWhatIsRightOfEachCase() throws Exception {
		List<String> names = cases().stream().map(Case::name).toList();
		assertThat(RIGHT.keySet()).containsExactlyElementsOf(names);
	}

	private static void setUp(Client client, Step step) {
		Answer answer = client.ask(step.request(), step.variables(), Curator.TOKEN);
		boolean isDone = !answer.json().has("errors") && answer.json().at("/data").properties().size() == 1 && answer
			.json()
			.at("/data")
			.properties()
			.stream()
			.allMatch(
					(act) -> act.getValue().at("/userErrors").isArray() && act.getValue().at("/userErrors").isEmpty());
		if (!isDone) {
			throw new IllegalStateException("Not set up: " + answer.json());
		}
	}

	private Answer get(String address) throws IOException, InterruptedException {
		HttpResponse<String> response = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + address)).build(),
					BodyHandlers.ofString());
		return new Answer(response.statusCode(), JSON.readTree(response.body()), response.headers());
	}

	private static Right finds(int count) {
		return (answer, client) -> assertThat(answer.data("search/totalCount").asInt(-1)).isEqualTo(count);
	}

	private static Right finds(String name) {
		return (answer, client) -> assertThat(texts(answer.data("search/edges"), "/name")).contains(name);
	}

	private static Right findsExactly() {
		return (answer, client) -> {
			assertThat(answer.data("search/totalCount").asInt(-1)).isOne();
			assertThat(texts(answer.data("search/edges"), "/matchClass")).containsExactly("EXACT");
		};
	}

	private static void assertInvalid(Answer answer, String field) {
		assertThat(answer.code()).isEqualTo("INVALID_QUERY");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().has("data")).isFalse();
		assertThat(answer.json().at("/errors/0/message").asString()).contains('"' + field + '"');
	}

	private static void assertDone(JsonNode payload, String about) {
		assertThat(Curator.codes(payload)).as(payload.toString()).isEmpty();
		assertThat(payload.at("/" + about).isObject()).as(payload.toString()).isTrue();
	}

	private static void assertRefused(JsonNode payload, String about, String code, String... field) {
		assertThat(payload.at("/" + about).isNull()).as(payload.toString()).isTrue();
		assertThat(Curator.codes(payload)).containsExactly(code);
		assertThat(texts(payload.at("/userErrors/0/field"), "")).containsExactly(field);
		assertThat(payload.at("/userErrors/0/message").asString()).contains("not blank");
	}

	private static List<String> texts(JsonNode list, String path) {
		return list.valueStream().map((one) -> one.at(path).asString("")).toList();
	}

	/** The names of all organisations, in the order of the list. */
	private static List<String> organisations(Client client) {
		List<String> names = new ArrayList<>();
		String after = "";
		do {
			JsonNode page = client.ask(
					"{ organisations(orderBy: { field: NAME }, first: 100%s) { nodes { name } pageInfo { hasNextPage endCursor } } }"
						.formatted(after))
				.data("organisations");
			names.addAll(texts(page.at("/nodes"), "/name"));
			after = page.at("/pageInfo/hasNextPage").asBoolean(false)
					? ", after: \"" + page.at("/pageInfo/endCursor").asString() + '"' : "";
		}
		while (!after.isEmpty());
		return names;
	}

}
