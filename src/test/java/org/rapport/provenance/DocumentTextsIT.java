package org.rapport.provenance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.rapport.graph.Graph;
import org.rapport.testing.Client;
import org.rapport.testing.Curator;
import org.rapport.testing.DrawnRecord;
import org.rapport.testing.RapportIT;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests the texts of documents, and the passages of citations. */
@RapportIT
class DocumentTextsIT {

	private static final String LETTER = """
			{'type':'Document','key':'letter','slug':'letter','title':'Letter','kind':'LETTER','paragraphs':[{'label':'paragraph 2','text':'We ask the zzqyx states.'},{'label':'paragraph 1','text':'Dear leaders,\\nwe write.'}]}
			""";

	private static final String WORLD = LETTER
			+ """
					{'type':'Document','key':'memo','slug':'memo','title':'Memo','kind':'BRIEF','visibility':'RESTRICTED','paragraphs':[{'label':'l','text':'A zzqyx secret.'}]}
					{'type':'Person','key':'ada','slug':'ada','name':'Ada'}
					{'type':'Claim','key':'c1','about':'ada','measure':'letters','wording':'several','citations':[{'document':'letter','locator':'paragraph 2'},{'document':'letter','locator':'paragraph 9'},{'document':'memo','locator':'l'}]}
					""";

	private static final String TEXTS = "{ documents(orderBy: { field: TITLE }) { nodes { slug paragraphs { label text } } } }";

	private static final String PASSAGES = "{ claims { nodes { citations { locator passage { label text } } } } }";

	private Client client;

	private Curator curator;

	@Autowired
	Neo4jClient graph;

	@Autowired
	Imports imports;

	@BeforeEach
	void load() {
		DrawnRecord.alone(this.graph, this.imports, WORLD);
	}

	@Autowired
	void client(@LocalServerPort int port) {
		this.client = new Client(port);
		this.curator = new Curator(port);
	}

	@Test
	void showsTheTextAndThePassageOfACitationToThoseWhoSeeTheDocument() {
		assertThat(this.client.ask(TEXTS).data("documents/nodes").toString())
			.isEqualTo(json("[{'slug':'letter','paragraphs':[{'label':'paragraph 2','text':'We ask the zzqyx states.'},"
					+ "{'label':'paragraph 1','text':'Dear leaders,\\nwe write.'}]},{'slug':'source','paragraphs':[]}]"));
		assertThat(this.client.ask(PASSAGES).data("claims/nodes/0/citations").toString()).isEqualTo(
				json("[{'locator':'paragraph 2','passage':{'label':'paragraph 2','text':'We ask the zzqyx states.'}},"
						+ "{'locator':'paragraph 9','passage':null}]"));
		JsonNode all = this.client.ask(PASSAGES, Curator.TOKEN).data("claims/nodes/0/citations");
		assertThat(all.findValuesAsString("text")).containsExactlyInAnyOrder("We ask the zzqyx states.",
				"A zzqyx secret.");
		assertThat(this.client.ask("{ search(text: \"zzqyx\") { totalCount } }", Curator.TOKEN)
			.data("search/totalCount")
			.asInt(-1)).isZero();
	}

	@Test
	void readsAllPassagesWithOneStatementAndNoneIfNobodyAsks(@Autowired MeterRegistry meters) {
		this.client.ask(PASSAGES, Curator.TOKEN);
		long before = statements(meters);
		this.client.ask(PASSAGES.replace("passage { label text }", ""), Curator.TOKEN);
		long without = statements(meters);
		this.client.ask(PASSAGES, Curator.TOKEN);
		assertThat(statements(meters) - without).isEqualTo(without - before + 1);
	}

	@Test
	void replacesAndClearsAWholeTextAndKeepsNoEarlierOne() {
		JsonNode letter = document("letter");
		Map<String, Object> input = new HashMap<>(Map.of("id", letter.at("/id").asString(), "expectedVersion", 1,
				"paragraphs", List.of(paragraph("paragraph 9", "Yours, xyqzz"))));
		JsonNode replaced = set(input).at("/document");
		assertThat(replaced.at("/version").asInt()).isEqualTo(2);
		assertThat(replaced.at("/paragraphs").findValuesAsString("label")).containsExactly("paragraph 9");
		assertThat(this.client.ask(PASSAGES).data("claims/nodes/0/citations").findValuesAsString("text"))
			.containsExactly("Yours, xyqzz");
		input.put("expectedVersion", 2);
		assertThat(set(input).at("/document/version").asInt()).isEqualTo(2);
		JsonNode restored = this.curator.act("restore",
				Map.of("id", input.get("id"), "version", 1, "expectedVersion", 2), "node { id }");
		assertThat(Curator.codes(restored)).isEmpty();
		assertThat(document("letter").at("/paragraphs").findValuesAsString("text")).containsExactly("Yours, xyqzz");
		input.put("expectedVersion", 3);
		input.put("paragraphs", List.of());
		assertThat(set(input).at("/document/paragraphs")).isEmpty();
		assertThat(left("zzqyx states") + left("xyqzz")).isZero();
		assertThat(this.client
			.ask("{ document(by: { slug: \"letter\" }) { history { nodes { fields { field } } } } }", Curator.TOKEN)
			.data("document/history/nodes/0/fields")
			.findValuesAsString("field")).containsExactly("textDigest");
	}

	@Test
	void refusesATextWithWrongParagraphsAndNamesEach() {
		List<Map<String, String>> paragraphs = new ArrayList<>(List.of(paragraph("p", "one"), paragraph("p", "two"),
				paragraph("q", " "), paragraph("two\nlines", "three"), paragraph("r", "x".repeat(5_001))));
		Map<String, Object> input = Map.of("id", document("memo").at("/id").asString(), "expectedVersion", 1,
				"paragraphs", paragraphs);
		assertThat(set(input).at("/userErrors")
			.valueStream()
			.map((error) -> String.join(".", error.at("/field").valueStream().map(JsonNode::asString).toList()) + " "
					+ error.at("/code").asString()))
			.containsExactly("paragraphs.1.label INVALID", "paragraphs.2.text INVALID", "paragraphs.3.label INVALID",
					"paragraphs.4.text INVALID");
		JsonNode tooLong = set(Map.of("id", input.get("id"), "expectedVersion", 1, "paragraphs",
				IntStream.range(0, 41).mapToObj((i) -> paragraph("p" + i, "x".repeat(4_990))).toList()));
		assertThat(tooLong.at("/userErrors/0/message").asString())
			.contains("have 204590 characters together; the limit is 200000");
		assertThat(document("memo").at("/version").asInt()).isOne();
	}

	@Test
	void doesNotCountBlanksAroundALabel() {
		Map<String, Object> input = new HashMap<>(Map.of("id", document("letter").at("/id").asString(),
				"expectedVersion", 1, "paragraphs", List.of(paragraph("a", "one"), paragraph(" a ", "two"))));
		assertThat(set(input).at("/userErrors/0/field").toString()).isEqualTo("[\"paragraphs\",\"1\",\"label\"]");
		input.put("paragraphs", List.of(paragraph(" a ", "one")));
		assertThat(set(input).at("/document/paragraphs/0/label").asString()).isEqualTo("a");
		JsonNode cited = this.curator.act("cite", Map.of("supports", Map.of("slug", "ada"), "document",
				Map.of("slug", "letter"), "locator", "a ", "visibility", "PUBLIC"), "citation { passage { text } }");
		assertThat(cited.at("/citation/passage/text").asString()).isEqualTo("one");
	}

	@Test
	void setsNoTextOfADocumentThatTheViewerDoesNotSee() {
		Map<String, Object> input = Map.of("id", document("memo").at("/id").asString(), "expectedVersion", 1,
				"paragraphs", Collections.emptyList());
		String selection = "document { id }";
		JsonNode refused = this.curator.actAs(this.curator.beginner(), "setDocumentText", input, selection);
		assertThat(Curator.codes(refused)).containsExactly("NOT_FOUND");
		assertThat(left("zzqyx secret")).isOne();
	}

	@Test
	void erasesTheTextWithItsDocument() {
		this.curator.act("erase", Map.of("id", document("memo").at("/id").asString()), "erased");
		assertThat(left("zzqyx secret")).isZero();
	}

	@Test
	void leavesATextThatALaterLoadDoesNotTell() {
		String untold = LETTER.substring(0, LETTER.indexOf(",'paragraphs'"));
		this.imports("%s}".formatted(untold));
		assertThat(document("letter").at("/paragraphs")).hasSize(2);
		assertThat(document("letter").at("/version").asInt()).isOne();
		this.imports("%s,'paragraphs':[]}".formatted(untold));
		assertThat(document("letter").at("/paragraphs")).isEmpty();
		assertThat(document("letter").at("/version").asInt()).isEqualTo(2);
		this.imports(LETTER.strip());
		assertThat(document("letter").at("/paragraphs")).hasSize(2);
		this.imports(LETTER.strip());
		assertThat(document("letter").at("/paragraphs")).hasSize(2);
		assertThat(document("letter").at("/version").asInt()).isEqualTo(3);
	}

	private void imports(String line) {
		DrawnRecord.load(this.imports, line);
	}

	private JsonNode set(Map<String, ?> input) {
		return this.curator.act("setDocumentText", input, "document { version paragraphs { label text } }");
	}

	private JsonNode document(String slug) {
		return this.client
			.ask("{ document(by: { slug: \"%s\" }) { id version paragraphs { label text } } }".formatted(slug),
					Curator.TOKEN)
			.data("document");
	}

	private static Map<String, String> paragraph(String label, String text) {
		return Map.of("label", label, "text", text);
	}

	/** The number of nodes that have these words in any property. */
	private long left(String words) {
		return this.graph
			.query("MATCH (n) WHERE any(name IN keys(n) WHERE toStringOrNull(n[name]) CONTAINS $words) RETURN count(n)")
			.bindAll(Map.of("words", words))
			.fetchAs(Long.class)
			.one()
			.orElseThrow();
	}

	private static long statements(MeterRegistry meters) {
		return meters.find(Graph.STATEMENTS).timers().stream().mapToLong(Timer::count).sum();
	}

	private static String json(String text) {
		return text.replace('\'', '"');
	}

}
