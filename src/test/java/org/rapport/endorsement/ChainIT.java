package org.rapport.endorsement;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.rapport.testing.Client.Answer;
import org.rapport.testing.Client;
import org.rapport.testing.RapportIT;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests chains through a cycle, and through an endorsement. In the cycle, a derives from
 * b, b from a, and c from b. The endorsement of e answers d, and f derives from e.
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
			""";

	private Client client;

	@BeforeAll
	static void load(@Autowired Neo4jClient client, @Autowired Imports imports) throws IOException {
		client.query("MATCH (node:Record|Fact|Retracted|Dataset|Tombstone) DETACH DELETE node").run();
		imports.load(new ByteArrayInputStream(GRAPH.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
	}

	@Autowired
	void client(@LocalServerPort int port) {
		this.client = new Client(port);
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

}
