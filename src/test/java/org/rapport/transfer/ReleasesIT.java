package org.rapport.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.testing.Curator;
import org.rapport.testing.EmptyGraph;
import org.rapport.testing.RapportIT;
import org.rapport.transfer.ImportReport.ImportCounts;
import org.rapport.transfer.KeptElement.Why;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.data.neo4j.core.Neo4jClient;

import static java.time.Clock.systemUTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Loads two releases of a data set, between which a curator changes what the first one
 * said, and takes the second one back.
 */
@RapportIT
class ReleasesIT {

	private static final String MAPPING = """
			format: rapport-mapping/1
			dataset: { name: members, title: Our members }
			complete: everything
			tables:
			  members:
			    files: members.csv
			    rowKey: "{name}"
			    makes:
			      - { type: Organisation, key: network, rows: first, name: Our network, kind: NETWORK }
			      - { type: Organisation, key: "org/{name}", name: "{name}", kind: CIVIL_SOCIETY, description: "{about}" }
			      - { type: Membership, key: "in/{name}", actor: "org/{name}", belongsTo: network, kind: MEMBER }
			""";

	private static final String FIRST = """
			name,about
			same,1
			updated,1
			edited,1
			retracted,1
			merged,1
			erased,1
			gone,1
			cited,1
			hidden,1
			claimed,1
			""";

	private static final String SECOND = """
			name,about
			same,1
			updated,2
			edited,2
			retracted,2
			merged,2
			erased,2
			added,2
			other,2
			""";

	@TempDir
	private Path folder;

	@LocalServerPort
	private int port;

	@Autowired
	private Neo4jClient client;

	@Autowired
	private ApplicationContext application;

	private final List<RowNote> notes = new ArrayList<>();

	private Imports imports;

	@BeforeEach
	@AfterEach
	void empty() {
		EmptyGraph.make(this.client);
	}

	/** In one transaction each, and in small batches. */
	@ParameterizedTest
	@ValueSource(ints = { 1_000, 4 })
	void keepWhatOthersSaidAndCanBeTakenBack(int most) throws IOException {
		this.imports = TestImports.of(this.application, systemUTC(), most);
		load(FIRST, 0, false);
		curate();
		Map<String, Object> before = everything();

		FileReport dry = load(SECOND, 0, true);
		assertThat(everything()).isEqualTo(before);
		assertThat(dry.load().retractions().areTooMany(0)).isTrue();
		assertThatExceptionOfType(TooManyRetractions.class).isThrownBy(() -> load(SECOND, 3, false))
			.withMessageContaining("would retract 4 of 18 records and facts")
			.withMessageContaining("--accept-retractions 4");
		assertThat(everything()).isEqualTo(before);

		this.notes.clear();
		FileReport second = load(SECOND, 4, false);
		assertThat(second.load()).isEqualTo(dry.load());
		assertThat(second.erased()).isEqualTo(2);
		assertThat(refused()).singleElement()
			.asString()
			.startsWith("members.csv, row 7 is about a record or fact that was erased")
			.doesNotContain("\"erased\"", "org/");
		assertThat(kept(second.load().kept())).isEqualTo(
				Map.of(Why.CHANGED, Set.of(organisation("edited")), Why.RETRACTED, Set.of(membership("retracted")),
						Why.MERGED, Set.of(organisation("merged")), Why.CITED, Set.of(membership("hidden")), Why.NEEDED,
						Set.of(organisation("cited"), organisation("hidden"), organisation("claimed"))));
		assertThat(described()).containsOnly(Map.entry("Our network", ""), Map.entry("same", "1"),
				Map.entry("updated", "2"), Map.entry("edited", "by hand"), Map.entry("retracted", "2"),
				Map.entry("survivor", ""), Map.entry("cited", "1"), Map.entry("hidden", "1"), Map.entry("claimed", "1"),
				Map.entry("added", "2"), Map.entry("other", "2"));
		assertThat(members()).containsExactly("added", "cited", "edited", "hidden", "other", "same", "survivor",
				"updated");
		assertThat(citing("cited")).containsExactly("by hand");
		assertThat(citing("hidden")).containsExactly("by hand", "hidden");
		ImportCounts again = load(SECOND, 0, false).load().total();
		assertThat(List.of(again.created(), again.changed(), again.removed())).containsOnly(0L);

		claim(organisation("added"));
		Map<String, Object> after = everything();
		UndoReport planned = this.imports.undo("members", true);
		assertThat(everything()).isEqualTo(after);
		UndoReport undone = this.imports.undo("members", false);
		assertThat(undone.restored()).isEqualTo(planned.restored()).isPositive();
		assertThat(undone.retracted()).isEqualTo(planned.retracted()).isPositive();
		assertThat(undone.citations()).isEqualTo(planned.citations()).isPositive();
		assertThat(kept(undone.kept())).isEqualTo(Map.of(Why.NEEDED, Set.of(organisation("added"))));
		assertThat(members()).containsExactly("cited", "claimed", "edited", "gone", "hidden", "same", "survivor",
				"updated");
		Map<String, Object> now = everything();
		now.keySet().removeAll(ofAdded());
		assertThat(now).isEqualTo(before);
		assertThat(this.client.query("MATCH (r:Revision {act: 'undoImport'}) RETURN count(r) AS n")
			.fetchAs(Long.class)
			.one()
			.orElseThrow()).isEqualTo(undone.restored() + undone.retracted());
		assertThat(this.imports.datasets()).singleElement()
			.satisfies((dataset) -> assertThat(dataset.takenBackAt()).isNotNull());
		assertThatExceptionOfType(ImportRefused.class).isThrownBy(() -> this.imports.undo("members", false))
			.withMessageContaining("no load of the data set members to take back");
	}

	/** A release of one file, or of the rows of one year, leaves the others alone. */
	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "files;1000", "files;4", "{ rows: { year: [2024, later] } };1000",
			"{ rows: { year: [2024, later] } };4" })
	void mayBeTheWholeOfSomeRowsOnly(String complete, int most) throws IOException {
		this.imports = TestImports.of(this.application, systemUTC(), most);
		String mapping = MAPPING.replace("everything", complete)
			.replace("files: members.csv", "files: [members-2023.csv, members-2024.csv]")
			.replace("rowKey: \"{name}\"", "rowKey: \"{name} in {year} ({file})\"")
			.replace("name: \"{name}\", kind: CIVIL_SOCIETY", "rows: first, name: \"{name}\", kind: CIVIL_SOCIETY")
			.replace("belongsTo: network, kind", "belongsTo: network, rows: first, kind");
		Path earlier = Files.writeString(this.folder.resolve("members-2023.csv"),
				"name,year,about\nboth,2023,1\nbefore,2023,1\nstays,2023,1\n");
		Path later = Files.writeString(this.folder.resolve("members-2024.csv"),
				"name,year,about\nboth,2024,1\nstays, Later,1\ngone,2024,1\n");
		load(mapping, List.of(earlier, later), 0);
		assertThat(citing("both")).containsExactly("both in 2023 (members-2023.csv)",
				"both in 2024 (members-2024.csv)");
		assertThat(members()).containsExactly("before", "both", "gone", "stays");

		Files.writeString(later, "name,year,about\nstays,later,2\nnew,2024,2\n");
		FileReport report = load(mapping, List.of(later), 9);
		assertThat(report.load().retractions()).isEqualTo(new Retractions(4, 7));
		assertThat(members()).containsExactly("before", "both", "new", "stays");
		assertThat(citing("both")).containsExactly("both in 2023 (members-2023.csv)");
		assertThat(citing("stays")).containsExactly("stays in 2023 (members-2023.csv)",
				"stays in later (members-2024.csv)");
		assertThat(citing("before")).containsExactly("before in 2023 (members-2023.csv)");
		ImportCounts again = load(mapping, List.of(later), 0).load().total();
		assertThat(List.of(again.created(), again.changed(), again.removed())).containsOnly(0L);

		Files.writeString(later, "name,year,about\nstays,later,2\n,2024,2\n");
		assertThat(load(mapping, List.of(later), 0).spared()).isTrue();
		assertThat(members()).containsExactly("before", "both", "new", "stays");
		assertThat(citing("stays")).containsExactly("stays in 2023 (members-2023.csv)",
				"stays in later (members-2024.csv)");

		Files.writeString(later, "name,year,about\nstays,later,2\nnew,2024,3\nmore,2024,3\n");
		load(mapping, List.of(later), 0);
		this.imports.undo("members", false);
		Files.writeString(later, "name,year,about\nstays,later,2\n");
		assertThat(kept(load(mapping, List.of(later), 9).load().kept())).as("its row went with the load")
			.containsEntry(Why.UNPLACED, Set.of(organisation("new"), membership("new")));
		assertThat(members()).containsExactly("before", "both", "new", "stays");
	}

	@Test
	void retractNothingIfNothingTellsWhatARowWithAnErrorIsAbout() throws IOException {
		this.imports = TestImports.of(this.application, systemUTC(), LoadPace.MOST);
		load("name,about\nsame,1\ngone,1\n", 0, false);
		FileReport second = load("name,about\nsame,1\n,2\n", 0, false);
		assertThat(second.spared()).isTrue();
		assertThat(members()).containsExactly("gone", "same");
		assertThat(second.load().retractions()).isEqualTo(Retractions.NONE);
		assertThatExceptionOfType(ImportRefused.class).isThrownBy(() -> this.imports.undo("nobody", false))
			.withMessageContaining("no data set with the name nobody");
	}

	private void curate() {
		Curator curator = new Curator(this.port);
		curator.act("updateOrganisation",
				Map.of("id", organisation("edited"), "expectedVersion", 1, "description", "by hand"),
				"organisation { id }");
		curator.act("retractFact", Map.of("id", membership("retracted"), "expectedVersion", 1, "reason", "No"),
				"retractedId");
		String survivor = curator
			.act("addOrganisation", Map.of("name", "survivor", "kind", "CIVIL_SOCIETY", "visibility", "PUBLIC"),
					"organisation { id }")
			.at("/organisation/id")
			.asString();
		curator.act("mergeActors", Map.of("survivor", Map.of("id", survivor), "duplicate",
				Map.of("id", organisation("merged")), "acceptConflicts", true), "moved");
		curator.act("erase", Map.of("id", organisation("erased")), "erased");
		cite(curator, membership("cited"), "PUBLIC");
		cite(curator, membership("hidden"), "CONFIDENTIAL");
		claim(organisation("claimed"));
	}

	private static void cite(Curator curator, String fact, String visibility) {
		assertThat(Curator.codes(curator.act("cite",
				Map.of("supports", Map.of("id", fact), "visibility", visibility, "locator", "by hand", "document",
						Map.of("newDocument", Map.of("title", "Another source " + visibility, "kind", "REPORT"))),
				"citation { id }")))
			.isEmpty();
	}

	private void claim(String organisation) {
		assertThat(Curator.codes(new Curator(this.port).act("addClaim",
				Map.of("about", Map.of("id", organisation), "measure", "members", "value", 3, "bound", "EXACT",
						"visibility", "PUBLIC", "citations",
						List.of(Map.of("locator", "1", "document",
								Map.of("newDocument", Map.of("title", "A figure", "kind", "REPORT"))))),
				"claim { id }")))
			.isEmpty();
	}

	private FileReport load(String table, long accepted, boolean dryRun) throws IOException {
		return load(MAPPING, List.of(Files.writeString(this.folder.resolve("members.csv"), table)), accepted, dryRun);
	}

	private FileReport load(String mapping, List<Path> files, long accepted) throws IOException {
		return load(mapping, files, accepted, false);
	}

	private FileReport load(String mapping, List<Path> files, long accepted, boolean dryRun) throws IOException {
		Path written = Files.writeString(this.folder.resolve("members.yaml"), mapping);
		return new FileImport(this.imports).run(
				new ImportRequest(files, written.toString(), null, null, 0.5, accepted, dryRun), this.notes::add,
				LoadProgress.NONE);
	}

	private List<String> refused() {
		return this.notes.stream()
			.filter((note) -> note.about() == RowNote.About.REFUSED)
			.map((note) -> note.place() + " " + note.message())
			.toList();
	}

	private static Map<Why, Set<String>> kept(Collection<KeptElement> kept) {
		return kept.stream()
			.collect(Collectors.groupingBy(KeptElement::why, Collectors.mapping(KeptElement::id, Collectors.toSet())));
	}

	private static String organisation(String name) {
		return Ids.derive(Kind.ORGANISATION, "members", "org/" + name);
	}

	private static String membership(String name) {
		return Ids.derive(Kind.MEMBERSHIP, "members", "in/" + name);
	}

	private Map<String, String> described() {
		Map<String, String> described = new TreeMap<>();
		this.client.query("MATCH (o:Organisation) RETURN o.name AS name, coalesce(o.description, '') AS about")
			.fetch()
			.all()
			.forEach((row) -> described.put(String.valueOf(row.get("name")), String.valueOf(row.get("about"))));
		return described;
	}

	private Collection<String> members() {
		return texts(
				"MATCH (:Organisation {name: 'Our network'})<-[:IN]-(:Membership)<-[:HAS]-(m) RETURN m.name AS text");
	}

	private Collection<String> citing(String name) {
		return texts("MATCH (:Organisation {name: '" + name
				+ "'})-[:HAS]->(:Membership)<-[:SUPPORTS]-(c:Citation) RETURN c.locator AS text");
	}

	private Collection<String> texts(String query) {
		return new TreeSet<>(this.client.query(query).fetchAs(String.class).all());
	}

	/** What the curator said of the added organisation, and the organisation itself. */
	private Set<String> ofAdded() {
		return new HashSet<>(this.client.query("""
				MATCH (o:Organisation {name: 'added'}) OPTIONAL MATCH (o)<-[:ABOUT]-(c:Claim)
				OPTIONAL MATCH (s:Citation)-[:SUPPORTS]->(x) WHERE x = o OR x = c
				OPTIONAL MATCH (s)-[:FROM]->(d:Document {title: 'A figure'})
				UNWIND [o.id, c.id, s.id, d.id] AS id
				WITH id WHERE id IS NOT NULL
				RETURN DISTINCT id""").fetchAs(String.class).all());
	}

	/** All live elements with what they say, and their ties. */
	private Map<String, Object> everything() {
		Map<String, Object> everything = new TreeMap<>();
		this.client.query("""
				MATCH (x:Record|Fact)
				RETURN x.id AS id, properties(x) AS properties,
					COLLECT { MATCH (x)-[tie]->(y:Record|Fact) RETURN type(tie) + y.id } AS ties""")
			.fetch()
			.all()
			.forEach((row) -> {
				Map<String, Object> properties = new TreeMap<>();
				((Map<?, ?>) row.get("properties")).forEach((name, value) -> {
					if (!Set.of("recordedAt", "recordedBy", "version").contains(name)
							&& !name.toString().startsWith("lens")) {
						properties.put(name.toString(), value);
					}
				});
				everything.put(String.valueOf(row.get("id")),
						List.of(properties, new TreeSet<>((List<?>) row.get("ties"))));
			});
		return everything;
	}

}
