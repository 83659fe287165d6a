package org.rapport.graph;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.RetryableException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.SessionExpiredException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rapport.kernel.RapportException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs what writes to the graph: in one transaction, whole or not at all, and again after
 * what can pass.
 */
@Component
public class Writing {

	private static final Logger log = LoggerFactory.getLogger(Writing.class);

	private static final int ATTEMPTS = 10;

	private static final long LONGEST_PAUSE_MILLIS = 2_000;

	private static final String TAKEN_MEANWHILE = "Neo.ClientError.Schema.ConstraintValidationFailed";

	private final PlatformTransactionManager transactions;

	public Writing(PlatformTransactionManager transactions) {
		this.transactions = transactions;
	}

	/**
	 * Runs something in a transaction without a limit of time.
	 * @throws RuntimeException what it throws; nothing of it was written then
	 */
	public <T> T run(Function<TransactionStatus, T> work) {
		return retried(new TransactionTemplate(this.transactions), work);
	}

	/**
	 * Runs something in a transaction.
	 * @param limit how long it may take, together with waiting for others that write; in
	 * whole seconds, at least one
	 * @throws RapportException with the code TIMEOUT if the time was over and nothing was
	 * written, READ_ONLY if nobody may write to the graph, UNAVAILABLE if it could not be
	 * reached
	 */
	public <T> T run(Duration limit, Function<TransactionStatus, T> work) {
		TransactionTemplate template = new TransactionTemplate(this.transactions);
		template.setTimeout((int) Math.max(1, limit.toSeconds()));
		try {
			return retried(template, work);
		}
		catch (RapportException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw coded(ex);
		}
	}

	private static RuntimeException coded(RuntimeException failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof Neo4jException neo4j && neo4j.code().contains("TransactionTimedOut")) {
				return new RapportException("TIMEOUT",
						"Others were writing for too long, and nothing was recorded; try again");
			}
			if (cause instanceof Neo4jException neo4j && neo4j.code().contains("ReadOnly")) {
				return new RapportException("READ_ONLY", "This graph can only be read; nothing was recorded");
			}
			if (cause instanceof ServiceUnavailableException || cause instanceof SessionExpiredException) {
				log.warn("The graph cannot be reached: {}", cause.getMessage());
				return new RapportException("UNAVAILABLE",
						"The graph cannot be reached at the moment; try again with the same idempotency key");
			}
		}
		return failure;
	}

	private static <T> T retried(TransactionTemplate template, Function<TransactionStatus, T> work) {
		for (int i = 1;; i++) {
			try {
				return Objects.requireNonNull(template.execute(work::apply));
			}
			catch (RuntimeException ex) {
				if (i == ATTEMPTS || !canPass(ex)) {
					throw ex;
				}
				pause(i);
			}
		}
	}

	/**
	 * Whether the next attempt can go better: after a deadlock or a lost connection, and
	 * after a name that somebody else took meanwhile, which the checks then find.
	 */
	private static boolean canPass(RuntimeException failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof RetryableException
					|| (cause instanceof Neo4jException neo4j && TAKEN_MEANWHILE.equals(neo4j.code()))) {
				return true;
			}
		}
		return false;
	}

	private static void pause(int attempt) {
		long longest = Math.min(LONGEST_PAUSE_MILLIS, 50L << attempt);
		try {
			Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for others that write", ex);
		}
	}

}
