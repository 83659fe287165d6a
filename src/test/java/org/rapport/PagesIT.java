package org.rapport;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.testing.Client;
import org.rapport.testing.RapportIT;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests the pages that people open in a browser. */
@RapportIT
class PagesIT {

	private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@CsvSource({ "/,text/html", "/welcome.css,text/css", "/graphiql,text/html", "/graphiql/page.js,text/javascript",
			"/graphiql/page.css,text/css", "/graphiql/react.js,text/javascript",
			"/graphiql/react-dom.js,text/javascript", "/graphiql/graphiql.js,text/javascript",
			"/graphiql/graphiql.css,text/css", "/graphiql/examples.json,application/json" })
	void filesOfPagesComeFromTheClassPath(String path, String type) throws Exception {
		HttpResponse<String> response = get(path);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
		assertThat(response.body()).isNotBlank();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/graphiql" })
	void pagesReferToFilesOfThisServerOnly(String path) throws Exception {
		Matcher references = REFERENCE.matcher(get(path).body());
		List<String> found = new ArrayList<>();
		while (references.find()) {
			found.add(references.group(1));
		}
		assertThat(found).isNotEmpty().allSatisfy((reference) -> {
			assertThat(reference).doesNotContain("//");
			if (!reference.startsWith("data:")) {
				assertThat(get("/" + reference).statusCode()).isEqualTo(200);
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "/graphiql/page.js", "/graphiql/page.css", "/welcome.css" })
	void ownScriptsAndStylesNameNoForeignHost(String path) throws Exception {
		assertThat(get(path).body()).doesNotContain("http:").doesNotContain("https:").doesNotContain("@import");
	}

	@Test
	void stylesOfGraphiQlBringTheirFonts() throws Exception {
		Matcher addresses = Pattern.compile("url\\(([^)]{0,40})").matcher(get("/graphiql/graphiql.css").body());
		assertThat(addresses.results()).isNotEmpty()
			.allSatisfy(
					(address) -> assertThat(address.group(1).replace("\"", "").replace("'", "")).startsWith("data:"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/graphiql", "/graphiql/page.js", "/graphiql/examples.json" })
	void pagesMayLoadFromThisServerOnly(String path) throws Exception {
		String policy = get(path).headers().firstValue("Content-Security-Policy").orElseThrow();
		assertThat(policy).startsWith("default-src 'none'")
			.contains("frame-ancestors 'none'")
			.contains("base-uri 'none'")
			.contains("form-action 'none'")
			.doesNotContain("http:")
			.doesNotContain("https:")
			.doesNotContain("*")
			.doesNotContain("unsafe-eval")
			.doesNotContain("script-src 'self' 'unsafe-inline'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/graphql", "/nothing", "/browser/" })
	void whatIsNoPageMayLoadNothing(String path) throws Exception {
		assertThat(get(path).headers().firstValue("Content-Security-Policy"))
			.hasValue("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/graphiql", "/graphql", "/nothing" })
	void everyAnswerForbidsGuessingFramingAndReferring(String path) throws Exception {
		var headers = get(path).headers();
		assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
		assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
		assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
		assertThat(headers.firstValue("Permissions-Policy").orElseThrow()).contains("geolocation=()");
	}

	@Test
	void filesAreAskedForAgainButNotSentAgain() throws Exception {
		String tag = get("/graphiql/graphiql.js").headers().firstValue("ETag").orElseThrow();
		HttpResponse<String> again = get("/graphiql/graphiql.js", "If-None-Match", tag);
		assertThat(again.statusCode()).isEqualTo(304);
		assertThat(again.body()).isEmpty();
	}

	@Test
	void everyExampleOperationIsAmongTheExamplesAsItStands() throws Exception {
		JsonNode examples = new JsonMapper().readTree(get("/graphiql/examples.json").body());
		try (Stream<Path> files = Files.walk(Path.of("graphql/operations"))) {
			List<Path> operations = files.filter((file) -> file.toString().endsWith(".graphql")).toList();
			assertThat(examples.size()).isEqualTo(operations.size());
			assertThat(operations)
				.allSatisfy((operation) -> assertThat(examples.valueStream()).anySatisfy((example) -> {
					assertThat(operation).endsWithRaw(
							Path.of(example.at("/folder").asString(), example.at("/name").asString() + ".graphql"));
					assertThat(example.at("/text").asString()).isEqualTo(Files.readString(operation));
					assertThat(example.at("/question").asString()).endsWith("?");
					Path variables = Path.of(operation.toString().replace(".graphql", ".json"));
					assertThat(example.at("/variables").asString())
						.isEqualTo(Files.exists(variables) ? Files.readString(variables) : "");
				}));
		}
	}

	@Test
	void graphiQlOpensWithThreeExamples() throws Exception {
		Matcher tabs = Pattern.compile("FIRST_TABS = (\\[[^]]+])").matcher(get("/graphiql/page.js").body());
		assertThat(tabs.find()).isTrue();
		JsonMapper json = new JsonMapper();
		List<String> examples = json.readTree(get("/graphiql/examples.json").body()).findValuesAsString("name");
		assertThat(json.readTree(tabs.group(1)).valueStream().map(JsonNode::asString)).hasSize(3).isSubsetOf(examples);
	}

	@Test
	void theLensThatGraphiQlShowsIsAskedForInValidGraphQl() throws Exception {
		Matcher query = Pattern.compile("LENS_QUERY = \"([^\"]+)\"").matcher(get("/graphiql/page.js").body());
		assertThat(query.find()).isTrue();
		var answer = new Client(this.port).ask(query.group(1), "Rapport-As-Of", "2024-01-16; certainty=possible");
		assertThat(answer.data("lens/asOf").asString()).isEqualTo("2024-01-16");
		assertThat(answer.data("lens/certainty").asString()).isEqualTo("POSSIBLE");
		assertThat(answer.data("lens/clearance").asString()).isEqualTo("PUBLIC");
	}

	@Test
	void theRootLeadsToThePages() throws Exception {
		assertThat(get("/").body()).contains("href=\"graphiql\"");
		assertThat(get("/graphiql/").statusCode()).isEqualTo(302);
		assertThat(get("/graphiql/").headers().firstValue("Location")).hasValue("/graphiql");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/browser", "/browser/", "/browser/index.html", "/browser/rapport/presets.js" })
	void neo4jBrowserIsNotThereWithAGraphOfAnotherServer(String path) throws Exception {
		assertThat(get(path).statusCode()).isEqualTo(404);
	}

	private HttpResponse<String> get(String path, String... headers) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return this.http.send(request.build(), BodyHandlers.ofString());
	}

}
