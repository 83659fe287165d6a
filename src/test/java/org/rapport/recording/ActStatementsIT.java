package org.rapport.recording;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

	/** The most statements of an act that adds something, or that changes no seal. */
	private static final int MOST = 12;

	/** The most statements of an act that changes the seals of recorded elements. */
	private static final int MOST_SEALING = 45;

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
		assertThat(few)
			.allSatisfy((act, count) -> assertThat(count).as(act).isPositive().isLessThanOrEqualTo(MOST_SEALING));
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

	private Map<String, Integer> changing(int participants) {
		String document = id("addDocument", Map.of("title", title(), "kind", "LETTER", "date", "2020"), "document");
		String person = id("addPerson", Map.of("name", title()), "person");
		String meeting = meeting(document, participants);
		this.counted.clear();
		change("updateMeeting", meeting, Map.of("date", "2023-05-06"), "meeting { id }");
		change("updatePerson", person, Map.of("name", title(), "correction", true), "person { id }");
		change("retractRecord", meeting, Map.of(), "retractedId");
		change("restore", meeting, Map.of("version", 1), "node { id }");
		return new LinkedHashMap<>(this.counted);
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
		Map<String, Object> whole = new HashMap<>(input);
		whole.put("id", id);
		whole.put("expectedVersion",
				this.client.query("MATCH (n:Record|Retracted {id: '%s'}) RETURN n.version".formatted(id))
					.fetchAs(Long.class)
					.one()
					.orElseThrow());
		JsonNode done = counted(act, whole, selection);
		assertThat(Curator.codes(done)).as(done.toString()).isEmpty();
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
