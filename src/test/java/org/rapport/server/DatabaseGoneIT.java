package org.rapport.server;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import org.rapport.Rapport;
import org.rapport.testing.Client.Answer;
import org.rapport.testing.Client;
import org.rapport.testing.Curator;
import org.rapport.testing.ScratchGraph;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests a running application while its external database stops and starts again. */
@Execution(ExecutionMode.SAME_THREAD)
class DatabaseGoneIT {

	private static final String PASSWORD = "a-password-of-this-test";

	private static final String MEETINGS = "{ meetings(first: 1) { nodes { id } } }";

	@TempDir
	private static Path folder;

	private EmbeddedNeo4j server;

	@Test
	@Tag("hostile")
	void saysThatItCannotBeReachedAndGoesOnOnceItIsBack() throws Exception {
		int port = freePort();
		this.server = start(port);
		try (ConfigurableApplicationContext rapport = rapport(port)) {
			Client client = new Client(((WebServerApplicationContext) rapport).getWebServer().getPort());
			Client health = new Client(
					rapport.getEnvironment().getRequiredProperty("local.management.port", Integer.class));
			String[] machine = machine(client);
			assertServed(client, machine);
			this.server.close();
			for (int i = 0; i < 10; i++) {
				assertThat(client.ask(MEETINGS).code()).isEqualTo("UNAVAILABLE");
				assertThat(record(client, "Meanwhile").code()).isEqualTo("UNAVAILABLE");
				Answer byMachine = client.ask(MEETINGS, machine);
				assertThat(byMachine.status()).isEqualTo(503);
				assertThat(byMachine.code()).isEqualTo("UNAVAILABLE");
			}
			assertThat(health.status("/actuator/health/readiness")).isEqualTo(503);
			assertThat(health.status("/actuator/health/liveness")).isEqualTo(200);
			this.server = start(port);
			Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> !client.ask(MEETINGS).json().has("errors"));
			assertServed(client, machine);
			assertThat(health.status("/actuator/health/readiness")).isEqualTo(200);
		}
		finally {
			this.server.close();
		}
	}

	private static void assertServed(Client client, String[] machine) {
		assertThat(client.ask(MEETINGS, machine).json().has("errors")).isFalse();
		assertThat(record(client, "A meeting").data("recordMeeting/meeting/id").isString()).isTrue();
	}

	private static Answer record(Client client, String title) {
		return client.ask(Curator.mutation("recordMeeting", "meeting { id }"), Map.of("input",
				Map.of("title", title, "kind", "BRIEFING", "visibility", "PUBLIC", "idempotencyKey", title, "citations",
						List.of(Map.of("document", Map.of("newDocument", Map.of("title", title, "kind", "BRIEF")),
								"locator", "p. 1")),
						"participations", List.of(Map.of("actor", Map.of("newPerson", Map.of("name", title)))))),
				Curator.TOKEN);
	}

	private static String[] machine(Client client) {
		String secret = client
			.ask(Curator.mutation("issueToken", "secret"),
					Map.of("input", Map.of("label", "A machine", "clearance", "PUBLIC", "permissions", List.of())),
					Curator.TOKEN)
			.data("issueToken/secret")
			.asString();
		return new String[] { "Authorization", "Bearer " + secret };
	}

	private static EmbeddedNeo4j start(int port) {
		return EmbeddedNeo4j.start(folder.resolve("neo4j"), port, 32, PASSWORD, false);
	}

	private static ConfigurableApplicationContext rapport(int port) {
		return new SpringApplicationBuilder(Rapport.class).run("--server.port=0",
				"--spring.neo4j.uri=bolt://127.0.0.1:" + port, "--spring.neo4j.authentication.username=neo4j",
				"--spring.neo4j.authentication.password=" + PASSWORD, "--rapport.data=" + folder.resolve("data"),
				"--rapport.curator-token=" + ScratchGraph.CURATOR_TOKEN, "--rapport.graph.warm-up=false",
				"--rapport.rate-limit.enabled=false");
	}

	private static int freePort() throws Exception {
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return free.getLocalPort();
		}
	}

}
