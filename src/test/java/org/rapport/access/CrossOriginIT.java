package org.rapport.access;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.rapport.testing.RapportIT;
import org.rapport.testing.ScratchGraph;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what browsers allow pages of two named origins to do, and for how long that may
 * be cached.
 */
@RapportIT
@TestPropertySource(properties = { "rapport.cors.allowed-origins=https://one.example,http://localhost:3000",
		"rapport.caching.public-max-age=90s" })
class CrossOriginIT {

	private static final String QUESTION = "?query=%7B__typename%7D";

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "https://one.example", "http://localhost:3000" })
	void letsThemSendATokenADayAndABookmark(String origin) throws Exception {
		HttpResponse<String> response = send("OPTIONS", "", "Origin", origin, "Access-Control-Request-Method", "POST",
				"Access-Control-Request-Headers", "authorization,content-type,rapport-as-of,rapport-bookmark");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue(origin);
		assertThat(listed(response, "Access-Control-Allow-Methods")).contains("GET", "POST");
		assertThat(listed(response, "Access-Control-Allow-Headers")).containsExactlyInAnyOrder("authorization",
				"content-type", "rapport-as-of", "rapport-bookmark");
		assertThat(response.headers().firstValue("Access-Control-Max-Age")).hasValue("3600");
		assertThat(response.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "https://other.example, POST, content-type", "https://one.example, DELETE, content-type",
			"https://one.example, POST, x-other", "null, POST, content-type", "http://one.example, GET, accept",
			"https://one.example.evil.example, GET, accept" })
	void refusesOtherOriginsMethodsAndHeaders(String origin, String method, String header) throws Exception {
		HttpResponse<String> response = send("OPTIONS", "", "Origin", origin, "Access-Control-Request-Method", method,
				"Access-Control-Request-Headers", header);
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
	}

	@Test
	void letsThemReadTheAnswer() throws Exception {
		HttpResponse<String> response = send("GET", QUESTION, "Origin", "https://one.example");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://one.example");
		assertThat(listed(response, "Access-Control-Expose-Headers")).contains("ETag", "Rapport-Bookmark");
	}

	@Test
	void letsThemReadThatATokenIsWrong() throws Exception {
		HttpResponse<String> response = send("GET", QUESTION, "Origin", "https://one.example", "Authorization",
				"Bearer wrong");
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://one.example");
	}

	@Test
	void tellsOthersNothing() throws Exception {
		HttpResponse<String> response = send("GET", QUESTION, "Origin", "https://other.example", "Authorization",
				"Bearer " + ScratchGraph.CURATOR_TOKEN);
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
		assertThat(response.body()).doesNotContain("Query");
	}

	@Test
	void answersWhoeverIsNoPage() throws Exception {
		assertThat(send("GET", QUESTION).statusCode()).isEqualTo(200);
	}

	@Test
	void opensTheApiAlone() throws Exception {
		assertThat(send("GET", "/../actuator/health", "Origin", "https://one.example").headers()
			.firstValue("Access-Control-Allow-Origin")).isEmpty();
	}

	@Test
	void cachesTellOriginsApartAndAskAgainWhenTheTimeIsOver() throws Exception {
		HttpResponse<String> response = send("GET", QUESTION);
		assertThat(response.headers().firstValue("Cache-Control")).hasValue("max-age=90, must-revalidate, public");
		assertThat(listed(response, "Vary")).contains("Accept", "Authorization", "Rapport-As-Of", "Rapport-Bookmark",
				"Origin");
	}

	private static List<String> listed(HttpResponse<String> response, String header) {
		return response.headers()
			.allValues(header)
			.stream()
			.flatMap((line) -> Arrays.stream(line.split(",")))
			.map(String::strip)
			.toList();
	}

	private HttpResponse<String> send(String method, String path, String... headers) throws Exception {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/graphql" + path).normalize())
			.method(method, BodyPublishers.noBody());
		if (headers.length > 0) {
			request.headers(headers);
		}
		return this.http.send(request.build(), BodyHandlers.ofString());
	}

}
