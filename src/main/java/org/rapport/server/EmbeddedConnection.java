package org.rapport.server;

import java.net.URI;

import org.neo4j.driver.AuthToken;
import org.neo4j.driver.AuthTokens;

import org.springframework.boot.neo4j.autoconfigure.Neo4jConnectionDetails;

/**
 * The address and log-in with which Spring Boot's driver connects to the embedded server.
 */
class EmbeddedConnection implements Neo4jConnectionDetails {

	private final URI uri;

	private final AuthToken token;

	EmbeddedConnection(URI uri, String user, String password) {
		this.uri = uri;
		this.token = AuthTokens.basic(user, password);
	}

	@Override
	public URI getUri() {
		return this.uri;
	}

	@Override
	public AuthToken getAuthToken() {
		return this.token;
	}

}
