package org.rapport.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.graphdb.config.Setting;
import org.testcontainers.neo4j.Neo4jContainer;

import org.springframework.util.FileSystemUtils;

/**
 * The Neo4j servers of the tests in a JVM: one that they share, and one for the tests of
 * the law, so that these run beside the others. They are embedded, on any free port, in
 * folders that are deleted with the JVM. If the property {@value #CONTAINER} names an
 * image, the servers run in containers of that image instead. The class is in this
 * package because only the package may use the embedded server.
 */
public final class ScratchServer {

	static final String CONTAINER = "rapport.test.neo4j-image";

	/**
	 * The resource that a test locks while it changes how the shared graph is migrated,
	 * and that tests beside it read: an application that starts meanwhile would take the
	 * lock of the migrations.
	 */
	public static final String MIGRATIONS = "the migrations of the shared graph";

	private static final int PAGE_CACHE_MEBIBYTES = 32;

	/**
	 * Each test fills and empties the graph. Neo4j would plan all statements again every
	 * time, which takes more than half of the time of the tests. A test that needs plans
	 * for its own graph calls {@code db.prepareForReplanning}.
	 */
	private static final Map<Setting<?>, Object> PLANS_STAY = Map.of(GraphDatabaseSettings.cypher_min_replan_interval,
			Duration.ofDays(1));

	private final URI uri;

	private final String password;

	private ScratchServer(URI uri, String password) {
		this.uri = uri;
		this.password = password;
	}

	/** The server that the tests share. The first call starts it. */
	public static ScratchServer get() {
		return Shared.SERVER;
	}

	/** The server for the tests of the law. The first call starts it. */
	public static ScratchServer ofLaws() {
		return OfLaws.SERVER;
	}

	public URI uri() {
		return this.uri;
	}

	public String user() {
		return EmbeddedNeo4j.USER;
	}

	public String password() {
		return this.password;
	}

	private static ScratchServer start() {
		String image = System.getProperty(CONTAINER, "");
		String password = UUID.randomUUID().toString();
		return image.isBlank() ? embedded(password) : contained(image, password);
	}

	private static ScratchServer embedded(String password) {
		try {
			Path folder = Files.createTempDirectory("rapport-test");
			EmbeddedNeo4j server = EmbeddedNeo4j.start(folder.resolve("neo4j"), 0, PAGE_CACHE_MEBIBYTES, password,
					false, PLANS_STAY);
			Runtime.getRuntime().addShutdownHook(new Thread(() -> {
				server.close();
				deleteQuietly(folder);
			}));
			return new ScratchServer(server.uri(), password);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static ScratchServer contained(String image, String password) {
		Neo4jContainer server = new Neo4jContainer(image).withAdminPassword(password);
		server.start();
		// Testcontainers removes the container with the JVM.
		return new ScratchServer(URI.create(server.getBoltUrl()), password);
	}

	private static void deleteQuietly(Path folder) {
		try {
			FileSystemUtils.deleteRecursively(folder);
		}
		catch (IOException ex) {
			// The system also cleans up its temporary folder.
		}
	}

	/** Starts its server when it is first used. */
	private static final class Shared {

		static final ScratchServer SERVER = start();

	}

	/** Starts its server when it is first used. */
	private static final class OfLaws {

		static final ScratchServer SERVER = start();

	}

}
