package org.rapport.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.rapport.bench.InventedNames.Script;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Loads a large table twice, in a process with a small heap, and tells the rate and what
 * the heap holds. The document about performance tells the options.
 */
@Tag("size")
class SizeIT {

	private static final Path FOLDER = Path.of("target", "size");

	private static final Duration PATIENCE = Duration.ofMinutes(10);

	private static final Duration LOADING = Duration.ofHours(12);

	private static final int SEED = 20_260;

	/** So many rows tell of one organisation. */
	private static final int ROWS_OF_EACH = 5;

	private static final String MAPPING = """
			format: rapport-mapping/1
			dataset:
			  name: large
			  title: A large table of meetings
			source:
			  title: A large table of meetings
			  kind: REPORT
			tables:
			  meetings:
			    files: large.csv
			    rowKey: "{number}"
			    cite:
			      locator: "entry {number}"
			    makes:
			      - type: Organisation
			        key: "party/{party}"
			        rows: first
			        name: "{organisation}"
			        kind: CIVIL_SOCIETY
			        countryCode: "{country}"
			      - type: Meeting
			        key: "meeting/{number}"
			        title: "{subject}"
			        kind: MEETING
			        date: "{date}"
			      - type: Participation
			        key: "meeting/{number}/party"
			        actor: "party/{party}"
			        meeting: "meeting/{number}"
			""";

	@Test
	void loadsALargeTableTwiceInASmallHeap() throws Exception {
		int rows = Integer.getInteger("size.rows", 250_000);
		FileSystemUtils.deleteRecursively(FOLDER);
		Files.createDirectories(FOLDER);
		Path table = write(rows);
		Path mapping = Files.writeString(FOLDER.resolve("large.yaml"), MAPPING);
		try (ChildProcess database = new ChildProcess(FOLDER, "neo4j", System.getProperty("size.database-heap", "2g"),
				DatabaseProcess.class, List.of(FOLDER.resolve("store").toString()))) {
			List<String> arguments = new ArrayList<>(BenchGraph.connection(database.await("READY", PATIENCE)));
			arguments.addAll(List.of("--server.port=-1", "--management.server.port=-1", "--rapport.graph.warm-up=false",
					System.getProperty("size.loads", "2"), System.getProperty("size.look-millis", "0"),
					table.toString(), mapping.toString()));
			try (ChildProcess loader = new ChildProcess(FOLDER, "import", System.getProperty("size.heap", "1g"),
					ImportProcess.class, arguments)) {
				loader.await("READY", LOADING);
				loader.awaitEnd(PATIENCE);
				loader.output()
					.lines()
					.filter((line) -> line.startsWith("LOADED") || line.startsWith("MOST"))
					.forEach(System.out::println);
				assertThat(loader.output()).contains("LOADED 0: ImportCounts[created=");
			}
		}
	}

	private static Path write(int rows) throws IOException {
		Path table = FOLDER.resolve("large.csv");
		Random random = new Random(SEED);
		InventedNames names = new InventedNames(random);
		List<String> organisations = new ArrayList<>();
		for (int i = 0; i <= rows / ROWS_OF_EACH; i++) {
			organisations.add(names.organisation(Script.LATIN).replace(",", ""));
		}
		try (BufferedWriter writer = Files.newBufferedWriter(table)) {
			writer.write("number,date,party,organisation,country,subject,pages");
			writer.newLine();
			for (int i = 0; i < rows; i++) {
				int party = random.nextInt(organisations.size());
				writer.write("%d,%s,%d,%s %d,%s,%s,%d".formatted(i, LocalDate.of(2014, 1, 1).plusDays(i % 2000), party,
						organisations.get(party), party, (party % 3 == 0) ? "GB" : "FR",
						"Meeting %d about the programme and the next steps".formatted(i), random.nextInt(500)));
				writer.newLine();
			}
		}
		return table;
	}

}
