package org.rapport.access;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.rapport.testing.RapportIT;
import org.rapport.testing.ScratchGraph;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@RapportIT
class AccessIT {

	private static final String ANSWER = "{\"data\":{\"__typename\":\"Query\"},\"extensions\":";

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int managementPort;

	@Test
	void answersAnybody() throws Exception {
		assertThat(ask(null).body()).startsWith(ANSWER);
	}

	@Test
	void answersTheCurator() throws Exception {
		assertThat(ask("Bearer " + ScratchGraph.CURATOR_TOKEN).body()).startsWith(ANSWER);
	}

	@Test
	void tellsCallersWhoTheyAre() throws Exception {
		String question = "{ viewer { name clearance circles permissions } }";
		assertThat(ask(question, null).body()).contains(
				"{\"viewer\":{\"name\":\"anonymous\",\"clearance\":\"PUBLIC\",\"circles\":[],\"permissions\":[]}}");
		assertThat(ask(question, "Bearer " + ScratchGraph.CURATOR_TOKEN).body()).contains(
				"{\"viewer\":{\"name\":\"curator\",\"clearance\":\"CONFIDENTIAL\",\"circles\":null,\"permissions\":[\"RECORD\",\"CURATE\",\"ADMINISTER\"]}}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer wrong", "Bearer", "Bearer " + ScratchGraph.CURATOR_TOKEN + "x",
			"Basic Y3VyYXRvcjpjdXJhdG9y", ScratchGraph.CURATOR_TOKEN, "" })
	void refusesAWrongTokenRatherThanAnswerAsToThePublic(String authorisation) throws Exception {
		HttpResponse<String> response = ask(authorisation);
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().firstValue("WWW-Authenticate"))
			.hasValue("Bearer realm=\"rapport\", error=\"invalid_token\"");
		assertThat(response.body()).isEqualTo(
				"{\"errors\":[{\"message\":\"The token is not valid.\",\"extensions\":{\"code\":\"UNAUTHENTICATED\"}}]}");
	}

	@Test
	void takesNoTokenFromTheAddress() throws Exception {
		assertThat(get("/actuator/info?access_token=" + ScratchGraph.CURATOR_TOKEN, null).statusCode()).isEqualTo(401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness" })
	void tellsAnybodyItsHealthAndNoMore(String path) throws Exception {
		HttpResponse<String> response = get(path, null);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).contains("UP").doesNotContainIgnoringCase("neo4j");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator", "/actuator/info" })
	void keepsEverythingElseAboutItselfForTheCurator(String path) throws Exception {
		assertThat(get(path, null).statusCode()).isEqualTo(401);
		assertThat(get(path, "Bearer " + ScratchGraph.CURATOR_TOKEN).statusCode()).isEqualTo(200);
	}

	@Test
	void refusesAnAuthorisationThatIsGivenTwice() throws Exception {
		String curator = "Bearer " + ScratchGraph.CURATOR_TOKEN;
		for (String second : new String[] { curator, "Bearer wrong", "Basic YTpi" }) {
			HttpResponse<String> response = send(
					request("/graphql?query=%7B__typename%7D", curator).header("Authorization", second));
			assertThat(response.statusCode()).isEqualTo(401);
			assertThat(response.body()).contains("\"code\":\"UNAUTHENTICATED\"");
		}
	}

	@Test
	void doesNotAskForATokenWhereThereIsNothing() throws Exception {
		assertThat(get("/nothing", null).statusCode()).isEqualTo(404);
	}

	@Test
	void tellsBrowsersNotToFrameGuessOrRefer() throws Exception {
		var headers = ask(null).headers();
		assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
		assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
		assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
	}

	@Test
	void setsNoCookie() throws Exception {
		assertThat(ask("Bearer " + ScratchGraph.CURATOR_TOKEN).headers().firstValue("Set-Cookie")).isEmpty();
	}

	private HttpResponse<String> ask(String authorisation) throws IOException, InterruptedException {
		return ask("{ __typename }", authorisation);
	}

	private HttpResponse<String> ask(String question, String authorisation) throws IOException, InterruptedException {
		return send(request("/graphql", authorisation).header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"query\":\"%s\"}".formatted(question))));
	}

	private HttpResponse<String> get(String path, String authorisation) throws IOException, InterruptedException {
		return send(request(path, authorisation));
	}

	private HttpRequest.Builder request(String path, String authorisation) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI
			.create("http://127.0.0.1:" + (path.startsWith("/actuator") ? this.managementPort : this.port) + path));
		return (authorisation != null) ? request.header("Authorization", authorisation) : request;
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

}
