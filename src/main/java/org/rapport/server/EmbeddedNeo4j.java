package org.rapport.server;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.neo4j.configuration.GraphDatabaseInternalSettings;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.BoltConnector.EncryptionLevel;
import org.neo4j.configuration.connectors.BoltConnectorInternalSettings;
import org.neo4j.configuration.connectors.ConnectorPortRegister;
import org.neo4j.configuration.connectors.ConnectorType;
import org.neo4j.configuration.connectors.HttpConnector;
import org.neo4j.configuration.connectors.HttpsConnector;
import org.neo4j.configuration.helpers.PortBindException;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.graphdb.config.Setting;
import org.neo4j.graphdb.event.DatabaseEventContext;
import org.neo4j.graphdb.event.DatabaseEventListenerAdapter;
import org.neo4j.internal.helpers.HostnamePort;
import org.neo4j.io.ByteUnit;
import org.neo4j.io.locker.FileLockException;
import org.neo4j.kernel.internal.GraphDatabaseAPI;
import org.neo4j.server.configuration.ServerSettings;

import org.rapport.start.StartRefused;

/** A Neo4j server in this process, which speaks Bolt on the loopback interface only. */
public final class EmbeddedNeo4j implements AutoCloseable {

	public static final String USER = "neo4j";

	private static final String LOOPBACK = "127.0.0.1";

	/**
	 * Databases start and recover while the server is built; this only waits for the
	 * rest.
	 */
	private static final Duration OPENING = Duration.ofSeconds(5);

	private final DatabaseManagementService server;

	private final URI uri;

	private EmbeddedNeo4j(DatabaseManagementService server, URI uri) {
		this.server = server;
		this.uri = uri;
	}

	/**
	 * Starts the server and waits until the graph can be used.
	 * @param store the folder of the graph and of Neo4j's logs
	 * @param boltPort the port on the loopback interface; 0 takes any free port
	 * @param pageCacheMebibytes the memory for the page cache in MiB, outside the heap
	 * @param password the password of {@link #USER} from now on
	 * @param readOnly whether the graph is opened read-only
	 * @throws StartRefused if the port or the store is in use, or the store cannot be
	 * opened
	 */
	public static EmbeddedNeo4j start(Path store, int boltPort, int pageCacheMebibytes, String password,
			boolean readOnly) {
		return start(store, boltPort, pageCacheMebibytes, password, readOnly, Map.of());
	}

	/**
	 * Starts the server with further settings of Neo4j.
	 * @param settings values that replace those of Rapport
	 */
	static EmbeddedNeo4j start(Path store, int boltPort, int pageCacheMebibytes, String password, boolean readOnly,
			Map<Setting<?>, Object> settings) {
		DatabaseManagementService server = OpenJars
			.during(() -> build(store, boltPort, pageCacheMebibytes, readOnly, settings));
		try {
			requireOpenGraph(server, store);
			URI uri = URI.create("bolt://" + LOOPBACK + ":" + boltPort(server));
			ensurePassword(server, uri, password);
			return new EmbeddedNeo4j(server, uri);
		}
		catch (RuntimeException ex) {
			server.shutdown();
			throw ex;
		}
	}

	private static DatabaseManagementService build(Path store, int boltPort, int pageCacheMebibytes, boolean readOnly,
			Map<Setting<?>, Object> settings) {
		SocketAddress address = new SocketAddress(LOOPBACK, boltPort);
		try {
			return new DatabaseManagementServiceBuilder(store.toAbsolutePath().normalize())
				.setConfig(GraphDatabaseSettings.auth_enabled, true)
				.setConfig(BoltConnector.enabled, true)
				.setConfig(BoltConnector.listen_address, address)
				.setConfig(BoltConnector.advertised_address, address)
				.setConfig(BoltConnector.encryption_level, EncryptionLevel.DISABLED)
				.setConfig(BoltConnector.server_bolt_telemetry_enabled, false)
				// Neo4j 5.26 was built against Netty 4.1, and its in-memory connector
				// fails on the Netty 4.2 of Spring Boot. Remove this once Neo4j uses
				// Netty 4.2.
				.setConfig(BoltConnectorInternalSettings.enable_local_connector, false)
				.setConfig(GraphDatabaseSettings.read_only_databases,
						readOnly ? Set.of(GraphDatabaseSettings.DEFAULT_DATABASE_NAME) : Set.of())
				.setConfig(HttpConnector.enabled, false)
				.setConfig(HttpsConnector.enabled, false)
				.setConfig(GraphDatabaseSettings.udc_enabled, false)
				// Neo4j Browser asks the server for these settings.
				.setConfig(ServerSettings.allow_telemetry, false)
				.setConfig(ServerSettings.browser_remote_content_hostname_whitelist, "localhost,127.0.0.1")
				.setConfig(GraphDatabaseSettings.pagecache_memory, ByteUnit.mebiBytes(pageCacheMebibytes))
				// Logs are kept for crash recovery only; no backup replays them.
				.setConfig(GraphDatabaseSettings.logical_log_rotation_threshold, ByteUnit.mebiBytes(32))
				.setConfig(GraphDatabaseSettings.keep_logical_logs, "1 days 128M")
				.setConfig(GraphDatabaseSettings.preallocate_logical_logs, false)
				// No statement may read files of this machine.
				.setConfig(GraphDatabaseSettings.allow_file_urls, false)
				// Neo4j plans a statement once instead of again for each size of its
				// lists. The cache has room for all known statements and their rare
				// variants.
				.setConfig(GraphDatabaseInternalSettings.cypher_size_hint_parameters, false)
				.setConfig(GraphDatabaseSettings.query_cache_size, 4000)
				// The default waits five seconds for late clients. The application, the
				// only client that matters, has closed its driver by then.
				.setConfig(GraphDatabaseInternalSettings.netty_server_shutdown_quiet_period, 0)
				.setConfig(settings)
				.build();
		}
		catch (RuntimeException ex) {
			throw refusal(ex, store, boltPort);
		}
	}

	private static void requireOpenGraph(DatabaseManagementService server, Path store) {
		boolean open;
		try {
			open = server.database(GraphDatabaseSettings.DEFAULT_DATABASE_NAME).isAvailable(OPENING.toMillis());
		}
		catch (RuntimeException ex) {
			throw unusableStore(store, ex);
		}
		if (!open) {
			throw unusableStore(store, null);
		}
	}

	/**
	 * Makes the password file the only source of the password. A lost or changed file
	 * repairs itself at the next start, and a crash between writing the file and setting
	 * the password does no harm.
	 */
	private static void ensurePassword(DatabaseManagementService server, URI uri, String password) {
		// A log-in is two seconds faster than setting the password at every start.
		try (Driver driver = GraphDatabase.driver(uri, AuthTokens.basic(USER, password))) {
			driver.verifyConnectivity();
		}
		catch (AuthenticationException ex) {
			server.database(GraphDatabaseSettings.SYSTEM_DATABASE_NAME)
				.executeTransactionally("CREATE OR REPLACE USER $user SET PASSWORD $password CHANGE NOT REQUIRED",
						Map.of("user", USER, "password", password));
		}
	}

	private static int boltPort(DatabaseManagementService server) {
		GraphDatabaseAPI system = (GraphDatabaseAPI) server.database(GraphDatabaseSettings.SYSTEM_DATABASE_NAME);
		HostnamePort bolt = system.getDependencyResolver()
			.resolveDependency(ConnectorPortRegister.class)
			.getLocalAddress(ConnectorType.BOLT);
		return bolt.getPort();
	}

	static StartRefused refusal(RuntimeException failure, Path store, int boltPort) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof FileLockException) {
				return new StartRefused("The graph in %s is in use by another process.".formatted(store),
						"Stop the other Rapport that runs on this folder, or set rapport.data to another folder.",
						failure);
			}
			if (cause instanceof PortBindException) {
				return new StartRefused(
						"The embedded Neo4j cannot listen on %s:%d: the port is taken.".formatted(LOOPBACK, boltPort),
						"Stop the program that uses the port, or set rapport.embedded.bolt-port to another port "
								+ "(0 takes any free one).",
						failure);
			}
		}
		return unusableStore(store, failure);
	}

	private static StartRefused unusableStore(Path store, @Nullable Throwable cause) {
		return new StartRefused("The embedded Neo4j could not open the graph in %s.".formatted(store),
				"Another version of Neo4j may have made it, or it is damaged, or its disk is full: see %s."
					.formatted(store.resolve("logs").resolve("debug.log"))
						+ " Start the version of Rapport that made it, or restore a backup.",
				cause);
	}

	/** The address for drivers, with the port that was really taken. */
	public URI uri() {
		return this.uri;
	}

	/**
	 * Runs an action when the database has stopped for good. After a failed write, for
	 * example on a full disk, it answers nothing until it is opened again.
	 */
	void onPanic(Runnable action) {
		this.server.registerDatabaseEventListener(new DatabaseEventListenerAdapter() {

			@Override
			public void databasePanic(DatabaseEventContext event) {
				action.run();
			}

		});
	}

	/** Waits for running transactions, writes everything to disk and stops the server. */
	@Override
	public void close() {
		this.server.shutdown();
	}

}
