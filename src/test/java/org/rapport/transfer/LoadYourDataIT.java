package org.rapport.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.rapport.testing.Client;
import org.rapport.testing.EmptyGraph;
import org.rapport.testing.RapportIT;
import org.rapport.transfer.RowNote.About;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Does what docs/load-your-data.md tells the reader to do. */
@RapportIT
class LoadYourDataIT {

	private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

	@LocalServerPort
	private int port;

	@Autowired
	private FileImport files;

	@Autowired
	private Neo4jClient client;

	@BeforeEach
	@AfterEach
	void empty() {
		EmptyGraph.make(this.client);
	}

	@Test
	void endsWithTheTableInTheGraph(@TempDir Path folder) throws IOException {
		String guide = Files.readString(Path.of("docs", "load-your-data.md"));
		Path table = Files.writeString(folder.resolve("briefings.csv"), block(guide, "csv"));
		Path mapping = Files.writeString(folder.resolve("briefings.yaml"), block(guide, "yaml"));
		FileReport report = this.files.run(
				new ImportRequest(List.of(table), mapping.toString(), null, null, ImportRequest.MOST_REFUSED, false),
				(note) -> {
				}, LoadProgress.NONE);
		TableReport counts = report.tables().get(0);
		assertThat(counts.rows()).isEqualTo(10);
		assertThat(counts.leftOut().values()).containsExactly(1);
		assertThat(counts.toldTwice()).isEqualTo(1);
		assertThat(counts.notes()).containsOnly(Map.entry(About.UNREAD_DATE, 1), Map.entry(About.CLEANED, 1));
		assertThat(guide)
			.contains("\"Briefings of 2024\": %d new, 0 changed".formatted(report.load().total().created()));
		String answer = new Client(this.port).ask(block(guide, "graphql"), Map.of()).json().toString();
		String rows = guide.substring(guide.indexOf("### The rows as they were"));
		assertThat(new Client(this.port).ask(block(rows, "graphql")).json().toString()).contains(
				"\"row\":{\"file\":\"briefings.csv\",\"line\":4,\"cells\":[{\"column\":\"No.\",\"text\":\"2\"}",
				"{\"column\":\"Organisation\",\"text\":\"Olive  Bridge\"}");
		assertThat(answer).contains("\"name\":\"Two Shores Forum\"",
				"\"counterpart\":{\"name\":\"Ministry of Examples\"},\"meetingCount\":2",
				"\"counterpart\":{\"name\":\"Olive Bridge\"},\"meetingCount\":2", "\"name\":\"Office of the Mayor\"");
	}

	private static String block(String guide, String language) {
		return BLOCK.matcher(guide)
			.results()
			.filter((block) -> block.group(1).equals(language))
			.map((MatchResult block) -> block.group(2))
			.findFirst()
			.orElseThrow();
	}

}
