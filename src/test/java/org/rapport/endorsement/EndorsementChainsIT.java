package org.rapport.endorsement;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.rapport.testing.Client.Answer;
import org.rapport.testing.Client;
import org.rapport.testing.DrawnRecord;
import org.rapport.testing.RapportIT;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the chains in this world. The answers were worked out by hand from the documents.
 *
 * <pre>
 *    study 2019
 *      | DRAWS_ON
 *    letter 2020 --- asks --- ask-one ---- ADOPTS ----- communique 2021
 *                         --- ask-two ---- ANSWERS ---- pledge, an endorsement of the plan by the state, 2021
 *                         --- ask-three -- REFERS_TO -- blog 2022
 *                                                       plan
 *                                                         | IMPLEMENTS
 *                                                       law 2022, endorsed by the parliament
 *                                                         | REAFFIRMS
 *                                                       report 2023
 * </pre>
 */
@RapportIT
class EndorsementChainsIT {

	private static final String WORLD = """
			{'type':'Government','key':'state','slug':'state','name':'State','kind':'STATE'}
			{'type':'Government','key':'parliament','slug':'parliament','name':'Parliament','kind':'LEGISLATURE'}
			{'type':'Document','key':'study','slug':'study','title':'Study','kind':'REPORT','date':'2019'}
			{'type':'Document','key':'letter','slug':'letter','title':'Letter','kind':'OPEN_LETTER','date':'2020'}
			{'type':'Ask','key':'ask-one','slug':'ask-one','document':'letter','position':1,'summary':'One'}
			{'type':'Ask','key':'ask-two','slug':'ask-two','document':'letter','position':2,'summary':'Two'}
			{'type':'Ask','key':'ask-three','slug':'ask-three','document':'letter','position':3,'summary':'Three'}
			{'type':'Document','key':'communique','slug':'communique','title':'Communiqué','kind':'COMMUNIQUE','date':'2021'}
			{'type':'Document','key':'blog','slug':'blog','title':'Blog','kind':'ARTICLE','date':'2022'}
			{'type':'Initiative','key':'plan','slug':'plan','title':'Plan','kind':'POLICY'}
			{'type':'Document','key':'law','slug':'law','title':'Law','kind':'LAW','date':'2022'}
			{'type':'Document','key':'report','slug':'report','title':'Report','kind':'REPORT','date':'2023'}
			{'type':'Endorsement','key':'pledge','endorser':'state','endorsed':'plan','kind':'PLEDGE','date':'2021',CITED}
			{'type':'Endorsement','key':'enactment','endorser':'parliament','endorsed':'law','kind':'ENACTMENT','date':'2022',CITED}
			{'type':'Endorsement','key':'signature','endorser':'parliament','endorsed':'letter','kind':'SIGNATURE','date':'2020',CITED}
			{'type':'Derivation','key':'d1','later':'letter','earlier':'study','kind':'DRAWS_ON',CITED}
			{'type':'Derivation','key':'d2','later':'communique','earlier':'ask-one','kind':'ADOPTS',CITED}
			{'type':'Derivation','key':'d3','later':'pledge','earlier':'ask-two','kind':'ANSWERS',CITED}
			{'type':'Derivation','key':'d4','later':'blog','earlier':'ask-three','kind':'REFERS_TO',CITED}
			{'type':'Derivation','key':'d5','later':'law','earlier':'plan','kind':'IMPLEMENTS',CITED}
			{'type':'Derivation','key':'d6','later':'report','earlier':'law','kind':'REAFFIRMS',CITED}
			""";

	private static final String STEPS = """
			truncated steps {
			  depth direction
			  earlier { ... on Document { slug } ... on Initiative { slug } ... on Ask { slug } }
			  derivation { kind }
			  later { ... on Document { slug } ... on Initiative { slug } ... on Endorsement { endorsed { slug } } }
			  endorsements { nodes { endorser { slug } kind } } }""";

	private Client client;

	@BeforeAll
	static void load(@Autowired Neo4jClient client, @Autowired Imports imports) {
		DrawnRecord.alone(client, imports, WORLD);
	}

	@Autowired
	void client(@LocalServerPort int port) {
		this.client = new Client(port);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					letter     | UPSTREAM   | 6 | false | 1 study DRAWS_ON letter
					letter     | DOWNSTREAM | 6 | false | 1 ask-one ADOPTS communique, 1 ask-three REFERS_TO blog, 1 ask-two ANSWERS pledge of plan, 2 plan IMPLEMENTS law, 3 law REAFFIRMS report
					letter     | DOWNSTREAM | 3 | false | 1 ask-one ADOPTS communique, 1 ask-three REFERS_TO blog, 1 ask-two ANSWERS pledge of plan, 2 plan IMPLEMENTS law, 3 law REAFFIRMS report
					letter     | DOWNSTREAM | 2 | true  | 1 ask-one ADOPTS communique, 1 ask-three REFERS_TO blog, 1 ask-two ANSWERS pledge of plan, 2 plan IMPLEMENTS law
					letter     | DOWNSTREAM | 1 | true  | 1 ask-one ADOPTS communique, 1 ask-three REFERS_TO blog, 1 ask-two ANSWERS pledge of plan
					# An ask leads on to its document, and an initiative to what its endorsements derive from.
					report     | UPSTREAM   | 6 | false | 1 law REAFFIRMS report, 2 plan IMPLEMENTS law, 3 ask-two ANSWERS pledge of plan, 4 study DRAWS_ON letter
					report     | UPSTREAM   | 4 | false | 1 law REAFFIRMS report, 2 plan IMPLEMENTS law, 3 ask-two ANSWERS pledge of plan, 4 study DRAWS_ON letter
					report     | UPSTREAM   | 3 | true  | 1 law REAFFIRMS report, 2 plan IMPLEMENTS law, 3 ask-two ANSWERS pledge of plan
					report     | DOWNSTREAM | 6 | false | ``
					plan       | UPSTREAM   | 1 | true  | 1 ask-two ANSWERS pledge of plan
					plan       | BOTH       | 1 | true  | 1 ask-two ANSWERS pledge of plan, 1 plan IMPLEMENTS law
					plan       | BOTH       | 6 | false | 1 ask-two ANSWERS pledge of plan, 1 plan IMPLEMENTS law, 2 law REAFFIRMS report, 2 study DRAWS_ON letter
					communique | UPSTREAM   | 6 | false | 1 ask-one ADOPTS communique, 2 study DRAWS_ON letter
					""")
	void followsDerivationsFromARoot(String root, String direction, int maxDepth, boolean truncated, String expected) {
		JsonNode chain = ask("",
				"by: { slug: \"%s\" }, direction: %s, maxDepth: %d".formatted(root, direction, maxDepth));
		assertThat(steps(chain).sorted().collect(Collectors.joining(", "))).isEqualTo(expected);
		assertThat(chain.at("/truncated").asBoolean()).isEqualTo(truncated);
	}

	@Test
	void tellsWhatIsNearestFirstAndUpstreamBeforeDownstream() {
		JsonNode chain = ask("", "by: { slug: \"plan\" }");
		assertThat(stream(chain.at("/steps"))
			.map((step) -> step.at("/depth").asInt() + " " + step.at("/direction").asString()))
			.containsExactly("1 UPSTREAM", "1 DOWNSTREAM", "2 UPSTREAM", "2 DOWNSTREAM");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			# Of what is further from the root: downstream the later one, upstream the earlier one.
			plan   | DOWNSTREAM | 1 plan IMPLEMENTS law            | parliament ENACTMENT
			report | UPSTREAM   | 1 law REAFFIRMS report           | parliament ENACTMENT
			report | UPSTREAM   | 2 plan IMPLEMENTS law            | state PLEDGE
			# Of an ask: of its document.
			plan   | UPSTREAM   | 1 ask-two ANSWERS pledge of plan | parliament SIGNATURE
			# Nobody endorses an endorsement.
			letter | DOWNSTREAM | 1 ask-two ANSWERS pledge of plan | ``
			letter | DOWNSTREAM | 1 ask-one ADOPTS communique      | ``
			""")
	void tellsWhoEndorsedTheFarEndOfAStep(String root, String direction, String step, String expected) {
		JsonNode chain = ask("", "by: { slug: \"%s\" }, direction: %s".formatted(root, direction));
		JsonNode found = stream(chain.at("/steps")).filter((each) -> step(each).equals(step)).findFirst().orElseThrow();
		assertThat(stream(found.at("/endorsements/nodes")).map(
				(endorsement) -> endorsement.at("/endorser/slug").asString() + " " + endorsement.at("/kind").asString())
			.collect(Collectors.joining(", "))).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					2021 | 1 ask-one ADOPTS communique, 1 ask-two ANSWERS pledge of plan
					2022 | 1 ask-one ADOPTS communique, 1 ask-three REFERS_TO blog, 1 ask-two ANSWERS pledge of plan, 2 plan IMPLEMENTS law
					2020 | ``
					""")
	void followsItAsTheWorldStoodOnADay(String year, String expected) {
		JsonNode chain = ask("query @asOf(date: \"%s-12-31\")".formatted(year),
				"by: { slug: \"letter\" }, direction: DOWNSTREAM");
		assertThat(steps(chain).sorted().collect(Collectors.joining(", "))).isEqualTo(expected);
		assertThat(chain.at("/truncated").asBoolean()).isFalse();
	}

	@Test
	void callsAnAskAnsweredThatIsAdoptedOrAnsweredAndNotOneThatIsOnlyReferredTo() {
		Answer answer = this.client
			.ask("{ document(by: { slug: \"letter\" }) { asks { slug answered ledTo { nodes { kind } } } } }");
		assertThat(stream(answer.data("document/asks")).map((ask) -> ask.at("/slug").asString() + " "
				+ ask.at("/answered").asBoolean() + " " + ask.at("/ledTo/nodes/0/kind").asString()))
			.containsExactly("ask-one true ADOPTS", "ask-two true ANSWERS", "ask-three false REFERS_TO");
	}

	private JsonNode ask(String operation, String arguments) {
		Answer answer = this.client.ask("%s { endorsementChain(%s) { %s } }".formatted(operation, arguments, STEPS));
		assertThat(answer.json().has("errors")).as(answer.json().toString()).isFalse();
		return answer.data("endorsementChain");
	}

	private static Stream<String> steps(JsonNode chain) {
		return stream(chain.at("/steps")).map(EndorsementChainsIT::step);
	}

	private static String step(JsonNode step) {
		JsonNode to = step.at("/later");
		return step.at("/depth").asInt() + " " + step.at("/earlier/slug").asString() + " "
				+ step.at("/derivation/kind").asString() + " "
				+ (to.has("endorsed") ? "pledge of " + to.at("/endorsed/slug").asString() : to.at("/slug").asString());
	}

	private static Stream<JsonNode> stream(JsonNode array) {
		List<JsonNode> all = StreamSupport.stream(array.spliterator(), false).toList();
		return all.stream();
	}

}
