package org.rapport.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;

import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Bookmark;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Session;

import org.rapport.server.ScratchServer;
import org.rapport.transfer.Imports;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.neo4j.core.Neo4jClient;

/** Loads the sample record into the graph of a test. */
public final class SampleRecord {

	private static final ScratchServer SERVER = ScratchServer.get();

	private static final Driver DRIVER = GraphDatabase.driver(SERVER.uri(),
			AuthTokens.basic(SERVER.user(), SERVER.password()));

	/** The state of the graph after the last call. */
	private static Set<Bookmark> left = Set.of();

	private SampleRecord() {
	}

	/**
	 * Replaces the content of the shared graph. Does nothing if that is as the last call
	 * left it.
	 */
	public static synchronized void alone(Neo4jClient client, Imports imports) {
		if (state().equals(left)) {
			return;
		}
		EmptyGraph.make(client);
		load(imports);
		left = state();
	}

	/** Two bookmarks are equal if nothing was written between them. */
	private static Set<Bookmark> state() {
		try (Session session = DRIVER.session()) {
			session.run("RETURN 1").consume();
			return session.lastBookmarks();
		}
	}

	/** Loads the sample record into a graph, whatever that holds. */
	public static void load(Imports imports) {
		try (InputStream sample = new ClassPathResource("sample/allmep.jsonl").getInputStream()) {
			imports.load(sample);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
