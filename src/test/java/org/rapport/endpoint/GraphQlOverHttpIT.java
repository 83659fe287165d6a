package org.rapport.endpoint;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.testing.RapportIT;
import org.rapport.testing.ScratchGraph;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what the GraphQL-over-HTTP specification and its reference audits require of a
 * server, and what caches may keep.
 */
@RapportIT
class GraphQlOverHttpIT {

	private static final String GRAPHQL = "application/graphql-response+json";

	private static final String JSON = "application/json";

	private static final String TYPENAME = "{ __typename }";

	private static final String ANSWER = "{\"data\":{\"__typename\":\"Query\"},\"extensions\":";

	private static final JsonMapper MAPPER = new JsonMapper();

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Nested
	class Post {

		@ParameterizedTest
		@CsvSource({ "application/graphql-response+json, application/graphql-response+json",
				"application/json, application/json", "*/*, application/json", ", application/json",
				"application/*, application/json",
				"'application/graphql-response+json, application/json;q=0.9', " + "application/graphql-response+json",
				"'application/json, application/graphql-response+json', application/graphql-response+json",
				"'application/graphql-response+json;q=0.5, application/json', application/json",
				"'application/json;q=0, */*', application/graphql-response+json",
				"'text/html, */*;q=0.1', application/json" })
		void answersInTheTypeThatIsPreferred(String accept, String type) throws Exception {
			HttpResponse<String> response = post("{\"query\":\"{ __typename }\"}", JSON, accept);
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.headers().firstValue("Content-Type")).hasValue(type + ";charset=UTF-8");
			assertThat(response.body()).startsWith(ANSWER);
		}

		@ParameterizedTest
		@ValueSource(strings = { "text/html", "application/xml, text/event-stream", "nonsense", "application/json;q=0",
				"*/*;q=0" })
		void refusesToAnswerInAnotherType(String accept) throws Exception {
			assertRefused(post("{\"query\":\"{ __typename }\"}", JSON, accept), 406, "NOT_ACCEPTABLE");
		}

		@ParameterizedTest
		@ValueSource(strings = { "application/json", "application/json; charset=utf-8",
				"application/json;charset=\"UTF-8\"", "APPLICATION/JSON" })
		void takesJsonInUtf8(String type) throws Exception {
			HttpResponse<String> response = post("{\"query\":\"{ __type(name: \\\"Run🏃Swim🏊\\\") { name } }\"}", type,
					JSON);
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).startsWith("{\"data\":{\"__type\":null},\"extensions\":");
		}

		@ParameterizedTest
		@ValueSource(strings = { "", "text/plain", "application/graphql", "application/x-www-form-urlencoded",
				"multipart/form-data; boundary=x", "application/json; charset=utf-16", "nonsense",
				"application/json; charset=unheard-of" })
		void takesNothingElse(String type) throws Exception {
			assertRefused(post("{\"query\":\"{ __typename }\"}", type, null), 415, "UNSUPPORTED_MEDIA_TYPE");
		}

		@ParameterizedTest
		@ValueSource(
				strings = { "", "{ \"not a JSON", "[]", "null", "\"query\"", "{}", "{\"qeury\":\"{ __typename }\"}",
						"{\"query\":null}", "{\"query\":\" \"}", "{\"query\":\"{ __typename }\"} and more" })
		void refusesABodyWithoutAQueryInEitherType(String body) throws Exception {
			assertRefused(post(body, JSON, JSON), 400, "BAD_REQUEST_BODY");
			assertRefused(post(body, JSON, GRAPHQL), 400, "BAD_REQUEST_BODY");
		}

		@Test
		void refusesABodyThatIsNotUtf8() throws Exception {
			byte[] body = "{\"query\":\"{ __typename }\",\"x\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
			assertRefused(send("POST", "", BodyPublishers.ofByteArray(body), "Content-Type", JSON), 400,
					"BAD_REQUEST_BODY");
		}

		@ParameterizedTest
		@CsvSource({ "query, {}", "query, 0", "query, false", "query, []", "operationName, {}", "operationName, 0",
				"operationName, false", "operationName, []", "variables, '\"x\"'", "variables, 0", "variables, false",
				"variables, []", "extensions, '\"x\"'", "extensions, 0", "extensions, false", "extensions, []" })
		void refusesAParameterOfAnotherType(String name, String value) throws Exception {
			String query = name.equals("query") ? "" : "\"query\":\"{ __typename }\",";
			HttpResponse<String> response = post("{%s\"%s\":%s}".formatted(query, name, value), JSON, null);
			assertRefused(response, 400, "BAD_REQUEST_BODY");
			assertThat(response.body()).contains(name);
		}

		@ParameterizedTest
		@ValueSource(strings = { "operationName", "variables", "extensions" })
		void takesNullForWhatIsNotGiven(String name) throws Exception {
			for (String type : new String[] { JSON, GRAPHQL }) {
				HttpResponse<String> response = post("{\"query\":\"{ __typename }\",\"%s\":null}".formatted(name), JSON,
						type);
				assertThat(response.statusCode()).isEqualTo(200);
				assertThat(response.body()).startsWith(ANSWER);
			}
		}

		@Test
		void overlooksMembersThatItDoesNotKnow() throws Exception {
			assertThat(post("{\"query\":\"{ __typename }\",\"more\":[1],\"extensions\":{\"a\":1}}", JSON, null).body())
				.startsWith(ANSWER);
		}

		@Test
		void executesTheOperationThatIsNamed() throws Exception {
			assertThat(
					post("{\"query\":\"query A { a: __typename } query B { b: __typename }\",\"operationName\":\"B\"}",
							JSON, null)
						.body())
				.startsWith("{\"data\":{\"b\":\"Query\"},\"extensions\":");
		}

		@ParameterizedTest
		@CsvSource(delimiter = '|', textBlock = """
				{                                         | {}             | SYNTAX_ERROR
				{ nothing }                               | {}             | INVALID_QUERY
				{ 8f31403dfe404bccbb0e835f2629c6a7 }      | {}             | SYNTAX_ERROR
				query($id: ID!) { __typename }            | {"id": null}   | INVALID_QUERY
				query($id: ID!) { __typename }            | {}             | INVALID_QUERY
				query A { __typename } query B { __typename } | {}         | INVALID_QUERY
				mutation { nothing }                      | {}             | INVALID_QUERY
				""")
		void refusesWhatIsNoQueryOfTheSchemaWithAStatusInItsOwnTypeAlone(String query, String variables, String code)
				throws Exception {
			String body = "{\"query\":%s,\"variables\":%s}".formatted(MAPPER.writeValueAsString(query), variables);
			assertRefused(post(body, JSON, GRAPHQL), 400, code);
			assertRefused(post(body, JSON, JSON), 200, code);
		}

		@Test
		void tellsOfAnErrorInAFieldBesideTheData() throws Exception {
			HttpResponse<String> response = post("{\"query\":\"{ lens { clearance } node(id: \\\"x\\\") { id } }\"}",
					JSON, GRAPHQL);
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(json(response).at("/data/lens/clearance").asString()).isEqualTo("PUBLIC");
			assertThat(json(response).at("/errors/0/extensions/code").asString()).isEqualTo("BAD_ID");
		}

		@Test
		void mayNotBeKeptByCaches() throws Exception {
			assertNotKept(post("{\"query\":\"{ __typename }\"}", JSON, null));
		}

		private HttpResponse<String> post(String body, String type, String accept) throws Exception {
			BodyPublisher publisher = BodyPublishers.ofString(body);
			if (type.isEmpty()) {
				return (accept != null) ? send("POST", "", publisher, "Accept", accept) : send("POST", "", publisher);
			}
			return (accept != null) ? send("POST", "", publisher, "Content-Type", type, "Accept", accept)
					: send("POST", "", publisher, "Content-Type", type);
		}

	}

	@Nested
	class Get {

		@ParameterizedTest
		@ValueSource(strings = { GRAPHQL, JSON })
		void answersAQuery(String type) throws Exception {
			HttpResponse<String> response = get(Map.of("query", TYPENAME), "Accept", type);
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.headers().firstValue("Content-Type")).hasValue(type + ";charset=UTF-8");
			assertThat(response.body()).startsWith(ANSWER);
		}

		@ParameterizedTest
		@ValueSource(strings = { GRAPHQL, JSON })
		void readsVariablesAndExtensionsAsJson(String type) throws Exception {
			HttpResponse<String> response = get(
					Map.of("query", "query Type($name: String!) { __type(name: $name) { name } }", "variables",
							"{\"name\":\"Meeting\"}", "extensions", "{\"a\":1}", "operationName", "Type"),
					"Accept", type);
			assertThat(response.body()).startsWith("{\"data\":{\"__type\":{\"name\":\"Meeting\"}},\"extensions\":");
		}

		@Test
		void takesAnEmptyParameterForNone() throws Exception {
			assertThat(get(Map.of("query", TYPENAME, "variables", "", "extensions", "", "operationName", "")).body())
				.startsWith(ANSWER);
		}

		@Test
		void takesAParameterThatSaysNullForNull() throws Exception {
			assertThat(get(Map.of("query", TYPENAME, "variables", "null", "extensions", "null")).body())
				.startsWith(ANSWER);
		}

		@ParameterizedTest
		@ValueSource(strings = { "", "query=", "qeury=x", "query=a&query=b", "query=%7Ba%7D&variables=%5B%5D",
				"query=%7Ba%7D&variables=x", "query=%7Ba%7D&extensions=1", "query=%7Ba%7D&variables=&variables=" })
		void refusesAnAddressThatHoldsNoRequest(String query) throws Exception {
			assertRefused(send("GET", "?" + query, BodyPublishers.noBody()), 400, "BAD_REQUEST_PARAMETERS");
		}

		@ParameterizedTest
		@ValueSource(strings = { "mutation { __typename }", "subscription { __typename }",
				"mutation A { a } query B { __typename }" })
		void asksOnly(String document) throws Exception {
			Map<String, String> parameters = document.contains(" A ") ? Map.of("query", document, "operationName", "A")
					: Map.of("query", document);
			for (String type : new String[] { JSON, GRAPHQL }) {
				HttpResponse<String> response = get(parameters, "Accept", type);
				assertRefused(response, 405, "METHOD_NOT_ALLOWED");
				assertThat(response.headers().firstValue("Allow")).hasValue("POST");
			}
		}

		@ParameterizedTest
		@CsvSource({ "{, SYNTAX_ERROR", "{ nothing }, INVALID_QUERY" })
		void refusesWhatIsNoQueryOfTheSchema(String query, String code) throws Exception {
			assertRefused(get(Map.of("query", query), "Accept", GRAPHQL), 400, code);
			assertRefused(get(Map.of("query", query), "Accept", JSON), 200, code);
		}

		@Test
		void answersAsOfTheDayOfTheHeader() throws Exception {
			assertThat(get(Map.of("query", "{ lens { asOf certainty } }"), "Rapport-As-Of",
					"2024-01-01; certainty=certain")
				.body())
				.startsWith("{\"data\":{\"lens\":{\"asOf\":\"2024-01-01\",\"certainty\":\"CERTAIN\"}},\"extensions\":");
			assertRefused(get(Map.of("query", "{ lens { asOf } }"), "Rapport-As-Of", "soon", "Accept", GRAPHQL), 400,
					"BAD_DATE");
		}

		@Test
		void answersHeadWithTheSameHeadersAndNoBody() throws Exception {
			HttpResponse<String> response = send("HEAD", query(Map.of("query", TYPENAME)), BodyPublishers.noBody());
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.headers().firstValue("ETag"))
				.isEqualTo(get(Map.of("query", TYPENAME)).headers().firstValue("ETag"))
				.isPresent();
			assertThat(response.body()).isEmpty();
		}

	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT", "DELETE", "PATCH" })
	void refusesOtherMethods(String method) throws Exception {
		HttpResponse<String> response = send(method, "", BodyPublishers.noBody());
		assertRefused(response, 405, "METHOD_NOT_ALLOWED");
		assertThat(response.headers().firstValue("Allow").orElse("").split(",")).containsExactlyInAnyOrder("GET",
				"HEAD", "POST", "OPTIONS");
	}

	@Test
	void tellsWhichMethodsThereAre() throws Exception {
		HttpResponse<String> response = send("OPTIONS", "", BodyPublishers.noBody());
		assertThat(response.statusCode()).isEqualTo(204);
		assertThat(response.headers().firstValue("Allow").orElse("")).contains("GET", "POST");
	}

	@Nested
	class Caches {

		private static final String LENS = "{ lens { clearance asOf } }";

		@Test
		void mayKeepWhatThePublicSeesAndAskWhetherItStillHolds() throws Exception {
			HttpResponse<String> response = get(Map.of("query", LENS));
			assertThat(response.headers().firstValue("Cache-Control")).hasValue("max-age=0, must-revalidate, public");
			assertThat(response.headers().allValues("Vary"))
				.contains("Accept, Authorization, Rapport-As-Of, Rapport-Bookmark");
			HttpResponse<String> again = get(Map.of("query", LENS), "If-None-Match", tag(response));
			assertThat(again.statusCode()).isEqualTo(304);
			assertThat(again.body()).isEmpty();
			assertThat(again.headers().firstValue("Cache-Control"))
				.isEqualTo(response.headers().firstValue("Cache-Control"));
			assertThat(tag(again)).isEqualTo(tag(response));
		}

		@Test
		void areToldOfAnotherDayAnotherTypeAndAnotherAnswer() throws Exception {
			String tag = tag(get(Map.of("query", LENS)));
			assertThat(get(Map.of("query", LENS), "If-None-Match", tag, "Rapport-As-Of", "2024-01-01").statusCode())
				.isEqualTo(200);
			assertThat(get(Map.of("query", LENS), "If-None-Match", tag, "Accept", GRAPHQL).statusCode()).isEqualTo(200);
			assertThat(get(Map.of("query", TYPENAME), "If-None-Match", tag).statusCode()).isEqualTo(200);
		}

		@Test
		void neverKeepWhatATokenSees() throws Exception {
			String tag = tag(get(Map.of("query", TYPENAME)));
			HttpResponse<String> response = get(Map.of("query", TYPENAME), "Authorization",
					"Bearer " + ScratchGraph.CURATOR_TOKEN, "If-None-Match", tag);
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).startsWith(ANSWER);
			assertNotKept(response);
		}

		@Test
		void neverKeepTheRefusalOfAToken() throws Exception {
			HttpResponse<String> response = get(Map.of("query", TYPENAME), "Authorization", "Bearer wrong");
			assertThat(response.statusCode()).isEqualTo(401);
			assertNotKept(response);
		}

		@ParameterizedTest
		@ValueSource(strings = { "{", "{ nothing }", "{ lens { clearance } node(id: \"x\") { id } }",
				"mutation { __typename }" })
		void neverKeepAnError(String query) throws Exception {
			assertNotKept(get(Map.of("query", query)));
		}

	}

	private static void assertRefused(HttpResponse<String> response, int status, String code) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		assertThat(json(response).has("data")).isFalse();
		assertThat(json(response).at("/errors/0/extensions/code").asString()).isEqualTo(code);
		assertThat(json(response).at("/errors/0/message").asString()).isNotBlank();
		assertNotKept(response);
	}

	private static void assertNotKept(HttpResponse<String> response) {
		assertThat(response.headers().allValues("Cache-Control")).singleElement().asString().contains("no-store");
		assertThat(response.headers().firstValue("ETag")).isEmpty();
	}

	private static String tag(HttpResponse<String> response) {
		return response.headers().firstValue("ETag").orElseThrow();
	}

	private static JsonNode json(HttpResponse<String> response) {
		return MAPPER.readTree(response.body());
	}

	private HttpResponse<String> get(Map<String, String> parameters, String... headers) throws Exception {
		return send("GET", query(parameters), BodyPublishers.noBody(), headers);
	}

	private static String query(Map<String, String> parameters) {
		StringBuilder query = new StringBuilder();
		parameters.forEach((name, value) -> query.append(query.isEmpty() ? '?' : '&')
			.append(name)
			.append('=')
			.append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
		return query.toString();
	}

	private HttpResponse<String> send(String method, String query, BodyPublisher body, String... headers)
			throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/graphql" + query))
			.method(method, body);
		if (headers.length > 0) {
			request.headers(headers);
		}
		return this.http.send(request.build(), BodyHandlers.ofString());
	}

}
