package org.rapport.graph;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Bookmark;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.exceptions.Neo4jException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rapport.kernel.BookmarkWait;
import org.rapport.kernel.Bookmarks;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;
import org.rapport.kernel.Workplace;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.neo4j.core.DatabaseSelectionProvider;
import org.springframework.stereotype.Component;

/**
 * Runs single statements on the database of the graph. Each runs in its own transaction
 * with a time limit, and again after a passing failure. Each sees at least the state of
 * the {@link Bookmarks} of its operation: without them, the members of a cluster may not
 * have it yet.
 */
@Component
public class Database implements BookmarkWait {

	private static final Logger log = LoggerFactory.getLogger(Database.class);

	/** How long a server may take to reach the bookmarks that a client names. */
	private static final Duration CATCHING_UP = Duration.ofSeconds(2);

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
	public <T> List<T> read(String statement, Map<String, Object> parameters, Duration time,
			Function<? super Record, T> row) {
		return rows(AccessMode.READ, statement, parameters, time, row);
	}

	/**
	 * Runs a writing statement. It may run again after it was committed, if the
	 * connection broke; a second run must change nothing more.
	 * @param time how long it may take
	 * @param row maps a row
	 * @throws RapportException as {@link #read}
	 */
	public <T> List<T> write(String statement, Map<String, Object> parameters, Duration time,
			Function<? super Record, T> row) {
		return rows(AccessMode.WRITE, statement, parameters, time, row);
	}

	private <T> List<T> rows(AccessMode mode, String statement, Map<String, Object> parameters, Duration time,
			Function<? super Record, T> row) {
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
					List<T> found = isAwaiting() ? afterBookmarks(opened, statement, parameters, transaction, row)
							: opened.run(statement, parameters, transaction).list(row::apply);
					if (mode == AccessMode.WRITE) {
						Bookmarks.wrote(opened.lastBookmarks().stream().map(Bookmark::value).toList());
					}
					return found;
				}
			});
			this.outage.isOver();
			return rows;
		}
		catch (RuntimeException ex) {
			throw patience.isExhausted() ? timeout() : coded(ex);
		}
	}

	@Override
	public void await() {
		if (!isAwaiting()) {
			return;
		}
		try {
			// Others can use the place of this thread meanwhile.
			Workplace.leaveWhile(() -> read("RETURN 1", Map.of(), CATCHING_UP, (row) -> row));
		}
		catch (InterruptedException ex) {
			throw Attempts.interrupted();
		}
		catch (RapportException ex) {
			throw (ex.code() == ErrorCode.TIMEOUT) ? behind() : ex;
		}
		catch (Neo4jException ex) {
			throw ex.code().contains(".InvalidBookmark")
					? new RapportException(ErrorCode.BAD_BOOKMARK, "The database does not understand the bookmark")
					: ex;
		}
	}

	private static boolean isAwaiting() {
		Bookmarks bookmarks = Bookmarks.current();
		return bookmarks != null && !bookmarks.awaited().isEmpty();
	}

	/**
	 * Runs a statement on a server that may have to catch up first. Only an explicit
	 * transaction has a begin, whose time can be limited by itself.
	 */
	private static <T> List<T> afterBookmarks(Session session, String statement, Map<String, Object> parameters,
			TransactionConfig config, Function<? super Record, T> row) {
		try (Transaction transaction = begin(session, config)) {
			List<T> rows = transaction.run(statement, parameters).list(row::apply);
			transaction.commit();
			return rows;
		}
	}

	private static Transaction begin(Session session, TransactionConfig config) {
		ReadTimeout patience = ReadTimeout.of(CATCHING_UP);
		try (patience) {
			return session.beginTransaction(config);
		}
		catch (RuntimeException ex) {
			throw patience.isExhausted() ? behind() : ex;
		}
	}

	private RuntimeException coded(RuntimeException failure) {
		return switch (DatabaseFailure.of(failure)) {
			case TIMED_OUT -> timeout();
			case BEHIND -> behind();
			case UNREACHABLE -> {
				this.outage.began(failure);
				yield Outage.unavailable();
			}
			case STOPPED -> {
				log.error("The database has stopped, or its disk is full: {}", DatabaseFailure.code(failure));
				yield new RapportException(ErrorCode.UNAVAILABLE,
						"The database has stopped, or its disk is full; tell the operator");
			}
			case TOO_LARGE -> {
				log.warn("The database has too little memory for a statement: {}", DatabaseFailure.code(failure));
				yield new RapportException(ErrorCode.UNAVAILABLE,
						"The database has too little memory for this at the moment; try again later, or ask for less");
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
		Set<Bookmark> bookmarks = Bookmarks.toSee().stream().map(Bookmark::from).collect(Collectors.toSet());
		if (!bookmarks.isEmpty()) {
			session.withBookmarks(bookmarks);
		}
		return session.build();
	}

	private static RapportException behind() {
		return new RapportException(ErrorCode.BOOKMARK_NOT_REACHED,
				"The database has not reached the state of the bookmark within %d s; try again in a moment"
					.formatted(CATCHING_UP.toSeconds()));
	}

	static RapportException timeout() {
		return new RapportException(ErrorCode.TIMEOUT, "The answer took longer than allowed; ask for less at a time");
	}

}
