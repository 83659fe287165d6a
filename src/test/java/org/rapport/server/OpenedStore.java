package org.rapport.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;

/**
 * Opens a store in a folder read-only, as Rapport does. The class is in this package
 * because only the package may use the embedded server.
 */
public final class OpenedStore implements AutoCloseable {

	private final EmbeddedNeo4j server;

	private final Driver driver;

	public OpenedStore(Path folder) {
		String password = UUID.randomUUID().toString();
		this.server = EmbeddedNeo4j.start(folder, 0, 32, password, true);
		this.driver = GraphDatabase.driver(this.server.uri(), AuthTokens.basic(EmbeddedNeo4j.USER, password));
	}

	public List<Record> rows(String statement) {
		try (Session session = this.driver.session()) {
			return session.run(statement, Map.of()).list();
		}
	}

	@Override
	public void close() {
		this.driver.close();
		this.server.close();
	}

}
