package org.rapport.hostile;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.rapport.testing.Client.Answer;
import org.rapport.testing.Client;
import org.rapport.testing.Curator;
import org.rapport.testing.Instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests an embedded graph on a full disk. The disk is a small file system in memory,
 * which only root may mount.
 */
@Tag("hostile")
class FullDiskIT {

	private static final int MOST = 3_000;

	private static final String MEETINGS = "{ meetings(first: 100, after: %s) { pageInfo { hasNextPage endCursor } nodes { title } } }";

	@TempDir
	private Path folder;

	private Path disk;

	private Instance running;

	private String[] curator;

	private final List<String> acknowledged = new ArrayList<>();

	@BeforeEach
	void mount() throws Exception {
		this.disk = Files.createDirectory(this.folder.resolve("disk"));
		assumeThat(run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", this.disk.toString()))
			.as("mounting is not permitted")
			.isZero();
	}

	@AfterEach
	void unmount() throws Exception {
		if (this.running != null) {
			this.running.process().destroyForcibly().waitFor();
		}
		run("umount", this.disk.toString());
	}

	@Test
	void saysSoAndLosesNothingAcknowledged() throws Exception {
		start("before");
		Client client = new Client(this.running.port());
		for (int i = 0; i < 20; i++) {
			assertThat(record(client, "Before " + i)).isEmpty();
		}
		Path ballast = fill();
		String code = "";
		for (int i = 0; i < MOST && code.isEmpty(); i++) {
			code = record(client, "Full " + i);
		}
		assertThat(code).as(this.running.output()).isEqualTo("UNAVAILABLE");
		for (int i = 0; i < 10; i++) {
			assertThat(record(client, "After " + i)).isIn("", "UNAVAILABLE");
			assertThat(client.ask(MEETINGS.formatted("null")).code()).isIn("", "UNAVAILABLE");
		}
		Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> health("liveness") == 503);
		assertThat(health("readiness")).isEqualTo(503);
		Files.delete(ballast);
		this.running.process().destroyForcibly().waitFor();
		start("after");
		assertThat(titles(new Client(this.running.port()))).containsAll(this.acknowledged).doesNotHaveDuplicates();
		assertThat(health("liveness")).isEqualTo(200);
		assertThat(health("readiness")).isEqualTo(200);
		assertThat(record(new Client(this.running.port()), "At last")).isEmpty();
	}

	private void start(String name) throws Exception {
		Path data = this.disk.resolve("data");
		this.running = new Instance(this.folder, name, "rapport.data=" + data, "rapport.embedded.bolt-port=0",
				"rapport.sample=never", "rapport.graph.warm-up=false", "rapport.rate-limit.enabled=false")
			.awaitReady();
		this.curator = new String[] { "Authorization",
				"Bearer " + Files.readString(data.resolve("curator-token")).strip() };
	}

	/**
	 * Records a meeting and returns the code of the refusal; empty if it was recorded.
	 */
	private String record(Client client, String title) {
		Answer answer = client.ask(Curator.mutation("recordMeeting", "meeting { id }"), Map.of("input",
				Map.of("title", title, "kind", "BRIEFING", "visibility", "PUBLIC", "idempotencyKey", title, "citations",
						List.of(Map.of("document", Map.of("newDocument", Map.of("title", title, "kind", "BRIEF")),
								"locator", "p. 1")),
						"participations", List.of(Map.of("actor", Map.of("newPerson", Map.of("name", title)))))),
				this.curator);
		if (answer.data("recordMeeting/meeting/id").isString()) {
			this.acknowledged.add(title);
			return "";
		}
		assertThat(answer.code()).as(answer.json().toString()).isNotEmpty();
		return answer.code();
	}

	private static List<String> titles(Client client) {
		List<String> titles = new ArrayList<>();
		String after = "null";
		JsonNode page;
		do {
			page = client.ask(MEETINGS.formatted(after)).data("meetings");
			page.at("/nodes").forEach((meeting) -> titles.add(meeting.at("/title").asString()));
			after = "\"" + page.at("/pageInfo/endCursor").asString() + "\"";
		}
		while (page.at("/pageInfo/hasNextPage").asBoolean());
		return titles;
	}

	private Path fill() throws IOException {
		Path ballast = this.disk.resolve("ballast");
		byte[] kibibyte = new byte[1024];
		try (OutputStream out = Files.newOutputStream(ballast)) {
			while (true) {
				out.write(kibibyte);
			}
		}
		catch (IOException ex) {
			return ballast;
		}
	}

	private int health(String group) throws IOException {
		return new Client(this.running.healthPort()).status("/actuator/health/" + group);
	}

	private static int run(String... command) throws Exception {
		return new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start()
			.waitFor();
	}

}
