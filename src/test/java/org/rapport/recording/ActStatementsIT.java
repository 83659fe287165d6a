package org.rapport.recording;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.rapport.graph.Graph;
import org.rapport.testing.Curator;
import org.rapport.testing.RapportIT;
import org.rapport.testing.SampleRecord;
import org.rapport.testing.WritingStatements;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests how many statements an act sends to the database, from its lock to its answer:
 * few, and as many for sixty participants as for three.
 */
@RapportIT
class ActStatementsIT {

	/** The most statements of an act. */
	private static final int MOST = 12;

	/** The acts that take more. */
	private static final Map<String, Integer> MORE = Map.of("mergeActors", 20, "mergeMeetings", 15, "erase", 18);

	private WritingStatements written;

	private final Map<String, Integer> counted = new LinkedHashMap<>();

	@Autowired
	MeterRegistry meters;

	@Autowired
	Neo4jClient client;

	private Curator curator;

	private List<String> actors;

	@BeforeEach
	void begin(@Autowired Imports imports, @Autowired ApplicationContext application, @LocalServerPort int port) {
		SampleRecord.alone(this.client, imports);
		this.curator = new Curator(port);
		this.actors = List
			.copyOf(this.client.query("MATCH (a:Actor) WHERE NOT a:Post RETURN a.id ORDER BY a.id LIMIT 60")
				.fetchAs(String.class)
				.all());
		this.written = new WritingStatements(application);
	}

	@AfterEach
	void end() {
		this.written.close();
	}

	@Test
	void areFewForWhatIsAddedHoweverManyTakePart() {
		assertThat(this.actors).hasSize(60);
		Map<String, Integer> few = adding(3);
		assertThat(few).allSatisfy((act, count) -> assertThat(count).as(act).isPositive().isLessThanOrEqualTo(MOST));
		assertThat(adding(60)).isEqualTo(few);
	}

	@Test
	void areBoundedForWhatIsChangedHoweverManyTakePart() {
		Map<String, Integer> few = changing(3);
		assertThat(few).allSatisfy((act, count) -> assertThat(count).as(act)
			.isPositive()
			.isLessThanOrEqualTo(MORE.getOrDefault(act.split(" ")[0], MOST)));
		assertThat(changing(60)).isEqualTo(few);
	}

	private Map<String, Integer> adding(int participants) {
		this.counted.clear();
		String document = id("addDocument", Map.of("title", title(), "kind", "LETTER", "date", "2020"), "document");
		String person = id("addPerson", Map.of("name", title(), "citations", cited(document)), "person");
		String body = id("addOrganisation",
				Map.of("name", title(), "kind", "NETWORK", "identifiers",
						List.of(Map.of("scheme", "XX-TEST", "identifier", title())), "otherNames",
						List.of(Map.of("name", title(), "kind", "ALTERNATIVE")), "citations", cited(document)),
				"organisation");
		String meeting = meeting(document, participants);
		id("addParticipation", Map.of("meeting", to(meeting), "actor", to(person), "representing", List.of(to(body)),
				"citations", cited(document)), "participation");
		id("addInvolvement",
				Map.of("subject", to(meeting), "actor", to(body), "kind", "HOSTED", "citations", cited(document)),
				"involvement");
		id("addRole", Map.of("person", to(person), "heldIn", to(body), "title", "Chair", "citations", cited(document)),
				"role");
		id("addMembership", Map.of("actor", to(this.actors.get(0)), "belongsTo", to(body), "kind", "MEMBER",
				"citations", cited(document)), "membership");
		id("addName", Map.of("actor", to(person), "name", title(), "kind", "ALTERNATIVE", "citations", cited(document)),
				"name");
		id("addIdentifier",
				Map.of("record", to(person), "scheme", "XX-TEST", "identifier", title(), "citations", cited(document)),
				"identification");
		id("addClaim", Map.of("about", to(body), "measure", "members", "value", 160, "bound", "AT_LEAST", "citations",
				cited(document)), "claim");
		id("recordStatus",
				Map.of("element", to(meeting), "status", "HELD", "date", "2024", "citations", cited(document)),
				"statusChange");
		id("recordAsk",
				Map.of("document", to(document), "position", 1, "summary", title(), "citations", cited(document)),
				"ask");
		id("recordEndorsement", Map.of("endorser", to(person), "endorsed", to(document), "kind", "SIGNATURE", "date",
				"2021", "citations", cited(document)), "endorsement");
		id("cite", Map.of("supports", to(meeting), "document", to(document), "locator", "p. 2"), "citation");
		change("updateMeeting", meeting, Map.of("description", "What it was about"), "meeting { id }");
		change("updatePerson", person, Map.of("description", "Who this is"), "person { id }");
		return new LinkedHashMap<>(this.counted);
	}

	private Map<String, Integer> changing(int many) {
		String source = id("addDocument", Map.of("title", title(), "kind", "ARTICLE", "date", "2020"), "document");
		String letter = id("addDocument",
				Map.of("title", title(), "kind", "LETTER", "date", "2020", "citations", cited(source)), "document");
		String person = id("addPerson", Map.of("name", title(), "citations", cited(source)), "person");
		String body = body(source);
		String twin = id("addPerson", Map.of("name", title(), "citations", cited(source)), "person");
		String meeting = meeting(source, many);
		String other = meeting(source, many);
		String part = meeting(source, 1);
		String participation = id("addParticipation", Map.of("meeting", to(meeting), "actor", to(person),
				"representing", List.of(to(body)), "citations", cited(source)), "participation");
		String status = id("recordStatus",
				Map.of("element", to(meeting), "status", "HELD", "date", "2024", "citations", cited(source)),
				"statusChange");
		String endorsement = null;
		for (int i = 0; i < many; i++) {
			String text = meeting(source, 1);
			id("cite", Map.of("supports", to(text), "document", to(letter), "locator", "p. 2"), "citation");
			endorsement = id("recordEndorsement", Map.of("endorser", to(this.actors.get(i)), "endorsed", to(letter),
					"kind", "SIGNATURE", "date", "2021", "citations", cited(source)), "endorsement");
			for (String actor : List.of(person, body, twin)) {
				id("addParticipation", Map.of("meeting", to(text), "actor", to(actor), "citations", cited(source)),
						"participation");
			}
		}
		this.counted.clear();
		update("Meeting", meeting, "date", "2023-05-06");
		update("Meeting", meeting, "visibility", "NETWORK");
		update("Meeting", meeting, "circle", "alpha");
		update("Meeting", part, "partOf", to(meeting));
		update("Meeting", meeting, "title", title());
		update("Status", status, "date", "2024-02");
		update("Participation", participation, "representing", List.of());
		update("Participation", participation, "visibility", "RESTRICTED");
		counted("updatePerson name", "updatePerson", expected(person, Map.of("name", title(), "correction", true)));
		counted("updatePerson name, keeping the former", "updatePerson", expected(person, Map.of("name", title())));
		update("Person", person, "visibility", "NETWORK");
		update("Person", person, "slug", "s" + title().toLowerCase(Locale.ROOT));
		counted("updateOrganisation name", "updateOrganisation",
				expected(body, Map.of("name", title(), "correction", true)));
		update("Endorsement", endorsement, "date", "2021-06");
		counted("updateEndorsement date, before the text", "updateEndorsement",
				expected(endorsement, Map.of("date", "2019")));
		update("Endorsement", endorsement, "visibility", "NETWORK");
		update("Document", letter, "date", "2020-02");
		update("Document", letter, "title", title());
		update("Document", letter, "visibility", "NETWORK");
		gone("retractFact", "status", status);
		gone("retractFact", "participation", participation);
		gone("retractFact", "endorsement", endorsement);
		gone("retractRecord", "part", part);
		gone("retractRecord", "meeting", meeting);
		gone("retractRecord", "person", twin);
		gone("retractRecord", "organisation", body);
		for (Map.Entry<String, String> again : Map
			.of("person", twin, "organisation", body, "meeting", meeting, "endorsement", endorsement)
			.entrySet()) {
			counted("restore " + again.getKey(), "restore", expected(again.getValue(), Map.of("version", 1)));
		}
		merged("Actors", person, twin);
		merged("Meetings", meeting, other);
		erased("endorsement", endorsement);
		erased("person", person);
		erased("meeting", meeting);
		erased("document", letter);
		return new LinkedHashMap<>(this.counted);
	}

	private String body(String source) {
		return id("addOrganisation", Map.of("name", title(), "kind", "NETWORK", "citations", cited(source)),
				"organisation");
	}

	private void update(String kind, String id, String field, Object value) {
		counted("update" + kind + " " + field, "update" + kind, expected(id, Map.of(field, value)));
	}

	private void gone(String act, String kind, String id) {
		counted(act + " " + kind, act, expected(id, Map.of()));
	}

	private void merged(String kinds, String survivor, String duplicate) {
		counted("merge" + kinds, "merge" + kinds,
				Map.of("survivor", to(survivor), "duplicate", to(duplicate), "acceptConflicts", true));
		counted("unmerge " + kinds, "unmerge", Map.of("mergedId", duplicate));
	}

	private void erased(String kind, String id) {
		counted("erase " + kind, "erase", Map.of("id", id));
	}

	private void counted(String as, String act, Map<String, Object> input) {
		this.counted.remove(act);
		JsonNode done = counted(act, input, "__typename");
		assertThat(Curator.codes(done)).as(as + done).isEmpty();
		this.counted.put(as, Objects.requireNonNull(this.counted.remove(act)));
	}

	private Map<String, Object> expected(String id, Map<String, Object> input) {
		Map<String, Object> whole = new HashMap<>(input);
		whole.put("id", id);
		whole.put("expectedVersion",
				this.client.query("MATCH (n:Record|Fact|Retracted {id: '%s'}) RETURN n.version".formatted(id))
					.fetchAs(Long.class)
					.one()
					.orElseThrow());
		return whole;
	}

	private String meeting(String document, int participants) {
		return id("recordMeeting", Map.of("title", title(), "kind", "BRIEFING", "date", "2024-03-01", "citations",
				cited(document), "participations",
				this.actors.subList(0, participants).stream().map((actor) -> Map.of("actor", to(actor))).toList()),
				"meeting");
	}

	private String id(String act, Map<String, Object> input, String field) {
		Map<String, Object> whole = new HashMap<>(input);
		whole.put("visibility", "PUBLIC");
		JsonNode done = counted(act, whole, field + " { id }");
		assertThat(done.at("/" + field + "/id").isString()).as(done.toString()).isTrue();
		return done.at("/" + field + "/id").asString();
	}

	private void change(String act, String id, Map<String, Object> input, String selection) {
		assertThat(Curator.codes(counted(act, expected(id, input), selection))).isEmpty();
	}

	/** Runs an act and counts its statements. */
	private JsonNode counted(String act, Map<String, Object> input, String selection) {
		Map<String, Object> whole = new HashMap<>(input);
		whole.put("idempotencyKey", UUID.randomUUID().toString());
		long before = this.written.count() + readings();
		JsonNode done = this.curator.act(act, whole, selection);
		this.counted.put(act, (int) (this.written.count() + readings() - before));
		return done;
	}

	private long readings() {
		return this.meters.find(Graph.STATEMENTS).timers().stream().mapToLong(Timer::count).sum();
	}

	private static List<Map<String, Object>> cited(String document) {
		return List.of(Map.of("document", to(document), "locator", "p. 1"));
	}

	private static Map<String, Object> to(String id) {
		return Map.of("id", id);
	}

	/** A name that nothing else has. */
	private static String title() {
		return "Aaa" + UUID.randomUUID().toString().replace("-", "");
	}

}
