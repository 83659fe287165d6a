package org.rapport;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.testing.Instance;
import org.rapport.testing.Recordings;

/**
 * Kills Rapport again and again amid a hundred recordings. One kill is part of
 * {@link StartIT}; this one is for whoever wants to see more of them:
 * {@code mvn verify -Dit.test=KillIT -Dtest=NONE -Drapport.kills=5}.
 */
class KillIT {

	@TempDir
	private static Path folder;

	@Test
	@EnabledIfSystemProperty(named = "rapport.kills", matches = "\\d+")
	void losesNothingAcknowledgedHoweverOftenItIsKilled() throws Exception {
		Path data = folder.resolve("data");
		Instance running = start("first", data);
		try {
			String token = Files.readString(data.resolve("curator-token")).strip();
			for (int i = 1; i <= Integer.getInteger("rapport.kills"); i++) {
				Recordings recordings = new Recordings("Kill " + i, token);
				recordings.killAmid(running);
				running = start("after-" + i, data);
				List<Integer> counts = recordings.assertWhole(running);
				System.out.printf("Kill %d: %d recordings acknowledged, %d there, all whole%n", i, counts.get(0),
						counts.get(1));
			}
		}
		finally {
			running.process().destroyForcibly();
		}
	}

	private static Instance start(String name, Path data) throws Exception {
		return new Instance(folder, name, "rapport.data=" + data, "rapport.embedded.bolt-port=0").awaitReady();
	}

}
