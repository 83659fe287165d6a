package org.rapport.hostile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.rapport.testing.Client;
import org.rapport.testing.Instance;
import org.rapport.testing.RawConnection;
import org.rapport.testing.Recordings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that Rapport stops cleanly while a hundred recordings run and bodies arrive
 * slowly.
 */
@Tag("hostile")
class OrderlyStopIT {

	/** The grace time in docker-compose.yml. */
	private static final Duration GRACE = Duration.ofSeconds(30);

	private static final int SLOW = 50;

	@TempDir
	private Path folder;

	@Test
	void endsInTimeLosesNothingAcknowledgedAndLeavesNothingHalfDone() throws Exception {
		Path data = this.folder.resolve("data");
		Instance running = start("stopped", data);
		String token = Files.readString(data.resolve("curator-token")).strip();
		Recordings recordings = new Recordings("Stop", LocalDate.of(2001, 1, 1), token);
		List<RawConnection> slow = new ArrayList<>();
		try {
			for (int i = 0; i < SLOW; i++) {
				slow.add(
						new RawConnection(running.port()).send(RawConnection.head("Content-Length: 200") + "\r\n{\"q"));
			}
			Client health = new Client(running.healthPort());
			long[] asked = new long[1];
			CompletableFuture<Boolean> readiness = new CompletableFuture<>();
			recordings.endAmid(running, (process) -> {
				asked[0] = System.nanoTime();
				process.destroy();
				readiness.complete(saysThatItIsGoing(health));
			});
			Duration took = Duration.ofNanos(System.nanoTime() - asked[0]);
			System.out.printf("Stopped within %d ms, amid acts and %d slow bodies%n", took.toMillis(), SLOW);
			assertThat(took).isLessThan(GRACE);
			assertThat(running.process().exitValue()).isEqualTo(143);
			assertThat(readiness.get()).as("readiness said that it is going").isTrue();
			for (RawConnection connection : slow) {
				assertThat(connection.readToEnd()).startsWith("HTTP/1.1 503").contains("UNAVAILABLE");
			}
		}
		finally {
			running.process().destroyForcibly();
			for (RawConnection connection : slow) {
				connection.close();
			}
		}
		Instance again = start("again", data);
		try {
			List<Integer> counts = recordings.assertWhole(again);
			System.out.printf("%d recordings acknowledged, %d there, all whole%n", counts.get(0), counts.get(1));
		}
		finally {
			again.process().destroyForcibly();
		}
	}

	private static boolean saysThatItIsGoing(Client health) {
		try {
			while (true) {
				if (health.status("/actuator/health/readiness") == 503) {
					return true;
				}
			}
		}
		catch (IllegalStateException ex) {
			// The connection was closed without an answer.
			return false;
		}
	}

	private Instance start(String name, Path data) throws Exception {
		return new Instance(this.folder, name, "rapport.data=" + data, "rapport.embedded.bolt-port=0",
				"rapport.graph.warm-up=false", "rapport.http.body-time=10m")
			.awaitReady();
	}

}
