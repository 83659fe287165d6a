package org.rapport.recording;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import org.rapport.store.Writing;
import org.rapport.testing.RapportIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests that the warm-up of acts changes nothing, and that no writer waits for it. */
@RapportIT
class RecordingWarmUpIT {

	private static final Duration PATIENCE = Duration.ofMinutes(4);

	@Test
	void changesNothingAndDoesNotTakeTheTurnOfWriters(@Autowired RecordingWarmUp warmUp, @Autowired Writing writing,
			@Autowired Neo4jClient client) throws Exception {
		List<Map<String, Object>> before = everything(client);
		CompletableFuture<Void> warm = writing.run("Holding the turn", PATIENCE, (status) -> {
			CompletableFuture<Void> started = CompletableFuture.runAsync(warmUp::warmUp);
			// Ends while this thread has the turn.
			assertThat(started).succeedsWithin(PATIENCE);
			return started;
		});
		warm.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		assertThat(everything(client)).isEqualTo(before);
	}

	private static List<Map<String, Object>> everything(Neo4jClient client) {
		return List.copyOf(client.query(
				"MATCH (n:!__Neo4jMigration) RETURN labels(n) AS labels, count(*) AS number, sum(n.version) AS versions ORDER BY labels")
			.fetch()
			.all());
	}

}
