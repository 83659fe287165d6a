package org.rapport;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.rapport.testing.Client.Answer;
import org.rapport.testing.Client;
import org.rapport.testing.RapportIT;
import org.rapport.testing.SampleRecord;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that invalid requests get an error code, and no details of the implementation.
 */
@RapportIT
class BadInputIT {

	private Client client;

	@BeforeAll
	static void load(@Autowired Neo4jClient client, @Autowired Imports imports) {
		SampleRecord.alone(client, imports);
	}

	@Autowired
	void client(@LocalServerPort int port) {
		this.client = new Client(port);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					BAD_ID            | { node(id: "nonsense") { id } }
					BAD_ID            | { nodes(ids: ["xyz_aaaaaaaaaaaaaaaaaaaa"]) { id } }
					BAD_ID            | { person(by: { id: "1 OR 1=1" }) { id } }
					BAD_DATE          | query @asOf(date: "2024-02-31") { lens { asOf } }
					BAD_DATE          | query @asOf(date: "2024") { lens { asOf } }
					BAD_DATE          | query @asOf(date: "0000-01-01") { lens { asOf } }
					BAD_DATE          | query @asOf(date: "+10000-01-01") { lens { asOf } }
					BAD_CURSOR        | { organisations(after: "WyJvcmdhbmlzYXRpb25zIiwiTkFNRSsiLCJ4IixbXV0") { totalCount } }
					BAD_CURSOR        | { organisations(after: "WyJvcmdhbmlzYXRpb25zIiwiTkFNRSsiLHt9LCJ4Il0") { totalCount } }
					BAD_DATE          | { actor(by: { slug: "allmep" }) { meetings(filter: { during: "soon" }) { totalCount } } }
					PAGE_TOO_LARGE    | { actor(by: { slug: "allmep" }) { memberships(first: 101) { totalCount } } }
					BAD_PAGE          | { actor(by: { slug: "allmep" }) { memberships(first: -1) { totalCount } } }
					BAD_PAGE          | { actor(by: { slug: "allmep" }) { memberships(last: -1) { totalCount } } }
					BAD_PAGE          | { actor(by: { slug: "allmep" }) { memberships(first: 1, last: 1) { totalCount } } }
					BAD_CURSOR        | { actor(by: { slug: "allmep" }) { memberships(after: "nonsense") { totalCount } } }
					BAD_CURSOR        | { actor(by: { slug: "allmep" }) { memberships(before: "WyJ4IiwieSIsInoiXQ") { totalCount } } }
					BAD_PAGE          | { meetings(first: 1, last: 1) { totalCount } }
					BAD_PAGE          | { organisations(last: -1) { totalCount } }
					PAGE_TOO_LARGE    | { people(last: 101) { totalCount } }
					BAD_CURSOR        | { documents(after: "nonsense") { totalCount } }
					BAD_LOCALE        | { meetings(first: 1) { nodes { date { display(locale: "en_US") } } } }
					INVALID_QUERY     | { meetings(first: 1) { nodes { date { display(locale: null) } } } }
					BAD_DATE          | { endorsements(filter: { during: "soon" }) { totalCount } }
					BAD_DATE          | { actor(by: { slug: "allmep" }) { memberships(during: "2024-13") { totalCount } } }
					BAD_ID            | { organisations(filter: { memberOf: { id: "nonsense" } }) { totalCount } }
					INVALID_QUERY     | { organisations(filter: { memberOf: { slug: "allmep", id: "x" } }) { totalCount } }
					INVALID_QUERY     | { organisations(orderBy: { field: DATE }) { totalCount } }
					INVALID_QUERY     | { people(filter: { name: "x" }) { totalCount } }
					BAD_DEPTH         | { endorsementChain(by: { slug: "ifp" }, maxDepth: 0) { truncated } }
					INVALID_QUERY     | { actor(by: { slug: "allmep", id: "x" }) { id } }
					INVALID_QUERY     | { actor(by: { slug: "allmep" }) { nothing } }
					INVALID_QUERY     | { ... @defer { lens { asOf } } }
					INVALID_QUERY     | query @experimental_disableErrorPropagation { lens { asOf } }
					INVALID_QUERY     | { lens { ...f } } fragment f on Lens { ... @defer(if: false) { asOf } }
					SYNTAX_ERROR      | { actor(
					""")
	void saysWhatIsWrongByACode(String code, String query) {
		Answer answer = this.client.ask(query);
		assertThat(answer.code()).isEqualTo(code);
		assertThat(answer.json().toString()).doesNotContain("Exception", "MATCH", "org.rapport", "neo4j");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Person has no field "nme" (in person.nme)                                    | { person(by: { slug: "x" }) { nme } }
					The field has no argument "buy" (in person)                                  | { person(by: { slug: "x" }, buy: 1) { id } }
					The field needs its argument "by" (in person)                                | { person { id } }
					The value of "by.slug" is not a valid String: the value has the wrong type (in person) | { person(by: { slug: 1 }) { id } }
					The value of "by" has a field "slog", but NodeRef has no such field (in person) | { person(by: { slog: "x" }) { id } }
					The value of "orderBy.field" is not a value of NamedOrderField (in people)    | { people(orderBy: { field: SIZE }) { totalCount } }
					"person" is an object of the type Person; select fields of it (in person)    | { person(by: { slug: "x" }) }
					The variable "$x" is not declared (in person)                                | query Q { person(by: { slug: $x }) { id } }
					There is no directive "@nothing" (in lens)                                   | { lens @nothing { asOf } }
					The directive "@defer" is not supported                                      | { ... @defer { lens { asOf } } }
					The text is not GraphQL in line 1, column 10, at "}"                         | { lens { }
					""")
	void saysWhatIsWrongInItsOwnWordsAndWhere(String sentence, String query) {
		Answer answer = this.client.ask(query, "Accept-Language", "de");
		assertThat(answer.json().at("/errors/0/message").asString()).isEqualTo(sentence);
		assertThat(answer.json().at("/errors/0/locations/0/line").asInt()).isOne();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			people(orderBy: { field: NAME })                   | organisations(orderBy: { field: NAME }
			meetings(orderBy: { field: DATE })                 | meetings(orderBy: { field: TITLE }
			meetings(orderBy: { field: DATE })                 | meetings(orderBy: { field: DATE, direction: DESC }
			meetings(orderBy: { field: TITLE })                | documents(orderBy: { field: TITLE }
			organisations(filter: { memberOf: { slug: "allmep" } }) | governments(filter: { kind: STATE }
			""")
	void refusesACursorOfAnotherListOrOrder(String list, String other) {
		String cursor = this.client.ask("{ list: " + list.replaceAll("\\)$", ", first: 1)") + " { edges { cursor } } }")
			.data("list/edges/0/cursor")
			.asString();
		assertThat(cursor).isNotEmpty();
		for (String bound : new String[] { "after", "before" }) {
			Answer answer = this.client.ask("{ " + other + ", " + bound + ": \"" + cursor + "\") { totalCount } }");
			assertThat(answer.code()).isEqualTo("BAD_CURSOR");
			assertThat(answer.json().at("/errors/0/message").asString()).contains(bound).contains("another");
		}
	}

	@Test
	void refusesAVariableOfTheDayThatIsNull() {
		Answer answer = this.client.ask("query($day: Date = \"2024-01-01\") @asOf(date: $day) { lens { asOf } }",
				Collections.singletonMap("day", null));
		assertThat(answer.code()).isEqualTo("BAD_DATE");
	}

	@Test
	void readsACertaintyThatIsNullAsNotGiven() {
		Answer answer = this.client.ask("query @asOf(date: \"2024-01-01\", certainty: null) { lens { certainty } }");
		assertThat(answer.data("lens/certainty").asString()).isEqualTo("POSSIBLE");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "99999999999999999999", "\"one\"" })
	void refusesACursorWithANumberThatIsNone(String number) {
		String made = "[\"actor.engagedWith\",\"MEETING_COUNT-\"," + number + ",\"x\"]";
		String cursor = Base64.getUrlEncoder().encodeToString(made.getBytes(StandardCharsets.UTF_8));
		Answer answer = this.client.ask("""
				{ actor(by: { slug: "allmep" }) {
				    engagedWith(orderBy: { field: MEETING_COUNT, direction: DESC }, after: "%s") { totalCount } } }"""
			.formatted(cursor));
		assertThat(answer.code()).isEqualTo("BAD_CURSOR");
	}

	@Test
	void filtersByWhatIsNotThereAsByWhatHasNothing() {
		Answer answer = this.client.ask("""
				{ organisations(filter: { memberOf: { slug: "nothing" } }) { totalCount }
				  meetings(participant: { slug: "nobody" }) { totalCount }
				  endorsements(filter: { endorsed: { id: "doc_aaaaaaaaaaaaaaaaaaaa" } }) { totalCount } }""");
		assertThat(answer.json().has("errors")).isFalse();
		assertThat(answer.data("organisations/totalCount").asInt(-1)).isZero();
		assertThat(answer.data("meetings/totalCount").asInt(-1)).isZero();
		assertThat(answer.data("endorsements/totalCount").asInt(-1)).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "soon", "2024-13-01", "2024", "2024-01-01; certainty=maybe" })
	void refusesAMalformedDayInTheHeader(String day) {
		Answer answer = this.client.ask("{ lens { asOf } }", "Rapport-As-Of", day);
		assertThat(answer.code()).isEqualTo("BAD_DATE");
		assertThat(answer.status()).isEqualTo(400);
	}

	@Test
	void refusesAHeaderAndADirectiveThatDisagree() {
		assertThat(this.client.ask("query @asOf(date: \"2024-01-02\") { lens { asOf } }", "Rapport-As-Of", "2024-01-01")
			.code()).isEqualTo("AS_OF_CONFLICT");
	}

	@Test
	void takesAHeaderAndADirectiveThatAgree() {
		assertThat(this.client.ask("query @asOf(date: \"2024-01-01\") { lens { asOf } }", "Rapport-As-Of", "2024-01-01")
			.data("lens/asOf")
			.asString()).isEqualTo("2024-01-01");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"query\": ", "[1]", "{\"variables\": {}}", "nonsense" })
	void refusesABodyThatHoldsNoQuery(String body) {
		Answer answer = this.client.send(body);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.code()).isEqualTo("BAD_REQUEST_BODY");
	}

	@Test
	void answersWithNullWhereNothingIsFound() {
		Answer answer = this.client.ask("""
				{ person(by: { slug: "nobody" }) { id } node(id: "per_aaaaaaaaaaaaaaaaaaaa") { id }
				  organisation(by: { identifier: { scheme: "x", identifier: "y" } }) { id }
				  endorsementChain(by: { slug: "nothing" }) { root { id } steps { depth } } }""");
		assertThat(answer.json().has("errors")).isFalse();
		assertThat(answer.data("person").isNull()).isTrue();
		assertThat(answer.data("node").isNull()).isTrue();
		assertThat(answer.data("organisation").isNull()).isTrue();
		assertThat(answer.data("endorsementChain/root").isNull()).isTrue();
	}

}
