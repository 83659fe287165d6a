package org.rapport.provenance;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
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
 * Tests that a fact stays cited for everyone who sees it, in this world:
 *
 * <pre>
 *    ada took part                          report, page 1; memo (RESTRICTED), page 2
 *    bob took part                          report, page 3; article, page 4
 *    carl took part (RESTRICTED)            memo (RESTRICTED), page 5
 *    dora took part in a meeting (RESTRICTED)
 *                                           memo (RESTRICTED), page 6
 *    eve took part (in the circle inner)    article, page 7
 *    frank represented the union            source
 *    the union took part                    report, page 9
 * </pre>
 */
@RapportIT
class CitedFactsIT {

	private static final String WORLD = """
			{'type':'Person','key':'ada','slug':'ada','name':'Ada'}
			{'type':'Person','key':'bob','slug':'bob','name':'Bob'}
			{'type':'Person','key':'carl','slug':'carl','name':'Carl'}
			{'type':'Person','key':'dora','slug':'dora','name':'Dora'}
			{'type':'Person','key':'eve','slug':'eve','name':'Eve'}
			{'type':'Person','key':'frank','slug':'frank','name':'Frank'}
			{'type':'Organisation','key':'union','slug':'union','name':'Union','kind':'NETWORK'}
			{'type':'Meeting','key':'visit','slug':'visit','title':'Visit','kind':'VISIT','date':'2024-04'}
			{'type':'Document','key':'report','slug':'report','title':'Report','kind':'REPORT'}
			{'type':'Document','key':'article','slug':'article','title':'Article','kind':'ARTICLE'}
			{'type':'Document','key':'memo','slug':'memo','title':'Memo','kind':'BRIEF','visibility':'RESTRICTED'}
			{'type':'Meeting','key':'open','slug':'open','title':'Open','kind':'MEETING','date':'2024-03'}
			{'type':'Meeting','key':'closed','slug':'closed','title':'Closed','kind':'MEETING','visibility':'RESTRICTED'}
			{'type':'Participation','key':'p1','actor':'ada','meeting':'open','citations':[{'document':'report','locator':'page 1'},{'document':'memo','locator':'page 2'}]}
			{'type':'Participation','key':'p2','actor':'bob','meeting':'open','citations':[{'document':'report','locator':'page 3'},{'document':'article','locator':'page 4'}]}
			{'type':'Participation','key':'p3','actor':'carl','meeting':'open','visibility':'RESTRICTED','citations':[{'document':'memo','locator':'page 5'}]}
			{'type':'Participation','key':'p4','actor':'dora','meeting':'closed','citations':[{'document':'memo','locator':'page 6'}]}
			{'type':'Participation','key':'p5','actor':'eve','meeting':'open','circle':'inner','citations':[{'document':'article','locator':'page 7'}]}
			{'type':'Participation','key':'p6','actor':'frank','meeting':'visit','representing':['union'],CITED}
			{'type':'Participation','key':'p7','actor':'union','meeting':'visit','citations':[{'document':'report','locator':'page 9'}]}
			""";

	private static final JsonMapper JSON = new JsonMapper();

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

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			retractCitation     | Citation      | p1#report#page 1  |                               | id
			updateCitation      | Citation      | p1#report#page 1  | 'visibility': 'NETWORK'       | visibility
			updateCitation      | Citation      | p1#report#page 1  | 'circle': 'inner'             | circle
			updateDocument      | Document      | report            | 'visibility': 'NETWORK'       | visibility
			updateDocument      | Document      | report            | 'circle': 'inner'             | circle
			retractRecord       | Document      | report            |                               | id
			updateParticipation | Participation | p3                | 'visibility': 'PUBLIC'        | visibility
			updateParticipation | Participation | p3                | 'visibility': 'NETWORK'       | visibility
			updateMeeting       | Meeting       | closed            | 'visibility': 'PUBLIC'        | visibility
			updateDocument      | Document      | memo              | 'visibility': 'CONFIDENTIAL'  | visibility
			updateDocument      | Document      | memo              | 'circle': 'inner'             | circle
			""")
	void refusesToTakeTheLastCitationThatAViewerSees(String act, String type, String key, String more, String field) {
		JsonNode refused = act(act, type, key, more);
		assertThat(Curator.codes(refused)).containsExactly("CITATION_NEEDED");
		assertThat(refused.at("/userErrors/0/field").toString()).isEqualTo("[\"" + field + "\"]");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			retractCitation     | Citation      | p1#memo#page 2    |
			retractCitation     | Citation      | p2#article#page 4 |
			updateCitation      | Citation      | p2#report#page 3  | 'visibility': 'CONFIDENTIAL'
			updateCitation      | Citation      | p3#memo#page 5    | 'visibility': 'PUBLIC'
			updateDocument      | Document      | memo              | 'visibility': 'NETWORK'
			updateParticipation | Participation | p1                | 'visibility': 'CONFIDENTIAL'
			updateParticipation | Participation | p3                | 'circle': 'inner'
			updateMeeting       | Meeting       | open              | 'visibility': 'RESTRICTED'
			retractRecord       | Meeting       | open              |
			updateDocument      | Document      | report            | 'title': 'A report'
			erase               | Document      | report            |
			""")
	void allowsWhatLeavesEachViewerACitation(String act, String type, String key, String more) {
		assertThat(Curator.codes(act(act, type, key, more))).isEmpty();
	}

	@Test
	void countsTheFactsThatTheAuthorSees() {
		act("retractCitation", "Citation", "p2#article#page 4", null);
		String message = act("retractRecord", "Document", "report", null).at("/userErrors/0/message").asString();
		assertThat(message).contains("Number of facts: 3 (Participation ")
			.contains(id("Participation", "p1"), id("Participation", "p2"), id("Participation", "p7"));
	}

	@Test
	void namesAFewOfTheFactsThatTheAuthorSees() {
		for (String person : List.of("ada", "bob", "carl", "dora", "eve")) {
			this.curator.act("addRole",
					Map.of("person", Map.of("slug", person), "heldIn", Map.of("slug", "union"), "visibility",
							person.equals("carl") ? "RESTRICTED" : "PUBLIC", "citations",
							List.of(Map.of("document", Map.of("slug", "article"), "locator", "page 8"))),
					"role { id }");
		}
		Map<String, Object> article = Map.of("id", id("Document", "article"), "expectedVersion", 1, "dryRun", true);
		// Bob's participation is cited by the report too.
		String all = this.curator.act("retractRecord", article, "retractedId").at("/userErrors/0/message").asString();
		assertThat(all).contains("Number of facts: 6 (Participation " + id("Participation", "p5") + ", Role ")
			.endsWith(", and 3 more)");
		String few = this.curator.actAs(this.curator.beginner(), "retractRecord", article, "retractedId")
			.at("/userErrors/0/message")
			.asString();
		assertThat(few).contains("Number of facts: 4 (Role ")
			.endsWith(", and 1 more)")
			.doesNotContain(id("Participation", "p5"));
	}

	@Test
	void wantsASourceThatTheViewersOfANewFactSee() {
		Map<String, Object> role = Map.of("person", Map.of("slug", "ada"), "heldIn",
				Map.of("newOrganisation", Map.of("name", "House", "kind", "NETWORK")), "visibility", "PUBLIC",
				"citations", List.of(Map.of("document", Map.of("slug", "memo"), "locator", "page 9")));
		JsonNode refused = this.curator.act("addRole", role, "role { id }");
		assertThat(Curator.codes(refused)).containsExactly("CITATION_NEEDED");
		assertThat(refused.at("/userErrors/0/field").toString()).isEqualTo("[\"citations\"]");
	}

	@Test
	void retractsInAnErasureWhatWouldBeLeftUncited() {
		JsonNode erased = this.curator.act("erase", Map.of("id", id("Document", "report"), "dryRun", false),
				"retracted");
		assertThat(erased.at("/retracted").asInt()).isEqualTo(2);
		// The union is represented, so that it took part is inferred again.
		assertThat(participants("visit")).containsExactlyInAnyOrder("Frank", "Union");
		assertThat(participants("open")).containsExactly("Bob");
		assertThat(participants("open", Curator.TOKEN)).containsExactlyInAnyOrder("Bob", "Carl", "Eve");
	}

	@Test
	void revealsNoHiddenFactAndLeavesNoneUncited() {
		String[] beginner = this.curator.beginner();
		Map<String, Object> article = Map.of("id", id("Document", "article"), "expectedVersion", 1);
		JsonNode done = this.curator.actAs(beginner, "retractRecord", article, "retractedId");
		assertThat(Curator.codes(done)).isEmpty();
		assertThat(participants("open", Curator.TOKEN)).containsExactlyInAnyOrder("Ada", "Bob", "Carl");
		assertThat(this.client
			.ask("{ changes(element: \"%s\") { nodes { change } } }".formatted(id("Participation", "p5")),
					Curator.TOKEN)
			.data("changes/nodes")
			.findValuesAsString("change")).containsExactly("RETRACTED", "RECORDED");
	}

	@Test
	void leavesOutWhatComesBackUncited() {
		act("retractRecord", "Meeting", "open", null);
		act("retractRecord", "Meeting", "visit", null);
		assertThat(Curator.codes(act("updateDocument", "Document", "report", "'visibility': 'NETWORK'"))).isEmpty();
		assertThat(Curator.codes(this.curator.act("restore",
				Map.of("id", id("Meeting", "open"), "version", 1, "expectedVersion", 2), "node { id }")))
			.isEmpty();
		assertThat(participants("open")).containsExactly("Bob");
	}

	private JsonNode act(String act, String type, String key, String more) {
		String version = act.equals("erase") ? "" : ", 'expectedVersion': 1";
		String input = "{ 'id': '%s'%s%s }".formatted(id(type, key), version, (more != null) ? ", " + more : "");
		Map<String, Object> values = JSON.readValue(input.replace('\'', '"'), new TypeReference<Map<String, Object>>() {
		});
		String selection = act.startsWith("retract") ? "retractedId"
				: act.equals("erase") ? "erased" : type.toLowerCase() + " { id }";
		return this.curator.act(act, values, selection);
	}

	private static String id(String type, String key) {
		return Ids.derive(Kind.ofLabel(type).orElseThrow(), "drawn", key);
	}

	private List<String> participants(String meeting, String... token) {
		return this.client
			.ask("{ meeting(by: { slug: \"%s\" }) { participations { nodes { actor { name } } } } }".formatted(meeting),
					token)
			.data("meeting/participations/nodes")
			.findValuesAsString("name");
	}

}
