package org.rapport.graph;

import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.RetryableException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.SessionExpiredException;

/**
 * Classifies a failure of the database. All code that tries again or answers with an
 * error code decides by it.
 */
public enum DatabaseFailure {

	/** The failure passes by itself: the next attempt can succeed. */
	PASSING,

	/**
	 * Another writer took a unique name in the meantime; the checks of the next attempt
	 * report it.
	 */
	CONFLICT,

	/** The database cannot be reached, or the connection broke. */
	UNREACHABLE,

	/** The database answers, but it has stopped, is starting, or has no room to write. */
	STOPPED,

	/** The time limit of the transaction was over. */
	TIMED_OUT,

	/**
	 * The transaction needs more memory than the database has for it. The next attempt
	 * needs as much.
	 */
	TOO_LARGE,

	/** The server has not reached the state of a bookmark in time. */
	BEHIND,

	/** No connection of the pool became free in time. */
	CROWDED,

	/** The database is read-only. */
	READ_ONLY,

	/** Any other failure, which is a bug of Rapport. */
	OTHER;

	/** Classifies a failure by the outermost cause that is known. */
	public static DatabaseFailure of(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			DatabaseFailure known = (cause instanceof Neo4jException neo4j) ? of(neo4j) : OTHER;
			if (known != OTHER) {
				return known;
			}
		}
		return OTHER;
	}

	private static DatabaseFailure of(Neo4jException failure) {
		String code = String.valueOf(failure.code());
		String message = String.valueOf(failure.getMessage());
		// The driver has no code and no type for a pool without a free connection.
		if (message.contains("Unable to acquire connection from the pool")
				|| message.contains("pending acquisition queue is full")) {
			return CROWDED;
		}
		if (failure instanceof ServiceUnavailableException || failure instanceof SessionExpiredException) {
			return UNREACHABLE;
		}
		if (code.endsWith(".BookmarkTimeout")) {
			return BEHIND;
		}
		if (code.contains("TransactionTimedOut")) {
			return TIMED_OUT;
		}
		if (hasStopped(code, message)) {
			return STOPPED;
		}
		if (code.contains("ReadOnly")) {
			return READ_ONLY;
		}
		if (code.endsWith(".ConstraintValidationFailed")) {
			return CONFLICT;
		}
		// The driver counts these among the failures that pass.
		if (code.endsWith("OutOfMemoryError")) {
			return TOO_LARGE;
		}
		// Reported under the code UnknownError: whenever an index becomes usable, Neo4j
		// starts planning over, and gives up after a few times.
		if (failure instanceof RetryableException || message.contains("frequent schema changes")) {
			return PASSING;
		}
		return OTHER;
	}

	private static boolean hasStopped(String code, String message) {
		return code.endsWith(".DatabaseUnavailable") || code.endsWith(".UnableToStartDatabase")
				|| (code.startsWith("Neo.DatabaseError.Transaction.")
						&& (code.endsWith("StartFailed") || code.endsWith("CommitFailed") || code.endsWith("LogError")))
				|| (code.startsWith("Neo.DatabaseError.") && (message.contains("needs to be restarted")
						|| message.contains("No space left on device") || message.contains("enough disk space")));
	}

	/**
	 * The code of a failure, for the log. Messages may contain what people wrote; codes
	 * do not.
	 */
	public static String code(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof Neo4jException neo4j) {
				String code = neo4j.code();
				return (code != null && !code.equals("N/A")) ? code : type(neo4j);
			}
		}
		return type(failure);
	}

	private static String type(Throwable failure) {
		return failure.getClass().getSimpleName().replace("Exception", "");
	}

}
