package org.rapport.hostile;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.rapport.testing.Client;
import org.rapport.testing.Instance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills Rapport while its first start loads the sample, a few batches further each time.
 */
@Tag("hostile")
class KilledLoadIT {

	private static final String COUNTS = "{ people { totalCount } organisations { totalCount } meetings { totalCount } "
			+ "documents { totalCount } endorsements { totalCount } }";

	private static final int KILLS = 3;

	@TempDir
	private static Path folder;

	@Test
	void theNextStartAddsTheRestOfTheSample() throws Exception {
		Instance whole = start("whole", "whole");
		String counts = counts(whole.awaitReady());
		whole.process().destroyForcibly().waitFor();
		for (int kill = 1; kill <= KILLS; kill++) {
			Instance loading = start("kill-" + kill, "killed");
			awaitBatches(loading, 1);
			loading.process().destroyForcibly().waitFor();
			assertThat(loading.output()).doesNotContain("Loaded the sample record");
		}
		Instance last = start("last", "killed").awaitReady();
		try {
			assertThat(last.output()).contains("this load takes its place", "Loaded the sample record")
				.doesNotContain("load the same file again");
			assertThat(counts(last)).isEqualTo(counts);
		}
		finally {
			last.process().destroyForcibly();
		}
	}

	private static Instance start(String name, String data) throws Exception {
		return new Instance(folder, name, "rapport.data=" + folder.resolve(data), "rapport.embedded.bolt-port=0",
				"rapport.graph.warm-up=false", "rapport.load.batch-size=200",
				"logging.level.org.rapport.transfer=debug");
	}

	private static void awaitBatches(Instance loading, int batches) throws Exception {
		long start = System.nanoTime();
		while (loading.output().split("are written", -1).length <= batches) {
			assertThat(loading.process().isAlive()).as(loading.output()).isTrue();
			assertThat(System.nanoTime() - start).isLessThan(TimeUnit.MINUTES.toNanos(7));
			Thread.sleep(5);
		}
	}

	private static String counts(Instance instance) throws Exception {
		return new Client(instance.port()).ask(COUNTS).json().get("data").toString();
	}

}
