package org.rapport.graph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.rapport.testing.Client;
import org.rapport.testing.Curator;
import org.rapport.testing.RapportIT;
import org.rapport.testing.SampleRecord;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that lists are read together with those below them, and give the same answers.
 */
@RapportIT
class WholeReadingsIT {

	@Autowired
	MeterRegistry meters;

	private Client client;

	private Cuts cuts;

	@BeforeAll
	static void load(@Autowired Neo4jClient client, @Autowired Imports imports) {
		SampleRecord.alone(client, imports);
	}

	@Autowired
	void application(@LocalServerPort int port, ApplicationContext application) {
		this.client = new Client(port);
		this.cuts = new Cuts(application);
	}

	/** {@code mvn -Pplans verify} asks all examples: planning them takes a minute. */
	@Test
	@Tag("plans")
	void examplesAreAnsweredAlikeInFewerStatements() throws IOException {
		assertAlikeInFewerStatements(operations());
	}

	@ParameterizedTest
	@CsvSource({ "engagement/Meetings, 1", "directory/Organisation, 4" })
	void longExamplesTakeFewStatements(String operation, int most) {
		Path file = Path.of("graphql/operations/" + operation + ".graphql");
		assertThat(assertAlikeInFewerStatements(List.of(file))).isPositive().isLessThanOrEqualTo(most);
	}

	@Test
	void isCutUntilTheDatabaseHasPlannedTheStatement() {
		String question = "{ documents(first: 7) { totalCount nodes { asks { heading } } } }";
		double before = statements();
		String first = this.cuts.untilPlanned(() -> ask(question));
		assertThat(statements() - before).isGreaterThan(1);
		Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
			double between = statements();
			assertThat(this.cuts.untilPlanned(() -> ask(question))).isEqualTo(first);
			assertThat(statements() - between).isEqualTo(1);
		});
	}

	/** What was read for one field may be the answer of another. */
	@Test
	void aListThatIsAskedForInSeveralPlacesHasTheFieldsOfAll() {
		String question = """
				{
				  meetings(first: 30) { nodes {
				    some: participations(first: 5) { nodes { role } }
				    others: participations(first: 5) { nodes { actor { name ...Part } meeting { title } } }
				  } }
				  organisations(first: 50) { nodes {
				    members(first: 3) { nodes { kind } }
				    parts(first: 3) { nodes { actor { slug } } }
				  } }
				}
				fragment Part on Actor {
				  ... on Organisation { members(first: 3) { nodes { actor { id name } } } parts(first: 3) { nodes { kind } } }
				}""";
		String apart = ask(question);
		assertThat(apart).doesNotContain("errors");
		assertThat(this.cuts.nowhere(() -> ask(question))).isEqualTo(apart);
	}

	/** The links of many members are read together by themselves. */
	@Test
	void readsTheLinksOfAMemberWithIt() {
		String links = "{ slug linkedMembers(network: { slug: \"allmep\" }%s) { totalCount nodes { "
				+ "strength firstDate { text } otherMember { name } } } }";
		for (String via : List.of(", via: [MEETING], first: 3", "",
				", via: [PERSON, ENDORSEMENT], orderBy: {field: NAME}")) {
			String question = "{ organisation(by: { slug: \"parents-circle-families-forum\" }) " + links.formatted(via)
					+ " }";
			String apart = ask(question);
			assertThat(apart).doesNotContain("errors");
			double before = statements();
			assertThat(this.cuts.nowhere(() -> ask(question))).as(question).isEqualTo(apart);
			// One to find the network by its slug.
			assertThat(statements() - before).as(question).isEqualTo(2);
		}
		assertThat(ask("{ organisation(by: { slug: \"parents-circle-families-forum\" }) " + links.formatted("") + " }"))
			.contains("otherMember");
		String many = "{ organisations(first: 3) { nodes " + links.formatted("") + " } }";
		String apart = ask(many);
		assertThat(this.cuts.nowhere(() -> ask(many))).isEqualTo(apart);
	}

	/** The database would hold all rows of the answer in its memory at once. */
	@Test
	void cutsATreeThatMayHaveVeryManyRows() {
		String few = "{ meetings(first: 10) { nodes { participations(first: 20) { nodes { actor { "
				+ "memberships(first: 10) { nodes { id } } } } } } } }";
		double before = statements();
		this.cuts.nowhere(() -> ask(few));
		assertThat(statements() - before).isEqualTo(1);
		String many = few.replace("first: 10", "first: 40");
		String apart = ask(many);
		double between = statements();
		assertThat(this.cuts.nowhere(() -> ask(many))).isEqualTo(apart);
		assertThat(statements() - between).isGreaterThan(1);
	}

	/** Returns how many statements read the whole trees. */
	private double assertAlikeInFewerStatements(List<Path> files) {
		double together = 0;
		double apart = 0;
		for (Path file : files) {
			String operation = read(file);
			double before = statements();
			String cut = ask(operation);
			double between = statements();
			String whole = this.cuts.nowhere(() -> ask(operation));
			assertThat(whole).as(file.toString()).isEqualTo(cut);
			apart += between - before;
			together += statements() - between;
		}
		assertThat(together).isLessThan(apart);
		return together;
	}

	private String ask(String operation) {
		return this.client.ask(operation, Curator.TOKEN).json().toString();
	}

	private static List<Path> operations() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("graphql/operations"))) {
			return files.filter((file) -> file.toString().endsWith(".graphql"))
				.filter((file) -> read(file).contains("\nquery "))
				.sorted()
				.toList();
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private double statements() {
		return this.meters.find(Graph.STATEMENTS).timers().stream().mapToLong(Timer::count).sum();
	}

}
