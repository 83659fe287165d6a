package org.rapport.recording;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

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

	@Test
	void correctsAndRetractsWhatItHasRecorded(@Autowired RecordingWarmUp warmUp) {
		Logger logger = (Logger) LoggerFactory.getLogger("org.springframework.data.neo4j.cypher");
		Level level = logger.getLevel();
		ListAppender<ILoggingEvent> sent = new ListAppender<>();
		sent.start();
		logger.setLevel(Level.DEBUG);
		logger.setAdditive(false);
		logger.addAppender(sent);
		try {
			warmUp.warmUp();
		}
		finally {
			logger.detachAppender(sent);
			logger.setAdditive(true);
			logger.setLevel(level);
		}
		String thread = Thread.currentThread().getName();
		List<String> statements = sent.list.stream()
			.filter((event) -> event.getThreadName().equals(thread))
			.map(ILoggingEvent::getFormattedMessage)
			.toList();
		assertThat(statements).filteredOn((text) -> text.contains("UNWIND $untied")).hasSize(2);
		assertThat(statements).filteredOn((text) -> text.contains("UNWIND $nodes") && text.contains("UNWIND $entries"))
			.hasSize(2);
	}

	private static List<Map<String, Object>> everything(Neo4jClient client) {
		return List.copyOf(client.query(
				"MATCH (n:!__Neo4jMigration) RETURN labels(n) AS labels, count(*) AS number, sum(n.version) AS versions ORDER BY labels")
			.fetch()
			.all());
	}

}
