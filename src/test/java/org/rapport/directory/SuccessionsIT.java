package org.rapport.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.testing.Client.Answer;
import org.rapport.testing.Client;
import org.rapport.testing.Curator;
import org.rapport.testing.DrawnRecord;
import org.rapport.testing.RapportIT;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what came before and after organisations and governments.
 *
 * <pre>
 *    foreign     ─┐ 1968-10-17
 *    commonwealth ┴ MERGER ──> fco  ─┐ 2020-09-02
 *                              dfid  ┴ MERGER ──> fcdo
 *                              dfid    TRANSFER 2015 ──> agency
 *                              council REPLACEMENT, undated ──> fcdo     restricted
 * </pre>
 */
@RapportIT
class SuccessionsIT {

	private static final String WORLD = """
			{'type':'Government','key':'foreign','slug':'foreign','name':'Foreign Office','kind':'MINISTRY'}
			{'type':'Government','key':'commonwealth','slug':'commonwealth','name':'Commonwealth Office','kind':'MINISTRY'}
			{'type':'Government','key':'fco','slug':'fco','name':'Foreign and Commonwealth Office','kind':'MINISTRY'}
			{'type':'Government','key':'dfid','slug':'dfid','name':'Department for International Development','kind':'MINISTRY'}
			{'type':'Government','key':'fcdo','slug':'fcdo','name':'Foreign, Commonwealth and Development Office','kind':'MINISTRY'}
			{'type':'Organisation','key':'agency','slug':'agency','name':'Agency','kind':'PUBLIC_BODY'}
			{'type':'Organisation','key':'council','slug':'council','name':'Council','kind':'PUBLIC_BODY'}
			{'type':'Succession','key':'s1','later':'fco','earlier':'foreign','kind':'MERGER','date':'1968-10-17',CITED}
			{'type':'Succession','key':'s2','later':'fco','earlier':'commonwealth','kind':'MERGER','date':'1968-10-17',CITED}
			{'type':'Succession','key':'s3','later':'fcdo','earlier':'fco','kind':'MERGER','date':'2020-09-02',CITED}
			{'type':'Succession','key':'s4','later':'fcdo','earlier':'dfid','kind':'MERGER','date':'2020-09-02',CITED}
			{'type':'Succession','key':'s5','later':'agency','earlier':'dfid','kind':'TRANSFER_OF_FUNCTIONS','date':'2015',CITED}
			{'type':'Succession','key':'s6','later':'fcdo','earlier':'council','kind':'REPLACEMENT','visibility':'RESTRICTED',CITED}
			""";

	private Client client;

	private Curator curator;

	@BeforeEach
	void load(@Autowired Neo4jClient client, @Autowired Imports imports, @LocalServerPort int port) {
		DrawnRecord.alone(client, imports, WORLD);
		this.client = new Client(port);
		this.curator = new Curator(port);
	}

	@Test
	void theExampleOperationFollowsThemTwoStepsEachWay() throws IOException {
		String operation = Files.readString(Path.of("graphql/operations/directory/FormerDepartments.graphql"));
		JsonNode fcdo = this.client.ask(operation).data("government");
		assertThat(fcdo.at("/predecessors/totalCount").asInt()).isEqualTo(2);
		assertThat(fcdo.at("/predecessors/nodes").valueStream().map(SuccessionsIT::line)).containsExactly(
				"MERGER 2020-09-02 Department for International Development []",
				"MERGER 2020-09-02 Foreign and Commonwealth Office [MERGER 1968-10-17 Commonwealth Office [], MERGER 1968-10-17 Foreign Office []]");
		assertThat(fcdo.at("/predecessors/nodes/0/citations/0/document/slug").asString()).isEqualTo("source");
		assertThat(fcdo.at("/successors/totalCount").asInt()).isZero();
		JsonNode foreign = this.client.ask(operation, Map.of("by", Map.of("slug", "foreign"))).data("government");
		assertThat(foreign.at("/successors/nodes").valueStream().map(SuccessionsIT::line)).containsExactly(
				"MERGER 1968-10-17 Foreign and Commonwealth Office [MERGER 2020-09-02 Foreign, Commonwealth and Development Office []]");
	}

	private static String line(JsonNode step) {
		JsonNode other = step.has("earlier") ? step.at("/earlier") : step.at("/later");
		String further = step.has("earlier") ? "/predecessors/nodes" : "/successors/nodes";
		return "%s %s %s %s".formatted(step.at("/kind").asString(), step.at("/date/text").asString(),
				other.at("/name").asString(), other.at(further).valueStream().map(SuccessionsIT::line).toList());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					dfid | successors   | (kind: TRANSFER_OF_FUNCTIONS)               | ''                                | agency
					dfid | successors   | ''                                          | ''                                | fcdo agency
					dfid | successors   | (orderBy: {field: DATE})                    | ''                                | agency fcdo
					dfid | successors   | (orderBy: {field: NAME})                    | ''                                | agency fcdo
					fcdo | predecessors | (orderBy: {field: NAME, direction: DESC})   | ''                                | fco dfid
					fcdo | predecessors | ''                                          | curator                           | dfid fco council
					fcdo | predecessors | (kind: REPLACEMENT)                         | curator                           | council
					fcdo | predecessors | (kind: REPLACEMENT)                         | ''                                | ''
					# A merger in 2015 can have happened on any day of that year.
					dfid | successors   | ''                                          | 2015-01-01                        | agency
					dfid | successors   | ''                                          | 2015-01-01; certainty=certain     | ''
					dfid | successors   | ''                                          | 2014-12-31                        | ''
					""")
	void areListedByKindAndOrderAsTheViewerSeesThemOnADay(String body, String list, String arguments, String as,
			String expected) {
		String end = list.equals("successors") ? "later" : "earlier";
		String[] headers = as.isEmpty() ? new String[0]
				: as.equals("curator") ? Curator.TOKEN : new String[] { "Rapport-As-Of", as };
		Answer answer = this.client
			.ask("{ government(by: {slug: \"%s\"}) { %s%s { totalCount nodes { %s { slug } } } } }".formatted(body,
					list, arguments, end), headers);
		JsonNode found = answer.data("government/" + list);
		assertThat(String.join(" ", found.findValuesAsString("slug"))).as(answer.json().toString()).isEqualTo(expected);
		assertThat(found.at("/totalCount").asInt()).isEqualTo(expected.isEmpty() ? 0 : expected.split(" ").length);
	}

	@Test
	void areRecordedWithNewBodiesAndCorrectedWithTheirHistory() {
		JsonNode recorded = this.curator.act("recordSuccession",
				input(Map.of("slug", "agency"),
						Map.of("newOrganisation", Map.of("name", "Old Agency", "kind", "PUBLIC_BODY")), "RENAMING"),
				"succession { id kind date { text } earlier { slug } later { slug } basis }");
		assertThat(Curator.codes(recorded)).isEmpty();
		assertThat(recorded.at("/succession/earlier/slug").asString()).startsWith("old-agency");
		String id = recorded.at("/succession/id").asString();
		assertThat(Ids.kindOf(id)).isEqualTo(Kind.SUCCESSION);
		JsonNode corrected = this.curator.act("updateSuccession",
				Map.of("id", id, "expectedVersion", 1, "kind", "REPLACEMENT", "date", "2001"),
				"""
						succession { kind date { text } history { nodes { change fields { field before after namedAfter { id } } } } }""");
		assertThat(corrected.at("/succession/kind").asString()).isEqualTo("REPLACEMENT");
		JsonNode history = corrected.at("/succession/history/nodes");
		assertThat(fields(history.at("/0"))).containsExactlyInAnyOrder("kind RENAMING REPLACEMENT", "date null 2001");
		assertThat(history.at("/1/fields").findValuesAsString("field")).contains("later", "earlier", "kind");
	}

	private static List<String> fields(JsonNode entry) {
		return entry.at("/fields")
			.valueStream()
			.map((field) -> field.at("/field").asString() + " " + field.at("/before").asString("null") + " "
					+ field.at("/after").asString("null"))
			.toList();
	}

	@Test
	void tieNoBodyToItselfButMayLeadBackToIt() {
		JsonNode refused = this.curator.act("recordSuccession",
				input(Map.of("slug", "fco"), Map.of("slug", "fco"), "RENAMING"), "succession { id }");
		assertThat(Curator.codes(refused)).containsExactly("CIRCULAR");
		assertThat(refused.at("/userErrors/0/field").toString()).isEqualTo("[\"earlier\"]");
		// Two bodies may split again after a merger, under their old names.
		assertThat(Curator.codes(this.curator.act("recordSuccession",
				input(Map.of("slug", "fco"), Map.of("slug", "fcdo"), "SPLIT"), "succession { id }")))
			.isEmpty();
	}

	@Test
	void moveWithAMergeAndLeaveWithARetraction() {
		JsonNode merged = this.curator.act("mergeActors",
				Map.of("survivor", Map.of("slug", "commonwealth"), "duplicate", Map.of("slug", "dfid")), "moved");
		assertThat(Curator.codes(merged)).isEmpty();
		assertThat(slugs("commonwealth", "successors", "later")).isEqualTo("fcdo agency fco");
		assertThat(slugs("fcdo", "predecessors", "earlier")).isEqualTo("commonwealth fco");
		String fco = Ids.derive(Kind.GOVERNMENT, "drawn", "fco");
		assertThat(Curator
			.codes(this.curator.act("retractRecord", Map.of("id", fco, "expectedVersion", 1), "retractedId")))
			.isEmpty();
		assertThat(slugs("fcdo", "predecessors", "earlier")).isEqualTo("commonwealth");
		assertThat(slugs("foreign", "successors", "later")).isEmpty();
		assertThat(Curator
			.codes(this.curator.act("restore", Map.of("id", fco, "version", 1, "expectedVersion", 2), "node { id }")))
			.isEmpty();
		assertThat(slugs("foreign", "successors", "later")).isEqualTo("fco");
	}

	private String slugs(String body, String list, String end) {
		return this.client
			.ask("{ government(by: {slug: \"%s\"}) { %s { nodes { %s { slug } } } } }".formatted(body, list, end))
			.data("government/" + list + "/nodes")
			.valueStream()
			.map((step) -> step.at("/" + end + "/slug").asString())
			.collect(Collectors.joining(" "));
	}

	private static Map<String, Object> input(Map<String, Object> later, Map<String, Object> earlier, String kind) {
		return new HashMap<>(Map.of("later", later, "earlier", earlier, "kind", kind, "visibility", "PUBLIC",
				"citations", List.of(Map.of("document", Map.of("slug", "source"), "locator", "page 2"))));
	}

}
