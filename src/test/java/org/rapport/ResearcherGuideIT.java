package org.rapport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Result;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.Value;
import org.neo4j.driver.summary.ResultSummary;

import org.rapport.testing.RapportIT;
import org.rapport.testing.SampleRecord;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the Cypher for researchers on the sample record: every query of the guide, and
 * every saved query of Neo4j Browser.
 */
@RapportIT
class ResearcherGuideIT {

	private static final Path GUIDE = Path.of("docs/researcher-guide.md");

	private static final Path QUERIES = Path.of("src/main/resources/neo4j/browser/queries");

	@Autowired
	Driver driver;

	@BeforeAll
	static void load(@Autowired Neo4jClient client, @Autowired Imports imports) {
		SampleRecord.alone(client, imports);
	}

	static List<String> guide() throws IOException {
		List<String> blocks = new ArrayList<>();
		Matcher block = Pattern.compile("```cypher\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(GUIDE));
		while (block.find()) {
			blocks.add(block.group(1));
		}
		return blocks;
	}

	static List<Path> saved() throws IOException {
		try (Stream<Path> files = Files.list(QUERIES)) {
			return files.sorted().toList();
		}
	}

	@ParameterizedTest
	@MethodSource("guide")
	void eachQueryOfTheGuideFindsSomethingAndRaisesNoNotification(String query) {
		assertThat(run(query)).isNotEmpty();
	}

	@ParameterizedTest
	@MethodSource("saved")
	void eachSavedQueryStandsInTheGuide(Path file) throws IOException {
		assertThat(guide()).contains(Files.readString(file));
	}

	@Test
	void theGuideAnswersEachOfTheEightQuestions() throws IOException {
		for (int question = 1; question <= 8; question++) {
			String number = "// " + question + ". ";
			assertThat(guide()).anySatisfy((query) -> assertThat(query).startsWith(number));
		}
	}

	@Test
	void findsTheMeetingsOfTheUnitedKingdomThroughItsTeamAndPosts() throws IOException {
		List<Record> rows = run(Files.readString(QUERIES.resolve("11-engagements.cypher")));
		assertThat(rows).anySatisfy((row) -> {
			assertThat(row.get("who").asString()).isEqualTo("Ilan Amit");
			assertThat(row.get("representing").asList(Value::asString)).containsExactly("Ajeec-Nisped");
			assertThat(row.get("met").asString()).isEqualTo("Peace Process team");
			assertThat(row.get("sources").asList(Value::asString)).contains("allmep-uk-engagement-post, paragraph 2");
		});
		assertThat(rows).noneSatisfy((row) -> assertThat(row.get("who").asString()).isEqualTo("Peace Process team"));
	}

	@Test
	void linksTheSameMembersAsTheApi() throws IOException {
		assertThat(run(Files.readString(QUERIES.resolve("20-linked-members.cypher"))))
			.extracting((row) -> row.get("a").asString() + " + " + row.get("b").asString())
			.containsExactly("A Land for All + Parents Circle-Families Forum", "A Land for All + Standing Together",
					"Parents Circle-Families Forum + Standing Together");
	}

	@Test
	void showsTheWordingThatTheCommuniqueAdopted() throws IOException {
		assertThat(run(Files.readString(QUERIES.resolve("41-wording.cypher"))))
			.extracting((row) -> row.get("adoptedWording").asString(""))
			.contains("closely coordinate and institutionalize");
	}

	@Test
	void knowsWhichMembersWereCertain() throws IOException {
		List<Record> members = run(Files.readString(QUERIES.resolve("70-as-of.cypher")));
		assertThat(members).hasSize(4).allSatisfy((row) -> assertThat(row.get("certainly").asBoolean()).isTrue());
	}

	private List<Record> run(String query) {
		SessionConfig reading = SessionConfig.builder().withDefaultAccessMode(AccessMode.READ).build();
		try (Session session = this.driver.session(reading)) {
			Result result = session.run(query);
			List<Record> rows = result.list();
			ResultSummary summary = result.consume();
			assertThat(summary.gqlStatusObjects()).as(query)
				.allSatisfy((status) -> assertThat(status.gqlStatus()).as(status.statusDescription()).startsWith("0"))
				.noneSatisfy((status) -> assertThat(status.gqlStatus()).startsWith("01"));
			return rows;
		}
	}

}
