package org.rapport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.graph.Graph;
import org.rapport.testing.Client.Answer;
import org.rapport.testing.Client;
import org.rapport.testing.Curator;
import org.rapport.testing.RapportIT;
import org.rapport.testing.SampleRecord;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests the operations in the README on the sample record. */
@RapportIT
class SampleOperationsIT {

	/**
	 * The most statements that an operation may need: a few per level, whatever the
	 * number of rows.
	 */
	private static final double MOST_STATEMENTS = 20;

	@Autowired
	MeterRegistry meters;

	private Client client;

	@BeforeAll
	static void load(@Autowired Neo4jClient client, @Autowired Imports imports) {
		SampleRecord.alone(client, imports);
	}

	@Autowired
	void client(@LocalServerPort int port) {
		this.client = new Client(port);
	}

	static List<Path> operations() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("graphql/operations"))) {
			return files.filter((file) -> file.toString().endsWith(".graphql"))
				// Mutations have a test of their own.
				.filter((file) -> read(file).contains("\nquery "))
				.sorted()
				.toList();
		}
	}

	@ParameterizedTest
	@MethodSource("operations")
	void eachIsAnsweredWithoutErrorsAndInFewStatements(Path operation) {
		double before = statements();
		Answer answer = this.client.ask(read(operation), Curator.TOKEN);
		assertThat(answer.json().has("errors")).as(answer.json().toString()).isFalse();
		assertThat(statements() - before).isPositive().isLessThanOrEqualTo(MOST_STATEMENTS);
	}

	@ParameterizedTest
	@MethodSource("operations")
	void eachIsAnsweredAsOfADay(Path operation) {
		Answer answer = this.client.ask(read(operation), Curator.TOKEN[0], Curator.TOKEN[1], "Rapport-As-Of",
				"2024-01-01; certainty=certain");
		assertThat(answer.json().has("errors")).as(answer.json().toString()).isFalse();
	}

	static List<Path> acts() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("graphql/operations"))) {
			return files.filter((file) -> file.toString().endsWith(".json")).sorted().toList();
		}
	}

	/**
	 * The examples name placeholders, so they may be refused, but they must be
	 * understood.
	 */
	@ParameterizedTest
	@MethodSource("acts")
	void eachActUnderstandsItsExample(Path variables) {
		String operation = read(Path.of(variables.toString().replace(".json", ".graphql")));
		Answer answer = this.client.send("{\"query\": %s, \"variables\": %s}"
			.formatted(JsonMapper.shared().writeValueAsString(operation), read(variables)), Curator.TOKEN);
		assertThat(answer.json().has("errors")).as(answer.json().toString()).isFalse();
	}

	static List<String> questionsOfTheReadme() throws IOException {
		return Pattern.compile("(?ms)^```graphql$\\n(.*?)^```$")
			.matcher(Files.readString(Path.of("README.md")))
			.results()
			.map((block) -> block.group(1))
			.toList();
	}

	@ParameterizedTest
	@MethodSource("questionsOfTheReadme")
	void eachOfTheReadmeIsAnsweredAsItIsPrinted(String question) {
		Answer answer = this.client.ask(question);
		assertThat(answer.json().has("errors")).as(answer.json().toString()).isFalse();
	}

	@Test
	void rowsNeedNoStatementsOfTheirOwn() {
		String operation = read(Path.of("graphql/operations/engagement/Engagements.graphql"));
		this.client.ask(operation);
		double before = statements();
		Answer one = this.client.ask(operation, Map.of("first", 1));
		double forOne = statements() - before;
		Answer many = this.client.ask(operation, Map.of("first", 25));
		assertThat(statements() - before - forOne).isEqualTo(forOne);
		assertThat(many.data("actor/engagedWith/nodes").size())
			.isGreaterThan(one.data("actor/engagedWith/nodes").size());
	}

	@Test
	void tellsWhichMembersMetTheGovernmentInJanuary2024AndWhoRepresentedThem() {
		Answer answer = ask("engagement/WhoMetTheGovernment");
		JsonNode engagement = answer.data("engagements/nodes/0");
		assertThat(answer.data("engagements/totalCount").asInt()).isOne();
		assertThat(engagement.at("/actor/name").asString()).isEqualTo("Ajeec-Nisped");
		assertThat(engagement.at("/counterpart/name").asString()).isEqualTo("United Kingdom");
		assertThat(engagement.at("/meetings/nodes/0/date/text").asString()).isEqualTo("[2024-01-08..2024-01-14]");
		List<String> representatives = stream(engagement.at("/meetings/nodes/0/participations/nodes"))
			.filter((participation) -> participation.at("/representing/0/name").asString("").equals("Ajeec-Nisped"))
			.map((participation) -> participation.at("/actor/name").asString())
			.toList();
		assertThat(representatives).containsExactly("Ilan Amit", "Kher Albaz");
		assertThat(engagement.at("/meetings/nodes/0/participations/nodes/0/citations/0/document/slug").asString())
			.isEqualTo("allmep-uk-engagement-post");
	}

	@Test
	void hadNothingOfThatToTellOnTheFirstOfJanuary2024() {
		assertThat(ask("engagement/WhoMetTheGovernment", "Rapport-As-Of", "2024-01-01").data("engagements/totalCount")
			.asInt()).isZero();
		assertThat(ask("network/LinkedMembers", "Rapport-As-Of", "2024-01-01").data("memberLinks/totalCount").asInt())
			.isZero();
	}

	@Test
	void tellsWhichMembersAreLinkedThroughTheSessionsOfOneConference() {
		Answer answer = ask("network/LinkedMembers");
		List<String> pairs = stream(answer.data("memberLinks/nodes"))
			.map((link) -> link.at("/member/name").asString() + " + " + link.at("/otherMember/name").asString())
			.toList();
		assertThat(pairs).containsExactly("A Land for All + Parents Circle-Families Forum",
				"A Land for All + Standing Together", "Parents Circle-Families Forum + Standing Together");
		List<String> sessions = stream(answer.data("memberLinks/nodes/0/reasons/nodes/0/facts"))
			.map((fact) -> fact.at("/meeting/title").asString())
			.distinct()
			.toList();
		assertThat(sessions).containsExactlyInAnyOrder(
				"Jewish Labour Movement’s conference: session with A Land for All",
				"Jewish Labour Movement’s conference: session with the Parents Circle-Families Forum");
	}

	@Test
	void tellsWhatWasAskedOfTheG7AndWhatWasAdopted() {
		Answer answer = ask("endorsement/AsksAndAnswers");
		List<JsonNode> adopted = stream(answer.data("asks/nodes")).flatMap((asked) -> stream(asked.at("/ledTo/nodes")))
			.filter((derivation) -> derivation.at("/kind").asString().equals("ADOPTS"))
			.toList();
		assertThat(adopted).singleElement()
			.satisfies((derivation) -> assertThat(derivation.at("/adoptedWording").asString())
				.isEqualTo("closely coordinate and institutionalize"));
	}

	@Test
	void followsTheChainFromTheLetterToThePolicyWithItsEndorsers() {
		Answer answer = ask("endorsement/EndorsementChain");
		assertThat(stream(answer.data("endorsementChain/steps")).map((step) -> step.at("/later/title").asString())
			.toList()).containsExactly("G7 Leaders’ Communiqué, summit of June 2024",
					"G7 Leaders’ Communiqué, summit of June 2024",
					"UK and G7 policy of support for civil society peacebuilding");
		assertThat(stream(answer.data("endorsementChain/root/endorsements/nodes"))
			.map((endorsement) -> endorsement.at("/endorser/name").asString())
			.toList()).contains("Pope Francis", "CIDSE");
		assertThat(stream(answer.data("endorsementChain/steps/2/endorsements/nodes"))
			.map((endorsement) -> endorsement.at("/endorser/name").asString())
			.toList()).contains("G7", "United Kingdom");
		// No source says that the words were taken from the letter.
		assertThat(stream(answer.data("endorsementChain/steps"))
			.filter((step) -> step.at("/derivation/kind").asString().equals("ADOPTS"))
			.map((step) -> step.at("/derivation/basis").asString())
			.toList()).containsExactly("INFERRED");
	}

	@Test
	void followsTheSameChainUpstreamFromThePolicy() {
		Answer answer = this.client.ask(read(Path.of("graphql/operations/endorsement/EndorsementChain.graphql")),
				Map.of("by", Map.of("slug", "uk-g7-peacebuilding-policy"), "direction", "UPSTREAM"));
		assertThat(stream(answer.data("endorsementChain/steps")).filter((step) -> step.at("/depth").asInt() == 2)
			.map((step) -> step.at("/earlier/document/title").asString())
			.distinct()
			.toList()).contains("Open letter to the G7 Heads of Government, 21 May 2024");
	}

	private Answer ask(String operation, String... headers) {
		return this.client.ask(read(Path.of("graphql/operations/" + operation + ".graphql")), headers);
	}

	private double statements() {
		return this.meters.find(Graph.STATEMENTS).timers().stream().mapToLong(Timer::count).sum();
	}

	private static Stream<JsonNode> stream(JsonNode array) {
		return StreamSupport.stream(array.spliterator(), false);
	}

	private static String read(Path operation) {
		try {
			return Files.readString(operation);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
