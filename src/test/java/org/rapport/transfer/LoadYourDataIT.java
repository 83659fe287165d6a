package org.rapport.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.rapport.testing.Client;
import org.rapport.testing.EmptyGraph;
import org.rapport.testing.RapportIT;
import org.rapport.transfer.ImportReport.ImportCounts;
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

	@Test
	void loadsThoseWhoSignedALetter(@TempDir Path folder) throws IOException {
		String guide = Files.readString(Path.of("docs", "load-your-data.md"));
		String section = guide.substring(guide.indexOf("## Those who signed a letter"));
		Path table = Files.writeString(folder.resolve("Open letter of the bridges.csv"), block(section, "csv"));
		assertThat(signOn(table).load().total()).isEqualTo(new ImportCounts(23, 0, 0, 0));
		JsonNode answer = new Client(this.port).ask(block(section, "graphql"), Map.of()).data("endorsements/nodes");
		assertThat(answer)
			.extracting((one) -> "%s for %s, %s, %s".formatted(one.at("/endorser/name").asString(),
					one.at("/onBehalfOf/0/name").asString("nobody"), one.at("/endorsed/title").asString(),
					one.at("/date/text").asString()))
			.containsExactlyInAnyOrder("Dana Peled for Olive Bridge, Open letter of the bridges, 2024-05-21",
					"Noor Haddad for Schools for All, Open letter of the bridges, 2024-05-22",
					"Two Shores Forum for nobody, Open letter of the bridges, 2024-05-22",
					"Lena Sommer for nobody, Open letter of the bridges, 2024-06-01");
		Files.writeString(table,
				",,France,\nDana Peled,Olive bridge,,2024-06-02\nLena Sommer,Two Shores Forum,,2024-06-03\n",
				StandardOpenOption.APPEND);
		ImportCounts more = signOn(table).load().total();
		assertThat(more.changed()).isZero();
		assertThat(this.client.query("MATCH (p:Person) RETURN p.name ORDER BY p.name").fetchAs(String.class).all())
			.as("nobody is taken for another of the same name")
			.containsExactly("Dana Peled", "Lena Sommer", "Lena Sommer", "Noor Haddad");
		assertThat(this.client.query("MATCH (o:Organisation) RETURN o.countryCode").fetchAs(String.class).all())
			.containsExactlyInAnyOrder("IL", "PS", "PS");
	}

	private FileReport signOn(Path table) throws IOException {
		return this.files.run(
				new ImportRequest(List.of(table), "sign-on-list", null, null, ImportRequest.MOST_REFUSED, false),
				(note) -> {
				}, LoadProgress.NONE);
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
