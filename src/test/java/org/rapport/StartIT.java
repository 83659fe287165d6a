package org.rapport;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts Rapport as operators do, in a process of its own with an embedded graph. The
 * tests follow one instance from its first start to its end, because each start takes
 * seconds.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StartIT {

	private static final int PATIENCE_SECONDS = 120;

	@TempDir
	private static Path folder;

	private static Instance running;

	@BeforeAll
	static void firstStart() throws Exception {
		running = new Instance("first", "rapport.data=" + data(), "rapport.embedded.bolt-port=0").awaitReady();
	}

	@AfterAll
	static void stop() {
		running.process.destroyForcibly();
	}

	@Test
	@Order(1)
	void keepsSecretsAndGraphForTheirOwnerAlone() throws IOException {
		assertThat(permissions(data())).isEqualTo("rwx------");
		assertThat(permissions(data().resolve("neo4j"))).isEqualTo("rwx------");
		assertThat(permissions(data().resolve("neo4j-password"))).isEqualTo("rw-------");
		assertThat(permissions(data().resolve("curator-token"))).isEqualTo("rw-------");
	}

	@Test
	@Order(2)
	void namesAddressesAndFilesButNoSecret() throws IOException {
		assertThat(running.output()).contains("/graphql")
			.contains("/graphiql")
			.contains("/browser/")
			.contains("bolt://127.0.0.1:")
			.contains(data().resolve("neo4j-password").toString())
			.contains(data().resolve("curator-token").toString())
			.doesNotContain(Files.readString(data().resolve("neo4j-password")).strip())
			.doesNotContain(Files.readString(data().resolve("curator-token")).strip());
	}

	@Test
	@Order(2)
	void servesNeo4jBrowserWithABoltPortThatItMayReach() throws Exception {
		String bolt = running.output().replaceAll("(?s).*bolt://(127\\.0\\.0\\.1:\\d+).*", "$1");
		HttpResponse<String> page = get("browser/");
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains("<title>Neo4j Browser</title>").contains("rapport/presets.js");
		assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
			.contains("connect-src 'self' ws://" + bolt + " ")
			.doesNotContain("https:")
			.doesNotContain("*");
		assertThat(get("", "Accept", "application/json").body()).contains("bolt://" + bolt);
		assertThat(get("").body()).contains("href=\"browser/\"");
	}

	@Test
	@Order(2)
	void servesNeo4jBrowserToNobodyWhoComesThroughAProxy() throws Exception {
		assertThat(get("browser/", "X-Forwarded-For", "203.0.113.9").statusCode()).isEqualTo(404);
		assertThat(get("browser/preview/index.html").statusCode()).isEqualTo(404);
	}

	@Test
	@Order(3)
	void refusesASecondInstanceOnTheSameStore() throws Exception {
		assertRefused(new Instance("second", "rapport.data=" + data(), "rapport.embedded.bolt-port=0"),
				"in use by another process");
	}

	@Test
	@Order(4)
	void refusesABoltPortThatIsTaken() throws Exception {
		String port = running.output().replaceAll("(?s).*bolt://127\\.0\\.0\\.1:(\\d+).*", "$1");
		assertRefused(
				new Instance("port", "rapport.data=" + folder.resolve("other"), "rapport.embedded.bolt-port=" + port),
				"127.0.0.1:" + port + ": the port is taken");
	}

	@Test
	@Order(5)
	void refusesAWrongPassword() throws Exception {
		String uri = running.output().replaceAll("(?s).*(bolt://127\\.0\\.0\\.1:\\d+).*", "$1");
		assertRefused(new Instance("password", "spring.neo4j.uri=" + uri, "spring.neo4j.authentication.username=neo4j",
				"spring.neo4j.authentication.password=not-the-password"), "user name or password");
	}

	@Test
	@Order(6)
	void startsAgainAfterItWasKilledAndKeepsItsSecrets() throws Exception {
		String password = Files.readString(data().resolve("neo4j-password"));
		running.process.destroyForcibly().waitFor();
		running = new Instance("third", "rapport.data=" + data(), "rapport.embedded.bolt-port=0").awaitReady();
		assertThat(data().resolve("neo4j-password")).hasContent(password.strip());
	}

	@Test
	@Order(7)
	void stopsCleanlyWhenAsked() throws Exception {
		running.process.destroy();
		assertThat(running.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
		assertThat(running.output()).doesNotContain("ERROR").doesNotContain("WARN").doesNotContain("Exception");
		assertThat(Files.readString(data().resolve("neo4j").resolve("logs").resolve("debug.log")))
			.contains("Database shutdown");
	}

	private static void assertRefused(Instance instance, String reason) throws Exception {
		assertThat(instance.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
		assertThat(instance.process.exitValue()).isNotZero();
		assertThat(instance.output()).containsOnlyOnce("APPLICATION FAILED TO START")
			.contains(reason)
			.doesNotContain("\tat ")
			.doesNotContain("WARN");
	}

	private static HttpResponse<String> get(String path, String... headers) throws Exception {
		String root = running.output().replaceAll("(?s).*(http://\\S+:\\d+/)graphql\\s.*", "$1");
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
	}

	private static Path data() {
		return folder.resolve("data");
	}

	private static String permissions(Path path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
	}

	/** A process, with what it says in a file. */
	private static final class Instance {

		private final Process process;

		private final Path output;

		private Instance(String name, String... properties) throws IOException {
			this.output = folder.resolve(name + ".log");
			List<String> command = new ArrayList<>(
					List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
							"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
							Rapport.class.getName(), "--server.port=0"));
			List.of(properties).forEach((property) -> command.add("--" + property));
			this.process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(this.output.toFile())
				.start();
		}

		private Instance awaitReady() throws Exception {
			await((said) -> said.contains("Data  "));
			return this;
		}

		private void await(Predicate<String> said) throws Exception {
			long start = System.nanoTime();
			while (!said.test(output())) {
				assertThat(this.process.isAlive()).as(output()).isTrue();
				assertThat(System.nanoTime() - start).as(output())
					.isLessThan(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
				this.process.waitFor(100, TimeUnit.MILLISECONDS);
			}
		}

		private String output() throws IOException {
			return Files.readString(this.output);
		}

	}

}
