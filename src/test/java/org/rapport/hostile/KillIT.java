package org.rapport.hostile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.rapport.testing.Instance;
import org.rapport.testing.Recordings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills Rapport many times while many clients record: a hundred times, or as often as
 * {@code -Drapport.kills=N} says.
 */
@Tag("hostile")
class KillIT {

	private static final LocalDate FIRST_DAY = LocalDate.of(2001, 1, 1);

	@TempDir
	private static Path folder;

	@Test
	void losesNothingAcknowledgedHoweverOftenItIsKilled() throws Exception {
		Path data = folder.resolve("data");
		Instance running = start("first", data);
		try {
			String token = Files.readString(data.resolve("curator-token")).strip();
			String password = Files.readString(data.resolve("neo4j-password"));
			int kills = Integer.getInteger("rapport.kills", 100);
			for (int i = 1; i <= kills; i++) {
				long begun = System.nanoTime();
				Recordings recordings = new Recordings("Kill " + i, FIRST_DAY.plusDays(i), token);
				recordings.killAmid(running);
				running = start("after", data);
				assertThat(data.resolve("neo4j-password")).hasContent(password);
				assertThat(Files.readString(data.resolve("curator-token")).strip()).isEqualTo(token);
				List<Integer> counts = recordings.assertWhole(running);
				System.out.printf("Kill %d of %d: %d recordings acknowledged, %d there, all whole; %d s%n", i, kills,
						counts.get(0), counts.get(1), Duration.ofNanos(System.nanoTime() - begun).toSeconds());
			}
		}
		finally {
			running.process().destroyForcibly();
		}
	}

	private static Instance start(String name, Path data) throws Exception {
		return new Instance(folder, name, "rapport.data=" + data, "rapport.embedded.bolt-port=0",
				"rapport.graph.warm-up=false")
			.awaitReady();
	}

}
