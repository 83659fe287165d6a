package org.rapport.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.testing.Client;
import org.rapport.testing.Curator;
import org.rapport.testing.EmptyGraph;
import org.rapport.testing.RapportIT;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests over HTTP how two records of one meeting become one, and two again. */
@RapportIT
class MeetingMergeIT {

	private static final String PARTICIPATIONS = """
			participations { nodes { id role visibility actor { id } citations { locator visibility } } }""";

	private static final String MERGED = "moved conflicts { kind message nodes { id } } meeting { id title "
			+ PARTICIPATIONS + " }";

	private Client client;

	private Curator curator;

	@BeforeAll
	static void empty(@Autowired Neo4jClient client) {
		EmptyGraph.make(client);
	}

	@Autowired
	void client(@LocalServerPort int port) {
		this.client = new Client(port);
		this.curator = new Curator(port);
	}

	@Test
	void tellsParticipationsOfBothOnceWithTheSourcesOfBoth() {
		String ada = person("Ada");
		String ben = person("Ben");
		String into = meeting("Round table", "p. 1", part(ada, "SPEAKER"));
		String from = meeting("Round table", "p. 2", part(ada, "SPEAKER"), part(ben, "PARTICIPANT"));
		JsonNode dry = merge(into, from, true);
		assertThat(dry.at("/conflicts")).isEmpty();
		assertThat(node(from).at("/id").asString()).isEqualTo(from);
		JsonNode merged = merge(into, from, false);
		assertThat(merged.at("/moved")).isEqualTo(dry.at("/moved"));
		assertThat(merged.at("/meeting/id").asString()).isEqualTo(into);
		assertThat(attending(into)).containsExactlyInAnyOrder(ada + " SPEAKER [p. 1, p. 2]",
				ben + " PARTICIPANT [p. 2]");
		assertThat(node(from).at("/id").asString()).as(this.client.ask(
				"{ node(id: \"%s\") { id } a: node(id: \"%s\") { id ... on Meeting { title } } meeting(by: {id: \"%s\"}) { id } }"
					.formatted(from, from, from))
			.json()
			.toString()).isEqualTo(into);
	}

	@Test
	void takesAMergeBackAsItWas() {
		String ada = person("Cyd");
		String into = meeting("Hearing", "p. 1", part(ada, "SPEAKER"));
		String from = meeting("Hearing", "p. 2", part(ada, "SPEAKER"));
		List<String> before = List.of(attending(into).toString(), attending(from).toString());
		merge(into, from, false);
		JsonNode unmerged = this.curator.act("unmerge", Map.of("mergedId", from), "meeting { id } actor { id }");
		assertThat(Curator.codes(unmerged)).isEmpty();
		assertThat(unmerged.at("/meeting/id").asString()).isEqualTo(from);
		assertThat(unmerged.at("/actor").isNull()).isTrue();
		assertThat(List.of(attending(into).toString(), attending(from).toString())).isEqualTo(before);
		merge(into, from, false);
		assertThat(attending(into)).containsExactly(ada + " SPEAKER [p. 1, p. 2]");
	}

	@Test
	void asksBeforeItTakesAMeetingFromThoseWhoSeeIt() {
		String shown = meeting("Open hearing", "p. 1", part(person("Cyy"), "SPEAKER"));
		String hidden = act("recordMeeting",
				meetingInput("Open hearing", "CONFIDENTIAL", "p. 2", part(person("Cyz"), "SPEAKER")))
			.at("/meeting/id")
			.asString();
		for (List<String> pair : List.of(List.of(hidden, shown), List.of(shown, hidden))) {
			assertThat(this.curator
				.act("mergeMeetings",
						Map.of("survivor", Map.of("id", pair.get(0)), "duplicate", Map.of("id", pair.get(1)), "dryRun",
								true),
						"conflicts { message }")
				.at("/conflicts")
				.findValuesAsString("message")
				.contains("Fewer viewers see the survivor; those who see only the duplicate will find neither"))
				.isEqualTo(pair.get(0).equals(hidden));
		}
	}

	/** A merge that is taken back leaves alone what an earlier one has got back. */
	@Test
	void takesMergesBackInTheirOrder() {
		String ada = person("Cyx");
		String first = meeting("Panel", "p. 1", part(ada, "SPEAKER"));
		String second = meeting("Panel", "p. 2", part(ada, "SPEAKER"));
		String third = meeting("Panel", "p. 3", part(ada, "SPEAKER"));
		List<String> before = List.of(attending(first).toString(), attending(second).toString(),
				attending(third).toString());
		merge(first, second, false);
		merge(third, first, false);
		for (String merged : List.of(second, first)) {
			assertThat(Curator.codes(this.curator.act("unmerge", Map.of("mergedId", merged), "meeting { id }")))
				.isEmpty();
		}
		assertThat(List.of(attending(first).toString(), attending(second).toString(), attending(third).toString()))
			.isEqualTo(before);
	}

	@Test
	void keepsTheFactThatMoreViewersSeeAndHidesTheCitationOfTheOther() {
		String ada = person("Dan");
		Map<String, Object> hidden = new HashMap<>(part(ada, "SPEAKER"));
		hidden.put("visibility", "CONFIDENTIAL");
		String into = meeting("Briefing", "p. 1", hidden);
		String from = meeting("Briefing", "p. 2", part(ada, "SPEAKER"));
		merge(into, from, false);
		assertThat(attending(into, Curator.TOKEN)).containsExactly(ada + " SPEAKER [p. 1, p. 2]");
		assertThat(attending(into)).containsExactly(ada + " SPEAKER [p. 2]");
	}

	@Test
	void letsThoseWhoSeeOneOfThemLearnNothing() {
		String ada = person("Eve");
		String into = meeting("Open day", "p. 1", part(ada, "SPEAKER"));
		String from = act("recordMeeting", meetingInput("Open day", "CONFIDENTIAL", "p. 2", part(ada, "SPEAKER")))
			.at("/meeting/id")
			.asString();
		String question = """
				{ meeting(by: {id: "%s"}) { id version history { totalCount }
				  participations { totalCount nodes { id version citations { id } history { totalCount } } } }
				  node(id: "%s") { id } }""".formatted(into, from);
		String before = this.client.ask(question).json().toString();
		merge(into, from, false);
		assertThat(this.client.ask(question).json().toString()).isEqualTo(before);
		assertThat(attending(into, Curator.TOKEN)).containsExactly(ada + " SPEAKER [p. 1, p. 2]");
	}

	@Test
	void keepsBothFactsThatDifferAndAsksFirst() {
		String ada = person("Flo");
		String into = meeting("Summit", "p. 1", part(ada, "SPEAKER"));
		Map<String, Object> other = meetingInput("Summit of the valley", "PUBLIC", "p. 2", part(ada, "CHAIR"));
		other.put("description", "The second one");
		String from = act("recordMeeting", other).at("/meeting/id").asString();
		JsonNode refused = this.curator.act("mergeMeetings",
				Map.of("survivor", Map.of("id", into), "duplicate", Map.of("id", from)), MERGED);
		assertThat(Curator.codes(refused)).containsExactly("CONFLICT");
		assertThat(refused.at("/conflicts").findValuesAsString("kind")).containsExactlyInAnyOrder("PROPERTIES_DIFFER",
				"PROPERTIES_DIFFER", "SAME_FACT_TWICE");
		merge(into, from, false);
		assertThat(attending(into)).containsExactlyInAnyOrder(ada + " SPEAKER [p. 1]", ada + " CHAIR [p. 2]");
	}

	@Test
	void makesNoMeetingASessionOfItself() {
		String into = meeting("Conference", "p. 1");
		Map<String, Object> session = meetingInput("Conference", "PUBLIC", "p. 2");
		session.put("partOf", Map.of("id", into));
		String from = act("recordMeeting", session).at("/meeting/id").asString();
		Map<String, Object> inner = meetingInput("Panel", "PUBLIC", "p. 3");
		inner.put("partOf", Map.of("id", from));
		String panel = act("recordMeeting", inner).at("/meeting/id").asString();
		JsonNode merged = merge(into, from, false);
		assertThat(merged.at("/conflicts").findValuesAsString("kind")).containsExactly("FACT_ABOUT_ITSELF");
		String question = "{ meeting(by: {id: \"%s\"}) { partOf { id } sessions { nodes { id } } } }".formatted(into);
		assertThat(this.client.ask(question).data("meeting/partOf").isNull()).isTrue();
		assertThat(this.client.ask(question).data("meeting/sessions").findValuesAsString("id")).containsExactly(panel);
		this.curator.act("unmerge", Map.of("mergedId", from), "meeting { id }");
		assertThat(this.client.ask(question).data("meeting/sessions").findValuesAsString("id")).containsExactly(from);
	}

	@Test
	void refusesActorsAndOneMeetingTwice() {
		String ada = person("Gus");
		String meeting = meeting("Call", "p. 1");
		JsonNode refused = this.curator.act("mergeMeetings",
				Map.of("survivor", Map.of("id", meeting), "duplicate", Map.of("id", ada)), MERGED);
		assertThat(Curator.codes(refused)).containsExactly("INVALID");
		assertThat(refused.at("/userErrors/0/field/0").asString()).isEqualTo("duplicate");
		assertThat(Curator.codes(this.curator.act("mergeMeetings",
				Map.of("survivor", Map.of("id", meeting), "duplicate", Map.of("id", meeting)), MERGED)))
			.containsExactly("CONFLICT");
		assertThat(Curator.codes(this.curator.act("declareDistinct",
				Map.of("one", Map.of("id", meeting), "other", Map.of("id", ada)), "meeting { id }")))
			.containsExactly("CONFLICT");
		assertThat(Curator.codes(this.curator.actAs(this.curator.beginner(), "declareDistinct",
				Map.of("one", Map.of("id", meeting), "other", Map.of("id", meeting("Call", "p. 2"))),
				"meeting { id } otherMeeting { id } one { id }")))
			.isEmpty();
	}

	@Test
	void erasesWhatWasToldTwiceWithTheFactThatStays() {
		String ada = person("Hal");
		String into = meeting("Visit", "p. 1", part(ada, "SPEAKER"));
		String from = meeting("Visit", "p. 2", part(ada, "SPEAKER"));
		merge(into, from, false);
		String kept = this.client.ask("{ meeting(by: {id: \"%s\"}) { %s } }".formatted(into, PARTICIPATIONS))
			.data("meeting/participations/nodes/0/id")
			.asString();
		assertThat(this.curator.act("erase", Map.of("id", kept), "erased").at("/erased").asInt()).isEqualTo(4);
	}

	@Test
	void sendsRowsOfLaterLoadsToTheSurvivor(@Autowired Imports imports) throws IOException {
		imports.load(file("A first title"));
		String from = Ids.derive(Kind.MEETING, "minutes", "meeting/1");
		String into = meeting("A first title", "p. 1");
		merge(into, from, false);
		imports.load(file("A second title"));
		assertThat(node(from).at("/id").asString()).isEqualTo(into);
		assertThat(node(from).at("/title").asString()).isEqualTo("A first title");
		assertThat(attending(into)).hasSize(1);
	}

	private static ByteArrayInputStream file(String title) {
		String citations = "\"visibility\":\"PUBLIC\",\"citations\":[{\"document\":\"list\",\"locator\":\"1\",\"visibility\":\"PUBLIC\"}]";
		List<String> lines = new ArrayList<>();
		lines.add(
				"{\"type\":\"Dataset\",\"format\":\"rapport-interchange/2\",\"dataset\":\"minutes\",\"title\":\"Minutes\"}");
		lines.add(
				"{\"type\":\"Document\",\"key\":\"list\",\"title\":\"The list\",\"kind\":\"REPORT\",\"visibility\":\"PUBLIC\"}");
		lines.add("{\"type\":\"Person\",\"key\":\"person/1\",\"name\":\"Ida Loaded\",%s}".formatted(citations));
		lines.add(
				"{\"type\":\"Meeting\",\"key\":\"meeting/1\",\"title\":\"%s\",\"kind\":\"MEETING\",\"date\":\"2024-05-06\",%s}"
					.formatted(title, citations));
		lines.add("{\"type\":\"Participation\",\"key\":\"part/1\",\"actor\":\"person/1\",\"meeting\":\"meeting/1\",%s}"
			.formatted(citations));
		return new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
	}

	private JsonNode node(String id) {
		return this.client.ask("{ node(id: \"%s\") { id ... on Meeting { title } } }".formatted(id)).data("node");
	}

	/** Each participant with the role and the places in the sources. */
	private List<String> attending(String meeting, String... token) {
		return this.client.ask("{ meeting(by: {id: \"%s\"}) { %s } }".formatted(meeting, PARTICIPATIONS), token)
			.data("meeting/participations/nodes")
			.valueStream()
			.map((one) -> one.at("/actor/id").asString() + " " + one.at("/role").asString() + " "
					+ one.at("/citations").findValuesAsString("locator").stream().sorted().toList())
			.toList();
	}

	private JsonNode merge(String into, String from, boolean dry) {
		JsonNode merged = this.curator.act("mergeMeetings", Map.of("survivor", Map.of("id", into), "duplicate",
				Map.of("id", from), "acceptConflicts", true, "dryRun", dry), MERGED);
		assertThat(Curator.codes(merged)).isEmpty();
		return merged;
	}

	private String person(String name) {
		return this.curator.act("addPerson", Map.of("name", name, "visibility", "PUBLIC"), "person { id }")
			.at("/person/id")
			.asString();
	}

	private static Map<String, Object> part(String actor, String role) {
		return Map.of("actor", Map.of("id", actor), "role", role);
	}

	@SafeVarargs
	private final String meeting(String title, String locator, Map<String, Object>... participations) {
		return act("recordMeeting", meetingInput(title, "PUBLIC", locator, participations)).at("/meeting/id")
			.asString();
	}

	@SafeVarargs
	private static Map<String, Object> meetingInput(String title, String visibility, String locator,
			Map<String, Object>... participations) {
		Map<String, Object> document = Map.of("newDocument", Map.of("title", "Minutes", "kind", "BRIEF"));
		return new HashMap<>(Map.of("title", title, "kind", "MEETING", "date", "2024-05-06", "visibility", visibility,
				"citations", List.of(Map.of("document", document, "locator", locator)), "participations",
				List.of(participations)));
	}

	private JsonNode act(String name, Map<String, Object> input) {
		JsonNode done = this.curator.act(name, input, "meeting { id }");
		assertThat(Curator.codes(done)).isEmpty();
		return done;
	}

}
