package org.rapport.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.rapport.transfer.RowNote;
import org.rapport.transfer.RowNote.About;
import org.rapport.transfer.mapping.MappedFiles;
import org.rapport.transfer.mapping.MappedRows;
import org.rapport.transfer.mapping.MappingReader;
import org.rapport.transfer.staging.Staging;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class CommandsTests {

	private final List<Map<String, String>> started = new ArrayList<>();

	@ParameterizedTest
	@CsvSource({ "import,true", "datasets,true", "--help,true", "--server.port=1,false", "--debug,false" })
	void areToldFromSettings(String argument, boolean command) {
		assertThat(Commands.isOne(argument)).isEqualTo(command);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "import | Usage: rapport import", "imprt | Did you mean: rapport import?",
			"import a.csv --mappin b | Possible solutions: --mapping",
			"mapping suggest | Usage: rapport mapping suggest", "import a.csv --max-refused 200 | must be 0 to 100",
			"import a.csv --max-refused NaN | must be 0 to 100", "import a.jsonl --max-refused 2 | is for tables",
			"import a.csv --accept-retractions=-3 | must be 0 or more",
			"import a.csv --visibility SECRET | CONFIDENTIAL",
			"import a.csv --url https://example.org | belong together",
			"import a.csv --url https://example.org --token-file no-such-file | no file no-such-file",
			"datasets undo | Usage: rapport datasets undo", "copy | Usage: rapport copy",
			"copy a --day yesterday | \"yesterday\" is not a day; write a day such as 2024-06-01",
			"copy a --clearance SECRET | CONFIDENTIAL", "copy a --certainty CERTAIN | --certainty needs --day",
			"backup | Usage: rapport backup", "restore | Usage: rapport restore" })
	void sayHowTheyAreWrittenAndStartNothing(String line, String help, CapturedOutput output) {
		assertThat(run(line.split(" "))).isEqualTo(2);
		assertThat(output.getErr()).contains(help);
		assertThat(this.started).isEmpty();
	}

	@Test
	void tellTheVersion(CapturedOutput output) {
		assertThat(run("--version")).isZero();
		assertThat(output.getOut()).contains("Rapport from source");
	}

	@Test
	void startRapportQuietlyAndPassSettingsOn(CapturedOutput output, @TempDir Path folder) throws IOException {
		Path file = Files.writeString(folder.resolve("a.jsonl"), "");
		assertThat(run("import", file.toString(), "--rapport.data=/data/x")).isEqualTo(1);
		assertThat(this.started).singleElement()
			.satisfies((settings) -> assertThat(settings).containsEntry("rapport.data", "/data/x")
				.containsEntry("rapport.command", "true")
				.containsEntry("logging.level.root", "warn"));
		assertThat(output.getErr()).isEmpty();
	}

	@Test
	void draftAMappingThatShowsBothReadingsOfADate(CapturedOutput output, @TempDir Path folder) throws IOException {
		Path table = Files.writeString(folder.resolve("our members.csv"),
				"Organisation,Country,Joined,Left\nA,France,1/2/2020,2021-01-31\nB,-,3/4/2021,\n");
		assertThat(run("mapping", "suggest", table.toString())).isZero();
		assertThat(output.getOut()).contains("name: our-members", "files: \"our members.csv\"", "country: true",
				"blank: [\"-\"]", "# date: d/M/yyyy  # \"1/2/2020\" is 2020-02-01",
				"# date: M/d/yyyy  # \"1/2/2020\" is 2020-01-02", "date: yyyy-MM-dd");
		assertThat(this.started).isEmpty();
	}

	@Test
	void draftAMappingThatCanBeTriedAtOnce(CapturedOutput output, @TempDir Path folder) throws IOException {
		Path table = Files.writeString(folder.resolve("briefings.csv"), """
				No.,Date,Subject,Organisation,Country,Represented by,Na"me
				1,18/1/2024,A fund,Olive Bridge,Israel,Dana Peled,x
				2,31/2/2024,Water,,-,,y
				3,6/5/2024,,Two Shores,Palestine,,z
				""");
		assertThat(run("mapping", "suggest", table.toString())).isZero();
		Path mapping = Files.writeString(folder.resolve("m.yaml"), output.getOut());
		assertThat(output.getOut()).contains("rowKey: \"{No.}\"");
		List<RowNote> notes = new ArrayList<>();
		MappedRows rows = new MappedFiles(new MappingReader().find(mapping.toString()), List.of(table), List.of(),
				notes::add, (read) -> {
				}, Staging.inMemory())
			.read();
		assertThat(notes).filteredOn((note) -> note.about() == About.REFUSED).isEmpty();
		assertThat(rows.lines()).hasSize(7);
	}

	@Test
	void draftAMappingOfATableBelowItsTitle(CapturedOutput output, @TempDir Path folder) throws IOException {
		Path table = Files.writeString(folder.resolve("a.csv"), "Our members\nas of May\nname,country\nA,FR\nA,DE\n");
		assertThat(run("mapping", "suggest", table.toString())).isZero();
		assertThat(output.getOut()).contains("header: 3", "# Columns: name, country", "rowKey: \"{country}\"");
		assertThat(run("mapping", "suggest", "--header", "1", table.toString())).isZero();
		assertThat(output.getOut()).contains("header: 1", "# Columns: Our members");
	}

	@Test
	void draftAMappingOfATextInAnotherEncoding(CapturedOutput output, @TempDir Path folder) throws IOException {
		Path table = Files.writeString(folder.resolve("a.csv"), "name;no\nCafé;1\nThé;2\n",
				Charset.forName("windows-1252"));
		assertThat(run("mapping", "suggest", table.toString())).isEqualTo(1);
		assertThat(output.getErr()).contains("is not in the encoding UTF-8", "or with --encoding");
		assertThat(run("mapping", "suggest", "--encoding", "windows-1252", table.toString())).isZero();
		assertThat(output.getOut()).contains("encoding: \"windows-1252\"", "# Columns: name, no");
	}

	@Test
	void sayWhichListsAFileHas(CapturedOutput output, @TempDir Path folder) throws IOException {
		Path file = Files.writeString(folder.resolve("popolo.json"),
				"{\"persons\":[{\"id\":\"a\"}],\"organizations\":[{\"id\":\"b\"}],\"meta\":{\"x\":\"y\"}}");
		assertThat(run("mapping", "suggest", file.toString())).isEqualTo(1);
		assertThat(output.getErr()).contains("has lists inside", "persons, organizations");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "mapping suggest no-such.csv | no file no-such.csv", "mapping suggest . | no file .",
					"import no-such.csv --mapping coara | no file no-such.csv",
					"import pom.xml --mapping coarra | no mapping with this name",
					"import pom.xml --mapping coara | needs a file with the name",
					"import pom.xml | Tables need a mapping", "copy src | already exists and is not an empty folder",
					"copy pom.xml | is not an empty folder", "backup pom.xml | already exists",
					"restore no-such.jsonl | cannot be read", "restore pom.xml | cannot be restored. Line 1" })
	void sayWhatIsWrongWithFilesBeforeTheyStartAnything(String line, String message, CapturedOutput output) {
		assertThat(run(line.split(" "))).isEqualTo(1);
		assertThat(output.getErr()).contains(message).doesNotContain("Exception", "\tat ");
		assertThat(this.started).isEmpty();
	}

	@Test
	void sayThatNoServerAnswersOrTheTokenIsNone(CapturedOutput output, @TempDir Path folder) throws IOException {
		Path table = Files.writeString(folder.resolve("a.csv"), "name\nA\n");
		Path token = Files.writeString(folder.resolve("token"), "secret\n");
		assertThat(run("import", table.toString(), "--mapping", "coara", "--url", "http://127.0.0.1:1", "--token-file",
				token.toString()))
			.isEqualTo(1);
		Files.writeString(token, "two words\nand lines");
		assertThat(run("import", table.toString(), "--mapping", "coara", "--url", "http://127.0.0.1:1", "--token-file",
				token.toString()))
			.isEqualTo(1);
		assertThat(output.getErr()).contains("http://127.0.0.1:1 does not answer", "has no token")
			.doesNotContain("Exception", "two words");
	}

	@Test
	void followAnImportWhileAProxyAnswersForItsServer(CapturedOutput output, @TempDir Path folder) throws IOException {
		Path table = Files.writeString(folder.resolve("a.csv"), "name\nA\n");
		Path token = Files.writeString(folder.resolve("token"), "secret");
		List<String> asked = new CopyOnWriteArrayList<>();
		HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		server.createContext("/", (exchange) -> {
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
			boolean isAway = asked.size() == 3;
			String answer = isAway ? "<html>Bad gateway</html>" : body.contains("startImport")
					? "{\"data\":{\"startImport\":{\"job\":{\"id\":\"imp_a\"},\"userErrors\":[]}}}"
					: body.contains("importJob")
							? "{\"data\":{\"importJob\":{\"state\":\"REFUSED\",\"message\":\"No row is right\",\"report\":null}}}"
							: "{\"id\":\"upl_a\"}";
			byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(isAway ? 502 : 200, bytes.length);
			exchange.getResponseBody().write(bytes);
			exchange.close();
		});
		server.start();
		try {
			assertThat(run("import", table.toString(), "--mapping", "coara", "--url",
					"http://127.0.0.1:" + server.getAddress().getPort(), "--token-file", token.toString()))
				.isEqualTo(1);
		}
		finally {
			server.stop(0);
		}
		assertThat(output.getErr()).contains("No row is right");
		assertThat(asked).containsExactly("POST /imports/files", "POST /graphql", "POST /graphql", "POST /graphql",
				"DELETE /imports/files/upl_a");
	}

	@Test
	void replaceNoFileThatIsToBeReadByTheReport(CapturedOutput output, @TempDir Path folder) throws IOException {
		Path table = Files.writeString(folder.resolve("a.csv"), "name\nA\n");
		assertThat(run("import", table.toString(), "--mapping", "coara", "--report", table.toString())).isEqualTo(2);
		assertThat(run("import", folder.toString(), "--mapping", "coara", "--report", table.toString())).isEqualTo(2);
		assertThat(output.getErr()).contains("--report would replace");
		assertThat(table).hasContent("name\nA\n");
	}

	@Test
	void showProgressOnATerminalOnly() {
		ByteArrayOutputStream terminal = new ByteArrayOutputStream();
		try (ProgressLine line = new ProgressLine(new PrintStream(terminal, true, StandardCharsets.UTF_8))) {
			line.read(7);
			line.wrote(3, 10);
		}
		assertThat(terminal.toString(StandardCharsets.UTF_8)).contains("Reading", "7/? rows", "Writing",
				"3/10 elements");
	}

	@Test
	void sendNoTokenWithoutEncryption(CapturedOutput output, @TempDir Path folder) throws IOException {
		Path token = Files.writeString(folder.resolve("token"), "secret\n");
		assertThat(run("import", "a.csv", "--url", "http://example.org", "--token-file", token.toString()))
			.isEqualTo(1);
		assertThat(output.getErr()).contains("--url must begin with https://").doesNotContain("secret");
	}

	private int run(String... arguments) {
		return Commands.run((settings) -> {
			this.started.add(settings);
			throw new IllegalStateException("No graph");
		}, arguments);
	}

}
