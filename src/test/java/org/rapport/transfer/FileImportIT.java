package org.rapport.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.rapport.kernel.Visibility;
import org.rapport.testing.Client;
import org.rapport.testing.Curator;
import org.rapport.testing.EmptyGraph;
import org.rapport.testing.RapportIT;
import org.rapport.transfer.ImportReport.ImportCounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Loads tables with a mapping, again and again, and asks for what they say. */
@RapportIT
class FileImportIT {

	private static final String MAPPING = """
			format: rapport-mapping/1
			dataset: { name: briefings, title: Our briefings, licence: CC0 1.0 }
			source: { title: Briefings of 2024, kind: REPORT }
			tables:
			  briefings:
			    files: briefings*.csv
			    columns:
			      date: { date: d.M.yyyy }
			      role: { values: { speaker: SPEAKER }, default: PARTICIPANT }
			    makes:
			      - { type: Organisation, key: "org/{who|alike}", rows: first, name: "{who}", kind: CIVIL_SOCIETY }
			      - { type: Meeting, key: "meeting/{no}", rows: first, title: "{title}", kind: BRIEFING, date: "{date}" }
			      - { type: Participation, key: "meeting/{no}/{who|alike}", rows: last, actor: "org/{who|alike}",
			          meeting: "meeting/{no}", role: "{role}" }
			""";

	private static final String FIRST = """
			no;date;title;who;role
			1;3.5.2024;A fund for peacebuilding;Zzyzx Forum;Speaker
			1;3.5.2024;A fund for peacebuilding;Other Voices;
			2;31.6.2024;A second briefing;ZZYZX forum;
			""";

	@TempDir
	private Path folder;

	@LocalServerPort
	private int port;

	@Autowired
	private FileImport files;

	@Autowired
	private Imports imports;

	@Autowired
	private Neo4jClient client;

	private final List<RowNote> notes = new ArrayList<>();

	@BeforeEach
	@AfterEach
	void empty() {
		EmptyGraph.make(this.client);
	}

	@Test
	void answersWithWhatTheTableSays() throws IOException {
		FileReport report = run("briefings.csv", FIRST);
		assertThat(report.tables().get(0).rows()).isEqualTo(3);
		assertThat(report.load().total().created())
			.isEqualTo(this.client.query("MATCH (n:Record|Fact) RETURN count(n) AS n")
				.fetchAs(Long.class)
				.one()
				.orElseThrow());
		Client.Answer answer = new Client(this.port).ask("""
				{ search(text: "zzyzx") { nodes { ... on Organisation { name slug
				  meetings(orderBy: { field: DATE }) { nodes { title date { text } participations { nodes {
				    actor { name } role citations { document { title } locator note } } } } } } } } }""", Map.of());
		assertThat(answer.json().toString())
			.contains("\"name\":\"Zzyzx Forum\"", "\"slug\":\"zzyzx-forum-", "A second briefing",
					"\"text\":\"2024-05-03\"", "\"role\":\"SPEAKER\"", "\"title\":\"Briefings of 2024\"",
					"\"locator\":\"briefings.csv, row 2\"")
			.doesNotContain("2024-06");
		assertThat(this.notes).extracting(RowNote::about).containsExactly(RowNote.About.UNREAD_DATE);
		assertThat(this.imports.datasets()).singleElement().satisfies((dataset) -> {
			assertThat(dataset.dataset()).isEqualTo(new Dataset("briefings", "Our briefings", "CC0 1.0"));
			assertThat(dataset.loadedAt()).isNotNull();
			assertThat(dataset.elements()).isEqualTo(report.load().total().created());
			assertThat(dataset.stopped()).isFalse();
		});
	}

	@Test
	void changesNothingTheSecondTimeAndTakesTheNextReleaseAsAnUpdate() throws IOException {
		ImportCounts first = run("briefings.csv", FIRST).load().total();
		assertThat(run("briefings.csv", FIRST).load().total()).isEqualTo(new ImportCounts(0, 0, first.created(), 0));
		String slug = slug("A second briefing");
		ImportCounts next = run("briefings.csv",
				FIRST.replace("A second briefing", "The second briefing").replace("31.6.", "30.6.")
						+ "3;1.7.2024;A third briefing;Other Voices;\n")
			.load()
			.total();
		// The meeting, and the note of its citation that told of the unread date. The new
		// meeting and the new participation have a citation each.
		assertThat(next).isEqualTo(new ImportCounts(4, 2, first.created() - 2, 0));
		assertThat(slug("The second briefing")).isEqualTo(slug).startsWith("a-second-briefing-");
	}

	private String slug(String title) {
		return this.client.query("MATCH (m:Meeting {title: $title}) RETURN m.slug AS slug")
			.bindAll(Map.of("title", title))
			.fetchAs(String.class)
			.one()
			.orElseThrow();
	}

	@Test
	void writesNothingInADryRun() throws IOException {
		FileReport report = run(request(false, true, 0.01, null), "briefings.csv", FIRST);
		assertThat(report.dryRun()).isTrue();
		assertThat(report.load().total().created()).isPositive();
		assertThat(this.imports.isGraphEmpty()).isTrue();
	}

	@Test
	void writesNothingIfTooManyRowsHaveErrors() {
		assertThatExceptionOfType(ImportRefused.class)
			.isThrownBy(() -> run("briefings.csv", FIRST + "4;1.1.2024;;Nobody;\n"))
			.withMessageContaining("1 of 4 rows have errors, and at most 1 % may have. Nothing was written")
			.withMessageContaining(
					"briefings.csv, row 5 makes no Meeting: its title, from the column \"title\", is missing");
		assertThat(this.imports.isGraphEmpty()).isTrue();
	}

	@Test
	void leavesRowsWithErrorsOutIfFewEnoughHaveThem() throws IOException {
		FileReport report = run(request(false, false, 0.5, null), "briefings.csv", FIRST + "4;1.1.2024;;Nobody;\n");
		assertThat(report.tables().get(0).refused()).isEqualTo(1);
		assertThat(this.client.query("MATCH (o:Organisation {name: 'Nobody'}) RETURN count(o) AS n")
			.fetchAs(Long.class)
			.one()).contains(0L);
	}

	@Test
	void namesTheRowOfAnErrorThatShowsOnlyInTheGraph() {
		String clash = """
				  slugs:
				    files: slugs.csv
				    makes: [ { type: Person, key: "p/{name}", slug: same, name: "{name}" } ]
				""";
		assertThatExceptionOfType(ImportRefused.class).isThrownBy(() -> {
			Files.writeString(this.folder.resolve("slugs.csv"), "name\nA\nB\n");
			Files.writeString(this.folder.resolve("mapping.yaml"), MAPPING + clash);
			Files.writeString(this.folder.resolve("briefings.csv"), FIRST);
			this.files.run(request(true, false, 0, null), this.notes::add, LoadProgress.NONE);
		})
			.withMessageContaining("Nothing was written")
			.withMessageContaining("slugs.csv, row 3 (Person \"p/b.")
			.withMessageContaining("slug is already the slug of line");
		assertThat(this.imports.isGraphEmpty()).isTrue();
	}

	@Test
	void hidesEverythingIfTheImporterSaysSo() throws IOException {
		run(request(false, false, 0.01, Visibility.CONFIDENTIAL), "briefings.csv", FIRST);
		String query = "{ search(text: \"zzyzx\") { totalCount } organisations { totalCount } documents { totalCount } }";
		assertThat(new Client(this.port).ask(query, Map.of()).json().toString()).doesNotContain("\"totalCount\":1")
			.doesNotContain("\"totalCount\":2");
		assertThat(new Client(this.port).ask(query, Map.of(), Curator.TOKEN).json().toString())
			.contains("\"organisations\":{\"totalCount\":2}", "\"documents\":{\"totalCount\":1}");
	}

	@Test
	void showsNothingToMoreViewersUnlessTheMappingSaysSo() throws IOException {
		run(request(false, false, 0.01, Visibility.CONFIDENTIAL), "briefings.csv", FIRST);
		for (Visibility visibility : new Visibility[] { null, Visibility.PUBLIC }) {
			assertThatExceptionOfType(ImportRefused.class)
				.isThrownBy(() -> run(request(false, false, 0.01, visibility), "briefings.csv", FIRST))
				.withMessageContaining("would show 8 elements to more viewers")
				.withMessageContaining("it is CONFIDENTIAL without a circle, and would be PUBLIC");
		}
		assertThat(run(request(false, false, 0.01, null), "briefings.csv", FIRST,
				MAPPING.replace("tables:", "visibility: PUBLIC\ntables:"))
			.load()
			.total()
			.changed()).isEqualTo(8);
	}

	@Test
	void tellsOfActorsOfOtherDataSetsThatItRecognises() throws IOException {
		run("briefings.csv", FIRST);
		String members = "name;country\nZZYZX forum;\nNobody Else;\n";
		FileReport report = members(members);
		assertThat(report.matched()).isEqualTo(1);
		assertThat(this.notes).filteredOn((note) -> note.about() == RowNote.About.MATCHED)
			.singleElement()
			.satisfies((note) -> assertThat(note.message()).contains("\"ZZYZX forum\" was recognised by its name"));
		// The network, its document, a new member, two memberships, and the decision,
		// with a
		// citation each, but for the document.
		assertThat(report.load().total().created()).isEqualTo(11);
		assertThat(membersOf()).containsExactly("Nobody Else", "Zzyzx Forum");
		ImportCounts again = members(members).load().total();
		assertThat(again).isEqualTo(new ImportCounts(0, 0, 11, 0));
		// The decision stands, whatever the name is by then.
		this.client.query("MATCH (o:Organisation {name: 'Zzyzx Forum'}) SET o.name = 'Renamed'").run();
		assertThat(members(members).load().total()).isEqualTo(again);
		assertThat(membersOf()).containsExactly("Nobody Else", "Renamed");
	}

	@Test
	void makesAnActorOfItsOwnIfSeveralMayBeMeantOrTheCountryDiffers() throws IOException {
		run("briefings.csv", FIRST);
		this.client.query("MATCH (o:Organisation {name: 'Zzyzx Forum'}) SET o.countryCode = 'FR'").run();
		assertThat(members("name;country\nZZYZX forum;DE\n").matched()).isZero();
		assertThat(membersOf()).containsExactly("ZZYZX forum");
		empty();
		run("briefings.csv", FIRST);
		this.client.query("MATCH (o:Organisation {name: 'Other Voices'}) SET o.name = 'zzyzx Forum'").run();
		assertThat(members("name;country\nZZYZX forum;DE\n").matched()).isZero();
		assertThat(this.notes).extracting(RowNote::about).contains(RowNote.About.DOUBTFUL);
	}

	@Test
	void recognisesNobodyWhoIsHiddenFromThoseWhoMaySeeTheRow() throws IOException {
		run(request(false, false, 0.01, Visibility.NETWORK), "briefings.csv", FIRST);
		this.notes.clear();
		assertThat(members("name;country\nZZYZX forum;\n").matched()).isZero();
		assertThat(this.notes).isEmpty();
	}

	@Test
	void makesAnActorOfItsOwnOnceSomebodyRetractsTheDecision() throws IOException {
		run("briefings.csv", FIRST);
		members("name;country\nZZYZX forum;\n");
		String decision = this.client.query("MATCH (i:Identification {scheme: 'members'}) RETURN i.id AS id")
			.fetchAs(String.class)
			.one()
			.orElseThrow();
		new Curator(this.port).act("retractFact",
				Map.of("id", decision, "expectedVersion", 1, "reason", "Not the same"), "retractedId");
		assertThat(members("name;country\nZZYZX forum;\n").matched()).isZero();
		assertThat(membersOf()).containsExactly("ZZYZX forum");
	}

	private List<String> membersOf() {
		return List.copyOf(this.client.query(
				"MATCH (:Organisation {name: 'Our network'})<-[:IN]-(:Membership)<-[:HAS]-(m) RETURN m.name AS name ORDER BY name")
			.fetchAs(String.class)
			.all());
	}

	private FileReport members(String table) throws IOException {
		Path mapping = Files.writeString(this.folder.resolve("members.yaml"),
				"""
						format: rapport-mapping/1
						dataset: { name: members, title: Our members }
						tables:
						  members:
						    files: members.csv
						    rowKey: "{name}"
						    makes:
						      - { type: Organisation, key: network, rows: first, name: Our network, kind: NETWORK }
						      - { type: Organisation, key: "org/{name|alike}", match: name, name: "{name}", kind: UNKNOWN,
						          countryCode: "{country}" }
						      - { type: Membership, key: "in/{name|alike}", actor: "org/{name|alike}", belongsTo: network, kind: MEMBER }
						""");
		Path file = Files.writeString(this.folder.resolve("members.csv"), table);
		return this.files.run(new ImportRequest(List.of(file), mapping.toString(), null, null, 0, false),
				this.notes::add, LoadProgress.NONE);
	}

	@Test
	void takesAFileInTheInterchangeFormatWithoutAMapping() throws IOException {
		Path file = Files.write(this.folder.resolve("sample.jsonl"),
				InterchangeFile.of(InterchangeFile.PERSON).readAllBytes());
		ImportRequest request = new ImportRequest(List.of(file), null, null, null, 0, false);
		assertThat(this.files.run(request, this.notes::add, LoadProgress.NONE).load().total().created()).isEqualTo(1);
		Path table = Files.writeString(this.folder.resolve("a.csv"), FIRST);
		assertThatExceptionOfType(ImportRefused.class)
			.isThrownBy(() -> this.files.run(new ImportRequest(List.of(table), null, null, null, 0, false),
					this.notes::add, LoadProgress.NONE))
			.withMessageContaining("need a mapping");
	}

	private FileReport run(String name, String table) throws IOException {
		return run(request(false, false, 0.01, null), name, table);
	}

	private FileReport run(ImportRequest request, String name, String table) throws IOException {
		return run(request, name, table, MAPPING);
	}

	private FileReport run(ImportRequest request, String name, String table, String mapping) throws IOException {
		Files.writeString(this.folder.resolve("mapping.yaml"), mapping);
		Files.writeString(this.folder.resolve(name), table);
		return this.files.run(request, this.notes::add, LoadProgress.NONE);
	}

	private ImportRequest request(boolean wholeFolder, boolean dryRun, double mostRefused, Visibility visibility) {
		return new ImportRequest(List.of(wholeFolder ? this.folder : this.folder.resolve("briefings.csv")),
				this.folder.resolve("mapping.yaml").toString(), visibility, null, mostRefused, dryRun);
	}

}
