package org.rapport.recording;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

/** Tests the warning about facts that are recorded already. */
@RapportIT
class ToldTwiceIT {

	private static final JsonMapper JSON = new JsonMapper();

	private static final String WORLD = """
			{'type':'Organisation','key':'harbour','slug':'harbour','name':'Harbour','kind':'CIVIL_SOCIETY'}
			{'type':'Organisation','key':'haven','slug':'haven','name':'Haven','kind':'NETWORK'}
			{'type':'Person','key':'ada','slug':'ada','name':'Ada'}
			{'type':'Person','key':'bo','slug':'bo','name':'Bo'}
			{'type':'Meeting','key':'hearing','slug':'hearing','title':'Hearing','kind':'MEETING'}
			{'type':'Document','key':'letter','slug':'letter','title':'Letter','kind':'OPEN_LETTER'}
			{'type':'Role','key':'role','person':'ada','heldIn':'harbour','title':'Chair','startDate':'2015','endDate':'2017',CITED}
			{'type':'Role','key':'hidden','person':'bo','heldIn':'harbour','visibility':'CONFIDENTIAL',CITED}
			{'type':'Membership','key':'membership','actor':'harbour','belongsTo':'haven','kind':'MEMBER',CITED}
			{'type':'Participation','key':'participation','actor':'ada','meeting':'hearing','role':'SPEAKER',CITED}
			{'type':'Involvement','key':'involvement','actor':'haven','subject':'hearing','kind':'HOSTED',CITED}
			{'type':'Name','key':'name','actor':'harbour','name':'The Harbour','kind':'ALTERNATIVE',CITED}
			{'type':'Endorsement','key':'endorsement','endorser':'haven','endorsed':'letter','kind':'SIGNATURE','date':'2024-03',CITED}
			{'type':'Claim','key':'claim','about':'harbour','measure':'members','value':10,'bound':'EXACT','date':'2024',CITED}
			{'type':'Claim','key':'words','about':'haven','measure':'members','wording':'tens of thousands',CITED}
			{'type':'Succession','key':'succession','later':'harbour','earlier':'haven','kind':'MERGER','date':'2019',CITED}
			{'type':'StatusChange','key':'statuschange','element':'hearing','status':'HELD','date':'2024-05',CITED}
			""";

	private static final String SELECTION = "warnings { code field candidates { id } }";

	private Client client;

	private Curator curator;

	@BeforeEach
	void load(@Autowired Neo4jClient neo4j, @Autowired Imports imports, @LocalServerPort int port) {
		DrawnRecord.alone(neo4j, imports, WORLD);
		this.client = new Client(port);
		this.curator = new Curator(port);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			addRole           | {'person':'ada','heldIn':'harbour','title':'chair','startDate':'2016'}
			addRole           | {'person':'ada','heldIn':'harbour'}
			addMembership     | {'actor':'harbour','belongsTo':'haven','kind':'MEMBER','startDate':'2020'}
			addParticipation  | {'actor':'ada','meeting':'hearing'}
			addInvolvement    | {'actor':'haven','subject':'hearing','kind':'HOSTED'}
			addName           | {'actor':'harbour','name':'the harbour','kind':'FORMER'}
			recordEndorsement | {'endorser':'haven','endorsed':'letter','kind':'SIGNATURE','date':'2024-03-05'}
			addClaim          | {'about':'harbour','measure':'Members','value':10,'bound':'EXACT','date':'2024-06'}
			addClaim          | {'about':'harbour','measure':'members','value':10,'bound':'EXACT','wording':'ten'}
			recordSuccession  | {'later':'harbour','earlier':'haven','kind':'MERGER','date':'2019-04-01'}
			recordStatus      | {'element':'hearing','status':'HELD'}
			""")
	void warnsOfAFactThatIsRecordedAlready(String act, String fact) {
		JsonNode done = this.curator.act(act, input(fact), SELECTION);
		assertThat(done.at("/userErrors")).isEmpty();
		assertThat(done.at("/warnings").findValuesAsString("code")).contains("ALREADY_RECORDED");
		assertThat(done.at("/warnings").findValuesAsString("id"))
			.contains(Ids.derive(kind(act), "drawn", kind(act).label().toLowerCase(Locale.ROOT)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			addRole           | {'person':'ada','heldIn':'harbour','title':'Treasurer','startDate':'2016'}
			addRole           | {'person':'ada','heldIn':'harbour','title':'Chair','startDate':'2019'}
			addRole           | {'person':'bo','heldIn':'haven'}
			addMembership     | {'actor':'harbour','belongsTo':'haven','kind':'CHAPTER'}
			addParticipation  | {'actor':'ada','meeting':'hearing','role':'HOST'}
			addName           | {'actor':'harbour','name':'Harbor','kind':'ALTERNATIVE'}
			recordEndorsement | {'endorser':'haven','endorsed':'letter','kind':'SIGNATURE','date':'2024-04'}
			addClaim          | {'about':'harbour','measure':'members','value':11,'bound':'EXACT','date':'2024'}
			addClaim          | {'about':'harbour','measure':'members','value':10,'bound':'AT_LEAST','date':'2024'}
			addClaim          | {'about':'harbour','measure':'members','value':10,'bound':'EXACT','unit':'EUR'}
			addClaim          | {'about':'harbour','measure':'members','value':10,'bound':'EXACT','date':'2023'}
			addClaim          | {'about':'harbour','measure':'members','wording':'ten'}
			addClaim          | {'about':'haven','measure':'members','wording':'hundreds of thousands'}
			recordSuccession  | {'later':'haven','earlier':'harbour','kind':'MERGER','date':'2019'}
			recordSuccession  | {'later':'harbour','earlier':'haven','kind':'MERGER','date':'2020'}
			recordStatus      | {'element':'hearing','status':'CANCELLED','date':'2024-05'}
			recordStatus      | {'element':'hearing','status':'HELD','date':'2024-06'}
			""")
	void doesNotWarnOfAnotherFact(String act, String fact) {
		assertThat(this.curator.act(act, input(fact), SELECTION).at("/warnings").findValuesAsString("code"))
			.doesNotContain("ALREADY_RECORDED");
	}

	@Test
	void warnsOfAFigureInTheSameWords() {
		Map<String, Object> claim = input("{'about':'haven','measure':'members','wording':'Tens of thousands'}");
		assertThat(this.curator.act("addClaim", claim, SELECTION).at("/warnings").findValuesAsString("id"))
			.containsExactly(Ids.derive(Kind.CLAIM, "drawn", "words"));
	}

	@Test
	void warnsOfACitationThatIsRecordedAlready() {
		String role = Ids.derive(Kind.ROLE, "drawn", "role");
		Map<String, Object> citation = new HashMap<>(Map.of("supports", Map.of("id", role), "document",
				Map.of("slug", "source"), "locator", "l", "visibility", "PUBLIC"));
		JsonNode warnings = this.curator.act("cite", citation, SELECTION).at("/warnings");
		assertThat(warnings.findValuesAsString("code")).containsExactly("ALREADY_RECORDED");
		assertThat(warnings.findValuesAsString("id")).hasSize(1).first().asString().startsWith("cit_");
		citation.put("locator", "l-2");
		assertThat(this.curator.act("cite", citation, SELECTION).at("/warnings")).isEmpty();
		// Punctuation tells locators apart.
		citation.put("locator", "l2");
		assertThat(this.curator.act("cite", citation, SELECTION).at("/warnings")).isEmpty();
		citation.put("locator", "secret");
		citation.put("visibility", "CONFIDENTIAL");
		this.curator.act("cite", citation, SELECTION);
		citation.put("visibility", "PUBLIC");
		assertThat(this.curator.actAs(this.curator.beginner(), "cite", citation, SELECTION).at("/warnings")).isEmpty();
		Map<String, Object> twice = input("{'person':'bo','heldIn':'haven'}");
		twice.put("citations", List.of(source(), source()));
		assertThat(this.curator.act("addRole", twice, SELECTION).at("/warnings/0/field").toString())
			.isEqualTo("[\"citations\",\"1\"]");
	}

	@Test
	void warnsOfANameThatIsTheCurrentOne() {
		Map<String, Object> name = input("{'actor':'haven','name':'haven','kind':'ALTERNATIVE'}");
		JsonNode warnings = this.curator.act("addName", name, SELECTION).at("/warnings");
		assertThat(warnings.findValuesAsString("code")).containsExactly("ALREADY_RECORDED");
		assertThat(warnings.findValuesAsString("id")).containsExactly(Ids.derive(Kind.ORGANISATION, "drawn", "haven"));
		Map<String, Object> added = new HashMap<>(Map.of("name", "Quay", "visibility", "PUBLIC", "otherNames",
				List.of(Map.of("name", "quay", "kind", "ALTERNATIVE", "citations", List.of(source())))));
		warnings = this.curator.act("addPerson", added, SELECTION).at("/warnings");
		assertThat(warnings.findValuesAsString("code")).containsExactly("ALREADY_RECORDED");
		assertThat(warnings.at("/0/field").toString()).isEqualTo("[\"otherNames\",\"0\"]");
	}

	@Test
	void doesNotTellOfAHiddenFact() {
		Map<String, Object> input = input("{'person':'bo','heldIn':'harbour','dryRun':true}");
		assertThat(this.curator.act("addRole", input, SELECTION).at("/warnings")).hasSize(1);
		assertThat(this.curator.actAs(this.curator.beginner(), "addRole", input, SELECTION).at("/warnings")).isEmpty();
	}

	@Test
	void warnsOfAFactThatACorrectionMakesTheSame() {
		String id = this.curator
			.act("addRole", input("{'person':'ada','heldIn':'harbour','title':'Treasurer'}"), "role { id }")
			.at("/role/id")
			.asString();
		Map<String, Object> visible = Map.of("id", id, "expectedVersion", 1, "visibility", "NETWORK");
		assertThat(this.curator.act("updateRole", visible, SELECTION).at("/warnings")).isEmpty();
		Map<String, Object> same = Map.of("id", id, "expectedVersion", 2, "title", "Chair");
		assertThat(this.curator.act("updateRole", same, SELECTION).at("/warnings/0/code").asString())
			.isEqualTo("ALREADY_RECORDED");
	}

	@Test
	void recordsAParticipationOnceThatTheRequestTellsTwice() {
		Map<String, Object> input = input("{'title':'Talk','kind':'MEETING'}");
		input.put("participations", List.of(Map.of("actor", Map.of("slug", "ada")),
				Map.of("actor", Map.of("slug", "ada")), Map.of("actor", Map.of("slug", "ada"), "capacity", "guest")));
		JsonNode done = this.curator.act("recordMeeting", input,
				SELECTION + " meeting { participations { nodes { id capacity citations { locator } } } }");
		JsonNode participations = done.at("/meeting/participations/nodes");
		assertThat(participations).hasSize(2);
		assertThat(participations.findValues("citations")).allSatisfy((citations) -> assertThat(citations).hasSize(1));
		assertThat(done.at("/warnings").findValuesAsString("code")).containsExactly("ALREADY_RECORDED",
				"ALREADY_RECORDED");
		assertThat(done.at("/warnings/0/field").valueStream().map(JsonNode::asString)).containsExactly("participations",
				"1");
		assertThat(done.at("/warnings/1/field").valueStream().map(JsonNode::asString)).containsExactly("participations",
				"2");
	}

	@Test
	void countsAMemberOnceThatIsRecordedTwice() {
		this.curator.act("addMembership", input("{'actor':'harbour','belongsTo':'haven','kind':'MEMBER'}"),
				"membership { id }");
		String question = "{ organisation(by: { slug: \"haven\" }) { members(during: \"2024\") { totalCount nodes { id } } } }";
		JsonNode members = this.client.ask(question).data("organisation/members");
		assertThat(members.at("/totalCount").asInt()).isOne();
		assertThat(members.at("/nodes")).hasSize(1);
	}

	private static Kind kind(String act) {
		return Kind.ofLabel(act.replaceAll("^(add|record)", "").replaceAll("^Status$", "StatusChange")).orElseThrow();
	}

	/** An input with its references as slugs, a visibility and a citation. */
	private static Map<String, Object> input(String json) {
		Map<String, Object> input = new HashMap<>();
		JSON.readTree(json.replace('\'', '"')).properties().forEach((field) -> {
			boolean names = List
				.of("person", "heldIn", "actor", "belongsTo", "meeting", "subject", "endorser", "endorsed", "about",
						"element", "later", "earlier")
				.contains(field.getKey());
			String text = field.getValue().asString();
			input.put(field.getKey(), names ? Map.of("slug", text) : field.getValue().isBoolean() ? (Object) true
					: field.getValue().isNumber() ? (Object) field.getValue().asInt() : text);
		});
		input.put("visibility", "PUBLIC");
		input.put("citations", List.of(source()));
		return input;
	}

	private static Map<String, Object> source() {
		return Map.of("document", Map.of("slug", "source"), "locator", "p. 1");
	}

}
