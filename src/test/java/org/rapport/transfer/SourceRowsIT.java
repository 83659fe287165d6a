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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.rapport.testing.Client;
import org.rapport.testing.Curator;
import org.rapport.testing.EmptyGraph;
import org.rapport.testing.RapportIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.data.neo4j.core.Neo4jClient;

import static java.time.Clock.systemUTC;
import static org.assertj.core.api.Assertions.assertThat;

/** Loads tables, and asks for their rows, release after release. */
@RapportIT
class SourceRowsIT {

	private static final String MAPPING = """
			format: rapport-mapping/1
			dataset: { name: briefings, title: Our briefings }
			source: { title: Briefings of 2024, kind: REPORT }
			tables:
			  briefings:
			    files: briefings.csv
			    rowKey: "No. {no}"
			    columns:
			      who: { split: ";" }
			    makes:
			      - { type: Meeting, key: "meeting/{no}", title: "{title}", kind: BRIEFING }
			      - { type: Organisation, key: "org/{who|alike}", each: who, when: { who: { not: [Hidden Voices] } }, rows: first,
			          name: "{who}", kind: CIVIL_SOCIETY }
			      - { type: Organisation, key: "org/{who|alike}", each: who, when: { who: Hidden Voices }, rows: first,
			          name: "{who}", kind: CIVIL_SOCIETY, visibility: RESTRICTED, circle: talks }
			      - { type: Participation, key: "in/{no}/{who|alike}", each: who, actor: "org/{who|alike}", meeting: "meeting/{no}" }
			""";

	private static final String FIRST = """
			no,phone,title,who
			1,123,A fund,Open Forum; Hidden Voices
			2,456,  A second  briefing,Open Forum
			3,789,A third briefing,Third Way
			""";

	private static final String ROWS = """
			{ meetings(orderBy: { field: TITLE }) { nodes { title participations { nodes { citations {
			  locator row { file sheet line cells { column text } } } } } } } }""";

	@TempDir
	private Path folder;

	@LocalServerPort
	private int port;

	@Autowired
	private Neo4jClient client;

	@Autowired
	private ApplicationContext application;

	private final List<RowNote> notes = new ArrayList<>();

	private int most = 1_000;

	@BeforeEach
	@AfterEach
	void empty() {
		EmptyGraph.make(this.client);
	}

	@Test
	void areReadAsTheyAreInTheFile() throws IOException {
		load(MAPPING, FIRST);
		assertThat(rowOf("A second briefing"))
			.isEqualTo("briefings.csv null 3 no=2 title=  A second  briefing who=Open Forum");
		assertThat(rowOf("A third briefing", Curator.TOKEN)).startsWith("briefings.csv null 4 no=3");
		assertThat(everythingStored()).doesNotContain("456").contains("Open Forum; Hidden Voices");
	}

	@Test
	void areHiddenFromThoseWhoDoNotSeeEveryPartyOfACell() throws IOException {
		load(MAPPING, FIRST);
		assertThat(rowOf("A fund")).isEqualTo("null");
		assertThat(rowOf("A fund", Curator.TOKEN)).contains("who=Open Forum; Hidden Voices");
		assertThat(answer(ROWS).toString()).doesNotContain("Hidden", "errors");
	}

	@Test
	void areAsHiddenAsTheMappingAndItsKeptColumns() throws IOException {
		load(MAPPING.replace("    makes:", "    keep: { columns: phone, visibility: NETWORK }\n    makes:"), FIRST);
		assertThat(rowOf("A second briefing")).isEqualTo("null");
		assertThat(rowOf("A second briefing", Curator.TOKEN))
			.isEqualTo("briefings.csv null 3 no=2 phone=456 title=  A second  briefing who=Open Forum");
		assertThat(this.client.query("MATCH (r:SourceRow) WHERE r.lensVisibility = 0 RETURN count(r)")
			.fetchAs(Long.class)
			.one()).contains(0L);
		assertThat(this.notes).extracting(RowNote::message).allMatch((message) -> message.contains("\"title\""));
	}

	@Test
	void stayHiddenAfterAnElementWasHiddenOnce() throws IOException {
		load(MAPPING, FIRST);
		String open = idOf("Third Way");
		assertThat(rowOf("A third briefing")).contains("Third Way");
		act("updateOrganisation", Map.of("id", open, "expectedVersion", 1, "visibility", "RESTRICTED"),
				"organisation { id }");
		assertThat(answer(ROWS).toString()).doesNotContain("Third Way");
		act("updateOrganisation", Map.of("id", open, "expectedVersion", 2, "visibility", "PUBLIC"),
				"organisation { id }");
		assertThat(rowOf("A third briefing")).isEqualTo("null");
		assertThat(rowOf("A third briefing", Curator.TOKEN)).contains("Third Way");
		load(MAPPING, FIRST.replace("Third Way", "Third Way ; Fourth"));
		assertThat(rowOf("A third briefing")).isEqualTo("null");
		assertThat(rowOf("A third briefing", Curator.TOKEN)).contains("Third Way ; Fourth");
	}

	@Test
	void areShownToNobodyWhileSomethingThatTheyTellOfIsRetracted() throws IOException {
		load(MAPPING, FIRST);
		act("retractRecord", Map.of("id", idOf("Hidden Voices"), "expectedVersion", 1, "reason", "Not there"),
				"retractedId");
		assertThat(answer(ROWS, Curator.TOKEN).toString()).doesNotContain("Hidden Voices");
		assertThat(rowOf("A second briefing")).contains("Open Forum");
		act("restore", Map.of("id", idOf("Hidden Voices"), "expectedVersion", 2, "version", 1), "node { id }");
		assertThat(rowOf("A fund")).isEqualTo("null");
	}

	/** In one transaction each, and in small batches. */
	@ParameterizedTest
	@ValueSource(ints = { 1_000, 3 })
	void followEachReleaseAndGoWithIt(int batch) throws IOException {
		this.most = batch;
		load(MAPPING, FIRST);
		String stored = everythingStored();
		load(MAPPING, FIRST);
		assertThat(everythingStored()).isEqualTo(stored);
		String second = FIRST.replace("A third", "The third").replace("2,456,  A second  briefing,Open Forum\n", "");
		load("complete: everything\n" + MAPPING, second);
		assertThat(rowOf("The third briefing"))
			.isEqualTo("briefings.csv null 3 no=3 title=The third briefing who=Third Way");
		assertThat(everythingStored()).doesNotContain("A second", "A third");
		imports().undo("briefings", false);
		assertThat(rowOf("A third briefing")).isEqualTo("null");
		assertThat(rowOf("A second briefing")).isEqualTo("null");
		load(MAPPING, FIRST);
		assertThat(rowOf("A second briefing")).contains("A second  briefing");
		assertThat(everythingStored()).isEqualTo(stored);
	}

	@Test
	void haveNoKeyButTheirTextIfTheMappingGivesNone() throws IOException {
		String mapping = MAPPING.replace("    rowKey: \"No. {no}\"\n", "    cite: { locator: \"no. {no}\" }\n");
		load(mapping, FIRST);
		load(mapping, FIRST.replace("1,123", "4,123,A fourth,Third Way\n1,123").replace("A third", "The third"));
		assertThat(rowOf("A second briefing")).startsWith("briefings.csv null 4");
		assertThat(rowOf("The third briefing")).contains("title=The third briefing");
		assertThat(this.client.query("MATCH (r:SourceRow) RETURN count(r)").fetchAs(Long.class).one()).contains(4L);
	}

	@Test
	void areClearedWithAnythingThatTheyTellOf() throws IOException {
		load(MAPPING, FIRST);
		act("erase", Map.of("id", idOf("Hidden Voices")), "erased");
		assertThat(everythingStored()).doesNotContain("Hidden Voices").contains("A second");
		assertThat(rowOf("A fund", Curator.TOKEN)).isEqualTo("null");
		load(MAPPING, FIRST);
		load(MAPPING.replace("no}\"\n", "no}, now\"\n"), FIRST);
		assertThat(everythingStored()).doesNotContain("Hidden Voices").contains("A second");
	}

	@Test
	void areAsHiddenAsWhatWasRecognisedInThem() throws IOException {
		load(MAPPING, FIRST);
		String members = """
				format: rapport-mapping/1
				dataset: { name: members, title: Our members }
				tables:
				  members:
				    files: members.csv
				    makes:
				      - { type: Organisation, key: "org/{name}", match: name, name: "{name}", kind: CIVIL_SOCIETY }
				""";
		Path file = Files.writeString(this.folder.resolve("members.csv"), "name\nTHIRD way\nNobody Else\n");
		run(members, file);
		String recognised = "{ node(id: \"%s\") { ... on Organisation { identifiers { citations { row { cells { text } } } } } } }"
			.formatted(idOf("Third Way"));
		assertThat(answer(recognised).toString()).contains("THIRD way");
		act("mergeActors", Map.of("duplicate", Map.of("id", idOf("Third Way")), "survivor",
				Map.of("id", idOf("Open Forum")), "reason", "The same", "acceptConflicts", true), "moved");
		act("updateOrganisation",
				Map.of("id", idOf("Open Forum"), "expectedVersion", versionOf("Open Forum"), "visibility", "NETWORK"),
				"organisation { id }");
		assertThat(this.client.query("MATCH (r:SourceRow) WHERE r.texts = ['THIRD way'] RETURN r.lensVisibility")
			.fetchAs(Long.class)
			.one()).contains(1L);
		act("erase", Map.of("id", idOf("Open Forum")), "erased");
		assertThat(everythingStored()).doesNotContain("THIRD way").contains("Nobody Else");
		run(members, file);
		assertThat(everythingStored()).doesNotContain("THIRD way");
	}

	/** The day of a meeting that became another one hides nothing any more. */
	@Test
	void areShownOnTheDaysOfTheRemainingMeeting() throws IOException {
		load(MAPPING.replace("kind: BRIEFING }", "kind: BRIEFING, date: \"{date}\" }"),
				"no,date,title,who\n1,2024-03-01,The first,Open Forum\n2,2024-05-01,The other,Third Way\n");
		act("mergeMeetings",
				Map.of("duplicate", Map.of("id", idOf("Meeting", "title", "The other")), "survivor",
						Map.of("id", idOf("Meeting", "title", "The first")), "acceptConflicts", true),
				"meeting { id }");
		assertThat(answer("query @asOf(date: \"2024-04-01\") " + ROWS).toString()).contains("The other");
		assertThat(answer("query @asOf(date: \"2024-02-01\") " + ROWS).toString()).doesNotContain("The other");
	}

	private void act(String name, Map<String, Object> input, String selection) {
		assertThat(Curator.codes(new Curator(this.port).act(name, input, selection))).isEmpty();
	}

	private long versionOf(String name) {
		return this.client.query("MATCH (o:Organisation {name: $name}) RETURN o.version AS version")
			.bindAll(Map.of("name", name))
			.fetchAs(Long.class)
			.one()
			.orElseThrow();
	}

	private String idOf(String name) {
		return idOf("Organisation", "name", name);
	}

	private String idOf(String label, String property, String text) {
		return this.client.query("MATCH (n:%s|Retracted {%s: $text}) RETURN n.id AS id".formatted(label, property))
			.bindAll(Map.of("text", text))
			.fetchAs(String.class)
			.one()
			.orElseThrow();
	}

	/** The first row of the participations of a meeting. */
	private String rowOf(String title, String... token) {
		for (JsonNode meeting : answer(ROWS, token).at("/meetings/nodes")) {
			if (meeting.at("/title").asString().equals(title)) {
				JsonNode row = meeting.at("/participations/nodes/0/citations/0/row");
				StringBuilder text = new StringBuilder();
				row.at("/cells")
					.forEach((cell) -> text.append(' ')
						.append(cell.at("/column").asString())
						.append('=')
						.append(cell.at("/text").asString()));
				return row.isNull() ? "null" : "%s %s %d%s".formatted(row.at("/file").asString(),
						row.at("/sheet").asString("null"), row.at("/line").asInt(), text);
			}
		}
		throw new AssertionError("There is no meeting " + title);
	}

	private JsonNode answer(String query, String... token) {
		return new Client(this.port).ask(query, token).json().at("/data");
	}

	/** All rows that are stored. */
	private String everythingStored() {
		return this.client.query("""
				MATCH (r:SourceRow)
				RETURN toString(r.line) + ' ' + reduce(all = '', text IN r.texts | all + text + ', ') + ' '
					+ COUNT { (r)-[:TELLS_OF]->() } + ' ' + COUNT { (r)<-[:READ_FROM]-() } AS row ORDER BY row""")
			.fetchAs(String.class)
			.all()
			.toString();
	}

	private void load(String mapping, String table) throws IOException {
		run(mapping, Files.writeString(this.folder.resolve("briefings.csv"), table));
	}

	private void run(String mapping, Path file) throws IOException {
		Path written = Files.writeString(this.folder.resolve("mapping.yaml"), mapping);
		new FileImport(imports()).run(new ImportRequest(List.of(file), written.toString(), null, null, 0, 1_000, false),
				this.notes::add, LoadProgress.NONE);
	}

	private Imports imports() {
		return TestImports.of(this.application, systemUTC(), this.most);
	}

}
