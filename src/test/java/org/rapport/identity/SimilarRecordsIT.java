package org.rapport.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.testing.Curator;
import org.rapport.testing.DrawnRecord;
import org.rapport.testing.RapportIT;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests the warning about new records that are like others. */
@RapportIT
class SimilarRecordsIT {

	private static final String WORLD = """
			{'type':'Person','key':'ada','slug':'ada','name':'Ada Beatrix Merrin'}
			{'type':'Name','key':'n1','actor':'ada','name':'Lady Okonjo','kind':'ALTERNATIVE',CITED}
			{'type':'Person','key':'secret','slug':'secret','name':'Ravi Solberg','visibility':'CONFIDENTIAL'}
			{'type':'Organisation','key':'mill','slug':'mill','name':'Windows for Peace Institute','kind':'CIVIL_SOCIETY'}
			{'type':'Organisation','key':'some','slug':'some','name':'Several parliamentarians','kind':'UNNAMED_GROUP'}
			{'type':'Organisation','key':'aquila','slug':'aquila','name':'L’Aquila','kind':'CIVIL_SOCIETY'}
			{'type':'Organisation','key':'diya','slug':'diya','name':'ضياء الدين','kind':'CIVIL_SOCIETY'}
			{'type':'Organisation','key':'league','slug':'league','name':'A. B. C. D. E. League','kind':'CIVIL_SOCIETY'}
			{'type':'Meeting','key':'round','slug':'round','title':'Round 1 of the talks','kind':'SUMMIT','date':'2024-06'}
			{'type':'Meeting','key':'summit','slug':'summit','title':'G7 summit in Apulia','kind':'SUMMIT','date':'2024-06'}
			""";

	private static final String SELECTION = "warnings { code message field candidates { id } }";

	private Curator curator;

	@BeforeEach
	void load(@Autowired Neo4jClient neo4j, @Autowired Imports imports, @LocalServerPort int port) {
		DrawnRecord.alone(neo4j, imports, WORLD);
		this.curator = new Curator(port);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			addPerson       | ada    | Ada Beatrix Merrin
			addPerson       | ada    | Merrin, Ada Beatrix
			addPerson       | ada    | Ada Beatrix Merin
			addPerson       | ada    | Ada Merrin
			addPerson       | ada    | Lady Okonjo
			addOrganisation | mill   | Window for Peace Institute
			recordMeeting   | summit | The G7 Summit in Apulia
			recordMeeting   | round  | Round 1 of talks
			addOrganisation | aquila | Aquila
			addOrganisation | diya   | ضياءالدين
			addOrganisation | league | A.B.C.D.E. League
			""")
	void warnsOfANewRecordLikeAKnownOne(String act, String known, String name) {
		JsonNode done = this.curator.act(act, input(act, name), SELECTION);
		assertThat(done.at("/userErrors")).isEmpty();
		assertThat(done.at("/warnings").findValuesAsString("code")).as(done.toString())
			.containsExactly("SIMILAR_RECORD");
		assertThat(done.at("/warnings/0/message").asString()).contains(name);
		assertThat(done.at("/warnings/0/candidates").findValuesAsString("id"))
			.containsExactly(Ids.derive(kind(act), "drawn", known));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			addPerson       | Beatrix Adler
			addOrganisation | Ada Beatrix Merrin
			addOrganisation | Several parliamentarians
			addOrganisation | !?
			recordMeeting   | Round 2 of the talks
			recordMeeting   | Round II of the talks
			""")
	void doesNotWarnOfAnotherRecord(String act, String name) {
		assertThat(this.curator.act(act, input(act, name), SELECTION).at("/warnings")).isEmpty();
	}

	@Test
	void doesNotWarnOfAMeetingOnAnotherDay() {
		Map<String, Object> input = input("recordMeeting", "G7 summit in Apulia");
		input.put("date", "2025-06");
		assertThat(this.curator.act("recordMeeting", input, SELECTION).at("/warnings")).isEmpty();
	}

	@Test
	void doesNotTellOfAHiddenRecord() {
		Map<String, Object> input = input("addPerson", "Ravi Solberg");
		input.put("dryRun", true);
		assertThat(this.curator.actAs(this.curator.beginner(), "addPerson", input, SELECTION).at("/warnings"))
			.isEmpty();
		JsonNode dry = this.curator.act("addPerson", input, SELECTION);
		assertThat(dry.at("/warnings").findValuesAsString("code")).containsExactly("SIMILAR_RECORD");
		input.put("dryRun", false);
		assertThat(this.curator.act("addPerson", input, SELECTION).at("/warnings")).isEqualTo(dry.at("/warnings"));
	}

	@Test
	void warnsOfTwoNewRecordsThatAreAlike() {
		Map<String, Object> input = input("recordMeeting", "Talk");
		input.put("participations", List.of(Map.of("actor", Map.of("newPerson", Map.of("name", "Noor Vidal"))),
				Map.of("actor", Map.of("newPerson", Map.of("name", "Noor Vidall")))));
		JsonNode done = this.curator.act("recordMeeting", input,
				SELECTION + " meeting { participations { nodes { actor { id name } } } }");
		assertThat(done.at("/warnings").findValuesAsString("code")).containsExactly("SIMILAR_RECORD");
		assertThat(done.at("/warnings/0/field").valueStream().map(JsonNode::asString)).containsExactly("participations",
				"1", "actor", "newPerson");
		String first = done.at("/meeting/participations/nodes")
			.valueStream()
			.map((one) -> one.at("/actor"))
			.filter((actor) -> actor.at("/name").asString().equals("Noor Vidal"))
			.map((actor) -> actor.at("/id").asString())
			.findFirst()
			.orElseThrow();
		assertThat(done.at("/warnings/0/candidates").findValuesAsString("id")).containsExactly(first);
	}

	private static Kind kind(String act) {
		return Kind.ofLabel(act.replaceAll("^(add|record)", "")).orElseThrow();
	}

	private static Map<String, Object> input(String act, String name) {
		Map<String, Object> input = new HashMap<>(Map.of("visibility", "PUBLIC"));
		if (act.equals("recordMeeting")) {
			input.put("title", name);
			input.put("kind", "SUMMIT");
			input.put("date", "2024-06-13");
			input.put("citations", List.of(Map.of("document", Map.of("slug", "source"), "locator", "p. 1")));
		}
		else {
			input.put("name", name);
		}
		if (act.equals("addOrganisation")) {
			input.put("kind", name.startsWith("Several") ? "UNNAMED_GROUP" : "CIVIL_SOCIETY");
		}
		return input;
	}

}
