package org.rapport.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Session;

import org.rapport.graph.Attempts;
import org.rapport.graph.DatabaseFailure;
import org.rapport.graph.Outage;
import org.rapport.server.EmbeddedNeo4j;
import org.rapport.server.GraphConfiguration;
import org.rapport.server.GraphServer;
import org.rapport.server.MigratedGraph;
import org.rapport.start.StartRefused;
import org.rapport.store.SealAtStart;
import org.rapport.store.Sealing;
import org.rapport.store.Writing;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.data.neo4j.core.transaction.Neo4jTransactionManager;
import org.springframework.util.ClassUtils;
import org.springframework.util.FileSystemUtils;

/**
 * A new graph in its own folder, made to be given to others. It contains only what is
 * written to it, and neither users nor logs of the machine that made it.
 */
public final class FreshStore implements AutoCloseable {

	private static final int PAGE_CACHE_MEBIBYTES = 64;

	/**
	 * The files that Neo4j writes besides the graph, for example its logs, and its users
	 * with their passwords.
	 */
	private static final List<String> NOT_THE_GRAPH = List.of("logs", "data/databases/system",
			"data/transactions/system", "data/dbms", "import", "plugins", "licenses");

	private static final Duration LONGEST_WRITE = Duration.ofMinutes(10);

	private final Attempts attempts = new Attempts();

	private final Path folder;

	private final EmbeddedNeo4j server;

	private final Driver driver;

	private final MigratedGraph graph;

	private FreshStore(Path folder, EmbeddedNeo4j server, Driver driver) {
		this.folder = folder;
		this.server = server;
		this.driver = driver;
		this.graph = MigratedGraph.migrate(new GraphServer(driver, server.uri(), null), Duration.ofMinutes(1), true);
	}

	/**
	 * Creates a graph with the constraints and indexes of this version.
	 * @param folder the folder; must not exist yet
	 * @throws StartRefused if this build contains no Neo4j server
	 */
	public static FreshStore create(Path folder) {
		requireServer();
		String password = UUID.randomUUID().toString();
		EmbeddedNeo4j server = EmbeddedNeo4j.start(folder, 0, PAGE_CACHE_MEBIBYTES, password, false);
		Driver driver = driver(server.uri(), password);
		try {
			return new FreshStore(folder, server, driver);
		}
		catch (RuntimeException ex) {
			driver.close();
			server.close();
			throw ex;
		}
	}

	/**
	 * Checks that a Neo4j server is on the class path.
	 * @throws StartRefused if it is not, as in the shipped jar
	 */
	public static void requireServer() {
		if (!ClassUtils.isPresent(GraphConfiguration.EMBEDDED_SERVER, FreshStore.class.getClassLoader())) {
			throw new StartRefused("This build of Rapport contains no Neo4j server, so it cannot make a new graph.",
					"Run the same command from Rapport's source, with spring.neo4j.uri set to the server that has the "
							+ "graph: mvn spring-boot:run -Dspring-boot.run.arguments=\"copy …\"");
		}
	}

	private static Driver driver(URI uri, String password) {
		return GraphDatabase.driver(uri, AuthTokens.basic(EmbeddedNeo4j.USER, password));
	}

	/** Runs a statement in its own transaction. */
	public void write(String statement, Map<String, ?> parameters) {
		this.attempts.run("Writing a new graph", LONGEST_WRITE, (failure) -> failure == DatabaseFailure.PASSING, () -> {
			try (Session session = this.driver.session()) {
				return session
					.executeWrite((transaction) -> transaction.run(statement, Map.copyOf(parameters)).consume());
			}
		});
	}

	/** Seals everything that was written. */
	public void seal() {
		Neo4jClient client = Neo4jClient.create(this.driver);
		Writing writing = new Writing(new Neo4jTransactionManager(this.driver), new Outage());
		new SealAtStart(client, writing, new Sealing(client), this.graph).afterSingletonsInstantiated();
	}

	/** Stops the server, and removes everything but the graph from the folder. */
	@Override
	public void close() throws IOException {
		this.driver.close();
		this.server.close();
		for (String name : NOT_THE_GRAPH) {
			FileSystemUtils.deleteRecursively(this.folder.resolve(name));
		}
	}

	/**
	 * Writes the style for Neo4j Browser and the saved queries into a folder, as files.
	 */
	public static void writeStyleAndQueries(Path folder) throws IOException {
		PathMatchingResourcePatternResolver files = new PathMatchingResourcePatternResolver();
		Files.copy(files.getResource("classpath:neo4j/browser/rapport.grass").getInputStream(),
				folder.resolve("rapport.grass"));
		Path queries = Files.createDirectory(folder.resolve("queries"));
		for (Resource query : files.getResources("classpath:neo4j/browser/queries/*.cypher")) {
			String name = query.getFilename();
			if (name != null) {
				Files.copy(query.getInputStream(), queries.resolve(name));
			}
		}
	}

}
