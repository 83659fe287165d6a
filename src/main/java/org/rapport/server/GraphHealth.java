package org.rapport.server;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Driver;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.async.AsyncSession;
import org.neo4j.driver.async.ResultCursor;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.summary.ResultSummary;

import org.rapport.graph.Attempts;
import org.rapport.graph.DatabaseFailure;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.data.neo4j.core.DatabaseSelectionProvider;
import org.springframework.stereotype.Component;

/**
 * The health of the graph: up if the database answers a query within three seconds. It
 * uses the same database and, in a cluster, the same kind of server as the reading
 * statements.
 */
@Component("graphHealthIndicator")
class GraphHealth extends AbstractHealthIndicator {

	private static final Duration PATIENCE = Duration.ofSeconds(3);

	private final Driver driver;

	private final DatabaseSelectionProvider database;

	private final Attempts attempts = new Attempts();

	GraphHealth(Driver driver, DatabaseSelectionProvider database) {
		super("The graph cannot be queried");
		this.driver = driver;
		this.database = database;
	}

	@Override
	protected void doHealthCheck(Health.Builder health) {
		try {
			ResultSummary answer = this.attempts.run("The question for health", PATIENCE,
					(failure) -> failure == DatabaseFailure.PASSING, this::ask);
			health.up().withDetail("server", answer.server().agent());
			if (answer.database() != null && answer.database().name() != null) {
				health.withDetail("database", answer.database().name());
			}
		}
		catch (CompletionException ex) {
			health.down().withDetail("reason", reason(ex.getCause()));
		}
	}

	private ResultSummary ask() {
		SessionConfig.Builder config = SessionConfig.builder().withDefaultAccessMode(AccessMode.READ);
		String selected = this.database.getDatabaseSelection().getValue();
		if (selected != null) {
			config.withDatabase(selected);
		}
		AsyncSession session = this.driver.session(AsyncSession.class, config.build());
		try {
			// Outside a managed transaction, because a managed one would try again for
			// longer than the caller waits.
			return session.runAsync("RETURN 1", TransactionConfig.builder().withTimeout(PATIENCE).build())
				.thenCompose(ResultCursor::consumeAsync)
				.toCompletableFuture()
				.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
				.join();
		}
		finally {
			session.closeAsync();
		}
	}

	/**
	 * The code of the failure instead of its message, because messages may contain
	 * addresses.
	 */
	private static String reason(@Nullable Throwable cause) {
		if (cause instanceof TimeoutException) {
			return "no answer within %d s".formatted(PATIENCE.toSeconds());
		}
		if (cause instanceof ServiceUnavailableException) {
			return "unreachable";
		}
		return (cause instanceof Neo4jException refusal) ? refusal.code() : "unknown";
	}

}
