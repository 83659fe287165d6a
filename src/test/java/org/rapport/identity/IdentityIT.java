package org.rapport.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.rapport.testing.Client.Answer;
import org.rapport.testing.Client;
import org.rapport.testing.Curator;
import org.rapport.testing.RapportIT;
import org.rapport.testing.SampleRecord;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests duplicates, merges and declared distinctions over HTTP. */
@RapportIT
class IdentityIT {

	private static final String ACTOR = "actor { id name slug ... on Organisation { otherNames { name } participations { totalCount } } }";

	private static final String WARNED = ACTOR + " warnings { code message field }";

	@Autowired
	private Likenesses likenesses;

	private Client client;

	private Curator curator;

	@BeforeAll
	static void load(@Autowired Neo4jClient client, @Autowired Imports imports) {
		SampleRecord.alone(client, imports);
	}

	@Autowired
	void client(@LocalServerPort int port) {
		this.client = new Client(port);
		this.curator = new Curator(port);
	}

	@Test
	void movesEverythingAndKeepsIdsAndSlugsWorking() {
		String into = organisation("Bereaved Families Circle", "PUBLIC");
		String from = organisation("Bereaved Family Circle", "PUBLIC");
		met(from, "PUBLIC");
		JsonNode merged = merge(into, from);
		assertThat(merged.at("/actor/id").asString()).isEqualTo(into);
		assertThat(merged.at("/actor/participations/totalCount").asInt()).isEqualTo(1);
		assertThat(merged.at("/actor/otherNames").findValuesAsString("name")).containsExactly("Bereaved Family Circle");
		String question = "{ node(id: \"%s\") { id } organisation(by: {slug: \"bereaved-family-circle\"}) { id } }"
			.formatted(from);
		assertThat(this.client.ask(question).data("node/id").asString()).isEqualTo(into);
		assertThat(this.client.ask(question).data("organisation/id").asString()).isEqualTo(into);
		assertThat(this.client.ask("{ organisations(filter: {}) { nodes { id } } }").json().toString())
			.doesNotContain(from);
	}

	/** These do not look ids up first. */
	@Test
	void findsEngagementsAndLinksByFormerIds() {
		String network = organisation("Forum of Choirs", "PUBLIC");
		String formerNetwork = organisation("Forum for Choirs", "PUBLIC");
		String into = organisation("Choir of the Lake", "PUBLIC");
		String from = organisation("Choir on the Lake", "PUBLIC");
		String other = organisation("Choir of the Hill", "PUBLIC");
		List.of(into, other)
			.forEach(
					(member) -> this.curator.act(
							"addMembership", Map.of("actor", Map.of("id", member), "belongsTo", Map.of("id", network),
									"kind", "MEMBER", "visibility", "PUBLIC", "citations", List.of(cited())),
							"membership { id }"));
		this.curator.act("recordMeeting",
				Map.of("title", "A concert", "kind", "MEETING", "visibility", "PUBLIC", "citations", List.of(cited()),
						"participations",
						List.of(Map.of("actor", Map.of("id", from)), Map.of("actor", Map.of("id", other)))),
				"meeting { id }");
		merge(into, from);
		merge(network, formerNetwork);
		JsonNode answer = this.client
			.ask("""
					{
					  one: engagements(side: {actors: [{id: "%1$s"}]}, otherSide: {actors: [{id: "%2$s"}]}) { ...pairs }
					  other: engagements(side: {actors: [{id: "%2$s"}]}, otherSide: {actors: [{id: "%1$s"}]}) { ...pairs }
					  organisation(by: {id: "%2$s"}) { linkedMembers(network: {id: "%3$s"}) { nodes { otherMember { id } } } }
					}
					fragment pairs on EngagementConnection { nodes { actor { id } counterpart { id } meetingCount } }
					"""
				.formatted(from, other, formerNetwork))
			.json()
			.at("/data");
		assertThat(answer.at("/one/nodes").toString())
			.isEqualTo("[{\"actor\":{\"id\":\"%s\"},\"counterpart\":{\"id\":\"%s\"},\"meetingCount\":1}]"
				.formatted(into, other));
		assertThat(answer.at("/other/nodes").toString())
			.isEqualTo("[{\"actor\":{\"id\":\"%s\"},\"counterpart\":{\"id\":\"%s\"},\"meetingCount\":1}]"
				.formatted(other, into));
		assertThat(answer.at("/organisation/linkedMembers/nodes/0/otherMember/id").asString()).isEqualTo(into);
	}

	@Test
	void takesAMergeBack() {
		String into = organisation("Combined Voices", "PUBLIC");
		String from = organisation("Combined Voice", "PUBLIC");
		String meeting = met(from, "PUBLIC");
		merge(into, from);
		String later = met(into, "PUBLIC");
		JsonNode unmerged = this.curator.act("unmerge", Map.of("mergedId", from), ACTOR);
		assertThat(unmerged.at("/actor/id").asString()).isEqualTo(from);
		assertThat(participants(meeting)).containsExactly(from);
		assertThat(participants(later)).containsExactly(into);
		assertThat(this.client.ask("{ organisation(by: {slug: \"combined-voices\"}) { otherNames { name } } }")
			.data("organisation/otherNames")).isEmpty();
		assertThat(Curator.codes(this.curator.act("unmerge", Map.of("mergedId", from), ACTOR)))
			.containsExactly("NOT_FOUND");
		merge(into, from);
		assertThat(participants(meeting)).containsExactly(into);
	}

	@Test
	void leavesWhatWasCorrectedSinceTheMergeCorrected() {
		String into = organisation("Since Then", "PUBLIC");
		String from = organisation("Since Thenn", "PUBLIC");
		String meeting = met(from, "PUBLIC");
		merge(into, from);
		String participation = this.client
			.ask("{ meeting(by: {id: \"%s\"}) { participations { nodes { id } } } }".formatted(meeting))
			.data("meeting/participations/nodes/0/id")
			.asString();
		this.curator.act("updateParticipation", Map.of("id", participation, "expectedVersion", 2, "role", "SPEAKER"),
				"participation { version }");
		this.curator.act("unmerge", Map.of("mergedId", from), ACTOR);
		JsonNode now = this.client
			.ask("{ meeting(by: {id: \"%s\"}) { participations { nodes { role actor { id } } } } }".formatted(meeting))
			.data("meeting/participations/nodes/0");
		assertThat(now.at("/role").asString()).isEqualTo("SPEAKER");
		assertThat(now.at("/actor/id").asString()).isEqualTo(from);
	}

	@Test
	void keepsHiddenWhatWasHiddenThroughTheMergedOne() {
		String into = organisation("Open House", "PUBLIC");
		String from = organisation("Open Houses", "CONFIDENTIAL");
		String meeting = met(from, "PUBLIC");
		merge(into, from);
		String question = """
				{ organisation(by: {id: "%s"}) { otherNames { name } participations { totalCount } history { totalCount } }
				  node(id: "%s") { id } meeting(by: {id: "%s"}) { participations { totalCount } }
				  search(text: "Open Houses") { nodes { id } } }"""
			.formatted(into, from, meeting);
		Answer anonymous = this.client.ask(question);
		assertThat(anonymous.data("organisation/participations/totalCount").asInt()).isZero();
		assertThat(anonymous.data("meeting/participations/totalCount").asInt()).isZero();
		assertThat(anonymous.data("node").isNull()).isTrue();
		assertThat(anonymous.json().toString()).doesNotContain("Open Houses");
		assertThat(this.client.ask(question, Curator.TOKEN).data("organisation/participations/totalCount").asInt())
			.isEqualTo(1);
	}

	@Test
	void keepsTheNameForThoseWhoSeeASourceOfIt() {
		String into = organisation("Kestrel Trust", "PUBLIC");
		String from = organisation("Harrier Fund", "PUBLIC");
		cite(from, "RESTRICTED");
		for (boolean dry : new boolean[] { true, false }) {
			JsonNode merged = this.curator.act("mergeActors",
					Map.of("survivor", Map.of("id", into), "duplicate", Map.of("id", from), "dryRun", dry), WARNED);
			assertThat(Curator.codes(merged)).isEmpty();
			assertThat(merged.at("/warnings").findValuesAsString("code")).containsExactly("NAME_NOT_KEPT");
			assertThat(merged.at("/warnings/0/message").asString()).contains("Harrier Fund", "fewer viewers");
			assertThat(merged.at("/warnings/0/field/0").asString()).isEqualTo("duplicate");
		}
		assertThat(found("Harrier Fund", Curator.TOKEN)).containsExactly(into);
		assertThat(found("Harrier Fund")).isEmpty();
		JsonNode name = this.client
			.ask("{ organisation(by: {id: \"%s\"}) { otherNames { name visibility citations { visibility basis } } } }"
				.formatted(into), Curator.TOKEN)
			.data("organisation/otherNames");
		assertThat(name.toString()).isEqualTo(
				"[{\"name\":\"Harrier Fund\",\"visibility\":\"RESTRICTED\",\"citations\":[{\"visibility\":\"RESTRICTED\",\"basis\":\"INFERRED\"}]}]");
		assertThat(this.client.ask("{ organisation(by: {id: \"%s\"}) { otherNames { name } } }".formatted(into))
			.json()
			.toString()).doesNotContain("Harrier");
	}

	@Test
	void saysThatANameWithoutASourceIsNotKept() {
		String into = organisation("Merlin Trust", "PUBLIC");
		String from = organisation("Buzzard Fund", "PUBLIC");
		for (boolean dry : new boolean[] { true, false }) {
			JsonNode merged = this.curator.act("mergeActors",
					Map.of("survivor", Map.of("id", into), "duplicate", Map.of("id", from), "dryRun", dry), WARNED);
			assertThat(Curator.codes(merged)).isEmpty();
			assertThat(merged.at("/warnings").findValuesAsString("code")).containsExactly("NAME_NOT_KEPT");
			assertThat(merged.at("/warnings/0/message").asString()).contains("Buzzard Fund", "no citation",
					"add it to the survivor");
		}
		assertThat(found("Buzzard Fund", Curator.TOKEN)).isEmpty();
	}

	@Test
	void prefersTheLeastHiddenSourceOfAName() {
		String into = organisation("Osprey Trust", "PUBLIC");
		String from = organisation("Falcon Fund", "PUBLIC");
		cite(from, "CONFIDENTIAL");
		met(from, "PUBLIC");
		JsonNode merged = this.curator.act("mergeActors",
				Map.of("survivor", Map.of("id", into), "duplicate", Map.of("id", from)), WARNED);
		assertThat(merged.at("/warnings")).isEmpty();
		assertThat(found("Falcon Fund")).containsExactly(into);
	}

	@Test
	void keepsANameInTheCircleOfItsSource() {
		String into = organisation("Eagle Trust", "PUBLIC");
		String from = organisation("Sparrow Fund", "PUBLIC");
		Map<String, Object> citation = new HashMap<>(cited());
		citation.putAll(Map.of("supports", Map.of("id", from), "visibility", "PUBLIC", "circle", "alpha"));
		assertThat(Curator.codes(this.curator.act("cite", citation, "citation { id }"))).isEmpty();
		this.curator.act("mergeActors", Map.of("survivor", Map.of("id", into), "duplicate", Map.of("id", from)),
				WARNED);
		assertThat(found("Sparrow Fund")).isEmpty();
		assertThat(this.client
			.ask("{ organisation(by: {id: \"%s\"}) { otherNames { name visibility circle } } }".formatted(into),
					Curator.TOKEN)
			.data("organisation/otherNames")
			.toString()).isEqualTo("[{\"name\":\"Sparrow Fund\",\"visibility\":\"PUBLIC\",\"circle\":\"alpha\"}]");
	}

	@Test
	void addsNoNameThatTheSurvivorHas() {
		String into = organisation("Swift Trust", "PUBLIC");
		Map<String, Object> name = new HashMap<>(Map.of("actor", Map.of("id", into), "name", "Starling Fund", "kind",
				"ALTERNATIVE", "visibility", "PUBLIC", "citations", List.of(cited())));
		this.curator.act("addName", name, "name { id }");
		String from = organisation("Starling Fund", "PUBLIC");
		JsonNode merged = this.curator.act("mergeActors",
				Map.of("survivor", Map.of("id", into), "duplicate", Map.of("id", from)), WARNED);
		assertThat(merged.at("/warnings")).isEmpty();
		assertThat(merged.at("/actor/otherNames").findValuesAsString("name")).containsExactly("Starling Fund");
	}

	private void cite(String id, String visibility) {
		Map<String, Object> citation = new HashMap<>(cited());
		citation.putAll(Map.of("supports", Map.of("id", id), "visibility", visibility));
		assertThat(Curator.codes(this.curator.act("cite", citation, "citation { id }"))).isEmpty();
	}

	private List<String> found(String text, String... token) {
		return this.client.ask("{ search(text: \"%s\") { nodes { id } } }".formatted(text), token)
			.data("search/nodes")
			.findValuesAsString("id");
	}

	@Test
	void opensNothingThatHungOnTheHiddenOne() {
		String into = organisation("Seen By All", "PUBLIC");
		String from = organisation("Seen By Few", "CONFIDENTIAL");
		this.curator.act("updateOrganisation",
				Map.of("id", from, "expectedVersion", 1, "offices",
						List.of(Map.of("newPlace", Map.of("name", "An open place", "visibility", "PUBLIC")))),
				"organisation { id }");
		String about = this.curator
			.act("recordMeeting",
					Map.of("title", "About few", "kind", "MEETING", "visibility", "PUBLIC", "about",
							List.of(Map.of("id", from)), "citations", List.of(cited())),
					"meeting { id }")
			.at("/meeting/id")
			.asString();
		merge(into, from);
		String question = "{ organisation(by: {id: \"%s\"}) { offices { name } history { totalCount } } meeting(by: {id: \"%s\"}) { visibility about { id } version } }"
			.formatted(into, about);
		Answer anonymous = this.client.ask(question);
		assertThat(anonymous.data("organisation/offices")).isEmpty();
		assertThat(anonymous.data("organisation/history/totalCount").asInt()).isEqualTo(1);
		assertThat(anonymous.data("meeting/visibility").asString()).isEqualTo("PUBLIC");
		assertThat(anonymous.data("meeting/about")).isEmpty();
	}

	@Test
	void tellsNobodyOfAMergeWhoDoesNotSeeBoth() {
		String into = organisation("Behind The Curtain", "CONFIDENTIAL");
		String from = organisation("Before The Curtain", "PUBLIC");
		this.curator.act("mergeActors", Map.of("survivor", Map.of("id", into), "duplicate", Map.of("id", from),
				"acceptConflicts", true, "reason", "SECRETREASON"), "actor { id }");
		String[] beginner = this.curator.beginner();
		String question = "{ changes(element: \"%s\") { nodes { change reason } } }".formatted(from);
		assertThat(this.client.ask(question, beginner).data("changes/nodes")).isEmpty();
		assertThat(Curator.codes(this.curator.actAs(beginner, "restore",
				Map.of("id", from, "version", 1, "expectedVersion", 2), "node { id }")))
			.isNotEmpty();
		assertThat(Curator
			.codes(this.curator.act("restore", Map.of("id", from, "version", 1, "expectedVersion", 2), "node { id }")))
			.containsExactly("CONFLICT");
		assertThat(Curator.codes(this.curator.act("erase", Map.of("id", from), "erased"))).containsExactly("CONFLICT");
		this.curator.act("unmerge", Map.of("mergedId", from), ACTOR);
		Answer after = this.client.ask(question, beginner);
		assertThat(after.data("changes/nodes").findValuesAsString("change")).containsExactly("RECORDED");
		assertThat(after.json().toString()).doesNotContain("SECRETREASON");
	}

	@Test
	void bringsBackAnEarlierVersionOfAFactAboutWhomItIsNow() {
		String into = organisation("Now This", "PUBLIC");
		String from = organisation("Then That", "PUBLIC");
		String meeting = met(from, "PUBLIC");
		String participation = this.client
			.ask("{ meeting(by: {id: \"%s\"}) { participations { nodes { id } } } }".formatted(meeting))
			.data("meeting/participations/nodes/0/id")
			.asString();
		merge(into, from);
		this.curator.act("restore", Map.of("id", participation, "version", 1, "expectedVersion", 2), "node { id }");
		assertThat(participants(meeting)).containsExactly(into);
	}

	@Test
	void tellsConflictsFirstAndChangesNothingInADryRun() {
		String into = organisation("Dry Land", "PUBLIC");
		String from = organisation("Dry Lands", "PUBLIC");
		this.curator.act("updateOrganisation",
				Map.of("id", from, "expectedVersion", 1, "kind", "NETWORK", "countryCode", "GB"),
				"organisation { id }");
		this.curator.act("addMembership", Map.of("actor", Map.of("id", from), "belongsTo", Map.of("id", into), "kind",
				"MEMBER", "visibility", "PUBLIC", "citations", List.of(cited())), "membership { id }");
		String selection = "moved conflicts { kind nodes { id } } " + ACTOR;
		Map<String, Object> dry = Map.of("survivor", Map.of("id", into), "duplicate", Map.of("id", from), "dryRun",
				true);
		JsonNode told = this.curator.act("mergeActors", dry, selection);
		assertThat(told.at("/conflicts").findValuesAsString("kind")).containsExactlyInAnyOrder("PROPERTIES_DIFFER",
				"PROPERTIES_DIFFER", "FACT_ABOUT_ITSELF");
		assertThat(this.client.ask("{ node(id: \"%s\") { id } }".formatted(from)).data("node/id").asString())
			.isEqualTo(from);
		Map<String, Object> real = Map.of("survivor", Map.of("id", into), "duplicate", Map.of("id", from));
		assertThat(Curator.codes(this.curator.act("mergeActors", real, selection))).containsExactly("CONFLICT");
		merge(into, from);
		assertThat(this.client.ask("{ organisation(by: {id: \"%s\"}) { memberships { totalCount } } }".formatted(into))
			.data("organisation/memberships/totalCount")
			.asInt()).isZero();
	}

	@Test
	void proposesNamesThatAreAlikeInAnyScriptUntilTheyAreDeclaredDistinct() {
		String one = organisation("Windows for Peace Institute", "PUBLIC");
		String other = organisation("Window for Peace Institut", "PUBLIC");
		organisation("Something Quite Different", "PUBLIC");
		String question = "{ possibleDuplicates(types: [ORGANISATION], minimumScore: 0.9) { totalCount nodes { score one { id } other { id } reasons { kind message } } } }";
		assertThat(this.client.ask(question).code()).isEqualTo("FORBIDDEN");
		assertThat(proposed(question)).contains(List.of(one, other).stream().sorted().toList());
		this.curator.act("declareDistinct", Map.of("one", Map.of("id", one), "other", Map.of("id", other)),
				"one { id } other { id }");
		assertThat(proposed(question)).doesNotContain(List.of(one, other).stream().sorted().toList());
		assertThat(proposed(question.replace("types: [ORGANISATION]", "actor: {id: \"" + one + "\"}"))).isEmpty();
		this.curator.act("declareDistinct",
				Map.of("one", Map.of("id", one), "other", Map.of("id", other), "distinct", false), "one { id }");
		assertThat(proposed(question)).contains(List.of(one, other).stream().sorted().toList());
	}

	@Test
	void proposesNamesWithTheSameLettersHoweverTheyAreJoined() {
		String one = person("G-7");
		String other = person("G7");
		String and = person("Z\u00FCrn & Qvist");
		String und = person("Z\u00FCrn und Qvist");
		String first = person("\u9234\u6728\u4E00\u90CE");
		person("\u9234\u6728\u4E8C\u90CE");
		String spaced = person("\u9234\u6728\u3000\u4E00\u90CE");
		String question = "{ possibleDuplicates(types: [PERSON], minimumScore: 1) { nodes { score one { id } other { id } } } }";
		assertThat(proposed(question)).containsExactlyInAnyOrder(List.of(one, other).stream().sorted().toList(),
				List.of(and, und).stream().sorted().toList(), List.of(first, spaced).stream().sorted().toList());
		assertThat(proposed(question.replace("minimumScore: 1", "minimumScore: 0.5, actor: {id: \"" + first + "\"}")))
			.containsExactly(List.of(first, spaced).stream().sorted().toList());
	}

	private String person(String name) {
		return this.curator.act("addPerson", Map.of("name", name, "visibility", "PUBLIC"), "person { id }")
			.at("/person/id")
			.asString();
	}

	@Test
	void proposesWhomOneIdentifierNames() {
		String hidden = organisation("Quite Unlike", "CONFIDENTIAL");
		String open = organisation("Another Thing", "PUBLIC");
		Map<String, Object> number = Map.of("scheme", "XX-SAME", "identifier", "4711", "visibility", "PUBLIC",
				"citations", List.of(cited()));
		Map<String, Object> ofHidden = new HashMap<>(number);
		ofHidden.put("record", Map.of("id", hidden));
		this.curator.act("addIdentifier", ofHidden, "identification { id }");
		Map<String, Object> ofOpen = new HashMap<>(number);
		ofOpen.put("record", Map.of("id", open));
		ofOpen.put("scheme", "xx-Same");
		String[] beginner = this.curator.beginner();
		assertThat(Curator.codes(this.curator.actAs(beginner, "addIdentifier", ofOpen, "identification { id }")))
			.isEmpty();
		String question = "{ possibleDuplicates(actor: {id: \"%s\"}) { nodes { score one { id } other { id } reasons { kind } } } }"
			.formatted(open);
		assertThat(proposed(question)).containsExactly(List.of(hidden, open).stream().sorted().toList());
		assertThat(this.client.ask(question, beginner).data("possibleDuplicates/nodes")).isEmpty();
	}

	private List<List<String>> proposed(String question) {
		this.likenesses.search();
		return this.client.ask(question, Curator.TOKEN)
			.data("possibleDuplicates/nodes")
			.valueStream()
			.map((pair) -> List.of(pair.at("/one/id").asString(), pair.at("/other/id").asString()))
			.toList();
	}

	private JsonNode merge(String into, String from) {
		JsonNode merged = this.curator.act("mergeActors",
				Map.of("survivor", Map.of("id", into), "duplicate", Map.of("id", from), "acceptConflicts", true),
				ACTOR);
		assertThat(Curator.codes(merged)).isEmpty();
		return merged;
	}

	private String organisation(String name, String visibility) {
		JsonNode added = this.curator.act("addOrganisation", Map.of("name", name, "kind", "CIVIL_SOCIETY", "visibility",
				visibility, "slug", name.toLowerCase(Locale.ROOT).replace(' ', '-')), "organisation { id }");
		assertThat(Curator.codes(added)).isEmpty();
		return added.at("/organisation/id").asString();
	}

	private String met(String actor, String visibility) {
		return this.curator
			.act("recordMeeting",
					Map.of("title", "A meeting", "kind", "MEETING", "visibility", visibility, "citations",
							List.of(cited()), "participations", List.of(Map.of("actor", Map.of("id", actor)))),
					"meeting { id }")
			.at("/meeting/id")
			.asString();
	}

	private List<String> participants(String meeting) {
		return this.client
			.ask("{ meeting(by: {id: \"%s\"}) { participations { nodes { actor { id } } } } }".formatted(meeting))
			.data("meeting/participations/nodes")
			.valueStream()
			.map((node) -> node.at("/actor/id").asString())
			.toList();
	}

	private static Map<String, Object> cited() {
		return Map.of("document", Map.of("newDocument", Map.of("title", "Minutes", "kind", "BRIEF")), "locator",
				"p. 1");
	}

}
