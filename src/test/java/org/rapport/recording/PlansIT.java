package org.rapport.recording;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

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

/** Tests what dry runs tell, and that they leave the record alone. */
@RapportIT
class PlansIT {

	private static final String WORLD = """
			{'type':'Organisation','key':'harbour','slug':'harbour','name':'Harbour','kind':'CIVIL_SOCIETY'}
			{'type':'Organisation','key':'haven','slug':'haven','name':'Haven','kind':'NETWORK'}
			{'type':'Person','key':'ada','slug':'ada','name':'Ada'}
			{'type':'Meeting','key':'hearing','slug':'hearing','title':'Hearing','kind':'MEETING'}
			{'type':'Participation','key':'p1','actor':'ada','meeting':'hearing',CITED}
			{'type':'Participation','key':'p2','actor':'harbour','meeting':'hearing','role':'HOST',CITED}
			""";

	private static final String PLAN = """
			dryRun planned { elementId type change fields { field before after namedBefore { id } namedAfter { id } } }""";

	private Client client;

	private Curator curator;

	@BeforeEach
	void load(@Autowired Neo4jClient neo4j, @Autowired Imports imports, @LocalServerPort int port) {
		DrawnRecord.alone(neo4j, imports, WORLD);
		this.client = new Client(port);
		this.curator = new Curator(port);
	}

	@Test
	void listsAllThatAMeetingWouldAddAndLeavesItsKeyUnused() {
		Map<String, Object> input = new HashMap<>(Map.of("title", "Talk", "kind", "MEETING", "visibility", "PUBLIC",
				"idempotencyKey", "talk", "citations", List.of(cited()), "participations", List.of(Map.of("actor",
						Map.of("newPerson", Map.of("name", "Bo")), "representing", List.of(Map.of("slug", "haven"))))));
		input.put("dryRun", true);
		JsonNode dry = this.curator.act("recordMeeting", input, "meeting { id } " + PLAN);
		assertThat(dry.at("/meeting").isNull()).isTrue();
		assertThat(dry.at("/dryRun").asBoolean()).isTrue();
		assertThat(dry.at("/planned").findValuesAsString("type")).containsExactlyInAnyOrder("Meeting", "Person",
				"Participation", "Participation", "Citation", "Citation", "Citation");
		assertThat(dry.at("/planned").findValuesAsString("change")).containsOnly("RECORDED");
		assertThat(dry.at("/planned").findValues("elementId")).allMatch(JsonNode::isNull);
		JsonNode meeting = dry.at("/planned")
			.valueStream()
			.filter((change) -> change.at("/type").asString().equals("Meeting"))
			.findFirst()
			.orElseThrow();
		assertThat(meeting.at("/fields").findValuesAsString("field")).contains("title", "kind").doesNotContain("slug");
		assertThat(count()).isEqualTo(1);
		input.put("dryRun", false);
		JsonNode real = this.curator.act("recordMeeting", input, "meeting { id } " + PLAN);
		assertThat(real.at("/meeting").isObject()).isTrue();
		assertThat(real.at("/dryRun").asBoolean()).isFalse();
		assertThat(real.at("/planned")).isEmpty();
		assertThat(count()).isEqualTo(2);
		// The act is done already, so a dry run finds nothing left to do.
		input.put("dryRun", true);
		assertThat(this.curator.act("recordMeeting", input, PLAN).at("/planned")).isEmpty();
	}

	@Test
	void hidesFromTheViewerWhatFollowsFromHiddenElements() {
		String participation = Ids.derive(Kind.PARTICIPATION, "drawn", "p1");
		this.curator.act("cite", Map.of("supports", Map.of("id", participation), "document", Map.of("slug", "source"),
				"locator", "secret", "visibility", "CONFIDENTIAL"), "citation { id }");
		Map<String, Object> input = Map.of("id", participation, "expectedVersion", 1, "representing",
				List.of(Map.of("slug", "haven")), "dryRun", true);
		String[] seen = { "Participation", "Participation", "Citation" };
		assertThat(this.curator.actAs(this.curator.beginner(), "updateParticipation", input, PLAN)
			.at("/planned")
			.findValuesAsString("type")).containsExactlyInAnyOrder(seen);
		assertThat(this.curator.act("updateParticipation", input, PLAN).at("/planned").findValuesAsString("type"))
			.hasSize(seen.length + 1);
	}

	@Test
	void refusesAMergeWithConflictsLikeTheMergeItself() {
		Map<String, Object> input = new HashMap<>(
				Map.of("survivor", Map.of("slug", "haven"), "duplicate", Map.of("slug", "harbour"), "dryRun", true));
		String selection = "actor { id } moved conflicts { kind } " + PLAN;
		JsonNode refused = this.curator.act("mergeActors", input, selection);
		assertThat(Curator.codes(refused)).containsExactly("CONFLICT");
		assertThat(refused.at("/conflicts").findValuesAsString("kind")).containsExactly("PROPERTIES_DIFFER");
		assertThat(refused.at("/moved").asInt()).isEqualTo(1);
		assertThat(refused.at("/planned")).isEmpty();
		input.put("acceptConflicts", true);
		JsonNode dry = this.curator.act("mergeActors", input, selection);
		assertThat(dry.at("/actor").isNull()).isTrue();
		assertThat(dry.at("/planned").findValuesAsString("change")).containsExactlyInAnyOrder("MERGED", "MERGED",
				"RECORDED", "RECORDED");
		assertThat(this.client.ask("{ organisation(by: { slug: \"harbour\" }) { name } }")
			.data("organisation/name")
			.asString()).isEqualTo("Harbour");
	}

	@Test
	void listsWhatWouldBeRetractedOrErased() {
		String meeting = Ids.derive(Kind.MEETING, "drawn", "hearing");
		JsonNode retracted = this.curator.act("retractRecord",
				Map.of("id", meeting, "expectedVersion", 1, "dryRun", true), "retractedId " + PLAN);
		assertThat(retracted.at("/retractedId").isNull()).isTrue();
		assertThat(retracted.at("/planned/0/elementId").asString()).isEqualTo(meeting);
		assertThat(retracted.at("/planned/0/change").asString()).isEqualTo("RETRACTED");
		JsonNode erased = this.curator.act("erase", Map.of("id", meeting, "dryRun", true), "erased " + PLAN);
		assertThat(erased.at("/planned").findValuesAsString("change")).hasSize(erased.at("/erased").asInt())
			.containsOnly("ERASED");
		assertThat(erased.at("/planned").findValuesAsString("elementId")).contains(meeting,
				Ids.derive(Kind.PARTICIPATION, "drawn", "p1"));
		assertThat(count()).isEqualTo(1);
	}

	@Test
	void listsTheFactsThatGoAndComeWithTheirRecord() {
		String meeting = Ids.derive(Kind.MEETING, "drawn", "hearing");
		String ada = Ids.derive(Kind.PERSON, "drawn", "ada");
		String hers = Ids.derive(Kind.PARTICIPATION, "drawn", "p1");
		String theirs = Ids.derive(Kind.PARTICIPATION, "drawn", "p2");
		String hidden = this.curator
			.act("addParticipation",
					Map.of("actor", Map.of("slug", "haven"), "meeting", Map.of("slug", "hearing"), "visibility",
							"CONFIDENTIAL", "citations", List.of(cited())),
					"participation { id }")
			.at("/participation/id")
			.asString();
		String[] beginner = this.curator.beginner();
		Map<String, Object> retract = new HashMap<>(Map.of("id", meeting, "expectedVersion", 1, "dryRun", true));
		List<String> going = planned(this.curator.act("retractRecord", retract, PLAN), "RETRACTED");
		assertThat(going).startsWith(meeting).contains(hers, theirs, hidden).hasSize(7);
		assertThat(planned(this.curator.actAs(beginner, "retractRecord", retract, PLAN), "RETRACTED"))
			.startsWith(meeting)
			.contains(hers, theirs)
			.doesNotContain(hidden)
			.hasSize(5)
			.isSubsetOf(going);
		// What went already with somebody else does not go again.
		this.curator.act("retractRecord", Map.of("id", ada, "expectedVersion", 1), "retractedId");
		going = planned(this.curator.act("retractRecord", retract, PLAN), "RETRACTED");
		assertThat(going).contains(theirs, hidden).doesNotContain(hers).hasSize(5);
		assertThat(shown(going)).isEqualTo(5);
		retract.remove("dryRun");
		assertThat(this.curator.act("retractRecord", retract, PLAN).at("/planned")).isEmpty();
		assertThat(shown(going)).isZero();
		Map<String, Object> restore = new HashMap<>(
				Map.of("id", meeting, "version", 1, "expectedVersion", 2, "dryRun", true));
		assertThat(planned(this.curator.act("restore", restore, PLAN), "RESTORED"))
			.containsExactlyInAnyOrderElementsOf(going);
		List<String> coming = planned(this.curator.actAs(beginner, "restore", restore, PLAN), "RESTORED");
		assertThat(coming).startsWith(meeting).contains(theirs).doesNotContain(hidden).hasSize(3);
		restore.remove("dryRun");
		this.curator.act("restore", restore, PLAN);
		assertThat(shown(going)).isEqualTo(5);
		JsonNode fact = this.curator.act("retractFact", Map.of("id", theirs, "expectedVersion", 1, "dryRun", true),
				PLAN);
		assertThat(fact.at("/planned").findValuesAsString("type")).containsExactly("Participation", "Citation");
	}

	/** The ids of the planned changes, all of this kind. */
	private static List<String> planned(JsonNode payload, String change) {
		assertThat(Curator.codes(payload)).isEmpty();
		assertThat(payload.at("/planned").findValuesAsString("change")).containsOnly(change);
		return payload.at("/planned").findValuesAsString("elementId");
	}

	private long shown(List<String> ids) {
		return this.client.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", Map.of("ids", ids), Curator.TOKEN)
			.data("nodes")
			.valueStream()
			.filter((node) -> !node.isNull())
			.count();
	}

	private static Map<String, Object> cited() {
		return Map.of("document", Map.of("slug", "source"), "locator", "p. 1");
	}

	private int count() {
		return this.client.ask("{ meetings { totalCount } }").data("meetings/totalCount").asInt();
	}

}
