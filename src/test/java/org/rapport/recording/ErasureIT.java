package org.rapport.recording;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.rapport.testing.Client;
import org.rapport.testing.Curator;
import org.rapport.testing.RapportIT;
import org.rapport.testing.SampleRecord;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests the erasure of people and texts. */
@RapportIT
class ErasureIT {

	private static final String COUNTS = "erased retracted";

	private Client client;

	private Curator curator;

	@Autowired
	private Neo4jClient graph;

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
	void leavesNothingOfAPersonAnywhereInTheGraph() {
		Map<String, Object> input = Map.of("title", "Erased briefing", "kind", "BRIEFING", "visibility", "PUBLIC",
				"idempotencyKey", "erasure", "citations", List.of(cited("Minutes of the erased briefing")),
				"participations", List.of(Map.of("actor", Map.of("newPerson",
						Map.of("name", "Zz9zx Unforgotten", "description", "Known to Zz9zx alone")))));
		JsonNode meeting = this.curator
			.act("recordMeeting", input, "meeting { id participations { nodes { actor { id } } } }")
			.at("/meeting");
		String person = meeting.at("/participations/nodes/0/actor/id").asString();
		this.curator.act("updatePerson",
				Map.of("id", person, "expectedVersion", 1, "correction", true, "name", "Zz9zx Renamed"),
				"person { version }");
		JsonNode dry = this.curator.act("erase", Map.of("id", person, "dryRun", true), COUNTS);
		assertThat(dry.at("/erased").asInt()).isEqualTo(3);
		assertThat(this.client.ask("{ node(id: \"%s\") { id } }".formatted(person)).data("node/id").asString())
			.isEqualTo(person);
		JsonNode erased = this.curator.act("erase", Map.of("id", person), COUNTS);
		assertThat(erased.at("/erased").asInt()).isEqualTo(3);
		assertThat(
				this.client.ask("{ node(id: \"%s\") { id } }".formatted(person), Curator.TOKEN).data("node").isNull())
			.isTrue();
		assertThat(left("zz9zx")).isEmpty();
		assertThat(number("MATCH (n:Tombstone {id: '%s'}) RETURN count(n)".formatted(person))).isOne();
		assertThat(number("MATCH (n:Revision {elementId: '%s'}) RETURN count(n)".formatted(person))).isZero();
		assertThat(Curator.codes(this.curator.act("recordMeeting", input, "meeting { id }")))
			.containsExactly("KEY_REUSED");
	}

	@Test
	void retractsFactsThatNothingElseSupports() {
		JsonNode meeting = this.curator
			.act("recordMeeting",
					Map.of("title", "Only there", "kind", "BRIEFING", "visibility", "PUBLIC", "citations",
							List.of(cited("The only source")), "participations",
							List.of(Map.of("actor", Map.of("slug", "allmep")))),
					"meeting { id citations { document { id } } participations { nodes { id } } }")
			.at("/meeting");
		String participation = meeting.at("/participations/nodes/0/id").asString();
		JsonNode erased = this.curator.act("erase", Map.of("id", meeting.at("/citations/0/document/id").asString()),
				COUNTS);
		assertThat(erased.at("/retracted").asInt()).isOne();
		assertThat(this.client.ask("{ node(id: \"%s\") { id } }".formatted(participation), Curator.TOKEN)
			.data("node")
			.isNull()).isTrue();
		assertThat(this.client
			.ask("{ changes(element: \"%s\") { nodes { change } } }".formatted(participation), Curator.TOKEN)
			.data("changes/nodes/0/change")
			.asString()).isEqualTo("RETRACTED");
	}

	@Test
	void erasesWhatWasMergedIntoItToo() {
		String into = person("Zz9xy One");
		String from = person("Zz9xy Two");
		this.curator.act("mergeActors",
				Map.of("survivor", Map.of("id", into), "duplicate", Map.of("id", from), "acceptConflicts", true),
				"actor { id }");
		this.curator.act("erase", Map.of("id", into), COUNTS);
		assertThat(left("zz9xy")).isEmpty();
	}

	@Test
	void needsThePermissionAndTellsNothingWithoutIt() {
		String mutation = Curator.mutation("erase", COUNTS);
		assertThat(this.client.ask(mutation, Map.of("input", Map.of("id", person("Zz9yx Stays")))).json().at("/errors"))
			.isEqualTo(this.client.ask(mutation, Map.of("input", Map.of("id", "per_aaaaaaaaaaaaaaaaaaaa")))
				.json()
				.at("/errors"));
	}

	private String person(String name) {
		return this.curator.act("addPerson", Map.of("name", name, "visibility", "PUBLIC"), "person { id }")
			.at("/person/id")
			.asString();
	}

	private static Map<String, Object> cited(String title) {
		return Map.of("document", Map.of("newDocument", Map.of("title", title, "kind", "BRIEF")), "locator", "p. 1");
	}

	/** All nodes that have this text in any property. */
	private List<Object> left(String text) {
		return List.copyOf(this.graph.query("""
				MATCH (n) WHERE any(name IN keys(n) WHERE toLower(toStringOrNull(n[name])) CONTAINS $text)
				RETURN labels(n) AS labels, properties(n) AS properties""")
			.bindAll(Map.of("text", text))
			.fetch()
			.all());
	}

	private long number(String query) {
		return this.graph.query(query).fetchAs(Long.class).one().orElseThrow();
	}

}
