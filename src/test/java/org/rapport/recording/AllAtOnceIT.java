package org.rapport.recording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.rapport.testing.Client.Answer;
import org.rapport.testing.Client;
import org.rapport.testing.Curator;
import org.rapport.testing.PrintedSchema;
import org.rapport.testing.RapportIT;
import org.rapport.testing.SampleRecord;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an act reports all its errors at once, each at its place, and nothing else.
 */
@RapportIT
class AllAtOnceIT {

	private static final GraphQLSchema SCHEMA = PrintedSchema.fromFiles();

	private static final Map<String, Object> WRONG = Map.ofEntries(Map.entry("slug", "Not A Slug"),
			Map.entry("title", " "), Map.entry("name", "Turned \u202e round"), Map.entry("summary", " "),
			Map.entry("locator", " "), Map.entry("measure", " "), Map.entry("scheme", "?"),
			Map.entry("identifier", "a b"), Map.entry("language", "?"), Map.entry("url", "nowhere"),
			Map.entry("countryCode", "gb"), Map.entry("jurisdiction", "gb"), Map.entry("circle", "No Circle"),
			Map.entry("position", 0), Map.entry("amount", -1), Map.entry("currency", "pounds"),
			Map.entry("capacity", "Bell \u0007"), Map.entry("description", " "), Map.entry("quote", " "),
			Map.entry("idempotencyKey", " "));

	private Client client;

	private Curator curator;

	private Neo4jClient graph;

	@BeforeAll
	static void load(@Autowired Neo4jClient client, @Autowired Imports imports, @LocalServerPort int port) {
		SampleRecord.alone(client, imports);
		Curator curator = new Curator(port);
		JsonNode identified = curator.act("addIdentifier", Map.of("record", Map.of("slug", "allmep"), "scheme",
				"XX-TEST", "identifier", "1", "visibility", "PUBLIC", "citations", List.of(source())),
				"identification { id }");
		assertThat(identified.at("/identification/id").isString()).isTrue();
		JsonNode succeeded = curator.act("recordSuccession",
				Map.of("later", Map.of("slug", "allmep"), "earlier", Map.of("slug", "allmep-europe"), "kind", "MERGER",
						"visibility", "PUBLIC", "citations", List.of(source())),
				"succession { id }");
		assertThat(succeeded.at("/succession/id").isString()).isTrue();
	}

	@Autowired
	void client(@LocalServerPort int port, Neo4jClient graph) {
		this.client = new Client(port);
		this.curator = new Curator(port);
		this.graph = graph;
	}

	static Stream<String> acts() {
		return SCHEMA.getMutationType()
			.getFieldDefinitions()
			.stream()
			.map(GraphQLFieldDefinition::getName)
			.filter((name) -> name.matches("(add|record|cite|update|withdraw).*"));
	}

	@ParameterizedTest
	@MethodSource("acts")
	void tellsEachFaultOfAnActWhereItStands(String act) {
		List<String> faults = new ArrayList<>();
		Map<String, Object> input = object(inputOf(act), "", faults);
		if (input.containsKey("id")) {
			String label = act.startsWith("withdraw") ? "Endorsement" : switch (act) {
				case "updateStatus" -> "StatusChange";
				case "updateIdentifier" -> "Identification";
				default -> act.substring("update".length());
			};
			input.put("id",
					this.graph.query("MATCH (n) WHERE $label IN labels(n) AND n.withdrawn IS NULL RETURN n.id LIMIT 1")
						.bindAll(Map.of("label", label))
						.fetchAs(String.class)
						.one()
						.orElseThrow());
			input.put("expectedVersion", 99);
			faults.remove("id");
			faults.add("expectedVersion");
		}
		List<String> told = fields(this.curator.act(act, input, ""));
		assertThat(told).containsExactlyInAnyOrderElementsOf(faults);
		assertThat(faults).hasSizeGreaterThan(1);
	}

	@Test
	void tellsWhatTheRulesFindBesideWhatHasNoForm() {
		String slug = this.client.ask("{ organisation(by: { slug: \"allmep\" }) { slug } }")
			.data("organisation/slug")
			.asString();
		Map<String, Object> input = Map.of("slug", slug, "title", " ", "kind", "CALL", "date", "2998", "visibility",
				"PUBLIC", "status", "HELD", "citations",
				List.of(Map.of("document", Map.of("slug", "no-such-text"), "locator", "p. 1", "accessed", "soon"),
						source()),
				"participations",
				List.of(Map.of("actor", Map.of("slug", "allmep")), Map.of("actor", Map.of("slug", "united-kingdom")),
						Map.of("actor", Map.of("slug", "nobody-at-all"))));
		JsonNode payload = this.curator.act("recordMeeting", input, "meeting { id }");
		assertThat(fields(payload)).containsExactly("slug", "title", "date", "citations.0.document",
				"citations.0.accessed", "participations.2.actor");
		assertThat(Curator.codes(payload)).containsExactly("NOT_AVAILABLE", "INVALID", "IN_THE_FUTURE", "NOT_FOUND",
				"INVALID", "NOT_FOUND");
	}

	@Test
	void namesThePlaceOfALiteralThatIsNoDate() {
		Answer answer = this.client.ask("""
				mutation { addDocument(input: { title: "x", kind: BRIEF, date: "soon", visibility: PUBLIC })
				  { userErrors { field code } } }""", Curator.TOKEN);
		assertThat(answer.code()).isEqualTo("BAD_DATE");
		assertThat(answer.json().at("/errors/0/message").asString()).contains("input.date").contains("soon");
	}

	@Test
	void refusesAnUnreadableDateInWhatAnActIsToAnswer() {
		Answer answer = this.client.ask("""
				mutation ($during: EDTF) { addPerson(input: { name: "Dated answer", visibility: PUBLIC }) {
				  person { roles(during: $during) { totalCount } } userErrors { code } } }""", Map.of("during", "soon"),
				Curator.TOKEN);
		assertThat(answer.code()).as(answer.json().toString()).isEqualTo("BAD_DATE");
		assertThat(answer.json().at("/errors/0/message").asString()).as(answer.json().toString())
			.contains("$during", "soon");
		assertThat(
				this.graph.query("MATCH (p:Person {name: 'Dated answer'}) RETURN count(p)").fetchAs(Long.class).one())
			.contains(0L);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u3164", "\u3000", "Zero\u200bwidth", "\ufffe" })
	void refusesNamesThatShowSomethingElseOrNothing(String name) {
		JsonNode payload = this.curator.act("addPerson", Map.of("name", name, "visibility", "PUBLIC"), "person { id }");
		assertThat(fields(payload)).containsExactly("name");
	}

	@Test
	void cleansTextsFromSpreadsheetsAndSaysSo() {
		JsonNode payload = this.curator.act("addPerson",
				Map.of("name", "Tab\tSheet\u00A0", "description", "So\u00ADft", "visibility", "PUBLIC"),
				"person { name description } warnings { code message field }");
		assertThat(payload.at("/person/name").asString()).isEqualTo("Tab Sheet");
		assertThat(payload.at("/person/description").asString()).isEqualTo("Soft");
		assertThat(payload.at("/warnings").findValuesAsString("code")).containsExactly("TEXT_CLEANED", "TEXT_CLEANED");
		assertThat(payload.at("/warnings").findValuesAsString("message").toString()).contains("\"name\" had",
				"\"description\" had");
		assertThat(payload.at("/warnings/0/field/0").asString()).isIn("name", "description");
	}

	@Test
	void cleansDatesInActsAndFiltersAndSaysSoInActs() {
		Map<String, Object> input = new HashMap<>(Map.of("title", "Cleaned day", "kind", "MEETING", "date",
				"\uFEFF1987-03-16\u00A0", "visibility", "PUBLIC", "citations", List.of(Map.of("document",
						Map.of("newDocument", Map.of("title", "Sheet", "kind", "BRIEF")), "locator", "row 1"))));
		String selection = "meeting { date { text } } warnings { code message field }";
		for (boolean dry : new boolean[] { true, false }) {
			input.put("dryRun", dry);
			JsonNode payload = this.curator.act("recordMeeting", input, selection);
			assertThat(fields(payload)).isEmpty();
			assertThat(payload.at("/warnings").findValuesAsString("code")).containsExactly("TEXT_CLEANED");
			assertThat(payload.at("/warnings/0/message").asString())
				.isEqualTo("\"date\" had a no-break space and a byte order mark. Rapport recorded the text without it");
			assertThat(payload.at("/warnings/0/field/0").asString()).isEqualTo("date");
			assertThat(payload.at("/meeting/date/text").asString("")).isEqualTo(dry ? "" : "1987-03-16");
		}
		assertThat(this.client
			.ask("query ($during: EDTF) { meetings(filter: { during: $during }) { nodes { title } } }",
					Map.of("during", "1987-03\t"), Curator.TOKEN)
			.data("meetings/nodes")
			.findValuesAsString("title")).contains("Cleaned day");
	}

	@Test
	void showsWhatIsInvisibleInADateThatItRefuses() {
		JsonNode payload = this.curator.act("updateMeeting",
				Map.of("id", "meeting-1", "expectedVersion", 1, "date", "2031-01\u200B"), "meeting { id }");
		assertThat(payload.at("/userErrors").findValuesAsString("message").toString()).contains("2031-01\\u200B");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\uD87A\uDFF0", "Talks \uD83E\uDEE0",
			"\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65" + "\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F", "\u088E" })
	void recordsCharactersThatAreNewerThanJavas(String name) {
		JsonNode payload = this.curator.act("addTopic", Map.of("name", name, "visibility", "PUBLIC"), "topic { name }");
		assertThat(fields(payload)).isEmpty();
		assertThat(payload.at("/topic/name").asString()).isEqualTo(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bell \u0007", "LONG" })
	void judgesTheReasonOfAChange(String reason) {
		String person = this.curator
			.act("addPerson", Map.of("name", "Changed for a reason", "visibility", "PUBLIC"), "person { id }")
			.at("/person/id")
			.asString();
		JsonNode payload = this.curator.act("updatePerson",
				Map.of("id", person, "expectedVersion", 9, "reason", reason.equals("LONG") ? "x".repeat(2001) : reason),
				"person { version }");
		assertThat(fields(payload)).containsExactlyInAnyOrder("expectedVersion", "reason");
	}

	@Test
	void namesSomethingNewASecondTimeByItsSlug() {
		JsonNode payload = this.curator.act("recordMeeting",
				Map.of("title", "Two of one", "kind", "CALL", "visibility", "PUBLIC", "citations", List.of(source()),
						"participations", List.of(
								Map.of("actor", Map.of("newPerson", Map.of("name", "One of Two")), "representing",
										List.of(Map.of("newOrganisation",
												Map.of("name", "Two", "kind", "NETWORK", "slug", "two-of-one")))),
								Map.of("actor", Map.of("newPerson", Map.of("name", "Other of Two")), "representing",
										List.of(Map.of("slug", "two-of-one"))))),
				"meeting { participations { nodes { representing { slug } } } }");
		assertThat(payload.findValuesAsString("slug")).containsExactly("two-of-one", "two-of-one");
	}

	@Test
	void tellsWhatElseIsWrongWithWithdrawingOnceMore() {
		String endorsement = this.curator
			.act("recordEndorsement",
					Map.of("endorser", Map.of("slug", "allmep"), "endorsed",
							Map.of("newDocument", Map.of("title", "Withdrawn from", "kind", "LETTER")), "kind",
							"SIGNATURE", "date", "2024", "visibility", "PUBLIC", "citations", List.of(source())),
					"endorsement { id }")
			.at("/endorsement/id")
			.asString();
		Map<String, Object> withdrawing = Map.of("id", endorsement, "expectedVersion", 1, "withdrawn", "2025",
				"citations", List.of(source()));
		assertThat(fields(this.curator.act("withdrawEndorsement", withdrawing, "endorsement { id }"))).isEmpty();
		assertThat(fields(this.curator.act("withdrawEndorsement",
				Map.of("id", endorsement, "expectedVersion", 2, "withdrawn", "never", "citations",
						List.of(Map.of("document", Map.of("slug", "no-such-text"), "locator", "p. 1"))),
				"endorsement { id }")))
			.containsExactly("id", "withdrawn", "citations.0.document");
	}

	@Test
	void namesTheFieldOfAMomentThatIsNone() {
		JsonNode payload = this.curator.act("issueToken", Map.of("label", " ", "expires", "soon"), "token { id }");
		assertThat(fields(payload)).containsExactlyInAnyOrder("label", "expires");
	}

	@Test
	void refusesAStatusThatItsKindNeverHas() {
		String initiative = this.client.ask("{ initiatives(first: 1) { nodes { id } } }")
			.data("initiatives/nodes/0/id")
			.asString();
		JsonNode payload = this.curator.act(
				"recordStatus", Map.of("element", Map.of("id", initiative), "status", "KEPT", "visibility", "PUBLIC",
						"citations", List.of(Map.of("document",
								Map.of("newDocument", Map.of("title", "T", "kind", "BRIEF")), "locator", "p. 1"))),
				"statusChange { id }");
		assertThat(fields(payload)).containsExactly("status");
	}

	private static Map<String, Object> source() {
		return Map.of("document", Map.of("newDocument", Map.of("title", "T", "kind", "BRIEF")), "locator", "p. 1");
	}

	private static GraphQLInputObjectType inputOf(String act) {
		return (GraphQLInputObjectType) GraphQLTypeUtil
			.unwrapAll(SCHEMA.getMutationType().getFieldDefinition(act).getArgument("input").getType());
	}

	/** An input with an error in every possible place, and the list of these places. */
	private static Map<String, Object> object(GraphQLInputObjectType type, String path, List<String> faults) {
		Map<String, Object> object = new LinkedHashMap<>();
		boolean described = type.getName().matches("New\\w+Input|CitationInput");
		for (GraphQLInputObjectField field : type.getFields()) {
			String name = field.getName();
			if (name.equals("reason") || (described && name.equals("visibility"))) {
				continue;
			}
			object.put(name, value(name, field.getType(), path + name, faults));
		}
		return object;
	}

	private static Object value(String name, GraphQLType type, String path, List<String> faults) {
		GraphQLType plain = GraphQLTypeUtil.unwrapNonNull(type);
		if (plain instanceof GraphQLList list) {
			return List.of(value(name, list.getWrappedType(), path + ".0", faults));
		}
		if (plain instanceof GraphQLEnumType values) {
			return name.equals("visibility") ? "PUBLIC" : values.getValues().get(0).getName();
		}
		if (plain instanceof GraphQLInputObjectType input) {
			if (input.isOneOf()) {
				faults.add(path);
				return Map.of("slug", "nobody-of-this-name");
			}
			return object(input, path + ".", faults);
		}
		String scalar = GraphQLTypeUtil.simplePrint(plain);
		if (scalar.equals("EDTF") || scalar.equals("ID") || WRONG.containsKey(name)) {
			faults.add(path);
			return WRONG.getOrDefault(name, "soon");
		}
		return switch (scalar) {
			case "Boolean" -> false;
			case "Int" -> 1;
			case "Float" -> 1.5;
			default -> "Some " + name.toLowerCase(Locale.ROOT);
		};
	}

	private static List<String> fields(JsonNode payload) {
		return payload.at("/userErrors")
			.valueStream()
			.map((error) -> String.join(".", error.at("/field").valueStream().map(JsonNode::asString).toList()))
			.toList();
	}

}
