package org.rapport.access;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.testing.Curator;
import org.rapport.testing.RapportIT;
import org.rapport.testing.ScratchGraph;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests who may read what the server reports about itself: only administrators who see
 * everything.
 */
@RapportIT
class OperatingIT {

	private static final JsonMapper JSON = new JsonMapper();

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int managementPort;

	static List<Map<String, Object>> partialSight() {
		return List.of(Map.of("clearance", "PUBLIC"), Map.of("clearance", "NETWORK", "everyCircle", true),
				Map.of("clearance", "RESTRICTED", "everyCircle", true), Map.of("clearance", "CONFIDENTIAL"),
				Map.of("clearance", "CONFIDENTIAL", "circles", List.of("board")));
	}

	@ParameterizedTest
	@MethodSource("partialSight")
	void tellsNothingToAdministratorsWhoDoNotSeeEverything(Map<String, Object> sight) throws Exception {
		String token = token(sight, "ADMINISTER");
		assertThat(get("/actuator", token).statusCode()).isEqualTo(403);
		for (String path : paths()) {
			HttpResponse<String> response = get(path, token);
			if (path.startsWith("/actuator/health")) {
				assertThat(response.body()).as(path).doesNotContain("components", "details", "graph", "diskSpace");
				assertThat(response.body()).as(path).isEqualTo(get(path, null).body());
			}
			else {
				assertThat(response.statusCode()).as(path).isEqualTo(403);
			}
		}
		for (String part : List.of("readiness", "liveness", "graph", "diskSpace", "nothing")) {
			String path = "/actuator/health/" + part;
			assertThat(get(path, token).statusCode()).as(path).isEqualTo(get(path, null).statusCode());
			assertThat(get(path, token).body()).as(path).isEqualTo(get(path, null).body());
		}
	}

	@Test
	void tellsEverythingToAdministratorsWhoSeeEverything() throws Exception {
		String token = token(Map.of("clearance", "CONFIDENTIAL", "everyCircle", true), "ADMINISTER");
		for (String path : paths()) {
			assertThat(get(path, token).statusCode()).as(path).isEqualTo(200);
		}
		assertThat(get("/actuator/health", token).body()).contains("components", "graph", "diskSpace");
		assertThat(get("/actuator/health/graph", token).statusCode()).isEqualTo(200);
	}

	@Test
	void tellsNothingToThoseWhoSeeEverythingAndMayNotAdminister() throws Exception {
		String token = token(Map.of("clearance", "CONFIDENTIAL", "everyCircle", true), "RECORD", "CURATE");
		for (String path : paths()) {
			assertThat(get(path, token).statusCode()).as(path)
				.isEqualTo(path.startsWith("/actuator/health") ? 200 : 403);
		}
		assertThat(get("/actuator/health", token).body()).doesNotContain("components");
	}

	@Test
	void opensTheMetricsAndNothingElseToTheMetricsToken() throws Exception {
		for (String path : paths()) {
			boolean isOpen = path.startsWith("/actuator/health") || path.equals("/actuator/prometheus");
			assertThat(get(path, ScratchGraph.METRICS_TOKEN).statusCode()).as(path).isEqualTo(isOpen ? 200 : 403);
		}
		assertThat(get("/actuator", ScratchGraph.METRICS_TOKEN).statusCode()).isEqualTo(403);
		assertThat(get("/actuator/health", ScratchGraph.METRICS_TOKEN).body()).doesNotContain("components");
	}

	/** All management endpoints, as the server lists them to the curator. */
	private List<String> paths() throws Exception {
		JsonNode links = JSON.readTree(get("/actuator", ScratchGraph.CURATOR_TOKEN).body()).at("/_links");
		List<String> paths = links.valueStream()
			.filter((link) -> !link.at("/templated").asBoolean(false))
			.map((link) -> URI.create(link.at("/href").asString()).getPath())
			.filter((path) -> !path.equals("/actuator"))
			.toList();
		assertThat(paths).contains("/actuator/health", "/actuator/info", "/actuator/prometheus");
		return paths;
	}

	private String token(Map<String, Object> sight, String... permissions) {
		Map<String, Object> input = new LinkedHashMap<>(sight);
		input.put("label", "Operating");
		input.put("permissions", List.of(permissions));
		input.put("expires", "2999-01-01T00:00:00Z");
		return new Curator(this.port).act("issueToken", input, "secret").at("/secret").asString();
	}

	private HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + this.managementPort + path));
		if (token != null) {
			request.header("Authorization", "Bearer " + token);
		}
		return this.http.send(request.build(), BodyHandlers.ofString());
	}

}
