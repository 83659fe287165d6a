package org.rapport.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import ac.simons.neo4j.migrations.core.Migrations;
import ac.simons.neo4j.migrations.core.MigrationsConfig;
import ac.simons.neo4j.migrations.core.MigrationsException;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.exceptions.Neo4jException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rapport.graph.Attempts;
import org.rapport.graph.DatabaseFailure;
import org.rapport.start.StartRefused;

/**
 * Stands for a graph whose constraints and indexes are up to date. Beans that read or
 * write during the start depend on this bean, so that they run after the migrations.
 */
public final class MigratedGraph {

	private static final Logger log = LoggerFactory.getLogger(MigratedGraph.class);

	private static final String LOCK = "__Neo4jMigrationsLock";

	private static final String START = "__Neo4jMigration {version: 'BASELINE'}";

	/** Finds the first migration of a graph that did not begin with the baseline. */
	private static final String EARLIER = """
			MATCH (first:__Neo4jMigration {version: '001'})
			WHERE first.description <> 'baseline'
			RETURN first.description AS description""";

	private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

	/** How long a statement and its repetitions may take. */
	private static final Duration PATIENCE = Duration.ofMinutes(1);

	/** How long the database may take to fill the indexes of a large graph. */
	private static final Duration FILLING = Duration.ofMinutes(10);

	private MigratedGraph() {
	}

	/** A graph that is left as it is, or does not exist: nothing is served from it. */
	static MigratedGraph ofTrainingRun() {
		return new MigratedGraph();
	}

	/**
	 * Brings constraints and indexes up to date, or waits while another instance does.
	 * @param server the server of the graph
	 * @param timeout how long to wait for another instance
	 * @param breakLock whether to remove an existing lock; only safe if no other instance
	 * can be migrating
	 * @throws StartRefused if another instance or an index takes too long, or if this
	 * version cannot bring the graph up to date
	 */
	public static MigratedGraph migrate(GraphServer server, Duration timeout, boolean breakLock) {
		try {
			MigrationFiles files = MigrationFiles.onClassPath();
			if (!files.fingerprint().equals(fingerprint(server))) {
				refuseEarlierFormat(server);
				applyOrWait(server, migrations(server, files), timeout, breakLock);
				remember(server, files.fingerprint());
			}
			// Also without new migrations, because the database may still be filling
			// indexes after an interrupted start.
			IndexState.awaitOnline(() -> indexes(server), FILLING, Thread::sleep);
			return new MigratedGraph();
		}
		catch (Neo4jException ex) {
			throw server.refusal(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for another instance", ex);
		}
	}

	private static void applyOrWait(GraphServer server, Migrations migrations, Duration timeout, boolean breakLock)
			throws InterruptedException {
		if (applied(migrations)) {
			return;
		}
		if (breakLock) {
			breakLock(server);
		}
		long start = System.nanoTime();
		Duration pause = FIRST_PAUSE;
		while (!applied(migrations)) {
			if (System.nanoTime() - start > timeout.toNanos()) {
				throw locked(timeout);
			}
			log.info("Trying again in {} ms to change constraints and indexes", pause.toMillis());
			Thread.sleep(pause.toMillis());
			pause = (pause.compareTo(LONGEST_PAUSE) < 0) ? pause.multipliedBy(2) : LONGEST_PAUSE;
		}
	}

	private static Migrations migrations(GraphServer server, MigrationFiles files) {
		MigrationsConfig config = MigrationsConfig.builder()
			.withLocationsToScan(MigrationFiles.LOCATION)
			.withResourceScanner((locations) -> files.urls())
			.withDatabase(server.database())
			// Each commit that changes constraints or indexes makes the database plan its
			// statements again.
			.withTransactionMode(MigrationsConfig.TransactionMode.PER_MIGRATION)
			.withInstalledBy("rapport")
			// The same files may have other line ends on another machine.
			.withAutocrlf(true)
			.build();
		return new Migrations(config, server.driver());
	}

	/** The digest of the migration files that were applied last; null if none were. */
	private static @Nullable String fingerprint(GraphServer server) {
		return rows(server, "MATCH (start:" + START + ") RETURN start.fingerprint AS fingerprint").stream()
			.map((row) -> row.get("fingerprint").asString(null))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Refuses a graph that was made before the baseline migration. Its properties have
	 * other names, so Rapport would read it as if they were missing.
	 * @throws StartRefused if it is one
	 */
	private static void refuseEarlierFormat(GraphServer server) {
		if (!rows(server, EARLIER).isEmpty()) {
			throw new StartRefused(
					"The graph is in an earlier format. A version of Rapport before the first release made it.",
					"This version does not convert it. To use its data, start the version that made it. To start over, "
							+ "set rapport.data or spring.neo4j.uri to an empty graph, or delete this one.");
		}
	}

	private static List<IndexState> indexes(GraphServer server) {
		return rows(server, "SHOW INDEXES YIELD name, state").stream()
			.map((row) -> new IndexState(row.get("name").asString(), row.get("state").asString()))
			.toList();
	}

	private static List<Record> rows(GraphServer server, String statement) {
		return server.ask(PATIENCE, (session) -> session.executeRead((tx) -> tx.run(statement).list()));
	}

	/**
	 * Stores that exactly these files are applied. A restart then does not check each
	 * file, which would take several seconds.
	 */
	private static void remember(GraphServer server, String fingerprint) {
		server.ask(PATIENCE, (session) -> session.executeWrite((tx) -> tx
			.run("MATCH (start:" + START + ") SET start.fingerprint = $fingerprint", Map.of("fingerprint", fingerprint))
			.consume()));
	}

	private static boolean applied(Migrations migrations) {
		try {
			// A passing failure does not mean that another instance is migrating, so its
			// retries do not use up the time to wait for one.
			new Attempts().run("Changing constraints and indexes", PATIENCE,
					(failure) -> failure == DatabaseFailure.PASSING, migrations::apply);
			return true;
		}
		catch (MigrationsException ex) {
			if (canPass(ex)) {
				return notYet(ex);
			}
			throw notMigratable(ex);
		}
		catch (Neo4jException ex) {
			if (canPass(ex)) {
				return notYet(ex);
			}
			throw ex;
		}
	}

	private static boolean notYet(RuntimeException failure) {
		log.info("Constraints and indexes cannot be changed yet: {}", DatabaseFailure.code(failure));
		return false;
	}

	/**
	 * Whether to try again: another instance holds the lock or has just created the same
	 * constraint, or the failure passes by itself. Trying again is safe, because each
	 * file is applied as a whole or not at all.
	 */
	static boolean canPass(RuntimeException failure) {
		if (String.valueOf(failure.getMessage()).contains(LOCK)
				|| DatabaseFailure.of(failure) == DatabaseFailure.PASSING) {
			return true;
		}
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof Neo4jException neo4j && neo4j.code().endsWith("AlreadyExists")) {
				return true;
			}
		}
		return false;
	}

	private static void breakLock(GraphServer server) {
		server.ask(PATIENCE,
				(session) -> session.executeWrite((tx) -> tx.run("MATCH (lock:" + LOCK + ") DELETE lock").consume()));
	}

	private static StartRefused locked(Duration timeout) {
		return new StartRefused(
				"Another instance has been changing the constraints and indexes of the graph for more than %d s."
					.formatted(timeout.toSeconds()),
				"If another instance is running, let it finish, then start again; rapport.migrations.timeout sets how "
						+ "long to wait. If none is running, one was killed and left its lock: start once with "
						+ "rapport.migrations.break-lock=true.");
	}

	private static StartRefused notMigratable(MigrationsException failure) {
		String said = (failure.getCause() instanceof Neo4jException cause) ? cause.code()
				: String.valueOf(failure.getMessage());
		return new StartRefused("The constraints and indexes of the graph cannot be updated (%s).".formatted(said),
				"If a newer version of Rapport has run on this graph, start that version. Otherwise, let the Neo4j "
						+ "user change constraints and indexes.",
				failure);
	}

}
