package org.rapport.observing;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.testing.RapportIT;
import org.rapport.testing.ScratchGraph;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what operators see of requests in metrics, health and logs. None of them repeats
 * a text that a client sent.
 */
@ResourceLock(Resources.SYSTEM_OUT)
@RapportIT
@ExtendWith(OutputCaptureExtension.class)
class ObservingIT {

	private static final String METRICS = "/actuator/prometheus";

	private static final String SECRET = "d8f1c2e0-words-of-the-client";

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int managementPort;

	@Autowired
	private MeterRegistry meters;

	@Test
	void tellsWhoeverCollectsMetricsAboutOperationsByTheirKnownNamesOnly() throws Exception {
		ask("query Organisation { __typename }", Map.of());
		ask("query Invented4711 { __typename }", Map.of());
		ask("{ __typename }", Map.of());
		assertThat(metrics())
			.contains("graphql_request_seconds_count{", "graphql_operation_name=\"Organisation\"",
					"graphql_operation_name=\"other\"", "graphql_operation_name=\"unnamed\"")
			.doesNotContain("Invented4711");
	}

	@Test
	void tellsWhoeverCollectsMetricsAboutStatementsAndErrors() throws Exception {
		ask("{ person(by: { slug: \"nobody\" }) { id } node(id: \"nonsense\") { id } }", Map.of());
		assertThat(metrics()).contains("rapport_statements_seconds_count{statement=\"")
			.contains("rapport_errors_total{code=\"BAD_ID\"}")
			.doesNotContain("nonsense", "nobody");
	}

	@Test
	void measuresNoFieldByItself() throws Exception {
		ask("{ person(by: { slug: \"nobody\" }) { id } }", Map.of());
		assertThat(metrics()).doesNotContain("graphql_datafetcher", "graphql_dataloader");
	}

	@Test
	void keepsMetricsFromThePublic() throws Exception {
		assertThat(get(METRICS, null).statusCode()).isEqualTo(401);
		assertThat(get(METRICS, ScratchGraph.CURATOR_TOKEN).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/graphql?query=%7B__typename%7D", "/actuator/info", "/actuator", "/nothing" })
	void opensNothingElseToTheTokenForMetrics(String path) throws Exception {
		HttpResponse<String> response = get(path, ScratchGraph.METRICS_TOKEN);
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(response.body()).contains("\"code\":\"FORBIDDEN\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health", "/actuator/health/readiness" })
	void tellsTheCuratorTheStateOfTheGraph(String path) throws Exception {
		var graph = new JsonMapper().readTree(get(path, ScratchGraph.CURATOR_TOKEN).body()).at("/components/graph");
		assertThat(graph.at("/status").asString()).isEqualTo("UP");
		assertThat(graph.at("/details/server").asString()).startsWith("Neo4j/");
		assertThat(graph.at("/details/database").asString()).isEqualTo("neo4j");
	}

	@Test
	void staysAliveWithoutTheGraph() throws Exception {
		assertThat(get("/actuator/health/liveness", ScratchGraph.CURATOR_TOKEN).body()).doesNotContain("graph");
	}

	@Test
	void takesTheIdOfARequestFromWhoeverGivesAUsableOne() throws Exception {
		assertThat(id(ask("{ __typename }", Map.of(), "X-Request-Id", "from.the-proxy_1")))
			.isEqualTo("from.the-proxy_1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "short", "with spaces in it", "semi;colon;semi", "${jndi:ldap://x}", "äöüäöüäöü",
			"a-very-long-one-0123456789012345678901234567890123456789012345678" })
	void givesARequestAnIdOfItsOwnOtherwise(String given) throws Exception {
		assertThat(id(ask("{ __typename }", Map.of(), "X-Request-Id", given))).matches("[0-9a-f-]{36}");
	}

	@Test
	void givesEvenARefusedRequestAnId() throws Exception {
		HttpResponse<String> response = get("/graphql?query=%7B__typename%7D", "wrong");
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(id(response)).matches("[0-9a-f-]{36}");
	}

	@Test
	void logsALineForEachRequest(CapturedOutput output) throws Exception {
		String id = id(ask("query Organisation { node(id: \"nonsense\") { id } }", Map.of(), "Authorization",
				"Bearer " + ScratchGraph.CURATOR_TOKEN));
		eventually(output, id);
		assertThat(line(output, id)).contains("[" + id + "] ")
			.containsPattern("POST /graphql 200 in \\d+ ms: Organisation by curator, cost 1, BAD_ID");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			UNAUTHENTICATED        | 401 | POST | Authorization | Bearer wrong           | {"query": "{ __typename }"}
			UNAUTHENTICATED        | 401 | POST | Authorization | Basic YTpi             | {"query": "{ __typename }"}
			FORBIDDEN              | 403 | POST | Authorization | Bearer METRICS         | {"query": "{ __typename }"}
			BAD_REQUEST_BODY       | 400 | POST | Accept        | application/json       | {"query":
			BAD_REQUEST_BODY       | 400 | POST | Accept        | application/json       | {}
			NOT_ACCEPTABLE         | 406 | POST | Accept        | text/html              | {"query": "{ __typename }"}
			UNSUPPORTED_MEDIA_TYPE | 415 | POST | Content-Type  | text/plain             | {"query": "{ __typename }"}
			METHOD_NOT_ALLOWED     | 405 | PUT  | Accept        | application/json       | {"query": "{ __typename }"}
			DOCUMENT_NOT_FOUND     | 200 | POST | Accept        | application/json       | {"documentId": "sha256:0"}
			REQUEST_TOO_LARGE      | 413 | POST | Accept        | application/json       | LARGE
			BAD_REQUEST_PARAMETERS | 400 | GET  | Accept        | application/json       | {}
			""")
	void countsAndLogsWhatIsRefusedBeforeItIsAnOperationByItsCode(String code, int status, String method, String name,
			String value, String body, CapturedOutput output) throws Exception {
		double before = counted(code);
		HttpRequest.Builder request = request("/graphql")
			.method(method, BodyPublishers.ofString(body.replace("LARGE", " ".repeat(1_100_000))))
			.setHeader("Content-Type", "application/json")
			.setHeader(name, value.replace("METRICS", ScratchGraph.METRICS_TOKEN));
		HttpResponse<String> response = this.client.send(request.build(), BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.body()).contains("\"code\":\"" + code + "\"");
		assertThat(counted(code)).isEqualTo(before + 1);
		eventually(output, "[" + id(response) + "] " + RequestLog.NAME);
		assertThat(line(output, id(response)))
			.containsPattern("%s /graphql %d in \\d+ ms: %s$".formatted(method, status, code));
	}

	@Test
	void countsAndLogsWhatTheServerRefusesWithoutACodeByItsStatus(CapturedOutput output) throws Exception {
		double before = counted("METHOD_NOT_ALLOWED");
		HttpResponse<String> response = this.client
			.send(request("/graphql").method("PROPFIND", BodyPublishers.noBody()).build(), BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(405);
		eventually(output, id(response));
		assertThat(line(output, id(response))).containsPattern("- /graphql 405 in \\d+ ms: METHOD_NOT_ALLOWED$");
		assertThat(counted("METHOD_NOT_ALLOWED")).isEqualTo(before + 1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/nothing/d8f1c2e0-words-of-the-client      | GET /** 404
			/graphql?q=d8f1c2e0-words-of-the-client    | GET /graphql 40
			""")
	void logsNoPathThatTheClientMadeUp(String path, String said, CapturedOutput output) throws Exception {
		eventually(output, id(get(path, null)));
		assertThat(output.getAll()).contains(said).doesNotContain(SECRET);
	}

	@Test
	void doesNotLogWhatWatchesIt(CapturedOutput output) throws Exception {
		int before = output.getAll().length();
		assertThat(get("/actuator/health", null).statusCode()).isEqualTo(200);
		eventually(output, id(ask("{ __typename }", Map.of())));
		// What the start says names the address, too.
		assertThat(output.getAll().substring(before)).doesNotContain("actuator");
	}

	@Test
	void logsNothingThatAClientWrote(CapturedOutput output) throws Exception {
		String quoted = "\"" + SECRET + "\"";
		ask("query($slug: String!) { person(by: { slug: $slug }) { id } }", Map.of("slug", SECRET));
		ask("query($slug: Int!) { person(by: { slug: $slug }) { id } }", Map.of("slug", SECRET));
		ask("{ person(by: { slug: " + quoted + " }) { id } }", Map.of());
		ask("{ node(id: " + quoted + ") { id } }", Map.of());
		ask("{ nothing(of: " + quoted + ") }", Map.of());
		ask("{ person(by: { slug: " + quoted, Map.of());
		ask("query d8f1c2e0words { __typename }", Map.of());
		ask("{ __typename }", Map.of(), "Rapport-As-Of", SECRET);
		ask("{ __typename }", Map.of(), "Authorization", "Bearer " + SECRET);
		ask("{ __typename }", Map.of(), "User-Agent", SECRET, "Cookie", "a=" + SECRET, "X-Request-Id", SECRET + ";");
		send("{\"query\": " + SECRET);
		get("/graphql?query="
				+ URLEncoder.encode("{ person(by: { slug: " + quoted + " }) { id } }", StandardCharsets.UTF_8), null);
		eventually(output,
				id(ask("{ __typename }", Map.of(), "Authorization", "Bearer " + ScratchGraph.CURATOR_TOKEN)));
		assertThat(output.getAll()).doesNotContain("d8f1c2e0")
			.doesNotContain(ScratchGraph.CURATOR_TOKEN)
			.doesNotContain("__typename");
	}

	private static void eventually(CapturedOutput output, String id) {
		Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> output.getAll().contains(id));
	}

	private static String line(CapturedOutput output, String id) {
		return output.getAll()
			.lines()
			.filter((line) -> line.contains("[" + id + "] " + RequestLog.NAME))
			.findFirst()
			.orElseThrow();
	}

	private static String id(HttpResponse<String> response) {
		return response.headers().firstValue("X-Request-Id").orElse("");
	}

	private String metrics() throws Exception {
		HttpResponse<String> response = get(METRICS, ScratchGraph.METRICS_TOKEN);
		assertThat(response.statusCode()).isEqualTo(200);
		return response.body();
	}

	private double counted(String code) {
		return this.meters.counter(ErrorCounts.ERRORS, "code", code).count();
	}

	private HttpResponse<String> ask(String query, Map<String, ?> variables, String... headers)
			throws IOException, InterruptedException {
		return send(new JsonMapper().writeValueAsString(Map.of("query", query, "variables", variables)), headers);
	}

	private HttpResponse<String> send(String body, String... headers) throws IOException, InterruptedException {
		HttpRequest.Builder request = request("/graphql").header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

	private HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
		HttpRequest.Builder request = request(path);
		if (token != null) {
			request.header("Authorization", "Bearer " + token);
		}
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI
			.create("http://127.0.0.1:" + (path.startsWith("/actuator") ? this.managementPort : this.port) + path));
	}

}
