package org.rapport.endpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import graphql.introspection.IntrospectionQuery;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.rapport.server.ScratchServer;
import org.rapport.testing.Client.Answer;
import org.rapport.testing.Client;
import org.rapport.testing.RapportIT;
import org.rapport.testing.RawConnection;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests slow clients of all kinds against a server with few threads, and operations that
 * have to wait because only one may run at a time. It mostly waits, and it asks nothing
 * of the graph that other tests change, so it runs beside them.
 */
@ResourceLock(Resources.SYSTEM_OUT)
@RapportIT
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(value = ScratchServer.MIGRATIONS, mode = ResourceAccessMode.READ)
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = { "server.tomcat.threads.max=8", "server.tomcat.threads.min-spare=2",
		"rapport.http.connections-per-address=100", "server.tomcat.max-connections=400", "rapport.http.api-at-once=4",
		"rapport.http.pages-at-once=2", "rapport.http.expensive-at-once=1", "rapport.http.body-time=10s",
		"rapport.http.bodies-per-address=40", "rapport.http.answer-time=3s", "rapport.http.waiting=400",
		"rapport.http.waiting-time=10m", "rapport.limits.expensive=10", "rapport.rate-limit.enabled=true",
		"rapport.rate-limit.address-burst=4000" })
class ExchangesIT {

	private static final String QUESTION = "{\"query\":\"{ lens { clearance } }\"}";

	private static final String LENGTH = "Content-Length: " + QUESTION.length();

	private static final String CHUNKED = "Transfer-Encoding: chunked";

	@LocalServerPort
	int port;

	@LocalManagementPort
	int managementPort;

	@Autowired
	MeterRegistry meters;

	@Test
	void answersABodyThatComesInParts() throws IOException {
		try (RawConnection connection = new RawConnection(this.port)) {
			connection.send(RawConnection.head(LENGTH) + "\r\n").send(QUESTION.substring(0, 9));
			assertServed();
			connection.send(QUESTION.substring(9));
			assertThat(connection.readAnswer()).startsWith("HTTP/1.1 200")
				.contains("\"clearance\":\"PUBLIC\"", "X-Request-Id: ", "X-Frame-Options: DENY");
			connection.send(RawConnection.head(LENGTH) + "\r\n" + QUESTION);
			assertThat(connection.readAnswer()).as("the next on the same connection").startsWith("HTTP/1.1 200");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "9|\\r\\n|BEGIN|\\r\\n|REST|0\\r\\n\\r\\n", "9\\r\\n|BEGIN|\\r\\nREST0\\r\\n|\\r|\\n",
			"9\\r\\nBEGIN|\\r\\nREST0\\r\\nX-T: a|bc\\r\\n\\r\\n", "|9\\r\\nBEGIN\\r\\nREST0\\r\\n\\r\\n" })
	void answersChunksThatComeInParts(String parts) throws IOException {
		String rest = QUESTION.substring(9);
		try (RawConnection connection = new RawConnection(this.port)) {
			String head = RawConnection.head(CHUNKED) + "\r\n";
			for (String part : parts.split("\\|")) {
				connection.send(head + part.translateEscapes()
					.replace("BEGIN", QUESTION.substring(0, 9))
					.replace("REST", "%x\r\n%s\r\n".formatted(rest.length(), rest)));
				head = "";
				// This takes long enough for the server to read what was sent before.
				assertThat(new Client(this.port).status("/nothing")).isEqualTo(404);
			}
			assertThat(connection.readAnswer()).contains("\"clearance\":\"PUBLIC\"");
		}
	}

	@Test
	void answersRequestsThatComeAtOnceInTheirOrder() throws IOException {
		try (RawConnection connection = new RawConnection(this.port)) {
			connection.send((RawConnection.head(LENGTH) + "\r\n" + QUESTION) + RawConnection.head("Content-Length: 2")
					+ "\r\n{}" + RawConnection.head(LENGTH) + "\r\n" + QUESTION);
			assertThat(connection.readAnswer()).contains("\"clearance\":\"PUBLIC\"");
			assertThat(connection.readAnswer()).contains("BAD_REQUEST_BODY");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "zz\r\n", "9\r\n{\"query\":\r\nzz\r\n" })
	void saysThatAChunkIsMalformed(String chunks) throws IOException {
		for (boolean atOnce : List.of(true, false)) {
			try (RawConnection connection = new RawConnection(this.port)) {
				String head = RawConnection.head(CHUNKED) + "\r\n";
				connection.send(atOnce ? head + chunks : head);
				if (!atOnce) {
					assertServed();
					connection.send(chunks);
				}
				assertThat(connection.readToEnd()).as("at once: " + atOnce)
					.startsWith("HTTP/1.1 400")
					.contains("BAD_REQUEST_BODY", "Connection: close");
			}
		}
	}

	@Test
	void answersNothingElseWhereItRefuses() throws IOException {
		List<RawConnection> slow = new ArrayList<>();
		try {
			for (String line : List.of("GET /graphql?query=%7B__typename%7D", "GET /graphql/documents", "GET /graphiql",
					"GET /nothing", "POST /graphql")) {
				slow.add(new RawConnection(this.port)
					.send(line + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
							+ "Content-Length: 200\r\n\r\n{\"q"));
			}
			for (RawConnection connection : slow) {
				assertThat(connection.readToEnd()).startsWith("HTTP/1.1 408")
					.contains("REQUEST_TIMEOUT", "Connection: close", "X-Request-Id: ", "X-Frame-Options: DENY");
			}
		}
		finally {
			close(slow);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			POST /graphql  | Content-Length: 200        | {q
			POST /nothing  | Content-Length: 200        | {q
			GET /          | Content-Length: 200        | {q
			PUT /graphiql  | Content-Length: 200        | {q
			POST /graphql  | Transfer-Encoding: chunked | 5
			POST /graphql  | Transfer-Encoding: chunked | 5;x
			POST /graphql  | Transfer-Encoding: chunked | 5\\r\\nab
			POST /graphql  | Transfer-Encoding: chunked | 5\\r\\nabcde\\r\\n
			POST /graphql  | Transfer-Encoding: chunked | 0\\r\\nX-T: a
			POST /graphiql | Transfer-Encoding: chunked | 5
			""")
	void keepsNoThreadForBodiesThatComeSlowly(String line, String header, String beginning) throws IOException {
		String request = line + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + header
				+ "\r\n\r\n" + beginning.translateEscapes();
		List<RawConnection> slow = new ArrayList<>();
		try {
			for (int i = 0; i < 30; i++) {
				slow.add(new RawConnection("127.0.0." + (2 + i % 5), this.port, 0).send(request));
			}
			assertServed();
		}
		finally {
			close(slow);
		}
	}

	@Test
	void takesNoBodiesWhereHealthIs() throws IOException {
		try (RawConnection connection = new RawConnection(this.managementPort)) {
			connection.send("GET /actuator/health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 200\r\n\r\nabc");
			assertThat(connection.readToEnd()).startsWith("HTTP/1.1 413").contains("REQUEST_TOO_LARGE");
		}
	}

	@Test
	@Tag("hostile")
	void letsNoAddressHoldAllConnections() throws IOException {
		List<RawConnection> idle = new ArrayList<>();
		try {
			for (int i = 0; i < 130; i++) {
				idle.add(new RawConnection("127.0.0.40", this.port, 0));
			}
			Awaitility.await()
				.atMost(45, TimeUnit.SECONDS)
				.untilAsserted(() -> assertThat(idle).filteredOn(ExchangesIT::isClosed).hasSizeBetween(20, 35));
			assertServed();
		}
		finally {
			close(idle);
		}
	}

	private static boolean isClosed(RawConnection connection) {
		try {
			return connection.isClosedByOtherSide();
		}
		catch (IOException ex) {
			return true;
		}
	}

	@Test
	void letsNotTooManyBodiesComeSlowlyFromOneAddress() throws IOException {
		List<RawConnection> slow = new ArrayList<>();
		try {
			for (int i = 0; i < 40; i++) {
				slow.add(new RawConnection("127.0.0.9", this.port, 0)
					.send(RawConnection.head("Content-Length: 200") + "\r\n{\"q"));
			}
			Awaitility.await()
				.atMost(10, TimeUnit.SECONDS)
				.until(() -> this.meters.get(Exchanges.WATCHED).gauge().value() >= 40);
			try (RawConnection oneMore = new RawConnection("127.0.0.9", this.port, 0)) {
				oneMore.send(RawConnection.head("Content-Length: 200") + "\r\n{\"q");
				assertThat(oneMore.readToEnd()).startsWith("HTTP/1.1 429").contains("BUSY");
			}
			try (RawConnection atOnce = new RawConnection("127.0.0.9", this.port, 0)) {
				atOnce.send(RawConnection.head(LENGTH) + "\r\n" + QUESTION);
				assertThat(atOnce.readAnswer()).contains("\"clearance\":\"PUBLIC\"");
			}
		}
		finally {
			close(slow);
		}
	}

	@Test
	void keepsNoThreadForAnswersThatAreNotReadAndCutsThemInTheEnd() throws IOException {
		String schema = JsonMapper.shared()
			.writeValueAsString(java.util.Map.of("query", IntrospectionQuery.INTROSPECTION_QUERY));
		String request = RawConnection.head("Content-Length: " + schema.length()) + "\r\n" + schema;
		List<RawConnection> deaf = new ArrayList<>();
		double cut = this.meters.get(Exchanges.CUT).counter().count();
		try {
			for (int i = 0; i < 9; i++) {
				deaf.add(new RawConnection("127.0.0." + (20 + i), this.port, 4096).send(request.repeat(20)));
			}
			Awaitility.await()
				.atMost(5, TimeUnit.MINUTES)
				.until(() -> this.meters.get(Exchanges.CUT).counter().count() >= cut + 9);
			assertServed();
		}
		finally {
			close(deaf);
		}
	}

	@Test
	void answersExpensiveOperationsOneAfterTheOtherEachOnce(CapturedOutput output) throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(40);
		Client client = new Client(this.port);
		try {
			List<CompletableFuture<Answer>> answers = IntStream.range(0, 40)
				.mapToObj((i) -> CompletableFuture
					.supplyAsync(() -> client.ask("query Expensive { people(first: 12) { nodes { name } } }"), clients))
				.toList();
			for (CompletableFuture<Answer> answer : answers) {
				assertThat(answer.get(5, TimeUnit.MINUTES).json().has("errors")).isFalse();
				assertThat(answer.get().status()).isEqualTo(200);
			}
			assertServed();
		}
		finally {
			clients.shutdown();
		}
		assertThat(output.getOut()
			.lines()
			.filter((line) -> line.contains("POST /graphql 200") && line.contains("cost 13"))).hasSize(40);
	}

	private void assertServed() {
		Client client = new Client(this.port);
		Stream.generate(() -> client.ask("{ lens { clearance } }"))
			.limit(5)
			.forEach((answer) -> assertThat(answer.data("lens/clearance").asString()).isEqualTo("PUBLIC"));
	}

	private static void close(List<RawConnection> connections) throws IOException {
		for (RawConnection connection : connections) {
			connection.close();
		}
	}

}
