package org.rapport.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.testing.Client;
import org.rapport.testing.Curator;
import org.rapport.testing.EmptyGraph;
import org.rapport.testing.RapportIT;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests the file of the decisions which records are the same. */
@RapportIT
class DecisionsIT {

	private static final String LOADED = "made known dryRun";

	@Autowired
	private Neo4jClient neo4j;

	@Autowired
	private Imports imports;

	@Autowired
	private Likenesses likenesses;

	private Client client;

	private Curator curator;

	@Autowired
	void client(@LocalServerPort int port) {
		this.client = new Client(port);
		this.curator = new Curator(port);
	}

	@BeforeEach
	void load() throws IOException {
		EmptyGraph.make(this.neo4j);
		release("Ana Ruiz");
	}

	/** Four people and two meetings of a data set, whose ids are the same everywhere. */
	private void release(String name) throws IOException {
		String cited = "\"visibility\":\"PUBLIC\",\"citations\":[{\"document\":\"list\",\"locator\":\"1\",\"visibility\":\"PUBLIC\"}]";
		StringBuilder file = new StringBuilder(
				"{\"type\":\"Dataset\",\"format\":\"rapport-interchange/2\",\"dataset\":\"decided\",\"title\":\"D\"}\n"
						+ "{\"type\":\"Document\",\"key\":\"list\",\"title\":\"The list\",\"kind\":\"REPORT\",\"visibility\":\"PUBLIC\"}\n");
		for (int i = 1; i <= 4; i++) {
			file.append("{\"type\":\"Person\",\"key\":\"p%d\",\"name\":\"%s\",%s}\n".formatted(i, name, cited));
		}
		for (int i = 1; i <= 2; i++) {
			file.append(
					"{\"type\":\"Meeting\",\"key\":\"m%d\",\"title\":\"A call\",\"kind\":\"MEETING\",\"date\":\"2024-05-06\",%s}\n"
						.formatted(i, cited));
		}
		this.imports.load(new ByteArrayInputStream(file.toString().getBytes(StandardCharsets.UTF_8)));
	}

	private static String person(int number) {
		return Ids.derive(Kind.PERSON, "decided", "p" + number);
	}

	private static String meeting(int number) {
		return Ids.derive(Kind.MEETING, "decided", "m" + number);
	}

	@Test
	void takesDecisionsIntoAnotherGraphOnce() throws IOException {
		decide();
		String file = file(Curator.TOKEN);
		assertThat(file.lines()).hasSize(3)
			.allSatisfy((line) -> assertThat(line).contains("\"by\":\"curator\"", "\"at\":\"2"))
			.anySatisfy((line) -> assertThat(line).contains("\"decision\":\"DIFFERENT\"", person(1), person(2),
					"\"oneName\":\"Ana Ruiz\"", "\"reason\":\"father and daughter\""))
			.anySatisfy((line) -> assertThat(line)
				.startsWith("{\"decision\":\"SAME\",\"one\":\"%s\",\"oneName\":\"Ana Ruiz\",\"other\":\"%s\""
					.formatted(person(3), person(4))))
			.anySatisfy((line) -> assertThat(line).contains("\"decision\":\"SAME\"", meeting(1), meeting(2)));
		EmptyGraph.make(this.neo4j);
		release("Ana Ruiz");
		JsonNode dry = loaded(file, true);
		assertThat(List.of(dry.at("/made").asInt(), dry.at("/known").asInt())).containsExactly(3, 0);
		assertThat(file(Curator.TOKEN)).isEmpty();
		JsonNode first = loaded(file, false);
		assertThat(List.of(first.at("/made").asInt(), first.at("/known").asInt())).containsExactly(3, 0);
		assertThat(Curator.codes(first)).isEmpty();
		assertThat(file(Curator.TOKEN)).contains("father and daughter (decided by curator, 2");
		JsonNode second = loaded(file, false);
		assertThat(List.of(second.at("/made").asInt(), second.at("/known").asInt())).containsExactly(0, 3);
	}

	@Test
	void holdsInLaterReleases() throws IOException {
		decide();
		release("Ana Ruiz Soto");
		assertThat(this.client.ask("{ node(id: \"%s\") { id } }".formatted(person(4))).data("node/id").asString())
			.isEqualTo(person(3));
		this.likenesses.search();
		assertThat(this.client.ask("{ possibleDuplicates { nodes { one { id } other { id } } } }", Curator.TOKEN)
			.data("possibleDuplicates/nodes")
			.valueStream()
			.map((pair) -> List.of(pair.at("/one/id").asString(), pair.at("/other/id").asString()))
			.toList()).hasSize(2).allSatisfy((pair) -> assertThat(pair).contains(person(3)));
	}

	@Test
	void namesEachLineWithAnErrorAndDoesNothing() {
		String good = "{\"decision\":\"DIFFERENT\",\"one\":\"%s\",\"other\":\"%s\"}".formatted(person(1), person(2));
		JsonNode refused = loaded(
				String.join("\n", good, "", "nonsense", "[]",
						"{\"decision\":\"MAYBE\",\"one\":\"%s\",\"other\":\"%s\"}".formatted(person(1), person(3)),
						"{\"decision\":\"SAME\",\"one\":\"%s\",\"other\":\"%s\"}".formatted(person(2), person(1)),
						"{\"decision\":\"SAME\",\"one\":\"%s\",\"other\":\"per_aaaaaaaaaaaaaaaaaaaa\"}"
							.formatted(person(2)),
						"{\"decision\":\"SAME\",\"one\":\"%s\",\"other\":\"x\",\"reasn\":\"y\"}".formatted(person(2))),
				false);
		assertThat(refused.at("/userErrors").findValuesAsString("message")).containsExactlyInAnyOrder(
				"Line 3: it is not JSON", "Line 4: it is not a JSON object",
				"Line 5: \"decision\" must be SAME or DIFFERENT",
				"Line 6: line 1 says the opposite of the same two records",
				"Line 7: there is no record with the id per_aaaaaaaaaaaaaaaaaaaa",
				"Line 8: there is no field \"reasn\"; did you mean \"reason\"?",
				"Line 8: \"other\" must be the id of an actor or a meeting");
		assertThat(refused.at("/userErrors/0/field").toString()).isEqualTo("[\"file\",\"3\"]");
		assertThat(file(Curator.TOKEN)).isEmpty();
	}

	/** Nothing is done, although each line by itself could be. */
	@Test
	void refusesLinesThatTogetherSayTheOpposite() {
		String file = """
				{"decision":"SAME","one":"%1$s","other":"%2$s"}
				{"decision":"SAME","one":"%3$s","other":"%1$s"}
				{"decision":"DIFFERENT","one":"%3$s","other":"%2$s"}""".formatted(person(1), person(2), person(3));
		for (boolean dryRun : List.of(true, false)) {
			JsonNode refused = loaded(file, dryRun);
			assertThat(refused.at("/userErrors").findValuesAsString("message"))
				.containsExactly("Line 3: other lines together say that the two are the same");
			assertThat(List.of(refused.at("/made").asInt(), refused.at("/known").asInt())).containsExactly(0, 0);
		}
		assertThat(file(Curator.TOKEN)).isEmpty();
		// Some editors begin a file with a byte order mark.
		assertThat(loaded("\uFEFF" + file.lines().findFirst().orElseThrow(), false).at("/made").asInt()).isOne();
	}

	@Test
	void refusesWhatWasDecidedOtherwise() {
		decide();
		JsonNode refused = loaded(
				"{\"decision\":\"SAME\",\"one\":\"%s\",\"other\":\"%s\"}\n{\"decision\":\"DIFFERENT\",\"one\":\"%s\",\"other\":\"%s\"}"
					.formatted(person(1), person(2), person(3), person(4)),
				false);
		assertThat(refused.at("/userErrors").findValuesAsString("message")).containsExactly(
				"Line 1: the two were declared distinct; take that back first",
				"Line 2: the two were merged; undo the merge first");
	}

	@Test
	void showsNobodyADecisionAboutSomethingHidden() {
		decide();
		this.curator.act("updatePerson", Map.of("id", person(1), "expectedVersion", 1, "visibility", "CONFIDENTIAL"),
				"person { id }");
		assertThat(file(this.curator.beginner()).lines()).hasSize(2).noneMatch((line) -> line.contains(person(1)));
		assertThat(this.client.ask("{ identityDecisions }").code()).isEqualTo("FORBIDDEN");
		assertThat(this.client
			.ask(Curator.mutation("loadIdentityDecisions", "made"), Map.of("input", Map.of("file", "")),
					this.curator.beginner())
			.code()).isEqualTo("FORBIDDEN");
	}

	private void decide() {
		this.curator.act("declareDistinct", Map.of("one", Map.of("id", person(1)), "other", Map.of("id", person(2)),
				"reason", "father and daughter"), "one { id }");
		this.curator.act("mergeActors",
				Map.of("survivor", Map.of("id", person(3)), "duplicate", Map.of("id", person(4))), "actor { id }");
		this.curator.act("mergeMeetings",
				Map.of("survivor", Map.of("id", meeting(1)), "duplicate", Map.of("id", meeting(2))), "meeting { id }");
	}

	private String file(String[] token) {
		return this.client.ask("{ identityDecisions }", token).data("identityDecisions").asString();
	}

	private JsonNode loaded(String file, boolean dryRun) {
		return this.curator.act("loadIdentityDecisions", Map.of("file", file, "dryRun", dryRun), LOADED);
	}

}
