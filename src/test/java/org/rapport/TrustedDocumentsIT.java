package org.rapport;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.testing.Client.Answer;
import org.rapport.testing.Client;
import org.rapport.testing.Curator;
import org.rapport.testing.RapportIT;
import org.rapport.testing.SampleRecord;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that clients can send the example operations by id, and that these stay far below
 * every limit.
 */
@RapportIT
class TrustedDocumentsIT {

	private static final JsonMapper JSON = new JsonMapper();

	private Client client;

	private String uri;

	@BeforeAll
	static void load(@Autowired Neo4jClient client, @Autowired Imports imports) {
		SampleRecord.alone(client, imports);
	}

	@Autowired
	void client(@LocalServerPort int port) {
		this.client = new Client(port);
		this.uri = "http://127.0.0.1:" + port + "/graphql";
	}

	@Test
	void theManifestHoldsTheExampleOperationsUnderTheHashesOfTheirTexts() throws Exception {
		Map<String, String> expected = new TreeMap<>();
		for (Path file : operations()) {
			byte[] text = Files.readAllBytes(file);
			expected.put("sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text)),
					file.getFileName().toString().replace(".graphql", ""));
		}
		JsonNode manifest = get("/documents");
		Map<String, String> actual = new TreeMap<>();
		manifest.at("/operations")
			.forEach((operation) -> actual.put(operation.at("/id").asString(), operation.at("/name").asString()));
		assertThat(actual).isNotEmpty().isEqualTo(expected);
		assertThat(manifest.at("/format").asString()).isEqualTo("apollo-persisted-query-manifest");
		assertThat(manifest.at("/version").asInt()).isOne();
		for (JsonNode operation : manifest.at("/operations")) {
			assertThat(operation.at("/type").asString()).isIn("query", "mutation");
			assertThat(operation.at("/body").asString()).contains("\n" + operation.at("/type").asString() + " ");
		}
	}

	@Test
	void eachIsAnsweredByItsIdAsByItsText() throws Exception {
		for (JsonNode operation : queries()) {
			Answer byText = this.client.ask(operation.at("/body").asString(), Curator.TOKEN);
			String id = operation.at("/id").asString();
			Answer byId = this.client.send("{\"documentId\": \"" + id + "\"}", Curator.TOKEN);
			assertThat(byId.json()).isEqualTo(byText.json());
			assertThat(byText.json().has("errors")).isFalse();
			assertThat(get("?documentId=" + URLEncoder.encode(id, StandardCharsets.UTF_8)))
				.isEqualTo(this.client.ask(operation.at("/body").asString()).json());
		}
	}

	@Test
	void eachCostsLessThanAThirdOfWhatItMay() throws Exception {
		for (JsonNode operation : queries()) {
			JsonNode cost = this.client.ask(operation.at("/body").asString(), Curator.TOKEN)
				.json()
				.at("/extensions/cost");
			String described = operation.at("/name").asString() + " " + cost;
			assertThat(cost.at("/requested").asInt()).as(described).isBetween(1, cost.at("/limit").asInt() / 3);
			assertThat(cost.at("/depth").asInt()).as(described).isBetween(1, cost.at("/depthLimit").asInt() / 2);
		}
	}

	private List<JsonNode> queries() throws Exception {
		return get("/documents").at("/operations")
			.valueStream()
			.filter((operation) -> operation.at("/type").asString().equals("query"))
			.toList();
	}

	@Test
	void takesVariablesWithAnId() throws Exception {
		String id = get("/documents").at("/operations")
			.valueStream()
			.filter((operation) -> operation.at("/name").asString().equals("Organisation"))
			.findFirst()
			.orElseThrow()
			.at("/id")
			.asString();
		Answer answer = this.client.send(
				JSON.writeValueAsString(Map.of("documentId", id, "variables", Map.of("by", Map.of("slug", "nobody")))));
		assertThat(answer.json().has("errors")).isFalse();
		assertThat(answer.data("organisation").isNull()).isTrue();
	}

	@Test
	void knowsNoOtherDocument() {
		Answer answer = this.client.send("{\"documentId\": \"sha256:" + "0".repeat(64) + "\"}");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.code()).isEqualTo("DOCUMENT_NOT_FOUND");
	}

	@Test
	void refusesAnIdBesideAQuery() {
		assertThat(this.client.send("{\"documentId\": \"sha256:0\", \"query\": \"{ lens { asOf } }\"}").code())
			.isEqualTo("BAD_REQUEST_BODY");
	}

	private JsonNode get(String path) throws Exception {
		return JSON.readTree(HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(this.uri + path)).build(), BodyHandlers.ofString())
			.body());
	}

	private static Iterable<Path> operations() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("graphql/operations"))) {
			return files.filter((file) -> file.toString().endsWith(".graphql")).toList();
		}
	}

}
