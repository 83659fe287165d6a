package org.rapport.graph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

import org.springframework.util.FileSystemUtils;

/**
 * The one Neo4j of a test JVM: embedded, on any free port, in a folder that goes with the
 * JVM. It stands in this package because the embedded server is nobody else's business.
 */
public final class ScratchServer {

	private static final int PAGE_CACHE_MEBIBYTES = 32;

	private static final ScratchServer INSTANCE = start();

	private final URI uri;

	private final String password;

	private ScratchServer(URI uri, String password) {
		this.uri = uri;
		this.password = password;
	}

	/** The server, started with the first call. */
	public static ScratchServer get() {
		return INSTANCE;
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
		try {
			Path folder = Files.createTempDirectory("rapport-test");
			String password = UUID.randomUUID().toString();
			EmbeddedNeo4j server = EmbeddedNeo4j.start(folder.resolve("neo4j"), 0, PAGE_CACHE_MEBIBYTES, password);
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

	private static void deleteQuietly(Path folder) {
		try {
			FileSystemUtils.deleteRecursively(folder);
		}
		catch (IOException ex) {
			// The temporary folder of the machine is tidied in other ways too.
		}
	}

}
