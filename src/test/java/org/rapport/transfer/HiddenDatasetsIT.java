package org.rapport.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.rapport.kernel.Hiding;
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

/** Loads data sets that not everybody may know of. */
@RapportIT
class HiddenDatasetsIT {

	private static final String DATASET = "dataset: { name: visitors, title: A list of visitors }";

	private static final String HIDDEN = DATASET.replace(" }", ", visibility: RESTRICTED, circle: talks }");

	private static final String MAPPING = """
			format: rapport-mapping/1
			%s
			tables:
			  visitors:
			    files: visitors.csv
			    rowKey: "No. {no}"
			    makes:
			      - { type: Meeting, key: "meeting/{no}", title: "{title}", kind: VISIT }
			""";

	private static final String ROWS = "no,title\n1,A first visit\n2,A second visit\n";

	private static final String ASKED = """
			{ datasets { name title visibility circle }
			  meetings { nodes { id title visibility circle citations { dataset { title } row { file } } } } }""";

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

	private String mapping = MAPPING;

	@BeforeEach
	@AfterEach
	void empty() {
		EmptyGraph.make(this.client);
	}

	@Test
	void areShownWithWhatWasLoadedToThoseWhoAreClearedOnly() throws IOException {
		load(HIDDEN, null, ROWS);
		assertThat(answer()).contains("\"datasets\":[]").doesNotContain("visit");
		assertThat(answer(Curator.TOKEN)).contains("A list of visitors", "A second visit",
				"\"visibility\":\"RESTRICTED\",\"circle\":\"talks\"");
		assertThat(this.imports.datasets()).singleElement()
			.satisfies((dataset) -> assertThat(dataset.hiding()).isEqualTo(Hiding.of(Visibility.RESTRICTED, "talks")));
	}

	@Test
	void findTheirIdsAgainAndShowTheirSecretToNobody() throws IOException {
		ImportCounts first = load(HIDDEN, null, ROWS).load().total();
		String secret = secret();
		assertThat(secret).hasSize(44);
		assertThat(load(HIDDEN, null, ROWS).load().total()).isEqualTo(new ImportCounts(0, 0, first.created(), 0));
		assertThat(secret()).isEqualTo(secret);
		assertThat(answer(Curator.TOKEN)).doesNotContain(secret);
		this.imports.undo("visitors", false);
		assertThat(secret()).isEqualTo(secret);
		EmptyGraph.make(this.client);
		load(HIDDEN, null, ROWS);
		assertThat(secret()).isNotEqualTo(secret);
	}

	@Test
	void keepTheirIdsIfTheyWerePublicFirst() throws IOException {
		ImportCounts first = load(DATASET, null, ROWS).load().total();
		assertThat(secret()).isEmpty();
		assertThat(load(HIDDEN, null, ROWS).load().total()).isEqualTo(new ImportCounts(0, first.created() - 2, 2, 0));
		assertThat(secret()).isEmpty();
		assertThat(answer()).contains("\"datasets\":[]").doesNotContain("visit");
	}

	@Test
	void areAsHiddenAsWhatIsLoadedIfNothingElseIsSaid() throws IOException {
		load(DATASET, Visibility.NETWORK, ROWS);
		assertThat(hiding()).isEqualTo(Hiding.of(Visibility.NETWORK, null));
		assertThat(secret()).isNotEmpty();
		assertThatExceptionOfType(ImportRefused.class)
			.isThrownBy(() -> load(DATASET, null, "no,title\n3,A third visit\n"))
			.withMessageContaining("to more viewers than now");
		load(DATASET + "\nvisibility: PUBLIC", null, ROWS);
		assertThat(hiding()).isEqualTo(Hiding.NONE);
		assertThat(answer()).contains("\"name\":\"visitors\"", "A list of visitors", "A second visit");
	}

	@Test
	void hideTheRowsOfEarlierReleasesToo() throws IOException {
		this.mapping = MAPPING.replace("    makes:\n", "    cite: { document: \"paper/{no}\" }\n    makes:\n"
				+ "      - { type: Document, key: \"paper/{no}\", title: \"Paper {no}\", kind: REPORT }\n");
		load(DATASET, null, ROWS);
		assertThat(answer()).contains("\"row\":{\"file\":\"visitors.csv\"}");
		load(HIDDEN, null, "no,title\n3,A third visit\n");
		assertThat(answer()).contains("A first visit", "\"dataset\":null,\"row\":null")
			.doesNotContain("visitors", "third");
		assertThat(answer(Curator.TOKEN)).contains("\"row\":{\"file\":\"visitors.csv\"}");
	}

	@Test
	void takeNoFileThatShowsMoreThanTheyMay() {
		String dataset = "{'type':'Dataset','format':'rapport-interchange/2','dataset':'test','title':'A test',"
				+ "'visibility':'NETWORK','circle':'talks'}\n";
		assertThatExceptionOfType(BadInterchange.class).isThrownBy(() -> this.imports.load(InterchangeFile.raw(dataset
				+ "{'type':'Topic','key':'a','name':'A'}\n{'type':'Topic','key':'b','name':'B','visibility':'PUBLIC'}")))
			.satisfies((refused) -> assertThat(refused.problems()).singleElement()
				.satisfies((problem) -> assertThat(problem.line()).isEqualTo(3)));
		assertThat(this.imports.datasets()).isEmpty();
	}

	@Test
	void takeNoRowsThatShowMoreThanTheyMay() {
		this.mapping = MAPPING.replace("kind: VISIT", "kind: VISIT, visibility: NETWORK");
		assertThatExceptionOfType(ImportRefused.class).isThrownBy(() -> load(HIDDEN, null, ROWS))
			.withMessageContaining("visitors.csv, row 2 (Meeting \"meeting/1\")")
			.withMessageContaining("(NETWORK in the circle talks) than its data set (RESTRICTED in the circle talks)");
		assertThat(this.imports.datasets()).isEmpty();
	}

	private FileReport load(String dataset, Visibility visibility, String rows) throws IOException {
		Path file = Files.writeString(this.folder.resolve("visitors.csv"), rows);
		Path mapping = Files.writeString(this.folder.resolve("visitors.yaml"), this.mapping.formatted(dataset));
		return this.files.run(new ImportRequest(List.of(file), mapping.toString(), visibility, null,
				ImportRequest.MOST_REFUSED, false), (note) -> {
				}, LoadProgress.NONE);
	}

	private String answer(String... token) {
		return new Client(this.port).ask(ASKED, token).json().toString();
	}

	private Hiding hiding() {
		return this.imports.datasets().get(0).hiding();
	}

	private String secret() {
		return this.client.query("MATCH (dataset:Dataset) RETURN coalesce(dataset.idSecret, '')")
			.fetchAs(String.class)
			.one()
			.orElseThrow();
	}

}
