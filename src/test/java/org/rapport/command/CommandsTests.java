package org.rapport.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
			"import a.csv --accept-retractions=-3 | must be 0 or more", "import a.csv --visibility SECRET | CONFIDENTIAL",
			"import a.csv --url https://example.org | belong together",
			"import a.csv --url https://example.org --token-file no-such-file | no file no-such-file",
			"datasets undo | Usage: rapport datasets undo" })
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
	void startRapportQuietlyAndPassSettingsOn(CapturedOutput output) {
		assertThat(run("import", "a.csv", "--mapping", "m.yaml", "--rapport.data=/data/x")).isEqualTo(1);
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
