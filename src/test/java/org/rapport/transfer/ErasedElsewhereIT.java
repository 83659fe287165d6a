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

import org.rapport.testing.Curator;
import org.rapport.testing.EmptyGraph;
import org.rapport.testing.RapportIT;
import org.rapport.transfer.RowNote.About;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Erases records, and loads rows of other data sets that are about them again. */
@RapportIT
class ErasedElsewhereIT {

	private static final String MAPPING = """
			format: rapport-mapping/1
			dataset: { name: %s, title: A list of members }
			tables:
			  members:
			    files: members.csv
			    rowKey: "No. {no}"%s
			    makes:
			      - { type: Organisation, key: "org/{no}", name: "{name}", kind: NETWORK, countryCode: "{country}" }
			      - { type: Identification, key: "id/{no}", when: { id: { blank: false } }, record: "org/{no}", scheme: LEI,
			          identifier: "{id}" }
			""";

	private static final String FIRST = "no,name,country,id\n1,Quiet Forum,IL,LEI-1\n2,Loud Forum,IL,\n";

	/** What other sources say of the erased organisation, and of others. */
	private static final String SECOND = """
			no,name,country,id
			1,QUIET forum,,
			2,Another Name,PS,LEI-1
			3,Quiet Forum,PS,
			4,Other Forum,IL,LEI-2
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
	void makesNoRecordOfARowOfAnotherDataSet() throws IOException {
		load("first", "", FIRST);
		erase("Quiet Forum");
		FileReport report = load("second", "", SECOND);
		assertThat(names()).containsExactlyInAnyOrder("Loud Forum", "Quiet Forum", "Other Forum");
		assertThat(this.notes).extracting(RowNote::about).containsOnly(About.WAITING);
		assertThat(this.notes).extracting((note) -> note.place().row()).containsExactly(2, 3);
		assertThat(this.notes).noneMatch((note) -> note.message().contains("LEI") || note.message().contains("orum"));
		assertThat(report.erased()).isEqualTo(3);
		assertThat(this.client.query("MATCH (row:SourceRow) UNWIND row.texts AS text RETURN text")
			.fetchAs(String.class)
			.all()).contains("Other Forum").doesNotContain("QUIET forum", "Another Name");
	}

	@Test
	void keepsNoTextOfWhatWasErased() throws IOException {
		load("first", "", FIRST);
		erase("Quiet Forum");
		assertThat(this.client.query("MATCH (n) RETURN properties(n) AS properties").fetch().all())
			.noneMatch((node) -> node.toString().toLowerCase().contains("quiet") || node.toString().contains("LEI-1"));
	}

	@Test
	void makesARecordIfSomebodyDecidesThatItIsAnother() throws IOException {
		load("first", "", FIRST);
		erase("Quiet Forum");
		String admit = "\n    admit: [ { when: { no: \"1\" }, because: it is a forum of another country } ]";
		load("second", admit, SECOND);
		assertThat(names()).contains("QUIET forum").doesNotContain("Another Name");
		this.notes.clear();
		load("second", "", SECOND);
		assertThat(names()).contains("QUIET forum");
		assertThat(this.notes).extracting((note) -> note.place().row()).containsExactly(3);
	}

	@Test
	void refusesALineOfAnInterchangeFile() throws IOException {
		load("first", "", FIRST);
		erase("Quiet Forum");
		String file = "{'type':'Dataset','format':'rapport-interchange/2','dataset':'test','title':'A test'%s}\n"
				+ "{'type':'Organisation','key':'q','name':'Quiet Forum','kind':'NETWORK'}";
		assertThatExceptionOfType(BadInterchange.class)
			.isThrownBy(() -> this.imports.load(InterchangeFile.raw(file.formatted(""))))
			.satisfies((refused) -> assertThat(refused.problems()).singleElement().satisfies((problem) -> {
				assertThat(problem.line()).isEqualTo(2);
				assertThat(problem.message()).contains("may belong to a record that was erased")
					.doesNotContain("Quiet");
			}));
		this.imports.load(InterchangeFile.raw(file.formatted(",'admit':['q']")));
		assertThat(names()).contains("Quiet Forum");
	}

	private void erase(String name) {
		String id = this.client.query("MATCH (o:Organisation {name: $name}) RETURN o.id")
			.bindAll(Map.of("name", name))
			.fetchAs(String.class)
			.one()
			.orElseThrow();
		assertThat(Curator.codes(new Curator(this.port).act("erase", Map.of("id", id), "erased"))).isEmpty();
		this.notes.clear();
	}

	private List<String> names() {
		return List.copyOf(this.client.query("MATCH (o:Organisation) RETURN o.name").fetchAs(String.class).all());
	}

	private FileReport load(String dataset, String admit, String rows) throws IOException {
		Path file = Files.writeString(this.folder.resolve("members.csv"), rows);
		Path mapping = Files.writeString(this.folder.resolve("members.yaml"), MAPPING.formatted(dataset, admit));
		return this.files.run(new ImportRequest(List.of(file), mapping.toString(), null, null, 0, false),
				this.notes::add, LoadProgress.NONE);
	}

}
