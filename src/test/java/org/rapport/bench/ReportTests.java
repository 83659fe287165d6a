package org.rapport.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.bench.Measurement.Side;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTests {

	@TempDir
	private Path folder;

	@Test
	void dividesByWhatRawReachedWithAsManyClients() throws IOException {
		report(raw("Q1", 16, 100, 4), raw("Q1", 64, 400, 4), rapport("Q1", 16, 25, 16), rapport("Q1", 64, 80, 40));
		String table = Files.readString(this.folder.resolve("performance.md"));
		assertThat(table)
			.contains("| 100 | 2.0, 9.0 | 1.0+3.0 | 25 | 2.0, 9.0 | 1.0+15.0 | 3.0 | **0.25** | **0.25** |")
			.contains("| 400 | 2.0, 9.0 | 1.0+3.0 | 80 | 2.0, 9.0 | 1.0+39.0 | 3.0 | **0.20** | **0.10** |");
	}

	@Test
	void theMeanIsGeometric() throws IOException {
		report(raw("Q1", 16, 100, 4), raw("Q2", 16, 100, 4), rapport("Q1", 16, 90, 4), rapport("Q2", 16, 10, 16));
		assertThat(Files.readString(this.folder.resolve("performance.md")))
			.contains("| geometric mean | | | | | | | | **0.30** | **0.50** |");
	}

	@Test
	void comparesRandomSelectionsWithTheSameOnesAsTrustedDocuments() throws IOException {
		report(raw("Q1", 16, 100, 4), rapport("Q1", 16, 90, 4), measured("Q1", 16, Side.TRUSTED_SELECTIONS, 50, 10),
				measured("Q1", 16, Side.AD_HOC, 40, 20));
		assertThat(Files.readString(this.folder.resolve("performance.md")))
			.contains("| Q1 title | 50 | 10.0 | 3.0 | 40 | 20.0 | **0.80** | **0.50** |");
	}

	@Test
	void writesEveryMeasurementAsJson() throws IOException {
		report(raw("Q1", 16, 100, 4), rapport("Q1", 16, 25, 16));
		JsonNode json = new JsonMapper().readTree(Files.readString(this.folder.resolve("performance.json")));
		assertThat(json.at("/measurements").size()).isEqualTo(2);
		assertThat(json.at("/measurements/1/perSecond").asDouble()).isEqualTo(25);
		assertThat(json.at("/circumstances/command").asString()).isEqualTo("the command");
	}

	@Test
	void replacesTheResultsInTheDocumentAndNothingElse() throws IOException {
		Path docs = Files.createDirectories(this.folder.resolve("docs/pictures")).getParent();
		Files.writeString(docs.resolve("performance.md"),
				"before\n<!-- The bench writes from here -->\nold\n<!-- to here. -->\nafter\n");
		report(raw("Q1", 16, 100, 4), rapport("Q1", 16, 25, 16)).publish(docs);
		assertThat(Files.readString(docs.resolve("performance.md")))
			.startsWith("before\n<!-- The bench writes from here -->\n\n| run | |\n|---|---|\n| date |")
			.endsWith("\n<!-- to here. -->\nafter\n")
			.doesNotContain("old");
		assertThat(docs.resolve("pictures/performance.svg")).content().contains("<svg", "Q1 title", "</svg>");
	}

	private Report report(Measurement... measurements) throws IOException {
		Report report = new Report(List.of(measurements), Map.of(30_000, "loaded"), Map.of("command", "the command"));
		report.write(this.folder);
		return report;
	}

	private static Measurement raw(String question, int clients, double perSecond, double cpu) {
		return measured(question, clients, Side.RAW, perSecond, cpu);
	}

	private static Measurement rapport(String question, int clients, double perSecond, double cpu) {
		return measured(question, clients, Side.RAPPORT, perSecond, cpu);
	}

	private static Measurement measured(String question, int clients, Side side, double perSecond, double cpu) {
		return new Measurement(30_000, question, "title", clients, side, perSecond, 2, 9, 1, cpu - 1,
				(side == Side.RAW) ? null : 3.0, 1000);
	}

}
