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
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import org.rapport.testing.Instance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts Rapport as operators do, in a process of its own with an embedded graph. All
 * tests use one instance, from its start to its stop, because each start takes seconds.
 * Killing it is up to {@code KillIT}. The class is the first of those that run beside the
 * tests of the shared graph, because it has a graph of its own: others start an
 * application on the shared one, which {@code MigratedGraphIT} migrates first.
 */
@Order(1)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StartIT {

	private static final int PATIENCE_SECONDS = 400;

	@TempDir
	private static Path folder;

	private static Instance running;

	@BeforeAll
	static void firstStart() throws Exception {
		running = start("first").awaitReady();
	}

	@AfterAll
	static void stop() {
		running.process().destroyForcibly();
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
	@Tag("starts")
	@Order(3)
	void refusesASecondInstanceOnTheSameStore() throws Exception {
		assertRefused(start("second"), "in use by another process");
	}

	@Test
	@Tag("starts")
	@Order(4)
	void refusesABoltPortThatIsTaken() throws Exception {
		String port = running.output().replaceAll("(?s).*bolt://127\\.0\\.0\\.1:(\\d+).*", "$1");
		assertRefused(new Instance(folder, "port", "rapport.data=" + folder.resolve("other"),
				"rapport.embedded.bolt-port=" + port), "127.0.0.1:" + port + ": the port is taken");
	}

	@Test
	@Tag("starts")
	@Order(5)
	void refusesAWrongPassword() throws Exception {
		String uri = running.output().replaceAll("(?s).*(bolt://127\\.0\\.0\\.1:\\d+).*", "$1");
		assertRefused(new Instance(folder, "password", "spring.neo4j.uri=" + uri,
				"spring.neo4j.authentication.username=neo4j", "spring.neo4j.authentication.password=not-the-password"),
				"user name or password");
	}

	@Test
	@Order(6)
	void stopsCleanlyWhenAsked() throws Exception {
		running.process().destroy();
		assertThat(running.process().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
		assertThat(running.output()).doesNotContain("ERROR").doesNotContain("WARN").doesNotContain("Exception");
		assertThat(Files.readString(data().resolve("neo4j").resolve("logs").resolve("debug.log")))
			.contains("Database shutdown");
	}

	@Test
	@Tag("starts")
	@Order(7)
	void runsCommandsOnAStoppedGraph() throws Exception {
		running.process().destroy();
		assertThat(running.process().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
		String here = "--rapport.data=" + folder.resolve("of commands");
		Path backup = folder.resolve("backup.jsonl");
		Path copy = folder.resolve("copy");
		assertCommand(0, "Loaded", "import", "src/main/resources/sample/allmep.jsonl", here);
		assertCommand(0, "Wrote the backup to " + backup, "backup", backup.toString(), here);
		assertCommand(1, "The graph is not empty", "restore", backup.toString(), here);
		assertCommand(0, "Restored the backup " + backup, "restore", backup.toString(),
				"--rapport.data=" + folder.resolve("restored"));
		assertCommand(0, "Wrote the copy for researchers to " + copy, "copy", copy.toString(), "--day", "2024-01-31",
				"--rapport.data=" + folder.resolve("restored"));
		assertThat(copy.resolve("README.txt")).content().contains("2024-01-31, what may have been true by then");
		assertCommand(1, "is not an empty folder", "copy", copy.toString(), here);
	}

	private static void assertCommand(int status, String said, String... arguments) throws Exception {
		Instance command = Instance.command(folder, arguments[0], arguments);
		assertThat(command.output()).contains(said).doesNotContain("\tat ", "Exception", "WARN");
		assertThat(command.process().exitValue()).isEqualTo(status);
	}

	/**
	 * Without the warm-up and the sample, which take the time of the processor from other
	 * tests.
	 */
	private static Instance start(String name) throws IOException {
		return new Instance(folder, name, "rapport.data=" + data(), "rapport.embedded.bolt-port=0",
				"rapport.graph.warm-up=false", "rapport.sample=never");
	}

	private static void assertRefused(Instance instance, String reason) throws Exception {
		assertThat(instance.process().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
		assertThat(instance.process().exitValue()).isNotZero();
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

}
