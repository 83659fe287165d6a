package org.rapport.recording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

/** Tests how a curator records, corrects and retracts. */
@RapportIT
class RecordingIT {

	private static final String[] CURATOR = Curator.TOKEN;

	private Client client;

	private Curator curator;

	private static String source;

	@BeforeAll
	static void load(@Autowired Neo4jClient client, @Autowired Imports imports) {
		SampleRecord.alone(client, imports);
		source = client.query("MATCH (d:Document)<-[:FROM]-() RETURN d.slug ORDER BY d.slug LIMIT 1")
			.fetchAs(String.class)
			.one()
			.orElseThrow();
	}

	@Autowired
	void client(@LocalServerPort int port) {
		this.client = new Client(port);
		this.curator = new Curator(port);
	}

	@Test
	void recordsAMeetingWithWhoTookPartInOneAct() {
		JsonNode meeting = act("recordMeeting", meeting("Whole", "PUBLIC"),
				"""
						meeting { version visibility date { text } about { __typename } places { name }
						  citations { locator } participations { nodes { role capacity actor { name __typename } representing { name }
						  citations { basis } } } }""")
			.at("/meeting");
		assertThat(meeting.at("/version").asInt()).isEqualTo(1);
		assertThat(meeting.at("/date/text").asString()).isEqualTo("2025-03-04");
		assertThat(meeting.at("/places/0/name").asString()).isEqualTo("A quiet room");
		assertThat(meeting.at("/citations/0/locator").asString()).isEqualTo("p. 1");
		assertThat(meeting.at("/participations/nodes")).hasSize(3);
		assertThat(meeting.at("/participations/nodes").findValuesAsString("name")).contains("Dana Levi Whole",
				"Alliance for Middle East Peace", "United Kingdom");
	}

	@Test
	void addsWhoIsRepresentedAsInferred() {
		JsonNode nodes = act("recordMeeting", meeting("Represented", "PUBLIC"),
				"meeting { participations { nodes { actor { slug } citations { basis note } } } }")
			.at("/meeting/participations/nodes");
		assertThat(nodes.valueStream().filter((node) -> node.at("/actor/slug").asString().equals("allmep")))
			.singleElement()
			.satisfies((node) -> {
				assertThat(node.at("/citations/0/basis").asString()).isEqualTo("INFERRED");
				assertThat(node.at("/citations/0/note").asString()).isNotBlank();
			});
	}

	@Test
	void tellsAllThatIsWrongAtOnceAndChangesNothing() {
		long before = count("meetings");
		Map<String, Object> input = new HashMap<>(meeting("Wrong", "PUBLIC"));
		input.put("title", " ");
		input.put("slug", "Not A Slug");
		input.put("participations", List.of(Map.of("actor", Map.of("slug", "nobody-of-this-name")),
				Map.of("actor", Map.of("newPerson", Map.of("name", "")))));
		JsonNode errors = act("recordMeeting", input, "meeting { id }").at("/userErrors");
		assertThat(
				errors.valueStream().map((error) -> error.at("/field").valueStream().map(JsonNode::asString).toList()))
			.contains(List.of("title"), List.of("slug"), List.of("participations", "0", "actor"),
					List.of("participations", "1", "actor", "newPerson", "name"));
		assertThat(errors.valueStream().map((error) -> error.at("/code").asString())).contains("INVALID", "NOT_FOUND");
		assertThat(count("meetings")).isEqualTo(before);
	}

	@Test
	void recordsTheNamesAndIdentifiersOfANewActorWithIt() {
		Map<String, Object> organisation = new HashMap<>(Map.of("name", "Ruth's Well Nested", "kind", "TRADE_UNION",
				"otherNames", List.of(Map.of("name", "RWN", "kind", "ABBREVIATION")), "identifiers",
				List.of(Map.of("scheme", "wikidata", "identifier", "Q990001"))));
		Map<String, Object> input = new HashMap<>(meeting("Nested", "CONFIDENTIAL"));
		input.put("attendanceMode", "ONLINE");
		input.put("participations", List.of(Map.of("actor", Map.of("newOrganisation", organisation))));
		JsonNode refused = act("recordMeeting", input, "meeting { id }").at("/userErrors");
		List<String> within = List.of("participations", "0", "actor", "newOrganisation");
		assertThat(refused.valueStream().map((error) -> error.at("/code").asString())).containsOnly("CITATION_NEEDED");
		assertThat(refused.valueStream().map((error) -> texts(error.at("/field")))).containsExactlyInAnyOrder(
				path(within, "otherNames", "0", "citations"), path(within, "identifiers", "0", "citations"));
		organisation.put("citations", input.get("citations"));
		JsonNode meeting = act("recordMeeting", input,
				"""
						meeting { attendanceMode participations { nodes { actor { id name visibility
						  identifiers { scheme identifier visibility citations { locator } } otherNames { name kind } } } } }""")
			.at("/meeting");
		assertThat(meeting.at("/attendanceMode").asString()).isEqualTo("ONLINE");
		JsonNode actor = meeting.at("/participations/nodes/0/actor");
		assertThat(actor.at("/otherNames/0/name").asString()).isEqualTo("RWN");
		assertThat(actor.at("/identifiers/0/visibility").asString()).isEqualTo("CONFIDENTIAL");
		assertThat(actor.at("/identifiers/0/citations/0/locator").asString()).isEqualTo("p. 1");
		String byIdentifier = "{ actor(by: { identifier: { scheme: \"wikidata\", identifier: \"Q990001\" } }) { id } }";
		assertThat(this.client.ask(byIdentifier, CURATOR).data("actor/id")).isEqualTo(actor.at("/id"));
		assertThat(this.client.ask(byIdentifier).data("actor").isNull()).isTrue();
		JsonNode taken = act(
				"addPerson", Map.of("name", "Other", "visibility", "PUBLIC", "citations", input.get("citations"),
						"identifiers", List.of(Map.of("scheme", "wikidata", "identifier", "Q990001"))),
				"person { id }");
		assertThat(codes(taken)).containsExactly("NOT_AVAILABLE");
		assertThat(texts(taken.at("/userErrors/0/field"))).startsWith("identifiers", "0");
	}

	private static List<String> path(List<String> within, String... fields) {
		return Stream.concat(within.stream(), Stream.of(fields)).toList();
	}

	private static List<String> texts(JsonNode list) {
		return list.valueStream().map(JsonNode::asString).toList();
	}

	@Test
	void recordsFiveHundredParticipationsInOneActAndNoMore() {
		Map<String, Object> input = new HashMap<>(meeting("Five hundred", "PUBLIC"));
		List<Map<String, Object>> all = new ArrayList<>();
		for (int i = 0; i < 500; i++) {
			all.add(Map.of("actor", Map.of("newPerson", Map.of("name", "Participant Number " + i)), "role", "GUEST",
					"capacity", "Member of the board of an organisation in the region"));
		}
		input.put("participations", all);
		JsonNode recorded = act("recordMeeting", input, "meeting { participations { totalCount } }");
		assertThat(codes(recorded)).isEmpty();
		assertThat(recorded.at("/meeting/participations/totalCount").asInt()).isEqualTo(500);
		all.add(all.get(0));
		JsonNode refused = act("recordMeeting", input, "meeting { id }");
		assertThat(refused.at("/userErrors/0/message").asString()).contains("at most 500 participations");
	}

	@Test
	void wantsACitationForEachFact() {
		Map<String, Object> input = new HashMap<>(meeting("Uncited", "PUBLIC"));
		input.remove("citations");
		assertThat(codes(act("recordMeeting", input, "meeting { id }"))).containsOnly("CITATION_NEEDED");
	}

	@Test
	void answersARepeatedRequestAgainAndDoesNotRepeatIt() {
		Map<String, Object> input = new HashMap<>(meeting("Once", "PUBLIC"));
		input.put("idempotencyKey", "once");
		String first = act("recordMeeting", input, "meeting { id }").at("/meeting/id").asString();
		long before = count("meetings");
		assertThat(act("recordMeeting", input, "meeting { id }").at("/meeting/id").asString()).isEqualTo(first);
		assertThat(count("meetings")).isEqualTo(before);
		input.put("title", "Something else");
		assertThat(codes(act("recordMeeting", input, "meeting { id }"))).containsExactly("KEY_REUSED");
	}

	@Test
	void hidesWhatIsRecordedAsConfidentialFromThePublic() {
		JsonNode meeting = act("recordMeeting", meeting("Hidden", "CONFIDENTIAL"), "meeting { id slug }")
			.at("/meeting");
		String question = "{ node(id: \"%s\") { id } search(text: \"Dana Levi Hidden\") { totalCount } }"
			.formatted(meeting.at("/id").asString());
		assertThat(this.client.ask(question, CURATOR).data("search/totalCount").asInt()).isEqualTo(1);
		assertThat(this.client.ask(question).data("node").isNull()).isTrue();
		assertThat(this.client.ask(question).data("search/totalCount").asInt()).isZero();
	}

	@Test
	void hidesWhatIsDescribedWithinUnlessItSaysOtherwise() {
		Map<String, Object> input = new HashMap<>(meeting("Within", "CONFIDENTIAL"));
		input.put("places", List.of(Map.of("newPlace", Map.of("name", "Wqxz cellar")),
				Map.of("newPlace", Map.of("name", "Wqxz square", "visibility", "PUBLIC"))));
		input.put("about", List.of(Map.of("newTopic", Map.of("name", "Wqxz matter"))));
		act("recordMeeting", input, "meeting { id }");
		String question = "{ search(text: \"Wqxz\") { nodes { ... on Place { name } ... on Topic { name } } } }";
		assertThat(this.client.ask(question, CURATOR).data("search/nodes").findValuesAsString("name")).hasSize(3);
		assertThat(this.client.ask(question).data("search/nodes").findValuesAsString("name"))
			.containsExactly("Wqxz square");
	}

	@Test
	void opensNothingThatDoesNotSaySo() {
		String id = act("addPerson", Map.of("name", "Hidden Still", "visibility", "CONFIDENTIAL", "circle", "blue"),
				"person { id }")
			.at("/person/id")
			.asString();
		Map<String, Object> change = new HashMap<>(Map.of("id", id, "expectedVersion", 1, "description", "x"));
		change.put("visibility", null);
		assertThat(codes(act("updatePerson", change, "person { id }"))).containsExactly("INVALID");
		Map<String, Object> input = new HashMap<>(meeting("Narrow", "RESTRICTED"));
		input.put("circle", "blue");
		input.put("participations",
				List.of(Map.of("actor", Map.of("newPerson", Map.of("name", "By circle", "circle", "green"))),
						Map.of("actor", Map.of("newPerson", Map.of("name", "By level", "visibility", "PUBLIC")))));
		JsonNode people = act("recordMeeting", input,
				"meeting { participations { nodes { actor { name visibility circle } } } }")
			.at("/meeting/participations/nodes");
		assertThat(people.valueStream().map((one) -> one.at("/actor").valueStream().map(JsonNode::asString).toList()))
			.containsExactlyInAnyOrder(List.of("By circle", "RESTRICTED", "green"),
					List.of("By level", "PUBLIC", "blue"));
	}

	@Test
	void tellsNothingOfChangesThatAreAboutWhatIsHidden() {
		String topic = act("addTopic", Map.of("name", "Wholly hidden", "visibility", "CONFIDENTIAL"), "topic { id }")
			.at("/topic/id")
			.asString();
		String meeting = act("recordMeeting", meeting("Told of", "PUBLIC"), "meeting { id }").at("/meeting/id")
			.asString();
		act("updateMeeting", Map.of("id", meeting, "expectedVersion", 1, "about", List.of(Map.of("id", topic)),
				"reason", "SECRETREASON"), "meeting { id }");
		String question = "{ meeting(by: {id: \"%s\"}) { history { totalCount nodes { reason change } } } }"
			.formatted(meeting);
		Answer beginner = this.client.ask(question, this.curator.beginner());
		assertThat(beginner.data("meeting/history/totalCount").asInt()).isEqualTo(1);
		assertThat(beginner.json().toString()).doesNotContain("SECRETREASON");
		assertThat(this.client.ask(question, CURATOR).data("meeting/history/totalCount").asInt()).isEqualTo(2);
	}

	@Test
	void bringsBackActorsForThoseWhoMayRetractThemOnly() {
		String id = organisation("Retracted for good").at("/organisation/id").asString();
		act("retractRecord", Map.of("id", id, "expectedVersion", 1), "retractedId");
		assertThat(Curator.codes(this.curator.actAs(this.curator.beginner(), "restore",
				Map.of("id", id, "version", 1, "expectedVersion", 2), "node { id }")))
			.containsExactly("NOT_CLEARED");
	}

	@Test
	void doesNotTellThatAnIdentifierIsKnownInTheHiddenPart() {
		String hidden = act("addOrganisation",
				Map.of("name", "Known by number", "kind", "NETWORK", "visibility", "CONFIDENTIAL"),
				"organisation { id }")
			.at("/organisation/id")
			.asString();
		String open = organisation("Wants a number").at("/organisation/id").asString();
		Map<String, Object> number = new HashMap<>(identifier(hidden));
		number.put("identifier", "Q777");
		assertThat(codes(act("addIdentifier", number, "identification { id }"))).isEmpty();
		number.put("record", Map.of("id", open));
		assertThat(codes(act("addIdentifier", number, "identification { id }"))).containsExactly("NOT_AVAILABLE");
		assertThat(Curator
			.codes(this.curator.actAs(this.curator.beginner(), "addIdentifier", number, "identification { id }")))
			.isEmpty();
	}

	@Test
	void movesNoMeetingThatWasHeldIntoTheFuture() {
		Map<String, Object> input = new HashMap<>(meeting("Held", "PUBLIC"));
		input.put("status", "HELD");
		String id = act("recordMeeting", input, "meeting { id }").at("/meeting/id").asString();
		assertThat(
				codes(act("updateMeeting", Map.of("id", id, "expectedVersion", 1, "date", "2998"), "meeting { id }")))
			.containsExactly("IN_THE_FUTURE");
	}

	@Test
	void holdsAgainstNoChangeWhatItLeavesAsItIs() {
		String meeting = act("recordMeeting", meeting("Held In Secret", "PUBLIC"), "meeting { id }").at("/meeting/id")
			.asString();
		act("recordStatus", Map.of("element", Map.of("id", meeting), "status", "HELD", "visibility", "CONFIDENTIAL",
				"citations", List.of(cited())), "statusChange { id }");
		this.curator.actAs(this.curator.beginner(), "updateMeeting",
				Map.of("id", meeting, "expectedVersion", 1, "date", "2999"), "meeting { id }");
		JsonNode renamed = act("updateMeeting", Map.of("id", meeting, "expectedVersion", 2, "title", "Renamed"),
				"meeting { title }");
		assertThat(renamed.at("/meeting/title").asString()).as(renamed.toString()).isEqualTo("Renamed");
	}

	@Test
	void letsNoFactStandAgainThatIsWrittenNowhere() {
		JsonNode meeting = act("recordMeeting", meeting("Unwritten", "PUBLIC"),
				"meeting { citations { document { id } } participations { nodes { id } } }")
			.at("/meeting");
		String fact = meeting.at("/participations/nodes/0/id").asString();
		this.curator.act("erase", Map.of("id", meeting.at("/citations/0/document/id").asString()), "retracted");
		assertThat(codes(act("restore", Map.of("id", fact, "version", 1, "expectedVersion", 2), "node { id }")))
			.containsExactly("CITATION_NEEDED");
	}

	@Test
	void refusesFactsBetweenSomethingAndItself() {
		Map<String, Object> membership = Map.of("actor", Map.of("slug", "allmep"), "belongsTo",
				Map.of("slug", "allmep"), "kind", "MEMBER", "visibility", "PUBLIC", "citations", List.of(cited()));
		assertThat(codes(act("addMembership", membership, "membership { id }"))).containsExactly("CIRCULAR");
	}

	@Test
	void refusesALostUpdateWithTheCurrentState() {
		JsonNode added = organisation("Lost Update").at("/organisation");
		Map<String, Object> change = Map.of("id", added.at("/id").asString(), "expectedVersion", 1, "correction", true,
				"name", "Changed");
		assertThat(act("updateOrganisation", change, "organisation { version }").at("/organisation/version").asInt())
			.isEqualTo(2);
		JsonNode refused = act("updateOrganisation", change, "organisation { version name }");
		assertThat(codes(refused)).containsExactly("STALE");
		assertThat(refused.at("/organisation/version").asInt()).isEqualTo(2);
		assertThat(refused.at("/organisation/name").asString()).isEqualTo("Changed");
	}

	@Test
	void keepsWhatAnUpdateLeavesOutAndRemovesWhatItGivesAsNull() {
		String id = act("addOrganisation", Map.of("name", "Parts", "kind", "NETWORK", "visibility", "PUBLIC",
				"description", "One sentence.", "countryCode", "GB"), "organisation { id }")
			.at("/organisation/id")
			.asString();
		Map<String, Object> change = new HashMap<>(Map.of("id", id, "expectedVersion", 1));
		change.put("description", null);
		JsonNode changed = act("updateOrganisation", change, "organisation { description countryCode name kind }")
			.at("/organisation");
		assertThat(changed.at("/description").isNull()).isTrue();
		assertThat(changed.at("/countryCode").asString()).isEqualTo("GB");
		assertThat(changed.at("/kind").asString()).isEqualTo("NETWORK");
	}

	@Test
	void keepsFormerSlugsWorkingAndTaken() {
		JsonNode added = act("addOrganisation",
				Map.of("name", "Former", "kind", "NETWORK", "visibility", "PUBLIC", "slug", "former-slug"),
				"organisation { id }")
			.at("/organisation");
		act("updateOrganisation", Map.of("id", added.at("/id").asString(), "expectedVersion", 1, "slug", "new-slug"),
				"organisation { id }");
		assertThat(this.client.ask("{ organisation(by: {slug: \"former-slug\"}) { slug } }")
			.data("organisation/slug")
			.asString()).isEqualTo("new-slug");
		assertThat(codes(act("addOrganisation",
				Map.of("name", "Other", "kind", "NETWORK", "visibility", "PUBLIC", "slug", "former-slug"),
				"organisation { id }")))
			.containsExactly("NOT_AVAILABLE");
	}

	@Test
	void keepsTheHistoryOfEachVersion() {
		JsonNode added = organisation("Historic").at("/organisation");
		act("updateOrganisation", Map.of("id", added.at("/id").asString(), "expectedVersion", 1, "correction", true,
				"name", "Renamed", "reason", "They renamed themselves"), "organisation { id }");
		String question = "{ organisation(by: {id: \"%s\"}) { history { totalCount nodes { version change act reason recordedBy fields { field before after } } } } }"
			.formatted(added.at("/id").asString());
		JsonNode history = this.client.ask(question, CURATOR).data("organisation/history");
		assertThat(history.at("/totalCount").asInt()).isEqualTo(2);
		JsonNode latest = history.at("/nodes/0");
		assertThat(latest.at("/version").asInt()).isEqualTo(2);
		assertThat(latest.at("/reason").asString()).isEqualTo("They renamed themselves");
		assertThat(latest.at("/recordedBy").asString()).isEqualTo("curator");
		assertThat(latest.at("/fields")).singleElement().satisfies((field) -> {
			assertThat(field.at("/field").asString()).isEqualTo("name");
			assertThat(field.at("/before").asString()).isEqualTo("Historic");
			assertThat(field.at("/after").asString()).isEqualTo("Renamed");
		});
		JsonNode anonymous = this.client.ask(question).data("organisation/history/nodes/0");
		assertThat(anonymous.at("/recordedBy").isNull()).isTrue();
		assertThat(anonymous.at("/reason").isNull()).isTrue();
	}

	@Test
	void hidesFromWhomItWasHiddenWhatAFactSaidBeforeItWasOpened() {
		String id = act("addOrganisation",
				Map.of("name", "Once secret", "kind", "NETWORK", "visibility", "CONFIDENTIAL"), "organisation { id }")
			.at("/organisation/id")
			.asString();
		act("updateOrganisation",
				Map.of("id", id, "expectedVersion", 1, "correction", true, "visibility", "PUBLIC", "name", "Open"),
				"organisation { id }");
		act("updateOrganisation", Map.of("id", id, "expectedVersion", 2, "description", "Open since."),
				"organisation { id }");
		String question = "{ organisation(by: {id: \"%s\"}) { name history { totalCount nodes { version } } } }"
			.formatted(id);
		assertThat(this.client.ask(question, CURATOR).data("organisation/history/totalCount").asInt()).isEqualTo(3);
		Answer anonymous = this.client.ask(question);
		assertThat(anonymous.data("organisation/history/totalCount").asInt()).isEqualTo(1);
		assertThat(anonymous.json().toString()).doesNotContain("Once secret");
	}

	@Test
	void retractsAndRestores() {
		JsonNode added = organisation("Retracted").at("/organisation");
		String id = added.at("/id").asString();
		assertThat(act("retractRecord", Map.of("id", id, "expectedVersion", 1), "retractedId").at("/retractedId")
			.asString()).isEqualTo(id);
		String question = "{ node(id: \"%s\") { id } search(text: \"Retracted\") { totalCount } }".formatted(id);
		assertThat(this.client.ask(question, CURATOR).data("node").isNull()).isTrue();
		assertThat(this.client.ask(question, CURATOR).data("search/totalCount").asInt()).isZero();
		assertThat(this.client.ask("{ changes(element: \"%s\") { nodes { change } } }".formatted(id), CURATOR)
			.data("changes/nodes/0/change")
			.asString()).isEqualTo("RETRACTED");
		assertThat(this.client.ask("{ changes(element: \"%s\") { nodes { change } } }".formatted(id)).code())
			.isEqualTo("FORBIDDEN");
		JsonNode restored = act("restore", Map.of("id", id, "version", 1, "expectedVersion", 2),
				"node { ... on Organisation { name version } }");
		assertThat(restored.at("/node/version").asInt()).isEqualTo(3);
		assertThat(this.client.ask(question).data("search/totalCount").asInt()).isEqualTo(1);
	}

	@Test
	void takesTheFactsAboutWhatIsRetractedWithIt() {
		JsonNode meeting = act("recordMeeting", meeting("Goes", "PUBLIC"),
				"meeting { id participations { nodes { id } } }")
			.at("/meeting");
		act("retractRecord", Map.of("id", meeting.at("/id").asString(), "expectedVersion", 1), "retractedId");
		String participation = meeting.at("/participations/nodes/0/id").asString();
		assertThat(
				this.client.ask("{ node(id: \"%s\") { id } }".formatted(participation), CURATOR).data("node").isNull())
			.isTrue();
		act("restore", Map.of("id", meeting.at("/id").asString(), "version", 1, "expectedVersion", 2), "node { id }");
		assertThat(this.client.ask("{ node(id: \"%s\") { id } }".formatted(participation)).data("node/id").asString())
			.isEqualTo(participation);
	}

	@Test
	void keepsTheLastCitationOfAFact() {
		JsonNode participation = act("recordMeeting", meeting("Cited", "PUBLIC"),
				"meeting { participations { nodes { id citations { id version } } } }")
			.at("/meeting/participations/nodes/0");
		Map<String, Object> last = Map.of("id", participation.at("/citations/0/id").asString(), "expectedVersion", 1);
		assertThat(codes(act("retractCitation", last, "retractedId"))).containsExactly("CITATION_NEEDED");
		Map<String, Object> other = Map.of("supports", Map.of("id", participation.at("/id").asString()), "document",
				Map.of("slug", source), "locator", "elsewhere", "visibility", "PUBLIC");
		assertThat(act("cite", other, "citation { locator }").at("/citation/locator").asString())
			.isEqualTo("elsewhere");
		assertThat(act("retractCitation", last, "retractedId").at("/retractedId").isNull()).isFalse();
	}

	@Test
	void refusesWhatCannotHaveHappenedYet() {
		Map<String, Object> input = new HashMap<>(meeting("Ahead", "PUBLIC"));
		input.put("date", "2999-01-01");
		JsonNode ahead = act("recordMeeting", input, "meeting { id } warnings { code }");
		assertThat(ahead.at("/warnings").findValuesAsString("code")).contains("NOT_YET_HELD");
		input.put("status", "HELD");
		assertThat(codes(act("recordMeeting", input, "meeting { id }"))).containsOnly("IN_THE_FUTURE");
		input.put("status", "PLANNED");
		assertThat(act("recordMeeting", input, "meeting { status } warnings { code }").at("/meeting/status").asString())
			.isEqualTo("PLANNED");
	}

	@Test
	void refusesARoleThatEndsBeforeItBegins() {
		Map<String, Object> role = Map.of("person", Map.of("newPerson", Map.of("name", "Somebody")), "heldIn",
				Map.of("slug", "allmep"), "startDate", "2020", "endDate", "2019", "visibility", "PUBLIC", "citations",
				List.of(cited()));
		assertThat(codes(act("addRole", role, "role { id }"))).containsExactly("DATES_DISAGREE");
	}

	@Test
	void refusesAMeetingThatWouldBeAPartOfItself() {
		String outer = act("recordMeeting", meeting("Outer", "PUBLIC"), "meeting { id }").at("/meeting/id").asString();
		Map<String, Object> within = new HashMap<>(meeting("Inner", "PUBLIC"));
		within.put("partOf", Map.of("id", outer));
		String inner = act("recordMeeting", within, "meeting { id }").at("/meeting/id").asString();
		assertThat(codes(act("updateMeeting", Map.of("id", outer, "expectedVersion", 1, "partOf", Map.of("id", inner)),
				"meeting { id }")))
			.containsExactly("CIRCULAR");
	}

	@Test
	void letsWhoSeesACircleThatOthersClosedCorrectSomethingElse() {
		String outer = act("recordMeeting", meeting("Round one", "PUBLIC"), "meeting { id }").at("/meeting/id")
			.asString();
		Map<String, Object> hidden = new HashMap<>(meeting("Round two", "CONFIDENTIAL"));
		hidden.put("partOf", Map.of("id", outer));
		String between = act("recordMeeting", hidden, "meeting { id }").at("/meeting/id").asString();
		Map<String, Object> open = new HashMap<>(meeting("Round three", "PUBLIC"));
		open.put("partOf", Map.of("id", between));
		String inner = act("recordMeeting", open, "meeting { id }").at("/meeting/id").asString();
		Map<String, Object> closing = Map.of("id", outer, "expectedVersion", 1, "partOf", Map.of("id", inner));
		assertThat(codes(act("updateMeeting", closing, "meeting { id }"))).containsExactly("CIRCULAR");
		assertThat(
				Curator.codes(this.curator.actAs(this.curator.beginner(), "updateMeeting", closing, "meeting { id }")))
			.isEmpty();
		assertThat(codes(
				act("updateMeeting", Map.of("id", outer, "expectedVersion", 2, "title", "Round"), "meeting { id }")))
			.isEmpty();
	}

	@Test
	void warnsOfACapacityThatIsNotKnownAndOfADateBeforeTheText() {
		Map<String, Object> text = Map.of("newDocument",
				Map.of("title", "A late letter", "kind", "OPEN_LETTER", "date", "2024-05-01"));
		Map<String, Object> endorsement = new HashMap<>(
				Map.of("endorser", Map.of("newPerson", Map.of("name", "Noa Signs")), "endorsed", text, "kind",
						"SIGNATURE", "date", "2024-04-01", "capacity", "Director of Nothing", "visibility", "PUBLIC",
						"citations", List.of(cited())));
		JsonNode recorded = act("recordEndorsement", endorsement,
				"endorsement { id version endorser { id } } warnings { code }");
		assertThat(recorded.at("/warnings").findValuesAsString("code")).containsExactly("CAPACITY_NOT_KNOWN",
				"ENDORSED_BEFORE_TEXT");
		Map<String, Object> role = Map.of("person", Map.of("id", recorded.at("/endorsement/endorser/id").asString()),
				"heldIn", Map.of("slug", "allmep"), "title", "Director of Nothing", "visibility", "PUBLIC", "citations",
				List.of(cited()));
		act("addRole", role, "role { id }");
		JsonNode withdrawn = act("withdrawEndorsement",
				Map.of("id", recorded.at("/endorsement/id").asString(), "expectedVersion", 1, "withdrawn", "2024-06",
						"citations", List.of(cited("the page of the withdrawal"))),
				"endorsement { standing version } warnings { code }");
		assertThat(withdrawn.at("/endorsement/standing").asString()).isEqualTo("WITHDRAWN");
		assertThat(withdrawn.at("/warnings").findValuesAsString("code")).containsExactly("ENDORSED_BEFORE_TEXT");
	}

	@Test
	void refusesAnIdentifierThatNamesAnother() {
		String first = organisation("First").at("/organisation/id").asString();
		String second = organisation("Second").at("/organisation/id").asString();
		assertThat(codes(act("addIdentifier", identifier(first), "identification { id }"))).isEmpty();
		assertThat(codes(act("addIdentifier", identifier(second), "identification { id }")))
			.containsExactly("NOT_AVAILABLE");
	}

	@Test
	void isDoneAtPresentOnly() {
		Answer answer = this.client.ask(Curator.mutation("addOrganisation", "organisation { id }"),
				Map.of("input", Map.of("name", "Zphqvw Then", "kind", "NETWORK", "visibility", "PUBLIC")), CURATOR[0],
				CURATOR[1], "Rapport-As-Of", "2020-01-01");
		assertThat(answer.code()).isEqualTo("AS_OF_CONFLICT");
		assertThat(this.client.ask("{ search(text: \"Zphqvw\", types: [ORGANISATION]) { totalCount } }", CURATOR)
			.data("search/totalCount")
			.asInt()).isZero();
	}

	@Test
	void refusesWhoeverMayNotRecord() {
		Answer answer = this.client.ask(Curator.mutation("recordMeeting", "meeting { id }"),
				Map.of("input", meeting("Anonymous", "PUBLIC")));
		assertThat(answer.code()).isEqualTo("FORBIDDEN");
	}

	@Test
	void whoeverIsSeenToBeRepresentedIsSeenToTakePart() {
		String id = id("recordMeeting", open("Shown twice"), "meeting");
		String hidden = participation(id, "Hidden One Twice", "CONFIDENTIAL");
		assertThat(seen(id)).isEmpty();
		String shown = participation(id, "Shown One Twice", "PUBLIC");
		assertThat(seen(id)).containsExactlyInAnyOrder("Shown One Twice", "Alliance for Middle East Peace");
		act("retractFact", Map.of("id", shown, "expectedVersion", 1), "__typename");
		assertThat(seen(id)).isEmpty();
		act("updateParticipation", Map.of("id", hidden, "expectedVersion", 1, "visibility", "PUBLIC"), "__typename");
		act("restore", Map.of("id", shown, "expectedVersion", 2, "version", 1), "__typename");
		assertThat(seen(id)).contains("Shown One Twice", "Alliance for Middle East Peace");
	}

	@Test
	void whatIsInferredIsHiddenWithWhatItIsInferredFrom() {
		String id = id("recordMeeting", open("Hidden later"), "meeting");
		participation(id, "Hidden Later", "PUBLIC");
		String person = this.client
			.ask("query ($id: ID!) { meeting(by: { id: $id }) { participations { nodes { actor { id name } } } } }",
					Map.of("id", id), CURATOR)
			.data("meeting/participations/nodes")
			.valueStream()
			.filter((node) -> node.at("/actor/name").asString().equals("Hidden Later"))
			.findFirst()
			.orElseThrow()
			.at("/actor/id")
			.asString();
		assertThat(seen(id)).containsExactlyInAnyOrder("Hidden Later", "Alliance for Middle East Peace");
		act("updatePerson", Map.of("id", person, "expectedVersion", 1, "visibility", "CONFIDENTIAL"), "__typename");
		assertThat(seen(id)).isEmpty();
		assertThat(seen(id, CURATOR)).containsExactlyInAnyOrder("Hidden Later", "Alliance for Middle East Peace");
		act("updatePerson", Map.of("id", person, "expectedVersion", 2, "visibility", "PUBLIC"), "__typename");
		assertThat(seen(id)).containsExactlyInAnyOrder("Hidden Later", "Alliance for Middle East Peace");
	}

	private static Map<String, Object> open(String title) {
		return Map.of("title", title, "kind", "BRIEFING", "date", "2025-03-04", "visibility", "PUBLIC", "citations",
				List.of(cited()));
	}

	private String id(String name, Map<String, ?> input, String field) {
		JsonNode payload = act(name, input, field + " { id }");
		assertThat(codes(payload)).isEmpty();
		return payload.at("/" + field + "/id").asString();
	}

	private String participation(String meeting, String name, String visibility) {
		return id("addParticipation",
				Map.of("meeting", Map.of("id", meeting), "actor",
						Map.of("newPerson", Map.of("name", name, "visibility", "PUBLIC")), "representing",
						List.of(Map.of("slug", "allmep")), "visibility", visibility, "citations", List.of(cited())),
				"participation");
	}

	private List<String> seen(String meeting, String... headers) {
		return this.client
			.ask("query ($id: ID!) { meeting(by: { id: $id }) { participations { nodes { actor { name } } } } }",
					Map.of("id", meeting), headers)
			.data("meeting/participations/nodes")
			.findValuesAsString("name");
	}

	private static Map<String, Object> identifier(String id) {
		return Map.of("record", Map.of("id", id), "scheme", "XX-TEST", "identifier", "12345", "visibility", "PUBLIC",
				"citations", List.of(cited()));
	}

	private static Map<String, Object> cited() {
		return cited("somewhere");
	}

	private static Map<String, Object> cited(String locator) {
		return Map.of("document", Map.of("slug", source), "locator", locator);
	}

	private JsonNode organisation(String name) {
		return act("addOrganisation", Map.of("name", name, "kind", "CIVIL_SOCIETY", "visibility", "PUBLIC"),
				"organisation { id version }");
	}

	private static Map<String, Object> meeting(String title, String visibility) {
		return Map.of("title", title, "kind", "BRIEFING", "date", "2025-03-04", "visibility", visibility, "places",
				List.of(Map.of("newPlace", Map.of("name", "A quiet room"))), "citations",
				List.of(Map.of("document",
						Map.of("newDocument",
								Map.of("title", "Minutes of " + title, "kind", "BRIEF", "date", "2025-03-05")),
						"locator", "p. 1")),
				"participations",
				List.of(Map.of("actor", Map.of("newPerson", Map.of("name", "Dana Levi " + title)), "role", "SPEAKER",
						"representing", List.of(Map.of("slug", "allmep"))),
						Map.of("actor", Map.of("slug", "united-kingdom"))));
	}

	private long count(String list) {
		return this.client.ask("{ %s { totalCount } }".formatted(list), CURATOR).data(list + "/totalCount").asLong();
	}

	private static List<String> codes(JsonNode payload) {
		return Curator.codes(payload);
	}

	private JsonNode act(String name, Map<String, ?> input, String selection) {
		return this.curator.act(name, input, selection);
	}

}
