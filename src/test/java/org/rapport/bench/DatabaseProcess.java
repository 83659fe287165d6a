package org.rapport.bench;

import java.nio.file.Path;

import org.rapport.server.EmbeddedNeo4j;

/**
 * Neo4j in a process of its own. It has the settings of Rapport's embedded database, and
 * runs until its standard input ends.
 */
public final class DatabaseProcess {

	/** The password of the database, which only this machine can reach. */
	public static final String PASSWORD = "the-password-of-the-bench";

	private static final int PAGE_CACHE_MEBIBYTES = 512;

	private DatabaseProcess() {
	}

	/** Starts Neo4j on the folder that is the only argument. */
	public static void main(String[] arguments) throws Exception {
		EmbeddedNeo4j server = EmbeddedNeo4j.start(Path.of(arguments[0]), 0, PAGE_CACHE_MEBIBYTES, PASSWORD, false);
		Runtime.getRuntime().addShutdownHook(new Thread(server::close));
		System.out.println("READY " + server.uri());
		// The input ends with the bench, even if somebody kills it.
		System.in.transferTo(System.out);
		System.exit(0);
	}

}
