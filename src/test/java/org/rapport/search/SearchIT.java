package org.rapport.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.rapport.kernel.Kind;
import org.rapport.kernel.SortedText;
import org.rapport.testing.Client.Answer;
import org.rapport.testing.Client;
import org.rapport.testing.RapportIT;
import org.rapport.testing.SampleRecord;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests searches in the sample record over HTTP. */
@RapportIT
class SearchIT {

	private static final String QUERY = """
			query ($text: String!, $types: [SearchType!], $first: Int, $after: String, $last: Int, $before: String) {
			  search(text: $text, types: $types, first: $first, after: $after, last: $last, before: $before) {
			    totalCount
			    pageInfo { hasNextPage hasPreviousPage }
			    nodes { id }
			    edges { cursor matchClass matchedName name node { __typename id slug } }
			  }
			}""";

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
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					allmep                   | EXACT  | ALLMEP                        | Alliance for Middle East Peace
					ALLIANCE FOR             | PREFIX | Alliance for Middle East Peace | Alliance for Middle East Peace
					ajeec nisped             | EXACT  | Ajeec-Nisped                  | Ajeec-Nisped
					Quai d'Orsay             | EXACT  | Quai d’Orsay                  | Quai d’Orsay
					Orsay                    | WORDS  | Quai d’Orsay                  | Quai d’Orsay
					quai orsay               | EXACT  | Quai d’Orsay                  | Quai d’Orsay
					elysee                   | PREFIX | Élysée Palace                 | Élysée Palace
					alsheik                  | WORDS  | Layla Alsheikh                | Layla Alsheikh
					Layla Alshiekh           | TYPO   | Layla Alsheikh                | Layla Alsheikh
					Foriegn Commonwelth      | TYPO   | Foreign, Commonwealth & Development Office | Foreign, Commonwealth & Development Office
					25                       | PREFIX | 25 Israeli and Palestinian civil society leaders | 25 Israeli and Palestinian civil society leaders
					gaza                     | WORDS  | Remove whatever impedes life-saving aid to Gaza, and treat the humanitarian crisis as a top priority. | Remove whatever impedes life-saving aid to Gaza, and treat the humanitarian crisis as a top priority.
					""")
	void findsBestWhatGoesByTheName(String text, String matchClass, String matchedName, String name) {
		JsonNode best = search(Map.of("text", text)).data("search/edges/0");
		assertThat(best.at("/matchClass").asString()).isEqualTo(matchClass);
		assertThat(best.at("/matchedName").asString()).isEqualTo(matchedName);
		assertThat(best.at("/name").asString()).isEqualTo(name);
	}

	@Test
	void ordersByClassThenByName() {
		List<JsonNode> found = edges(search(Map.of("text", "peacebuilding", "first", 100)));
		List<String> order = found.stream()
			.map((edge) -> List.of("EXACT", "PREFIX", "WORDS", "TYPO").indexOf(edge.at("/matchClass").asString()) + " "
					+ SortedText.of(edge.at("/name").asString()).key())
			.toList();
		assertThat(order).hasSizeGreaterThan(20).isSorted();
	}

	@Test
	void findsARecordOnceByTheBestOfItsNames() {
		List<JsonNode> found = edges(search(Map.of("text", "united kingdom")));
		assertThat(found).filteredOn((edge) -> edge.at("/node/slug").asString().equals("united-kingdom"))
			.singleElement()
			.satisfies((edge) -> assertThat(edge.at("/matchClass").asString()).isEqualTo("EXACT"));
		assertThat(edges(search(Map.of("text", "uk", "types", List.of("GOVERNMENT")))).get(0).at("/name").asString())
			.isEqualTo("United Kingdom");
	}

	@Test
	void keepsToTheTypesThatAreAskedFor() {
		String text = "labour";
		assertThat(types(search(Map.of("text", text)))).contains("Organisation", "Meeting", "Document");
		assertThat(types(search(Map.of("text", text, "types", List.of("MEETING"))))).containsOnly("Meeting");
		assertThat(types(search(Map.of("text", text, "types", List.of("MEETING", "ORGANISATION")))))
			.containsOnly("Meeting", "Organisation");
		assertThat(search(Map.of("text", text, "types", List.of())).data("search/totalCount").asInt()).isZero();
	}

	@Test
	void canBeAskedForEveryTypeOfRecord() {
		Answer values = this.client.ask("{ __type(name: \"SearchType\") { enumValues { name } } }");
		assertThat(stream(values.data("__type/enumValues")).map((value) -> value.at("/name").asString()))
			.containsExactlyInAnyOrderElementsOf(Kind.RECORDS.stream().map(Kind::name).toList());
	}

	@Test
	void givesTheSameNodesWithAndWithoutEdges() {
		Answer answer = search(Map.of("text", "peace"));
		assertThat(stream(answer.data("search/nodes")).map((node) -> node.at("/id").asString()).toList()).isNotEmpty()
			.isEqualTo(edges(answer).stream().map((edge) -> edge.at("/node/id").asString()).toList());
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 4, 100 })
	void walksThroughEverythingOnceInOrderEitherWay(int size) {
		List<String> all = ids(search(Map.of("text", "civil socie", "first", 100)));
		assertThat(all).hasSizeGreaterThan(15).doesNotHaveDuplicates();
		assertThat(walk(size, "first", "after", "hasNextPage")).isEqualTo(all);
		List<String> backwards = walk(size, "last", "before", "hasPreviousPage");
		assertThat(backwards).isEqualTo(all);
	}

	private List<String> walk(int size, String sized, String beyond, String more) {
		boolean forwards = sized.equals("first");
		List<String> walked = new ArrayList<>();
		String cursor = null;
		Answer answer;
		do {
			answer = search((cursor != null) ? Map.of("text", "civil socie", sized, size, beyond, cursor)
					: Map.of("text", "civil socie", sized, size));
			walked.addAll(forwards ? walked.size() : 0, ids(answer));
			List<JsonNode> edges = edges(answer);
			cursor = edges.get(forwards ? edges.size() - 1 : 0).at("/cursor").asString();
		}
		while (answer.data("search/pageInfo/" + more).asBoolean());
		return walked;
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			United Kingdom        | State
			Foreign, Commonwealth and Development Office | Ministry · part of
			Layla Alsheikh        | Parents Circle
			""")
	void tellsRecordsApartByOneLine(String text, String part) {
		Answer answer = this.client.ask(
				"query ($text: String!) { search(text: $text, first: 3) { edges { context } } }", Map.of("text", text));
		assertThat(answer.data("search/edges/0/context").asString("")).contains(part);
	}

	@Test
	void hasNoLineForARecordOfWhichNothingIsKnown() {
		Answer answer = this.client.ask("{ search(text: \"Shared society\", types: [TOPIC]) { edges { context } } }");
		assertThat(answer.code()).isEmpty();
		assertThat(answer.data("search/edges")).isNotEmpty();
		assertThat(answer.data("search/edges/0/context").isNull()).isTrue();
	}

	@Test
	void countsWithoutReadingAPage() {
		assertThat(search(Map.of("text", "civil socie", "first", 0)).data("search/totalCount").asInt())
			.isEqualTo(ids(search(Map.of("text", "civil socie", "first", 100))).size());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "   ", "…", "' -" })
	void refusesATextWithoutLetterOrDigit(String text) {
		Answer answer = search(Map.of("text", text));
		assertThat(answer.code()).isEqualTo("BAD_SEARCH");
		assertThat(answer.json().at("/errors/0/message").asString()).startsWith("\"text\" ");
	}

	@Test
	void refusesATextLongerThanTitlesAre() {
		assertThat(search(Map.of("text", "a ".repeat(250))).code()).isEmpty();
		Answer answer = search(Map.of("text", "a ".repeat(250) + "a"));
		assertThat(answer.code()).isEqualTo("BAD_SEARCH");
		assertThat(answer.json().at("/errors/0/message").asString()).startsWith("\"text\" has 501 characters");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a*", "\"peace", "peace OR war", "lensSearch3:peace", "/.*/", "peace~2", "+(", "\\",
			"[a TO z]", "{!x}", "AND", "NOT peace", "&&", "?", "^2" })
	void takesTheSyntaxOfTheIndexForText(String text) {
		assertThat(search(Map.of("text", text)).code()).isIn("", "BAD_SEARCH");
		assertThat(search(Map.of("text", "zzz" + text)).data("search/totalCount").asInt()).isZero();
	}

	private Answer search(Map<String, ?> variables) {
		return this.client.ask(QUERY, variables);
	}

	private static List<JsonNode> edges(Answer answer) {
		return stream(answer.data("search/edges")).toList();
	}

	private static List<String> ids(Answer answer) {
		return edges(answer).stream().map((edge) -> edge.at("/node/id").asString()).toList();
	}

	private static List<String> types(Answer answer) {
		return edges(answer).stream().map((edge) -> edge.at("/node/__typename").asString()).distinct().toList();
	}

	private static Stream<JsonNode> stream(JsonNode array) {
		return StreamSupport.stream(array.spliterator(), false);
	}

}
