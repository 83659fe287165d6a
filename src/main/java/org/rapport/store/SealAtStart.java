package org.rapport.store;

import java.time.Duration;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rapport.graph.Attempts;
import org.rapport.graph.TrainingRun;
import org.rapport.server.MigratedGraph;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/**
 * Seals the whole graph again if another version sealed it in another way. This happens
 * before Rapport answers the first request.
 */
@Component
@Conditional(TrainingRun.None.class)
public class SealAtStart implements SmartInitializingSingleton {

	private static final Logger log = LoggerFactory.getLogger(SealAtStart.class);

	private static final String SEALED = """
			MATCH (start:__Neo4jMigration {version: 'BASELINE'})
			RETURN start.seal = $version AS sealed""";

	/**
	 * Takes the lock before it reads the version. If several instances start at once, one
	 * seals and the others wait.
	 */
	private static final String LOCKED_AND_SEALED = """
			MATCH (start:__Neo4jMigration {version: 'BASELINE'})
			SET start.sealing = true
			REMOVE start.sealing
			RETURN start.seal = $version AS sealed""";

	private static final String REMEMBER = """
			MATCH (start:__Neo4jMigration {version: 'BASELINE'})
			SET start.seal = $version""";

	private static final String FILLED = "RETURN EXISTS { (:Record|Retracted) } AS filled";

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final Attempts attempts = new Attempts();

	private final Neo4jClient client;

	private final Writing writing;

	private final Sealing sealing;

	// Depends on the migrated graph, because sealing needs its indexes.
	public SealAtStart(Neo4jClient client, Writing writing, Sealing sealing, MigratedGraph graph) {
		this.client = client;
		this.writing = writing;
		this.sealing = sealing;
	}

	@Override
	public void afterSingletonsInstantiated() {
		// Only reads first, so that Rapport can also start on a read-only graph.
		if (!this.attempts.run("Looking at the seal", PATIENCE, () -> isSealed(SEALED))) {
			this.writing.run((status) -> seal());
		}
	}

	/**
	 * Seals the graph unless another instance has already done it.
	 * @return whether this call sealed it
	 */
	private boolean seal() {
		if (isSealed(LOCKED_AND_SEALED)) {
			return false;
		}
		if (this.client.query(FILLED).fetchAs(Boolean.class).one().orElse(false)) {
			log.info("Sealing the whole graph for this version of Rapport; a large graph takes longer");
			this.sealing.seal();
		}
		this.client.query(REMEMBER).bindAll(Map.of("version", Sealing.VERSION)).run();
		return true;
	}

	private boolean isSealed(String statement) {
		return this.client.query(statement)
			.bindAll(Map.of("version", Sealing.VERSION))
			.fetchAs(Boolean.class)
			.one()
			.orElse(false);
	}

}
