package org.rapport.graph;

import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.stereotype.Component;

/**
 * Seals a graph anew that another version sealed otherwise, and waits for the indexes
 * that it then fills, before the first question can be asked.
 */
@Component
class SealAtStart implements SmartInitializingSingleton {

	private static final Logger log = LoggerFactory.getLogger(SealAtStart.class);

	private static final String SEALED = """
			MATCH (start:__Neo4jMigration {version: 'BASELINE'})
			RETURN start.seal = $version AS sealed""";

	/**
	 * Takes the lock before it looks, so that of several instances that start at once one
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

	private static final String FILLED = "RETURN EXISTS { (:Record) } AS filled";

	/** How long the indexes of names may take to be filled, in seconds. */
	private static final int PATIENCE = 600;

	private final Neo4jClient client;

	private final Writing writing;

	private final Sealing sealing;

	// Takes the migrated graph, because its indexes are there only then.
	SealAtStart(Neo4jClient client, Writing writing, Sealing sealing, MigratedGraph graph) {
		this.client = client;
		this.writing = writing;
		this.sealing = sealing;
	}

	@Override
	public void afterSingletonsInstantiated() {
		// A graph that nobody may write to can still be looked at.
		if (!isSealed(SEALED) && Boolean.TRUE.equals(this.writing.run((status) -> seal()))) {
			this.client.query("CALL db.awaitIndexes($seconds)").bindAll(Map.of("seconds", PATIENCE)).run();
		}
	}

	private boolean seal() {
		if (isSealed(LOCKED_AND_SEALED)) {
			return false;
		}
		if (this.client.query(FILLED).fetchAs(Boolean.class).one().orElse(false)) {
			log.info("Sealing the graph as this version does; this takes longer the larger it is");
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
