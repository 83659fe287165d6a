package org.rapport.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;

import org.rapport.start.DataFolder;
import org.rapport.start.SecretFile;
import org.rapport.start.StartRefused;

/**
 * The embedded server and its migrated graph. Both start in a thread of their own, as
 * soon as the settings are known, because they take as long as the rest of a start.
 */
final class EmbeddedGraph implements AutoCloseable {

	/** How long to wait for another instance. None has an embedded graph open. */
	private static final Duration NO_OTHER_INSTANCE = Duration.ofMinutes(1);

	private final DataFolder data;

	private final FutureTask<EmbeddedNeo4j> server;

	private final FutureTask<MigratedGraph> migrated;

	private EmbeddedGraph(DataFolder data, GraphProperties.EmbeddedSettings settings, @Nullable String database) {
		this.data = data;
		this.server = new FutureTask<>(() -> EmbeddedNeo4j.start(data.closedFolder("neo4j"), settings.boltPort(),
				settings.pageCacheMebibytes(), password().readOrCreate(), settings.readOnly()));
		this.migrated = new FutureTask<>(() -> migrate(server(), database));
	}

	/**
	 * Begins to start the server, and returns at once.
	 * @param database the name of the database; null for the default one
	 * @throws StartRefused if the data folder cannot be created or written to
	 */
	static EmbeddedGraph start(GraphProperties properties, @Nullable String database) {
		EmbeddedGraph graph = new EmbeddedGraph(DataFolder.open(Path.of(properties.data())), properties.embedded(),
				database);
		Thread thread = new Thread(() -> {
			graph.server.run();
			graph.migrated.run();
		}, "embedded-graph");
		thread.setDaemon(true);
		thread.start();
		return graph;
	}

	private MigratedGraph migrate(EmbeddedNeo4j started, @Nullable String database) {
		try (Driver driver = GraphDatabase.driver(started.uri(),
				AuthTokens.basic(EmbeddedNeo4j.USER, password().readOrCreate()))) {
			return MigratedGraph.migrate(new GraphServer(driver, started.uri(), database), NO_OTHER_INSTANCE, true);
		}
	}

	DataFolder data() {
		return this.data;
	}

	SecretFile password() {
		return new SecretFile(this.data.path().resolve("neo4j-password"));
	}

	/**
	 * Waits for the server.
	 * @throws StartRefused if it could not start
	 */
	EmbeddedNeo4j server() {
		return result(this.server);
	}

	/**
	 * Waits until the graph is migrated.
	 * @throws StartRefused if it could not be
	 */
	MigratedGraph migrated() {
		return result(this.migrated);
	}

	private static <T> T result(FutureTask<T> started) {
		try {
			return started.get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RuntimeException failure) {
				throw failure;
			}
			throw new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while the embedded graph started", ex);
		}
	}

	/**
	 * Waits until the server has started, if it is about to, and stops it. A start cannot
	 * be cut short: the store would have to recover.
	 */
	@Override
	public void close() {
		try {
			server().close();
		}
		catch (RuntimeException ex) {
			// Whoever asked for the server has reported it.
		}
	}

}
