package org.rapport.graph;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.TransactionConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.neo4j.core.DatabaseSelectionProvider;
import org.springframework.stereotype.Component;

/**
 * Runs single statements on the database of the graph. Each runs in its own transaction
 * with a time limit, and again after a passing failure.
 */
@Component
public class Database {

	private static final Logger log = LoggerFactory.getLogger(Database.class);

	private final Driver driver;

	private final DatabaseSelectionProvider selection;

	private final Outage outage;

	private final Attempts attempts;

	@Autowired
	public Database(Driver driver, DatabaseSelectionProvider selection, Outage outage) {
		this(driver, selection, outage, new Attempts());
	}

	public Database(Driver driver, DatabaseSelectionProvider selection, Outage outage, Attempts attempts) {
		this.attempts = attempts;
		this.driver = driver;
		this.selection = selection;
		this.outage = outage;
	}

	/**
	 * Runs a reading statement.
	 * @param time how long it may take
	 * @param row maps a row
	 * @throws RapportException with the code TIMEOUT if the time is over, UNAVAILABLE if
	 * the database cannot be reached or has stopped, and BUSY if no connection is free
	 */
	public <T> List<T> read(String statement, Map<String, Object> parameters, Duration time, Function<Record, T> row) {
		return rows(AccessMode.READ, statement, parameters, time, row);
	}

	/**
	 * Runs a writing statement. It may run again after it was committed, if the
	 * connection broke; a second run must change nothing more.
	 * @param time how long it may take
	 * @param row maps a row
	 * @throws RapportException as {@link #read}
	 */
	public <T> List<T> write(String statement, Map<String, Object> parameters, Duration time, Function<Record, T> row) {
		return rows(AccessMode.WRITE, statement, parameters, time, row);
	}

	private <T> List<T> rows(AccessMode mode, String statement, Map<String, Object> parameters, Duration time,
			Function<Record, T> row) {
		this.outage.requireOver();
		TransactionConfig transaction = TransactionConfig.builder().withTimeout(time).build();
		SessionConfig session = session(mode);
		ReadTimeout patience = ReadTimeout.of(time);
		try (patience) {
			// Not in a managed transaction: the driver would try again for half a minute
			// before it reports that no server answers, and would wait for two answers
			// instead of one.
			List<T> rows = this.attempts.run("A statement", time, () -> {
				try (Session opened = open(session)) {
					return opened.run(statement, parameters, transaction).list(row);
				}
			});
			this.outage.isOver();
			return rows;
		}
		catch (RuntimeException ex) {
			throw patience.isExhausted() ? timeout() : coded(ex);
		}
	}

	private RuntimeException coded(RuntimeException failure) {
		return switch (DatabaseFailure.of(failure)) {
			case TIMED_OUT -> timeout();
			case UNREACHABLE -> {
				this.outage.began(failure);
				yield Outage.unavailable();
			}
			case STOPPED -> {
				log.error("The database has stopped, or its disk is full: {}", DatabaseFailure.code(failure));
				yield new RapportException(ErrorCode.UNAVAILABLE,
						"The database has stopped, or its disk is full; tell the operator");
			}
			case PASSING -> {
				log.warn("The database refused every attempt of a statement: {}", DatabaseFailure.code(failure));
				yield new RapportException(ErrorCode.UNAVAILABLE, "The database is busy; try again later");
			}
			case CROWDED -> new RapportException(ErrorCode.BUSY,
					"No connection to the database was free in time; try again in a moment");
			default -> failure;
		};
	}

	private Session open(SessionConfig config) {
		try {
			return this.driver.session(config);
		}
		catch (IllegalStateException ex) {
			// The driver is closed: the application stopped before this attempt.
			throw Attempts.stopping();
		}
	}

	private SessionConfig session(AccessMode mode) {
		SessionConfig.Builder session = SessionConfig.builder().withDefaultAccessMode(mode);
		String selected = this.selection.getDatabaseSelection().getValue();
		if (selected != null) {
			session.withDatabase(selected);
		}
		return session.build();
	}

	static RapportException timeout() {
		return new RapportException(ErrorCode.TIMEOUT, "The answer took longer than allowed; ask for less at a time");
	}

}
