package org.rapport.pages;

import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.kernel.Kind;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.ServletRequestPathUtils;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class BrowserPageTests {

	private static final BrowserPage BROWSER = new BrowserPage(URI.create("bolt://127.0.0.1:7999"), SavedQuery.all(),
			new JsonMapper());

	private static RouterFunction<ServerResponse> routes;

	@BeforeAll
	static void routes() throws Exception {
		routes = BROWSER.routes();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/browser", "/browser/", "/browser/index.html", "/browser/rapport/presets.js",
			"/browser/rapport/page.css", "/browser/rapport/rapport.grass", "/browser/rapport/guide.html",
			"/browser/assets/images/device-icons/favicon.ico" })
	void isThereForThisMachine(String path) {
		assertThat(found(local(path))).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "192.168.1.20,localhost", "10.0.0.7,127.0.0.1", "203.0.113.9,rapport.example", "2001:db8::7,[::1]" })
	void isNotThereForOthers(String from, String host) {
		assertThat(found(request("/browser/", from, host))).isFalse();
		assertThat(found(request("/browser/rapport/presets.js", from, host))).isFalse();
		assertThat(found(request("/browser/assets/images/device-icons/favicon.ico", from, host))).isFalse();
	}

	@Test
	void isThereOverBothKindsOfLoopback() {
		assertThat(found(request("/browser/", "127.0.0.1", "localhost"))).isTrue();
		assertThat(found(request("/browser/", "::1", "[::1]"))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "rapport.example", "localhost.rapport.example", "127.0.0.1.rapport.example" })
	void isNotThereUnderAnotherName(String host) {
		assertThat(found(request("/browser/", "127.0.0.1", host))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via" })
	void isNotThereThroughAProxy(String header) {
		MockHttpServletRequest request = local("/browser/");
		request.addHeader(header, "203.0.113.9");
		assertThat(found(request)).isFalse();
	}

	@Test
	void tellsBrowserWhereBoltIsWhenItAsksForJson() throws Exception {
		MockHttpServletRequest request = local("/");
		request.addHeader("Accept", "application/json");
		assertThat(new JsonMapper().readTree(body(request)).at("/bolt_direct").asString())
			.isEqualTo("bolt://127.0.0.1:7999");
	}

	@Test
	void leavesTheRootToOthersOtherwise() {
		MockHttpServletRequest request = local("/");
		request.addHeader("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
		assertThat(found(request)).isFalse();
	}

	@Test
	void readsThePresetsBeforeBrowserBegins() throws Exception {
		String page = body(local("/browser/"));
		assertThat(page).contains("href=\"rapport/page.css\"");
		assertThat(page.indexOf("rapport/presets.js")).isPositive().isLessThan(page.indexOf("ui-libs-"));
		Matcher presets = Pattern.compile("<script type=\"application/json\" id=\"rapport-presets\">([^<]+)</script>")
			.matcher(page);
		assertThat(presets.find()).isTrue();
		JsonNode json = new JsonMapper().readTree(presets.group(1));
		assertThat(json.at("/queries").size()).isEqualTo(SavedQuery.all().size()).isGreaterThan(8);
		List<JsonNode> queries = json.at("/queries").valueStream().toList();
		assertThat(queries.stream().filter((query) -> query.has("publicText"))).hasSize(queries.size() - 1)
			.allSatisfy(
					(query) -> assertThat(query.at("/publicText").asString()).isNotEqualTo(query.at("/text").asString())
						.contains("lensPublic: true"));
		// It counts for each viewer, which is false if it meets only what is public.
		assertThat(queries.stream().filter((query) -> !query.has("publicText")))
			.extracting((query) -> query.at("/title").asString())
			.containsExactly("8. Seen by each viewer");
		assertThat(json.at("/first").asString()).contains("(part:Participation {lensPublic: true})")
			.doesNotContain("\n");
		assertThat(json.at("/style").asString()).contains("node.Person {");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '"',
			textBlock = """
					MATCH (a)-->(:B) RETURN count(a)    ; MATCH (a {lensPublic: true})-->(:B {lensPublic: true}) RETURN count(a)
					MATCH (:B {c: 'd'}) (()--()){0,8} ()  ; MATCH (:B {c: 'd', lensPublic: true}) (({lensPublic: true})--({lensPublic: true})){0,8} ({lensPublic: true})
					CALL (a) { MATCH (a:B|C) RETURN 1 } ; CALL (a) { MATCH (a:B|C {lensPublic: true}) RETURN 1 }
					RETURN [(a)--(b:C) | b.d]           ; RETURN [(a {lensPublic: true})--(b:C {lensPublic: true}) | b.d]
					""")
	void asksAboutWhatIsPublicByAConditionOnEachNode(String text, String publicText) {
		assertThat(new SavedQuery("1", "Who?", text).publicText()).contains(publicText);
	}

	@Test
	void eachSavedQueryNamesTheNodesOnItsWays() {
		// A relationship with a quantifier passes over nodes that have no condition.
		assertThat(SavedQuery.all())
			.allSatisfy((query) -> assertThat(query.text()).doesNotContainPattern("\\[[^\\]\\[]*\\*")
				.doesNotContainPattern("-\\[[^\\]]*\\]->?[{+*]"));
	}

	@Test
	void letsBrowserReachNothingButThisServerAndItsBoltPort() {
		String policy = BROWSER.page().contentPolicy();
		assertThat(policy).startsWith("default-src 'none'")
			.contains("connect-src 'self' ws://127.0.0.1:7999 ws://localhost:7999;")
			.doesNotContain("unsafe-eval")
			.doesNotContain("*")
			.doesNotContain("https:");
		Stream.of(policy.split(";"))
			.filter((directive) -> directive.contains("script-src"))
			.forEach((directive) -> assertThat(directive).doesNotContain("unsafe-inline"));
	}

	@Test
	void styleDrawsEveryKindByAPropertyOfIts() throws Exception {
		String style = new ClassPathResource("neo4j/browser/rapport.grass").getContentAsString(UTF_8);
		for (Kind kind : Kind.values()) {
			assertThat(style).containsPattern("node\\." + kind.label() + " \\{[^}]+caption: \"\\{\\w+}\"");
		}
	}

	@Test
	void styleWritesCaptionsThatCanBeReadInADrawingOfThirtyNodes() throws Exception {
		String style = new ClassPathResource("neo4j/browser/rapport.grass").getContentAsString(UTF_8);
		for (Kind kind : Kind.values()) {
			Matcher rule = Pattern
				.compile("node\\." + kind.label() + " \\{[^}]+diameter: (\\d+)px;[^}]+font-size: (\\d+)px")
				.matcher(style);
			assertThat(rule.find()).isTrue();
			// Neo4j Browser shrinks such a drawing to about half of its size.
			assertThat(Integer.parseInt(rule.group(2))).isGreaterThanOrEqualTo(15);
			assertThat(Integer.parseInt(rule.group(1)))
				.isGreaterThanOrEqualTo(7 * Integer.parseInt(rule.group(2)) - 20);
		}
	}

	@Test
	void guideAndPresetsReferToNoForeignHost() throws Exception {
		for (String file : List.of("guide.html", "presets.js", "page.css", "rapport.grass")) {
			assertThat(new ClassPathResource("neo4j/browser/" + file).getContentAsString(UTF_8)).doesNotContain("//www")
				.doesNotContain("http:")
				.doesNotContain("https:");
		}
		assertThat(body(local("/browser/rapport/guide.html"))).contains("<slide>")
			.contains("MATCH")
			.doesNotContain("http");
	}

	private static boolean found(MockHttpServletRequest request) {
		return route(request).isPresent();
	}

	private static java.util.Optional<HandlerFunction<ServerResponse>> route(MockHttpServletRequest request) {
		ServletRequestPathUtils.parseAndCache(request);
		return routes.route(ServerRequest.create(request, List.of()));
	}

	private static String body(MockHttpServletRequest request) throws Exception {
		HandlerFunction<ServerResponse> handler = route(request).orElseThrow();
		MockHttpServletResponse response = new MockHttpServletResponse();
		handler.handle(ServerRequest.create(request, List.of()))
			.writeTo(request, response,
					() -> List.of(new org.springframework.http.converter.StringHttpMessageConverter(UTF_8)));
		return response.getContentAsString(UTF_8);
	}

	private static MockHttpServletRequest local(String path) {
		return request(path, "127.0.0.1", "localhost");
	}

	private static MockHttpServletRequest request(String path, String from, String host) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
		request.setRemoteAddr(from);
		request.addHeader("Host", host + ":8080");
		return request;
	}

}
