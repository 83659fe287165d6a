package org.rapport.provenance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

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
 * Tests the sources of facts in this world. The answers were worked out by hand from the
 * documents.
 *
 * <pre>
 *    ada took part in the meeting of 2024-03    report 2024-05, page 1
 *                                               memo (RESTRICTED), page 2: INFERRED
 *    bob took part in it                        report 2024-05, page 2
 *                                               memo (RESTRICTED), page 3
 *    ada held a role in the union               source, page 1: INFERRED
 *                                               memo (RESTRICTED), page 4
 *    union: at least 160 members in 2023        report 2024-05, page 4
 *    union: 170 members in 2024-06              report 2024-05, page 5
 *    union: a budget of 250 USD, undated        report 2024-05, page 6
 *    union: 12 quarrels (RESTRICTED)            report 2024-05, page 7
 *    nothing                                    essay 2024-05
 * </pre>
 */
@RapportIT
class SourcesIT {

	private static final String WORLD = """
			{'type':'Organisation','key':'union','slug':'union','name':'Union','kind':'NETWORK'}
			{'type':'Person','key':'ada','slug':'ada','name':'Ada'}
			{'type':'Person','key':'bob','slug':'bob','name':'Bob'}
			{'type':'Document','key':'report','slug':'report','title':'Report','kind':'REPORT','date':'2024-05'}
			{'type':'Document','key':'essay','slug':'essay','title':'Essay','kind':'ARTICLE','date':'2024-05'}
			{'type':'Document','key':'memo','slug':'memo','title':'Memo','kind':'BRIEF','visibility':'RESTRICTED'}
			{'type':'Meeting','key':'meeting','slug':'meeting','title':'Meeting','kind':'MEETING','date':'2024-03'}
			{'type':'Participation','key':'p1','actor':'ada','meeting':'meeting','citations':[{'document':'report','locator':'page 1'},{'document':'memo','locator':'page 2','basis':'INFERRED','note':'She signed the list'}]}
			{'type':'Participation','key':'p2','actor':'bob','meeting':'meeting','citations':[{'document':'report','locator':'page 2'},{'document':'memo','locator':'page 3'}]}
			{'type':'Role','key':'r1','person':'ada','heldIn':'union','citations':[{'document':'source','locator':'page 1','basis':'INFERRED','note':'She signed for it'},{'document':'memo','locator':'page 4'}]}
			{'type':'Claim','key':'c1','about':'union','measure':'members','value':160,'bound':'AT_LEAST','date':'2023','citations':[{'document':'report','locator':'page 4'}]}
			{'type':'Claim','key':'c2','about':'union','measure':'members','value':170,'bound':'EXACT','date':'2024-06','citations':[{'document':'report','locator':'page 5'}]}
			{'type':'Claim','key':'c3','about':'union','measure':'budget','value':250,'bound':'EXACT','unit':'USD','citations':[{'document':'report','locator':'page 6'}]}
			{'type':'Claim','key':'c4','about':'union','measure':'quarrels','value':12,'bound':'EXACT','visibility':'RESTRICTED','citations':[{'document':'report','locator':'page 7'}]}
			""";

	private static final String WHO_TOOK_PART = """
			{ meeting(by: { slug: "meeting" }) { participations { nodes { actor { slug }
			  citations { document { slug } locator basis note } } } } }""";

	private Client client;

	private Curator curator;

	@BeforeEach
	void load(@Autowired Neo4jClient client, @Autowired Imports imports) {
		DrawnRecord.alone(client, imports, WORLD);
	}

	@Autowired
	void client(@LocalServerPort int port) {
		this.client = new Client(port);
		this.curator = new Curator(port);
	}

	@Test
	void tellsTheDataSetOfACitationThatWasLoaded() {
		String question = "{ meeting(by: { slug: \"%s\" }) { participations { nodes { citations { dataset { name title licence } } } } } }";
		JsonNode dataset = this.client.ask(question.formatted("meeting"))
			.data("meeting/participations/nodes/0/citations/0/dataset");
		assertThat(dataset.toString()).isEqualTo("{\"name\":\"drawn\",\"title\":\"Drawn\",\"licence\":null}");
		this.curator.act("recordMeeting",
				Map.of("title", "By hand", "slug", "by-hand", "kind", "MEETING", "visibility", "PUBLIC",
						"participations", List.of(Map.of("actor", Map.of("slug", "ada"))), "citations",
						List.of(Map.of("document", Map.of("slug", "report"), "locator", "page 9"))),
				"meeting { id }");
		JsonNode citations = this.client.ask(question.formatted("by-hand"))
			.data("meeting/participations/nodes/0/citations");
		assertThat(citations).hasSize(1);
		assertThat(citations.at("/0/dataset").isNull()).isTrue();
	}

	@Test
	void tellsWhoeverMayReadThemAllHowEachSourceCarriesWhatItIsCitedFor() {
		assertThat(citations(this.client.ask(WHO_TOOK_PART, Curator.TOKEN), "meeting/participations/nodes"))
			.containsExactly("ada: memo, page 2, INFERRED, She signed the list", "ada: report, page 1, STATED, null",
					"bob: memo, page 3, STATED, null", "bob: report, page 2, STATED, null");
	}

	@Test
	void keepsAFactAndHidesTheSourceThatTheViewerMayNotSee() {
		Answer answer = this.client.ask(WHO_TOOK_PART);
		assertThat(citations(answer, "meeting/participations/nodes"))
			.containsExactly("ada: report, page 1, STATED, null", "bob: report, page 2, STATED, null");
		assertThat(stream(answer.data("meeting/participations/nodes")).map((fact) -> fact.at("/actor/slug").asString()))
			.containsExactly("ada", "bob");
	}

	@Test
	void tellsTheBasisByTheCitationsThatTheViewerSees() {
		String question = """
				{ person(by: { slug: "ada" }) { roles { nodes { basis citations { basis } } }
				  participations { nodes { basis } } } }""";
		JsonNode open = this.client.ask(question).data("person");
		assertThat(open.at("/roles/nodes/0/basis").asString()).isEqualTo("INFERRED");
		assertThat(open.at("/participations/nodes/0/basis").asString()).isEqualTo("STATED");
		JsonNode all = this.client.ask(question, Curator.TOKEN).data("person");
		assertThat(all.at("/roles/nodes/0/basis").asString()).isEqualTo("STATED");
		assertThat(all.at("/roles/nodes/0/citations").findValuesAsString("basis")).containsExactlyInAnyOrder("STATED",
				"INFERRED");
	}

	@Test
	void hidesASourceNowhereButWhereItIsHidden() {
		String supports = "{ document(by: { slug: \"%s\" }) { supports { totalCount nodes { locator } } } }";
		assertThat(this.client.ask(supports.formatted("memo")).data("document").isNull()).isTrue();
		Answer answer = this.client.ask(supports.formatted("report"));
		assertThat(answer.data("document/supports/nodes").findValuesAsString("locator")).containsExactly("page 1",
				"page 2", "page 4", "page 5", "page 6");
		assertThat(answer.data("document/supports/totalCount").asInt()).isEqualTo(5);
		assertThat(this.client.ask(supports.formatted("report"), Curator.TOKEN)
			.data("document/supports/totalCount")
			.asInt()).isEqualTo(6);
	}

	/** As-of is about the day of the event, not the day on which somebody wrote of it. */
	@Test
	void citesATextThatWasWrittenAfterTheDay() {
		String[] before = { "Rapport-As-Of", "2024-04-01" };
		Answer answer = this.client.ask(WHO_TOOK_PART, before);
		assertThat(citations(answer, "meeting/participations/nodes"))
			.containsExactly("ada: report, page 1, STATED, null", "bob: report, page 2, STATED, null");
		String documents = "{ documents { nodes { slug } } }";
		// A source is shown on every day. No fact cites the essay, so it is not shown
		// yet.
		assertThat(this.client.ask(documents, before).data("documents/nodes").findValuesAsString("slug"))
			.containsExactlyInAnyOrder("report", "source");
		assertThat(this.client.ask(documents).data("documents/nodes").findValuesAsString("slug"))
			.containsExactlyInAnyOrder("report", "essay", "source");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			2999-01-01 | possible | budget EXACT 250 USD, members AT_LEAST 160, members EXACT 170
			2024-05-31 | possible | budget EXACT 250 USD, members AT_LEAST 160
			2024-06-10 | possible | budget EXACT 250 USD, members AT_LEAST 160, members EXACT 170
			# What is not dated need not have been, nor what was some day of the month.
			2024-06-10 | certain  | members AT_LEAST 160
			2023-12-31 | certain  | members AT_LEAST 160
			2023-12-30 | certain  | ``
			2023-01-01 | possible | budget EXACT 250 USD, members AT_LEAST 160
			""")
	void tellsTheFiguresThatWereStatedByADay(String day, String certainty, String expected) {
		Answer answer = this.client.ask("""
				{ claims(filter: { about: { slug: "union" } }) { nodes { measure bound value unit } } }""",
				"Rapport-As-Of", day + "; certainty=" + certainty);
		assertThat(String.join(", ",
				stream(answer.data("claims/nodes")).map((claim) -> claim.at("/measure").asString() + " "
						+ claim.at("/bound").asString() + " " + claim.at("/value").asInt()
						+ (claim.at("/unit").isNull() ? "" : " " + claim.at("/unit").asString()))
					.toList()))
			.isEqualTo(expected);
	}

	@Test
	void saysThatItInferredWhatFollowsAndLetsASourceSayItToo() {
		JsonNode recorded = this.curator
			.act("recordMeeting", Map.of("title", "Visit", "kind", "VISIT", "visibility", "PUBLIC", "citations",
					List.of(Map.of("document", Map.of("slug", "report"), "locator", "page 8")), "participations",
					List.of(Map.of("actor", Map.of("slug", "ada"), "representing", List.of(Map.of("slug", "union"))))),
					"meeting { slug participations { nodes { id actor { slug } citations { basis note } } } }");
		JsonNode inferred = stream(recorded.at("/meeting/participations/nodes"))
			.filter((fact) -> fact.at("/actor/slug").asString().equals("union"))
			.findFirst()
			.orElseThrow();
		assertThat(inferred.at("/citations/0/basis").asString()).isEqualTo("INFERRED");
		assertThat(inferred.at("/citations/0/note").asString()).isNotBlank();
		JsonNode cited = this.curator.act(
				"cite", Map.of("supports", Map.of("id", inferred.at("/id").asString()), "document",
						Map.of("slug", "source"), "locator", "page 9", "visibility", "PUBLIC"),
				"citation { basis note }");
		assertThat(cited.at("/citation/basis").asString()).isEqualTo("STATED");
		Answer answer = this.client
			.ask(WHO_TOOK_PART.replace("\"meeting\"", "\"" + recorded.at("/meeting/slug").asString() + "\""));
		assertThat(citations(answer, "meeting/participations/nodes"))
			.anyMatch((citation) -> citation.startsWith("union: report, page 8, INFERRED"))
			.contains("union: source, page 9, STATED, null");
	}

	@Test
	void refusesToInferWithoutSayingHow() {
		JsonNode refused = this.curator.act("cite", Map.of("supports", Map.of("slug", "union"), "document",
				Map.of("slug", "report"), "locator", "page 8", "basis", "INFERRED", "visibility", "PUBLIC"),
				"citation { id }");
		assertThat(refused.at("/userErrors/0/field").toString()).contains("note");
		assertThat(refused.at("/citation").isNull()).isTrue();
	}

	@Test
	void tellsTheWordsOfAFigureThatIsNoNumber() {
		Map<String, Object> input = Map.of("about", Map.of("slug", "union"), "measure", "marchers", "wording",
				"tens of thousands", "visibility", "PUBLIC", "citations",
				List.of(Map.of("document", Map.of("slug", "report"), "locator", "page 8")));
		String claim = "claim { id version value bound wording }";
		JsonNode words = this.curator.act("addClaim", input, claim).at("/claim");
		assertThat(words.at("/wording").asString()).isEqualTo("tens of thousands");
		assertThat(words.at("/value").isNull() && words.at("/bound").isNull()).isTrue();
		Map<String, Object> change = new HashMap<>(
				Map.of("id", words.at("/id").asString(), "expectedVersion", 1, "value", 20_000, "bound", "AT_LEAST"));
		assertThat(this.curator.act("updateClaim", change, claim).at("/claim/value").asInt()).isEqualTo(20_000);
		change.put("expectedVersion", 2);
		change.put("value", null);
		JsonNode refused = this.curator.act("updateClaim", change, claim).at("/userErrors/0");
		assertThat(refused.at("/field/0").asString()).isEqualTo("bound");
		assertThat(refused.at("/message").asString()).contains("needs the field value");
	}

	private static List<String> citations(Answer answer, String facts) {
		return stream(answer.data(facts))
			.flatMap((fact) -> stream(fact.at("/citations")).map((citation) -> fact.at("/actor/slug").asString() + ": "
					+ citation.at("/document/slug").asString() + ", " + citation.at("/locator").asString() + ", "
					+ citation.at("/basis").asString() + ", " + citation.at("/note").asString("null")))
			.toList();
	}

	private static Stream<JsonNode> stream(JsonNode array) {
		return StreamSupport.stream(array.spliterator(), false);
	}

}
