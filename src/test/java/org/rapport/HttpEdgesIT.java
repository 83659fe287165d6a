package org.rapport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.testing.RapportIT;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests malformed HTTP requests. The answer is always JSON with a code, and repeats
 * nothing that the client sent.
 */
@RapportIT
class HttpEdgesIT {

	/** A text that is in every request, and must be in no answer. */
	private static final String MARK = "q7xvq";

	private static final String BODY = "{\"query\":\"{ __typename }\"}";

	private static final JsonMapper JSON = new JsonMapper();

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int managementPort;

	static Stream<Arguments> edges() {
		return Stream.of(
				// Bodies
				edge("multipart without boundary", post("/graphql", "multipart/form-data", BODY), 415,
						"UNSUPPORTED_MEDIA_TYPE"),
				edge("any type", post("/graphql", "*/*", BODY), 415, "UNSUPPORTED_MEDIA_TYPE"),
				edge("any type of an application", post("/graphql", "application/*", BODY), 415,
						"UNSUPPORTED_MEDIA_TYPE"),
				edge("any type elsewhere", post("/nothing", "*/*", BODY), 415, "UNSUPPORTED_MEDIA_TYPE"),
				edge("any type of nothing", get("/graphql?query=%7B__typename%7D", "Content-Type: text/*"), 415,
						"UNSUPPORTED_MEDIA_TYPE"),
				edge("multipart elsewhere", post("/", "multipart/form-data", BODY), 404, "NOT_FOUND"),
				edge("multipart at an error page", post("/error", "multipart/form-data", BODY), 404, "NOT_FOUND"),
				edge("a form", post("/graphql", "application/x-www-form-urlencoded", "query=%FC"), 415,
						"UNSUPPORTED_MEDIA_TYPE"),
				edge("query twice",
						post("/graphql", "application/json",
								"{\"query\":\"{ __typename }\",\"query\":\"{ viewer { name } }\"}"),
						400, "BAD_REQUEST_BODY"),
				edge("variables twice",
						post("/graphql", "application/json", "{\"query\":\"{ a }\",\"variables\":{},\"variables\":{}}"),
						400, "BAD_REQUEST_BODY"),
				edge("an unknown member twice",
						post("/graphql", "application/json", "{\"query\":\"{ __typename }\",\"x\":1,\"x\":2}"), 400,
						"BAD_REQUEST_BODY"),
				edge("a variable twice",
						post("/graphql", "application/json",
								"{\"query\":\"{ __typename }\",\"variables\":{\"a\":{\"b\":1,\"b\":2}}}"),
						400, "BAD_REQUEST_BODY"),
				edge("a bad chunk", chunked("zz\r\n" + BODY + "\r\n0\r\n\r\n"), 400, "BAD_REQUEST_BODY"),
				edge("a chunk without its end", chunked("5\r\n" + BODY + "\r\n0\r\n\r\n"), 400, "BAD_REQUEST_BODY"),
				edge("a bad length", "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n" + end(BODY), 400,
						"BAD_REQUEST"),
				edge("a negative length", "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n" + end(BODY),
						400, "BAD_REQUEST"),
				edge("two lengths",
						"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n" + end(BODY),
						400, "BAD_REQUEST"),
				edge("an unknown coding",
						"POST /graphql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: " + MARK + "\r\n" + end(BODY), 501,
						"BAD_REQUEST"),
				edge("an unknown expectation", get("/graphql?query=%7B__typename%7D", "Expect: " + MARK), 417,
						"BAD_REQUEST"),
				// Addresses
				edge("a byte that is not UTF-8", get("/graphql?query=%FC"), 400, "BAD_REQUEST_PARAMETERS"),
				edge("an escape that is none", get("/graphql?query=%zz"), 400, "BAD_REQUEST_PARAMETERS"),
				edge("a lone percent", get("/graphql?query=%"), 400, "BAD_REQUEST_PARAMETERS"),
				edge("a cut percent", get("/graphql?query=%4"), 400, "BAD_REQUEST_PARAMETERS"),
				edge("a bad percent in a name", get("/graphql?%zz=1&query=%7B__typename%7D"), 400,
						"BAD_REQUEST_PARAMETERS"),
				edge("a bad percent in another parameter", get("/graphql?query=%7B__typename%7D&x=%C3%28"), 400,
						"BAD_REQUEST_PARAMETERS"),
				edge("a surrogate", get("/graphql?query=%ED%A0%80"), 400, "BAD_REQUEST_PARAMETERS"),
				edge("variables with a name twice",
						get("/graphql?query=%7B__typename%7D&variables=%7B%22a%22%3A1%2C%22a%22%3A2%7D"), 400,
						"BAD_REQUEST_PARAMETERS"),
				edge("nothing there", get("/nothing/" + MARK), 404, "NOT_FOUND"),
				edge("nothing there, with a bad percent", get("/nothing?x=%zz"), 404, "NOT_FOUND"),
				edge("nothing there for operators, with a bad percent", get("/actuator/" + MARK + "?x=%FC"), 404,
						"NOT_FOUND"),
				edge("something for operators, with a bad percent", get("/actuator/info?x=%FC"), 401,
						"UNAUTHENTICATED"),
				edge("a slash at the end", get("/graphql/"), 404, "NOT_FOUND"),
				edge("below the endpoint", get("/graphql/" + MARK), 404, "NOT_FOUND"),
				edge("the error page itself", get("/error"), 404, "NOT_FOUND"),
				edge("posted to nothing", post("/nothing", "application/json", BODY), 404, "NOT_FOUND"),
				edge("a path parameter", get("/graphql;" + MARK), 400, "BAD_REQUEST"),
				edge("an encoded path parameter", get("/graphql%3B" + MARK), 400, "BAD_REQUEST"),
				edge("an encoded slash", get("/graphql%2F" + MARK), 400, "BAD_REQUEST"),
				edge("an encoded percent", get("/graphql%25" + MARK), 400, "BAD_REQUEST"),
				edge("a backslash", get("/graphql%5C" + MARK), 400, "BAD_REQUEST"),
				edge("an encoded line", get("/graphql%0A" + MARK), 400, "BAD_REQUEST"),
				edge("a null", get("/graphql%00" + MARK), 400, "BAD_REQUEST"),
				edge("two slashes", get("//graphql"), 400, "BAD_REQUEST"),
				edge("above the root", get("/../../" + MARK), 400, "BAD_REQUEST"),
				edge("an encoded dot", get("/%2e%2e/" + MARK), 400, "BAD_REQUEST"),
				edge("a bad escape in the path", get("/%zz" + MARK), 400, "BAD_REQUEST"),
				edge("a path that is not UTF-8", get("/%FC" + MARK), 400, "BAD_REQUEST"),
				edge("a character that may not stand there", get("/graphql?query={" + MARK + "}<>\"^`"), 400,
						"BAD_REQUEST"),
				edge("an address without a slash", "GET " + MARK + " HTTP/1.1\r\nHost: x\r\n" + end(""), 400,
						"BAD_REQUEST"),
				edge("a long address", get("/graphql?query=" + "a".repeat(20_000)), 400, "BAD_REQUEST"),
				// Methods
				edge("TRACE", request("TRACE", "/graphql"), 405, "METHOD_NOT_ALLOWED"),
				edge("TRACE elsewhere", request("TRACE", "/nothing"), 405, "METHOD_NOT_ALLOWED"),
				edge("an unknown method", request("BREW", "/graphql"), 405, "METHOD_NOT_ALLOWED"),
				edge("an unknown method elsewhere", request("BREW", "/nothing"), 405, "METHOD_NOT_ALLOWED"),
				edge("CONNECT", "CONNECT " + MARK + ":443 HTTP/1.1\r\nHost: " + MARK + ":443\r\n" + end(""), 501,
						"BAD_REQUEST"),
				edge("PUT", request("PUT", "/graphql"), 405, "METHOD_NOT_ALLOWED"),
				edge("DELETE on a page", request("DELETE", "/"), 404, "NOT_FOUND"),
				edge("POST to health", post("/actuator/health", "application/json", BODY), 413, "REQUEST_TOO_LARGE"),
				edge("POST to health without a body", request("POST", "/actuator/health"), 405, "METHOD_NOT_ALLOWED"),
				edge("a method that may not be named so", request("GE(T", "/graphql"), 400, "BAD_REQUEST"),
				// Headers and versions
				edge("a long header", get("/graphql", "X-Long: " + "a".repeat(20_000)), 400, "BAD_REQUEST"),
				edge("many headers", get("/graphql", "X-Much: 1\r\n".repeat(200) + "X-Last: 1"), 400, "BAD_REQUEST"),
				edge("a header without a name", get("/graphql", ": " + MARK), 400, "BAD_REQUEST"),
				edge("a header that is none", get("/graphql", MARK), 400, "BAD_REQUEST"),
				edge("a bad host", "GET /graphql HTTP/1.1\r\nHost: a b " + MARK + "\r\n" + end(""), 400, "BAD_REQUEST"),
				edge("a bad port", "GET /graphql HTTP/1.1\r\nHost: x:" + MARK + "\r\n" + end(""), 400, "BAD_REQUEST"),
				edge("no host", "GET /graphql HTTP/1.1\r\n" + end(""), 400, "BAD_REQUEST"),
				edge("two hosts", "GET /graphql HTTP/1.1\r\nHost: x\r\nHost: y\r\n" + end(""), 400, "BAD_REQUEST"),
				edge("another version", "GET /graphql HTTP/3.0\r\nHost: x\r\n" + end(""), 505, "BAD_REQUEST"),
				edge("a version that is none", "GET /graphql HTTQ/1.1\r\nHost: x\r\n" + end(""), 400, "BAD_REQUEST"),
				edge("a wrong token", get("/graphql", "Authorization: Bearer " + MARK), 401, "UNAUTHENTICATED"),
				edge("a wrong token at nothing", get("/nothing", "Authorization: Bearer " + MARK), 401,
						"UNAUTHENTICATED"),
				edge("a type that is not offered", get("/graphql?query=%7B__typename%7D", "Accept: text/" + MARK), 406,
						"NOT_ACCEPTABLE"),
				edge("a type that is none", post("/graphql", MARK + "/" + MARK + "/" + MARK, BODY), 415,
						"UNSUPPORTED_MEDIA_TYPE"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("edges")
	void answersWithACode(String edge, String request, int status, String code) throws Exception {
		Response response = send(request);
		assertThat(response.status()).as(response.text()).isEqualTo(status);
		assertThat(response.header("content-type")).as(response.text()).startsWith("application/json");
		JsonNode json = JSON.readTree(response.body());
		assertThat(json.propertyNames()).containsExactly("errors");
		assertThat(json.at("/errors")).hasSize(1);
		assertThat(json.at("/errors/0/extensions/code").asString("")).isEqualTo(code);
		assertThat(json.at("/errors/0/message").asString("")).isNotBlank();
		assertThat(response.text()).doesNotContain(MARK).doesNotContainIgnoringCase("tomcat", "exception", "html");
		assertThat(response.header("x-content-type-options")).isEqualTo("nosniff");
		assertThat(response.header("x-frame-options")).isEqualTo("DENY");
		assertThat(response.header("referrer-policy")).isEqualTo("no-referrer");
		assertThat(response.header("content-security-policy")).contains("default-src 'none'");
		assertThat(response.header("cache-control")).contains("no-store");
		if (status == 405) {
			assertThat(response.header("allow")).isNotBlank();
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void answersHeadWithoutABody(String edge, String path, int status) throws Exception {
		Response response = send(request("HEAD", path));
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.body()).isEmpty();
	}

	static Stream<Arguments> answersHeadWithoutABody() {
		return Stream.of(arguments("nothing there", "/nothing", 404), arguments("rejected", "/graphql;x", 400),
				arguments("an encoded slash", "/graphql%2F", 400),
				arguments("a bad percent", "/graphql?query=%FC", 400));
	}

	/**
	 * The answer to a TLS handshake is plain text, so that a person who looks at the
	 * traffic sees the mistake.
	 */
	@Test
	void answersWhoeverSpeaksTls() throws Exception {
		byte[] hello = { 0x16, 0x03, 0x01, 0x00, 0x05, 0x01, 0x00, 0x00, 0x01, 0x00, 0x0D, 0x0A, 0x0D, 0x0A };
		Response response = new Response(new String(exchange(this.port, hello), StandardCharsets.UTF_8));
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.body()).contains("\"code\":\"BAD_REQUEST\"");
	}

	/**
	 * A request line without a version is HTTP/0.9. Its answers have no status and no
	 * headers.
	 */
	@Test
	void answersARequestWithoutAnAddressByTheBodyOnly() throws Exception {
		Response response = send("GET HTTP/1.1\r\nHost: x\r\n" + end(""));
		assertThat(response.text()).startsWith("{\"errors\":").contains("\"code\":\"BAD_REQUEST\"");
	}

	@Test
	void stillAnswersARightRequest() throws Exception {
		assertThat(send(post("/graphql", "application/json", BODY)).status()).isEqualTo(200);
		assertThat(send(get("/graphql?query=%7B__typename%7D&extra=%C3%A9+%20")).status()).isEqualTo(200);
		assertThat(send(get("/")).status()).isEqualTo(200);
		assertThat(send(chunked("%x\r\n%s\r\n0\r\n\r\n".formatted(BODY.length(), BODY))).status()).isEqualTo(200);
	}

	private static Arguments edge(String name, String request, int status, String code) {
		return arguments(name, request, status, code);
	}

	private static String get(String path, String... headers) {
		StringBuilder lines = new StringBuilder();
		List.of(headers).forEach((header) -> lines.append(header).append("\r\n"));
		return "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + lines + end("");
	}

	private static String request(String method, String path) {
		return method + " " + path + " HTTP/1.1\r\nHost: x\r\n" + end("");
	}

	private static String post(String path, String type, String body) {
		return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length()
				+ "\r\n" + end(body);
	}

	private static String chunked(String chunks) {
		return "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
				+ end(chunks);
	}

	private static String end(String body) {
		return "X-Mark: " + MARK + "\r\nConnection: close\r\n\r\n" + body;
	}

	private record Response(String text) {

		int status() {
			return this.text.matches("(?s)HTTP/1\\.1 \\d{3} .*") ? Integer.parseInt(this.text.substring(9, 12)) : 0;
		}

		private int blankLine() {
			int end = this.text.indexOf("\r\n\r\n");
			return (end < 0) ? this.text.length() : end;
		}

		String header(String name) {
			Map<String, String> headers = new HashMap<>();
			this.text.substring(0, blankLine())
				.lines()
				.skip(1)
				.forEach((line) -> headers.put(line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
						line.substring(line.indexOf(':') + 1).strip()));
			return headers.getOrDefault(name, "");
		}

		String body() {
			String rest = this.text.substring(Math.min(this.text.length(), blankLine() + 4));
			return header("transfer-encoding").equals("chunked")
					? rest.replaceFirst("^[0-9a-f]+\r\n", "").replaceFirst("\r\n0\r\n\r\n$", "") : rest;
		}

	}

	private Response send(String request) throws IOException {
		int at = request.contains(" /actuator") ? this.managementPort : this.port;
		return new Response(
				new String(exchange(at, request.getBytes(StandardCharsets.ISO_8859_1)), StandardCharsets.UTF_8));
	}

	private static byte[] exchange(int port, byte[] request) throws IOException {
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(60_000);
			socket.getOutputStream().write(request);
			socket.getOutputStream().flush();
			try {
				socket.getInputStream().transferTo(answer);
			}
			catch (SocketException ex) {
				// The server closed the connection before it read the whole request. What
				// came so far is the answer.
			}
		}
		return answer.toByteArray();
	}

}
