package org.rapport.server;

import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.SecurityException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.summary.ResultSummary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rapport.graph.Attempts;
import org.rapport.graph.DatabaseFailure;
import org.rapport.start.StartRefused;

/**
 * The Neo4j server behind a driver, and the checks of it at start.
 *
 * @param driver the driver
 * @param uri its address
 * @param database the name of the database; null for the server's default
 */
public record GraphServer(Driver driver, URI uri, @Nullable String database) {

	private static final Logger log = LoggerFactory.getLogger(GraphServer.class);

	private static final String HELLO = "RETURN 1";

	SessionConfig session() {
		return (this.database != null) ? SessionConfig.forDatabase(this.database) : SessionConfig.defaultConfig();
	}

	/**
	 * Connects, logs in and checks the version. If the server cannot be reached yet, it
	 * waits as long as the driver retries a transaction. That is half a minute unless
	 * {@code spring.neo4j.max-transaction-retry-time} says otherwise.
	 * @throws StartRefused if any of these steps fails
	 */
	void requireUsable() {
		requireVersion(agent());
	}

	private String agent() {
		try {
			return agent((session) -> session.run(HELLO).consume());
		}
		catch (ServiceUnavailableException ex) {
			log.info("Neo4j at {} cannot be reached yet; trying again", address());
		}
		catch (Neo4jException ex) {
			throw refusal(ex);
		}
		try {
			return agent((session) -> session.executeRead((read) -> read.run(HELLO).consume()));
		}
		catch (Neo4jException ex) {
			throw refusal(ex);
		}
	}

	private String agent(Function<Session, ResultSummary> asking) {
		return ask(Duration.ofMinutes(1), (session) -> asking.apply(session).server().agent());
	}

	/**
	 * Runs a query, and runs it again after a passing failure.
	 * @param time how long all attempts may take together
	 */
	<T> T ask(Duration time, Function<Session, T> asking) {
		return new Attempts().run("A statement at start", time, (failure) -> failure == DatabaseFailure.PASSING, () -> {
			try (Session session = this.driver.session(session())) {
				return asking.apply(session);
			}
		});
	}

	StartRefused refusal(Neo4jException failure) {
		if (failure instanceof SecurityException) {
			return new StartRefused(
					"Neo4j at %s does not accept the user name or password (%s).".formatted(address(), failure.code()),
					"Set spring.neo4j.authentication.username and spring.neo4j.authentication.password. After many "
							+ "wrong attempts Neo4j refuses even the right password for a few seconds.",
					failure);
		}
		if (failure instanceof ServiceUnavailableException) {
			return new StartRefused("Neo4j at %s cannot be reached.".formatted(address()),
					"Start Neo4j, or fix spring.neo4j.uri. A firewall, or a server that requires encryption "
							+ "(neo4j+s://), causes the same error.",
					failure);
		}
		return new StartRefused("Neo4j at %s cannot be used (%s).".formatted(address(), failure.code()),
				"Look up the code in Neo4j's documentation. Check that spring.data.neo4j.database names an existing "
						+ "database; leave it out for the default one.",
				failure);
	}

	void requireVersion(String agent) {
		Neo4jVersion version = Neo4jVersion.ofAgent(agent);
		if (version == null || version.compareTo(Neo4jVersion.MINIMUM) < 0) {
			throw new StartRefused(
					"The server at %s is %s; Rapport needs Neo4j %s or newer.".formatted(address(),
							(version != null) ? "Neo4j " + version : "not Neo4j", Neo4jVersion.MINIMUM),
					"Upgrade that server, or set spring.neo4j.uri to another one.");
		}
	}

	/** The address without user information, which could contain a password. */
	private String address() {
		return this.uri.getScheme() + "://" + this.uri.getHost()
				+ ((this.uri.getPort() < 0) ? "" : ":" + this.uri.getPort());
	}

}
