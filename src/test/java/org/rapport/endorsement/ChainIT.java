package org.rapport.endorsement;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.rapport.graph.Cuts;
import org.rapport.graph.Graph;
import org.rapport.testing.Client.Answer;
import org.rapport.testing.Client;
import org.rapport.testing.RapportIT;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests chains through a cycle, and through an endorsement. In the cycle, a derives from
 * b, b from a, and c from b. The endorsement of e answers d, and f derives from e. A
 * third chain is a long line.
 */
@RapportIT
class ChainIT {

	private static final String GRAPH = """
			{'type':'Dataset','format':'rapport-interchange/2','dataset':'chains','title':'Chains'}
			{'type':'Organisation','key':'o','slug':'o','name':'O','kind':'NETWORK'}
			{'type':'Document','key':'a','slug':'a','title':'A','kind':'REPORT'}
			{'type':'Document','key':'b','slug':'b','title':'B','kind':'REPORT'}
			{'type':'Document','key':'c','slug':'c','title':'C','kind':'REPORT'}
			{'type':'Document','key':'d','slug':'d','title':'D','kind':'REPORT'}
			{'type':'Document','key':'e','slug':'e','title':'E','kind':'REPORT'}
			{'type':'Document','key':'f','slug':'f','title':'F','kind':'REPORT'}
			{'type':'Derivation','key':'ab','later':'a','earlier':'b','kind':'DRAWS_ON','citations':[{'document':'a','locator':'l'}]}
			{'type':'Derivation','key':'ba','later':'b','earlier':'a','kind':'DRAWS_ON','citations':[{'document':'a','locator':'l'}]}
			{'type':'Derivation','key':'cb','later':'c','earlier':'b','kind':'DRAWS_ON','citations':[{'document':'a','locator':'l'}]}
			{'type':'Endorsement','key':'oe','endorser':'o','endorsed':'e','kind':'STATEMENT','citations':[{'document':'a','locator':'l'}]}
			{'type':'Derivation','key':'oed','later':'oe','earlier':'d','kind':'ANSWERS','citations':[{'document':'a','locator':'l'}]}
			{'type':'Derivation','key':'fe','later':'f','earlier':'e','kind':'RESULTS_FROM','citations':[{'document':'a','locator':'l'}]}
			"""
			+ line();

	/** The length of the chain from line8 back to line0. */
	private static final int LONG = 8;

	@Autowired
	private MeterRegistry meters;

	private Client client;

	private Cuts cuts;

	private static String line() {
		StringBuilder line = new StringBuilder();
		for (int i = 0; i <= LONG; i++) {
			line.append(
					"""
							{'type':'Document','key':'line%1$d','slug':'line%1$d','title':'Line %1$d','kind':'REPORT'}
							{'type':'Endorsement','key':'oline%1$d','endorser':'o','endorsed':'line%1$d','kind':'STATEMENT','citations':[{'document':'a','locator':'l'}]}
							"""
						.formatted(i));
			if (i > 0) {
				line.append(
						"""
								{'type':'Derivation','key':'next%1$d','later':'line%1$d','earlier':'line%2$d','kind':'DRAWS_ON','citations':[{'document':'a','locator':'l'}]}
								"""
							.formatted(i, i - 1));
			}
		}
		return line.toString();
	}

	@BeforeAll
	static void load(@Autowired Neo4jClient client, @Autowired Imports imports) throws IOException {
		client.query("MATCH (node:Record|Fact|Retracted|Dataset|Tombstone) DETACH DELETE node").run();
		imports.load(new ByteArrayInputStream(GRAPH.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
	}

	@Autowired
	void client(@LocalServerPort int port, ApplicationContext application) {
		this.client = new Client(port);
		this.cuts = new Cuts(application);
	}

	@ParameterizedTest
	@CsvSource({ "a, UPSTREAM, 1 b>a; 2 a>b", "a, DOWNSTREAM, 1 a>b; 2 b>a; 2 b>c", "a, BOTH, 1 b>a; 2 a>b; 2 b>c",
			"c, UPSTREAM, 1 b>c; 2 a>b; 3 b>a", "d, DOWNSTREAM, 1 d>e; 2 e>f", "f, UPSTREAM, 1 e>f; 2 d>e" })
	void passesThroughCirclesAndEndorsements(String root, String direction, String steps) {
		Answer answer = this.client.ask("""
				{ endorsementChain(by: { slug: "%s" }, direction: %s) { truncated steps { depth
				    earlier { ... on Document { slug } }
				    later { ... on Document { slug } ... on Endorsement { endorsed { slug } } } } } }""".formatted(root,
				direction));
		List<String> said = StreamSupport.stream(answer.data("endorsementChain/steps").spliterator(), false)
			.map((step) -> step.at("/depth").asInt() + " " + step.at("/earlier/slug").asString() + ">"
					+ step.at("/later/slug").asString(step.at("/later/endorsed/slug").asString("")))
			.toList();
		assertThat(said).containsExactlyInAnyOrder(steps.split("; "));
		assertThat(answer.data("endorsementChain/truncated").asBoolean()).isFalse();
	}

	/** One statement reads five levels, so longer chains are read in turns. */
	@ParameterizedTest
	@CsvSource({ "4, 4, true", "5, 5, true", "6, 6, true", "7, 7, true", "8, 8, false", "12, 8, false" })
	void isFollowedAsFarAsAsked(int maxDepth, int steps, boolean truncated) {
		String question = """
				{ endorsementChain(by: { slug: "line8" }, direction: UPSTREAM, maxDepth: %d) { root { id } truncated
				    steps { depth earlier { ... on Document { slug } } endorsements { totalCount nodes { endorsed { id } } } } } }"""
			.formatted(maxDepth);
		Answer apart = this.client.ask(question);
		assertThat(apart.data("endorsementChain/truncated").asBoolean()).isEqualTo(truncated);
		assertThat(apart.data("endorsementChain/steps")).hasSize(steps);
		for (int i = 0; i < steps; i++) {
			JsonNode step = apart.data("endorsementChain/steps/" + i);
			assertThat(step.at("/depth").asInt()).isEqualTo(i + 1);
			assertThat(step.at("/earlier/slug").asString()).isEqualTo("line" + (LONG - 1 - i));
			assertThat(step.at("/endorsements/totalCount").asInt()).isEqualTo(1);
		}
		assertThat(this.cuts.nowhere(() -> this.client.ask(question)).json()).isEqualTo(apart.json());
	}

	@Test
	void isReadWithItsRootAndAllListsInOneStatement() {
		double before = statements();
		Answer answer = this.cuts.nowhere(() -> this.client.ask("""
				{ endorsementChain(by: { slug: "line8" }, direction: UPSTREAM, maxDepth: 4) {
				    root { ... on Document { title endorsements { totalCount nodes { endorser { name } } } } }
				    steps { earlier { id } endorsements { totalCount nodes { endorser { name } } } } } }"""));
		assertThat(answer.data("endorsementChain/root/title").asString()).isEqualTo("Line 8");
		assertThat(answer.data("endorsementChain/steps/3/endorsements/nodes/0/endorser/name").asString())
			.isEqualTo("O");
		assertThat(statements() - before).isEqualTo(1);
	}

	private double statements() {
		return this.meters.find(Graph.STATEMENTS).timers().stream().mapToLong(Timer::count).sum();
	}

}
