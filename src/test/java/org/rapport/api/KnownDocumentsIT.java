package org.rapport.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.rapport.testing.Client;
import org.rapport.testing.RapportIT;
import org.rapport.testing.ScratchGraph;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a document which was validated before is treated like one that was not.
 */
@RapportIT
class KnownDocumentsIT {

	private static final String AUTHORIZATION = "Bearer " + ScratchGraph.CURATOR_TOKEN;

	@Test
	void tellsDepthAndCostEachTime(@LocalServerPort int port) {
		Client client = new Client(port);
		String query = "query Known { people(first: 1) { nodes { names { text } } } }";
		JsonNode first = client.ask(query).json().at("/extensions/cost");
		assertThat(first.at("/depth").asInt()).isEqualTo(4);
		assertThat(client.ask(query).json().at("/extensions/cost")).isEqualTo(first);
	}

	@Test
	void judgesTheVariablesOfAnActEachTime(@LocalServerPort int port) {
		Client client = new Client(port);
		String act = """
				mutation Known($input: RecordMeetingInput!) {
				  recordMeeting(input: $input) { userErrors { field } }
				}""";
		Map<String, ?> wrong = Map.of("input", Map.of("title", " ", "kind", "MEETING", "date", "some day", "visibility",
				"PUBLIC", "citations", List.of(Map.of("locator", " ", "document", Map.of("slug", "nowhere")))));
		JsonNode first = client.ask(act, wrong, "Authorization", AUTHORIZATION).json().at("/data");
		assertThat(first.findValues("field")).map(JsonNode::toString).contains("[\"title\"]", "[\"date\"]");
		assertThat(client.ask(act, wrong, "Authorization", AUTHORIZATION).json().at("/data")).isEqualTo(first);
	}

	@Test
	void refusesAnActByGetThatWasSentByPostBefore(@LocalServerPort int port) {
		Client client = new Client(port);
		String act = """
				mutation Known { retractRecord(input: { id: "mtg_nothing", expectedVersion: 1 }) { userErrors { code } } }""";
		assertThat(client.ask(act, "Authorization", AUTHORIZATION).status()).isEqualTo(200);
		assertThat(client.status("/graphql?query=" + URLEncoder.encode(act, StandardCharsets.UTF_8), "Authorization",
				AUTHORIZATION))
			.isEqualTo(405);
	}

	@Test
	void namesTheOperationThatIsAskedFor(@LocalServerPort int port) {
		Client client = new Client(port);
		String two = "query One { people(first: 1) { totalCount } } mutation Other { __typename }";
		for (int i = 0; i < 2; i++) {
			assertThat(client
				.send("{\"query\": \"%s\", \"operationName\": \"Other\"}".formatted(two), "Authorization",
						AUTHORIZATION)
				.data("__typename")
				.asString()).isEqualTo("Mutation");
			assertThat(client.send("{\"query\": \"%s\", \"operationName\": \"One\"}".formatted(two))
				.data("people/totalCount")
				.isNumber()).isTrue();
		}
	}

}
