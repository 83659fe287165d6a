package org.rapport.hostile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.hostile.QuietClient.Served;
import org.rapport.testing.Instance;
import org.rapport.testing.RawConnection;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures how fast fifteen quiet clients get answers, first without a greedy client and
 * then beside one. The greedy client sends one of the most expensive permitted queries
 * without a pause, over one connection and over 32. Run it with
 * {@code mvn -Phostile verify -Dit.test=GreedyClientIT}.
 */
@Tag("hostile")
class GreedyClientIT {

	private static final int QUIET = 15;

	private static final Duration PAUSE = Duration.ofMillis(100);

	private static final Duration WARM_UP = Duration.ofSeconds(60);

	private static final Duration TIME = Duration.ofSeconds(30);

	/** A query that costs about 190,000. The limit is 200,000. */
	private static final String GREEDY = """
			{ engagements(side: { membersOf: { slug: "allmep" } },
			    otherSide: { actors: [{ slug: "united-kingdom" }, { slug: "germany" }, { slug: "g7" }] }, first: 50) {
			    totalCount nodes { actor { name } counterpart { name } meetings(first: 12) {
			      totalCount nodes { title date { text } participations(first: 20) {
			        totalCount nodes { actor { name } citations { locator document { slug title } } } } } } } }
			  memberLinks(network: { slug: "allmep" }, first: 30) {
			    totalCount leftOut nodes { strength member { name } otherMember { name } reasons(first: 20) {
			      totalCount nodes { kind facts { id citations { locator document { title } } } } } } } }
			""";

	@TempDir
	private Path folder;

	@Test
	void leavesOthersTheirShare() throws Exception {
		Instance running = new Instance(this.folder, "shared", "rapport.data=" + this.folder.resolve("data"),
				"rapport.embedded.bolt-port=0", "rapport.rate-limit.enabled=false")
			.awaitReady();
		ExecutorService clients = Executors.newCachedThreadPool();
		try {
			beside(2, WARM_UP, running.port(), clients);
			Served alone = beside(0, TIME, running.port(), clients);
			System.out.printf("15 quiet clients alone: %s%n", alone);
			for (int connections : new int[] { 1, 32 }) {
				Served served = beside(connections, TIME, running.port(), clients);
				System.out.printf("beside a greedy client on %d connections: %s; p99 %.1f times that of alone%n",
						connections, served, (double) served.percentile(99) / alone.percentile(99));
				assertThat(served.failures()).isEmpty();
			}
			System.out.printf("15 quiet clients alone again: %s%n", beside(0, TIME, running.port(), clients));
		}
		finally {
			clients.shutdownNow();
			running.process().destroyForcibly().waitFor();
		}
	}

	private static Served beside(int greedy, Duration time, int port, ExecutorService clients) throws Exception {
		AtomicBoolean enough = new AtomicBoolean();
		AtomicInteger answered = new AtomicInteger();
		List<Future<?>> eating = new ArrayList<>();
		for (int i = 0; i < greedy; i++) {
			eating.add(clients.submit(() -> eat(port, enough, answered)));
		}
		List<Future<Served>> quiet = new ArrayList<>();
		for (int i = 0; i < QUIET; i++) {
			quiet.add(clients.submit(() -> new QuietClient(port).ask(time, PAUSE)));
		}
		List<Served> served = new ArrayList<>();
		for (Future<Served> one : quiet) {
			served.add(one.get());
		}
		enough.set(true);
		for (Future<?> one : eating) {
			one.get();
		}
		if (greedy > 0) {
			System.out.printf("(the greedy client had %d answers)%n", answered.get());
		}
		return Served.of(served);
	}

	private static Void eat(int port, AtomicBoolean enough, AtomicInteger answered) throws IOException {
		String body = JsonMapper.shared().writeValueAsString(Map.of("query", GREEDY));
		String request = RawConnection.head("Content-Length: " + body.length()) + "\r\n" + body;
		while (!enough.get()) {
			try (RawConnection connection = new RawConnection("127.0.0.2", port, 0)) {
				// Tomcat closes a connection after a hundred requests, and after a
				// time-out.
				String answer = "";
				for (int i = 0; i < 90 && !enough.get() && !answer.contains("Connection: close"); i++) {
					answer = connection.send(request).readAnswer();
					assertThat(answer).doesNotContain("QUERY_TOO_COMPLEX", "INVALID_QUERY");
					answered.addAndGet(answer.startsWith("HTTP/1.1 200") ? 1 : 0);
				}
			}
		}
		return null;
	}

}
