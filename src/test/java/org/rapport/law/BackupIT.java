package org.rapport.law;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.rapport.command.Backups;
import org.rapport.start.StartRefused;
import org.rapport.testing.Client;
import org.rapport.testing.Curator;
import org.rapport.testing.EmptyGraph;
import org.rapport.testing.SampleRecord;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that a graph restored from its backup is the same graph and gives the same
 * answers.
 */
class BackupIT extends LawTestBase {

	private static final String OURS = "none(label IN labels(x) WHERE label STARTS WITH '__Neo4jMigration')";

	private static final int QUESTIONS = 8;

	/** What has no order. */
	private static final Set<String> SETS = Set.of("labels", "circles", "lensCircles");

	@TempDir
	Path folder;

	@Autowired
	Backups backups;

	@Autowired
	Neo4jClient client;

	@BeforeEach
	@AfterEach
	void emptyEverything() {
		this.client.query("MATCH (x) WHERE " + OURS + " DETACH DELETE x").run();
	}

	@LawTrials(1)
	void bringsBackAnyGraphWithItsAnswers(long seed) {
		LawCase law = LawCase.of(seed);
		graph.load(law.graph());
		// All nodes and ties are compared below, with their seals. A few questions are
		// enough to see that these are used.
		List<String> questions = new ArrayList<>(new Battery(graph.schema(), law.graph(), law.random()).central(1));
		Collections.shuffle(questions, law.random());
		questions.subList(Math.min(QUESTIONS, questions.size()), questions.size()).clear();
		List<Map<String, Object>> answers = graph.ask(questions, law.lens());
		Map<String, Integer> before = everything();
		Path file = this.folder.resolve("backup.jsonl");
		this.backups.write(file);
		emptyEverything();
		this.backups.restore(file);
		assertThat(everything()).isEqualTo(before);
		assertThat(LawGraph.difference(questions, answers, graph.ask(questions, law.lens()))).isNull();
	}

	@Test
	void bringsBackWhatMutationsLeave(@Autowired Imports imports, @LocalServerPort int port) throws IOException {
		EmptyGraph.make(this.client);
		SampleRecord.load(imports);
		Curator curator = new Curator(port);
		String one = person(curator, "Backed Up", "backed-up");
		String other = person(curator, "Backed-Up", "backed-up-too");
		String third = person(curator, "Backed Down", "backed-down");
		curator.act("updatePerson", Map.of("id", one, "expectedVersion", 1, "slug", "backed-up-again"),
				"person { version }");
		curator.act("mergeActors",
				Map.of("survivor", Map.of("id", one), "duplicate", Map.of("id", other), "acceptConflicts", true),
				"actor { id }");
		curator.act("declareDistinct", Map.of("one", Map.of("id", one), "other", Map.of("id", third)), "one { id }");
		curator.act("erase", Map.of("id", person(curator, "Gone", "gone")), "erased");
		imports.load(new ByteArrayInputStream(
				"""
						{"type":"Dataset","format":"rapport-interchange/2","dataset":"hidden","title":"Hidden","visibility":"NETWORK"}
						{"type":"Topic","key":"t","name":"Hidden topic"}
						"""
					.getBytes(StandardCharsets.UTF_8)));
		String hidden = person(curator, "Retracted", "retracted");
		curator.act("retractRecord", Map.of("id", hidden, "expectedVersion", 1), "retractedId");
		assertThat(labels()).contains("Retracted", "Revision", "Act", "Alias", "Tombstone", "Dataset", "ErasedMark",
				"ErasureKey");
		Map<String, Integer> before = everything();
		Path file = this.folder.resolve("backup.jsonl");
		this.backups.write(file);
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		emptyEverything();
		this.backups.restore(file);
		assertThat(everything()).isEqualTo(before);
		assertThat(before.keySet()).anyMatch((node) -> node.contains("idSecret="));
		Client asking = new Client(port);
		assertThat(asking.ask("{ person(by: {slug: \"backed-up\"}) { id } }").data("person/id").asString())
			.isEqualTo(one);
		assertThat(asking.ask("{ node(id: \"%s\") { id } }".formatted(other)).data("node/id").asString())
			.isEqualTo(one);
		assertThat(asking.ask("{ node(id: \"%s\") { id } }".formatted(hidden)).data("node").isNull()).isTrue();
		assertThat(asking.ask("{ changes(element: \"%s\") { nodes { change } } }".formatted(hidden), Curator.TOKEN)
			.data("changes/nodes/0/change")
			.asString()).isEqualTo("RETRACTED");
	}

	@Test
	void takesRetractedElementsOfAnEarlierBackupOutOfWhatQueriesMatch() {
		this.backups.restore(Path.of("src/test/resources/earlier/backup-2.jsonl"));
		assertThat(this.client.query("""
				MATCH (x:Record|Fact|Retracted)
				RETURN head(labels(x)) + ' ' + coalesce(x.kind, '') + ' ' + coalesce(x.ownKind, '') + ' '
				  + coalesce(toString(x.follows), '') ORDER BY x.id""").fetchAs(String.class).all())
			.filteredOn((element) -> element.startsWith("Retracted"))
			.containsExactlyInAnyOrder("Retracted Organisation NETWORK ", "Retracted Membership MEMBER true",
					"Retracted Citation  true");
		assertThat(labels()).contains("Person", "Document").doesNotContain("Organisation", "Membership", "Citation");
	}

	@Test
	void hidesTheDataSetsOfAnEarlierBackup(@Autowired Imports imports) throws IOException {
		imports.load(new ByteArrayInputStream("""
				{"type":"Dataset","format":"rapport-interchange/2","dataset":"hidden","title":"Hidden"}
				{"type":"Topic","key":"t","name":"Hidden topic","visibility":"NETWORK","circle":"talks"}
				{"type":"Topic","key":"u","name":"Other topic","visibility":"CONFIDENTIAL","circle":"talks"}
				""".getBytes(StandardCharsets.UTF_8)));
		this.client.query("MATCH (dataset:Dataset) REMOVE dataset.visibility, dataset.circle").run();
		Path file = this.folder.resolve("backup.jsonl");
		this.backups.write(file);
		emptyEverything();
		this.backups.restore(file);
		assertThat(this.client.query("MATCH (dataset:Dataset) RETURN dataset.visibility + ' ' + dataset.circle")
			.fetchAs(String.class)
			.all()).containsExactly("1 talks");
	}

	@Test
	void isPutBackIntoAnEmptyGraphOnlyAndWholeOrNotAtAll() throws IOException {
		graph.load(RandomGraphs.graph(new Random(9)));
		Map<String, Integer> before = everything();
		Path file = this.folder.resolve("backup.jsonl");
		this.backups.write(file);
		assertRefused(() -> this.backups.restore(file), "The graph is not empty");
		assertRefused(() -> this.backups.write(file), "already exists");
		assertThat(everything()).isEqualTo(before);
		emptyEverything();
		List<String> lines = Files.readAllLines(file);
		Path cut = Files.write(this.folder.resolve("cut.jsonl"), lines.subList(0, lines.size() - 1));
		assertRefused(() -> this.backups.restore(cut), "Line " + lines.size() + " is missing");
		assertThat(everything()).isEmpty();
		assertRefused(() -> this.backups.restore(this.folder.resolve("none.jsonl")), "cannot be read");
		assertRefused(() -> this.backups.write(this.folder.resolve("empty.jsonl")), "nothing to back up");
		assertThat(this.folder).isDirectoryNotContaining("glob:**empty*");
	}

	private static void assertRefused(Runnable action, String message) {
		assertThatExceptionOfType(StartRefused.class).isThrownBy(action::run).withMessageContaining(message);
	}

	private static String person(Curator curator, String name, String slug) {
		return curator.act("addPerson", Map.of("name", name, "slug", slug, "visibility", "PUBLIC"), "person { id }")
			.at("/person/id")
			.asString();
	}

	private List<String> labels() {
		return List.copyOf(this.client.query("MATCH (x) UNWIND labels(x) AS label RETURN DISTINCT label")
			.fetchAs(String.class)
			.all());
	}

	/** All nodes and relationships, with their seals, and how often each occurs. */
	private Map<String, Integer> everything() {
		Map<String, Integer> all = new HashMap<>();
		this.client.query("MATCH (x) WHERE " + OURS + " RETURN labels(x) AS labels, properties(x) AS properties")
			.fetch()
			.all()
			.forEach((row) -> all.merge(text(row), 1, Integer::sum));
		this.client.query("MATCH (x)-[tie]->(y) WHERE " + OURS + " " + """
				RETURN properties(x) AS from, type(tie) AS type, properties(tie) AS properties, properties(y) AS to""")
			.fetch()
			.all()
			.forEach((row) -> all.merge(text(row), 1, Integer::sum));
		return all;
	}

	private static String text(Object value) {
		if (value instanceof Map<?, ?> map) {
			Map<String, String> sorted = new TreeMap<>();
			map.forEach((name, inner) -> sorted.put(name.toString(), SETS.contains(name)
					? ((List<?>) inner).stream().map(Object::toString).sorted().toList().toString() : text(inner)));
			return sorted.toString();
		}
		return (value != null) ? value.getClass().getSimpleName() + " " + value : "null";
	}

}
