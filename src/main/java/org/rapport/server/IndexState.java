package org.rapport.server;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rapport.graph.Attempts;
import org.rapport.start.StartRefused;

/**
 * An index of the graph and its state.
 *
 * @param name its name
 * @param state its state in Neo4j's words: ONLINE, POPULATING or FAILED
 */
record IndexState(String name, String state) {

	private static final Logger log = LoggerFactory.getLogger(IndexState.class);

	private static final long LONGEST_PAUSE_MILLIS = 2_000;

	private static final int NAMED = 5;

	private boolean is(String state) {
		return this.state.equals(state);
	}

	/**
	 * Waits until all indexes are usable. Until then Neo4j plans without them, and plans
	 * again whenever one of them becomes usable.
	 * @param indexes reads the state of all indexes
	 * @param time how long to wait
	 * @param pause how to wait between two readings
	 * @throws StartRefused if it takes longer, or an index failed
	 */
	static void awaitOnline(Supplier<List<IndexState>> indexes, Duration time, Attempts.Pause pause)
			throws InterruptedException {
		long waited = 0;
		for (long millis = 50;; millis = Math.min(2 * millis, LONGEST_PAUSE_MILLIS)) {
			List<IndexState> all = indexes.get();
			List<IndexState> failed = all.stream().filter((index) -> index.is("FAILED")).toList();
			if (!failed.isEmpty()) {
				throw new StartRefused("Neo4j could not fill these indexes of the graph: %s.".formatted(names(failed)),
						"See Neo4j's debug.log for the cause; often the disk is full. Fix it, drop these indexes and "
								+ "create them again with their statements in src/main/resources/neo4j/migrations.");
			}
			List<IndexState> waiting = all.stream().filter((index) -> !index.is("ONLINE")).toList();
			if (waiting.isEmpty()) {
				return;
			}
			if (waited >= time.toMillis()) {
				throw new StartRefused(
						"Neo4j has not filled these indexes of the graph within %d s: %s.".formatted(time.toSeconds(),
								names(waiting)),
						"Start again later. An external Neo4j continues to fill them meanwhile.");
			}
			if (millis == LONGEST_PAUSE_MILLIS) {
				log.info("Waiting until Neo4j has filled {} indexes", waiting.size());
			}
			pause.of(millis);
			waited += millis;
		}
	}

	private static String names(List<IndexState> indexes) {
		List<String> names = indexes.stream().map(IndexState::name).sorted().limit(NAMED).toList();
		return String.join(", ", names) + ((indexes.size() > NAMED) ? ", …" : "");
	}

}
