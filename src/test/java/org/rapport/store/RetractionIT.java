package org.rapport.store;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.rapport.kernel.Content;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.testing.Curator;
import org.rapport.testing.RapportIT;
import org.rapport.testing.SampleRecord;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests what plain Cypher meets of retracted elements: nothing but the label Retracted.
 */
@RapportIT
class RetractionIT {

	@Autowired
	Neo4jClient client;

	@Autowired
	Imports imports;

	@Autowired
	NewElements added;

	private Curator curator;

	@BeforeEach
	void sample(@LocalServerPort int port) {
		SampleRecord.alone(this.client, this.imports);
		this.curator = new Curator(port);
	}

	@Test
	void takesARecordAndAllThatDependsOnItOutOfWhatQueriesMatch() {
		String allmep = idOf("allmep");
		List<String> facts = texts("MATCH (:Record {id: '%s'})--(f:Fact) RETURN f.id".formatted(allmep));
		List<String> citations = texts(
				"MATCH (c:Citation)-[:SUPPORTS]->(f) WHERE f.id IN %s RETURN c.id".formatted(quoted(facts)));
		assertThat(facts).hasSizeGreaterThan(5);
		assertThat(citations).hasSizeGreaterThan(5);
		retract("retractRecord", allmep);
		List<String> all = new ArrayList<>(facts);
		all.addAll(citations);
		all.add(allmep);
		assertThat(texts(
				"MATCH (n) WHERE n.id IN %s UNWIND labels(n) AS label RETURN DISTINCT label".formatted(quoted(all))))
			.containsExactly("Retracted");
		assertThat(texts("MATCH (n:Record|Fact) WHERE n.lensWithheld IS NOT NULL RETURN n.id")).isEmpty();
		assertThat(texts(
				"MATCH (n:Retracted {id: '%s'}) RETURN n.kind + ' ' + n.ownKind + ' ' + n.slug".formatted(allmep)))
			.containsExactly("Organisation NETWORK allmep");
		assertThat(texts("MATCH (n:Retracted) WHERE n.follows IS NULL RETURN n.id")).containsExactly(allmep);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Organisation {slug: 'allmep'}", "Government {slug: 'germany'}", "Meeting", "Document",
			"Initiative", "Role", "Membership {kind: 'BODY'}", "Endorsement", "Derivation", "Name" })
	void bringsBackTheSameGraphAfterARetractionAndAnotherLoad(String pattern) {
		Map<String, Object> before = graph();
		for (String id : texts("MATCH (n:%s) RETURN n.id ORDER BY n.id LIMIT 2".formatted(pattern))) {
			JsonNode done = this.curator.act(Ids.kindOf(id).isRecord() ? "retractRecord" : "retractFact",
					Map.of("id", id, "expectedVersion", 1), "retractedId");
			if (!Curator.codes(done).isEmpty()) {
				assertThat(difference(graph(), before)).isEmpty();
				continue;
			}
			Map<String, Object> retracted = graph();
			assertThat(retracted).doesNotContainKey(id);
			load();
			assertThat(difference(graph(), retracted)).isEmpty();
			JsonNode restored = this.curator.act("restore", Map.of("id", id, "version", 1, "expectedVersion", 2),
					"node { id }");
			assertThat(restored.at("/node/id").asString()).as(restored.toString()).isEqualTo(id);
			assertThat(difference(graph(), before)).isEmpty();
		}
		assertThat(texts("MATCH (n:Retracted) RETURN n.id")).isEmpty();
	}

	@Test
	void takesTheTextOfADocumentOutOfWhatQueriesMatch() {
		String document = this.curator
			.act("addDocument", Map.of("title", "With a text", "kind", "BRIEF", "visibility", "PUBLIC"),
					"document { id }")
			.at("/document/id")
			.asString();
		this.curator.act("setDocumentText", Map.of("id", document, "expectedVersion", 1, "paragraphs",
				List.of(Map.of("label", "1", "text", "One."))), "document { id }");
		assertThat(texts("MATCH (p:Paragraph) RETURN p.text")).containsExactly("One.");
		this.curator.act("retractRecord", Map.of("id", document, "expectedVersion", 2), "retractedId");
		assertThat(texts("MATCH (p:Paragraph) RETURN p.text")).isEmpty();
		this.curator.act("restore", Map.of("id", document, "version", 2, "expectedVersion", 3), "node { id }");
		assertThat(texts("MATCH (p:Paragraph)-[:WRITTEN_IN]->(:Document) RETURN p.text")).containsExactly("One.");
	}

	@Test
	void leavesACitationRetractedThatWasRetractedBeforeItsFact() {
		String fact = texts("""
				MATCH (f:Fact)<-[:SUPPORTS]-(c:Citation)
				WITH f, count(c) AS citations WHERE citations > 1 AND NOT f:Participation
				RETURN f.id ORDER BY f.id LIMIT 1""").get(0);
		String citation = texts(
				"MATCH (:Fact {id: '%s'})<-[:SUPPORTS]-(c) RETURN c.id ORDER BY c.id LIMIT 1".formatted(fact))
			.get(0);
		retract("retractCitation", citation);
		retract("retractFact", fact);
		this.curator.act("restore", Map.of("id", fact, "version", 1, "expectedVersion", 2), "node { id }");
		assertThat(texts("MATCH (n:Retracted) RETURN n.id")).containsExactly(citation);
	}

	@Test
	void keepsTheIdAndTheSlugOfWhatIsRetractedOrErased() {
		String retracted = person("Once Here", "once-here");
		retract("retractRecord", retracted);
		JsonNode again = this.curator.act("addPerson",
				Map.of("name", "Another", "slug", "once-here", "visibility", "PUBLIC"), "person { id }");
		assertThat(Curator.codes(again)).isNotEmpty();
		String erased = person("Gone", "gone");
		this.curator.act("erase", Map.of("id", erased), "erased");
		for (Content refused : List.of(content(retracted, "free"), content(erased, "free"),
				content(Ids.random(Kind.PERSON), "once-here"))) {
			assertThatIllegalStateException().isThrownBy(() -> this.added.add(List.of(refused),
					Map.of(refused.id(), Map.of("id", "rev_x")), OffsetDateTime.now(), "test"));
		}
		assertThat(texts("MATCH (n) WHERE n.slug IN ['free', 'once-here'] RETURN n.id")).containsExactly(retracted);
	}

	private static Content content(String id, String slug) {
		return new Content(id, Kind.PERSON, Map.of("name", "Somebody", "slug", slug, "visibility", 0L), Set.of());
	}

	private String person(String name, String slug) {
		return this.curator
			.act("addPerson", Map.of("name", name, "slug", slug, "visibility", "PUBLIC"), "person { id }")
			.at("/person/id")
			.asString();
	}

	private void retract(String act, String id) {
		JsonNode done = this.curator.act(act, Map.of("id", id, "expectedVersion", 1), "retractedId");
		assertThat(Curator.codes(done)).as(done.toString()).isEmpty();
	}

	private void load() {
		SampleRecord.load(this.imports);
	}

	private String idOf(String slug) {
		return texts("MATCH (n:Record {slug: '%s'}) RETURN n.id".formatted(slug)).get(0);
	}

	/**
	 * What plain Cypher meets: labels, ties and seals of each live element, but not when
	 * it was recorded.
	 */
	private Map<String, Object> graph() {
		Map<String, Object> graph = new TreeMap<>();
		this.client.query("""
				MATCH (n:Record|Fact)
				RETURN n.id AS id, labels(n) AS labels, properties(n) AS properties,
				  COLLECT { MATCH (n)-[t]->(m:Record|Fact) RETURN type(t) + m.id } AS ties""")
			.fetch()
			.all()
			.forEach((row) -> {
				Map<String, Object> properties = new HashMap<>(RowValues.map(row.get("properties")));
				properties.keySet().removeAll(List.of("version", "recordedAt", "recordedBy"));
				graph.put(RowValues.text(row.get("id")), List.of(new TreeSet<>(RowValues.texts(row.get("labels"))),
						new TreeSet<>(RowValues.texts(row.get("ties"))), new TreeMap<>(properties).toString()));
			});
		return graph;
	}

	/** What differs, so that a failure can be read. */
	private static Map<String, List<Object>> difference(Map<String, Object> now, Map<String, Object> then) {
		Map<String, List<Object>> difference = new TreeMap<>();
		Set<String> ids = new TreeSet<>(now.keySet());
		ids.addAll(then.keySet());
		ids.forEach((id) -> {
			if (!Objects.equals(now.get(id), then.get(id))) {
				difference.put(id, Arrays.asList(now.get(id), then.get(id)));
			}
		});
		return difference;
	}

	private List<String> texts(String cypher) {
		return List.copyOf(this.client.query(cypher).fetchAs(String.class).all());
	}

	private static String quoted(List<String> ids) {
		return ids.stream().map((id) -> "'" + id + "'").toList().toString();
	}

}
