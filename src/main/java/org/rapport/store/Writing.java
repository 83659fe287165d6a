package org.rapport.store;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rapport.graph.Attempts;
import org.rapport.graph.DatabaseFailure;
import org.rapport.graph.Outage;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;
import org.rapport.kernel.Workplace;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs writes to the graph. Each runs in one transaction, as a whole or not at all, and
 * again after passing failures. One thread of this process writes at a time. The others
 * wait in the order of their arrival, before they take a connection to the database.
 */
@Component
public class Writing {

	private static final Logger log = LoggerFactory.getLogger(Writing.class);

	private static final Duration WITHOUT_LIMIT = Duration.ofDays(365);

	/** What work without a time limit is called in the log: loads, backups, seals. */
	private static final String UNNAMED = "Long work in the graph";

	private final PlatformTransactionManager transactions;

	private final Outage outage;

	private final Attempts attempts;

	/**
	 * The lock in the graph blocks the writers of other instances. A writer that waits
	 * for that lock holds a connection. If there were as many such writers as
	 * connections, nobody could read, not even the writer that holds the lock.
	 */
	private final ReentrantLock turn = new ReentrantLock(true);

	@Autowired
	public Writing(PlatformTransactionManager transactions, Outage outage) {
		this(transactions, outage, new Attempts());
	}

	public Writing(PlatformTransactionManager transactions, Outage outage, Attempts attempts) {
		this.transactions = transactions;
		this.outage = outage;
		this.attempts = attempts;
	}

	/** Whether others of this process wait until they may write. */
	public boolean isAwaited() {
		return this.turn.hasQueuedThreads();
	}

	/**
	 * Runs work in a transaction without a time limit.
	 * @throws RuntimeException if the work fails; then nothing was written
	 */
	public <T> T run(Function<TransactionStatus, T> work) {
		return new Act<>(UNNAMED, WITHOUT_LIMIT, work).run();
	}

	/**
	 * Runs work in a transaction without a time limit, and only once, because it has
	 * effects outside the graph.
	 * @throws RuntimeException if the work fails; then nothing was written
	 */
	public <T> T runOnce(Function<TransactionStatus, T> work) {
		return new Act<>(UNNAMED, WITHOUT_LIMIT, work).attempt();
	}

	/**
	 * Runs work in a transaction with a time limit.
	 * @param what what it is, for the log
	 * @param limit how long the work may take, including the wait for other writers. The
	 * time limit of the transaction is the rest of it, in whole seconds, at least one
	 * @throws RapportException with the code TIMEOUT if the time was over and nothing was
	 * written, READ_ONLY if the graph is read-only, UNAVAILABLE if it could not be
	 * reached or has stopped, BUSY if no connection was free
	 */
	public <T> T run(String what, Duration limit, Function<TransactionStatus, T> work) {
		this.outage.requireOver();
		Act<T> act = new Act<>(what, limit, work);
		try {
			T done = act.run();
			this.outage.isOver();
			return done;
		}
		catch (RapportException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw coded(ex, act.isCommitting());
		}
	}

	/**
	 * Runs work in a transaction of its own and rolls it back. Others write meanwhile, so
	 * it must not take the lock for long, and must change only what it has made itself.
	 */
	public void rehearse(Consumer<TransactionStatus> work) {
		new TransactionTemplate(this.transactions).executeWithoutResult((status) -> {
			status.setRollbackOnly();
			work.accept(status);
		});
	}

	private RuntimeException coded(RuntimeException failure, boolean committing) {
		if (committing) {
			// Spring throws the failure of its rollback, and only logs the failure of the
			// commit.
			log.error("The database did not confirm a commit: {}", DatabaseFailure.code(failure));
			if (DatabaseFailure.of(failure) == DatabaseFailure.UNREACHABLE) {
				this.outage.began(failure);
			}
			return new RapportException(ErrorCode.UNAVAILABLE,
					"The database did not confirm the act; send it again with the same idempotency key");
		}
		return switch (DatabaseFailure.of(failure)) {
			case TIMED_OUT -> timeout();
			case BEHIND -> new RapportException(ErrorCode.BOOKMARK_NOT_REACHED,
					"The database has not reached the state of the bookmark in time, and nothing was recorded; "
							+ "try again in a moment");
			case READ_ONLY ->
				new RapportException(ErrorCode.READ_ONLY, "This graph is read-only; nothing was recorded");
			case UNREACHABLE -> {
				this.outage.began(failure);
				yield new RapportException(ErrorCode.UNAVAILABLE,
						"The graph cannot be reached at the moment; send the act again with the same idempotency key");
			}
			case STOPPED -> {
				log.error("The database has stopped, or its disk is full: {}", DatabaseFailure.code(failure));
				yield new RapportException(ErrorCode.UNAVAILABLE,
						"The database has stopped, or its disk is full, and nothing was recorded; tell the operator");
			}
			case TOO_LARGE -> {
				log.error("The database has too little memory for an act: {}", DatabaseFailure.code(failure));
				yield new RapportException(ErrorCode.UNAVAILABLE,
						"The database has too little memory for this act, and nothing was recorded; divide it into "
								+ "several acts, or tell the operator");
			}
			case PASSING -> {
				log.warn("The database refused every attempt of an act: {}", DatabaseFailure.code(failure));
				yield new RapportException(ErrorCode.UNAVAILABLE,
						"The database is busy, and nothing was recorded; try again later");
			}
			case CROWDED -> new RapportException(ErrorCode.BUSY,
					"No connection to the database was free in time, and nothing was recorded; try again in a moment");
			default -> failure;
		};
	}

	private static RapportException timeout() {
		return new RapportException(ErrorCode.TIMEOUT, "Other acts took too long, and nothing was recorded; try again");
	}

	/** One write, from the wait for its turn to its end. */
	private final class Act<T> {

		private final long start = System.nanoTime();

		private final String what;

		private final Duration limit;

		private final Function<TransactionStatus, T> work;

		/**
		 * Whether the work is done and the commit has begun. A failure then does not say
		 * whether it was recorded.
		 */
		private final AtomicBoolean committing = new AtomicBoolean();

		private Act(String what, Duration limit, Function<TransactionStatus, T> work) {
			this.what = what;
			this.limit = limit;
			this.work = work;
		}

		private boolean isCommitting() {
			return this.committing.get();
		}

		private T run() {
			if (Writing.this.turn.isHeldByCurrentThread()) {
				// This thread is already in a transaction, which is tried again as a
				// whole.
				return attempt();
			}
			// Each attempt waits for its turn again, so that others can write during the
			// pauses.
			return Writing.this.attempts.run(this.what, this.limit, this::canPass, this::attempt);
		}

		private boolean canPass(DatabaseFailure failure) {
			return failure == DatabaseFailure.PASSING || failure == DatabaseFailure.CONFLICT
					|| (failure == DatabaseFailure.UNREACHABLE && !isCommitting());
		}

		private T attempt() {
			this.committing.set(false);
			takeTurn();
			try {
				TransactionTemplate template = new TransactionTemplate(Writing.this.transactions);
				if (this.limit != WITHOUT_LIMIT) {
					template.setTimeout((int) Math.max(1, left().toSeconds()));
				}
				return Objects.requireNonNull(template.execute((status) -> {
					T done = this.work.apply(status);
					this.committing.set(true);
					return done;
				}));
			}
			finally {
				Writing.this.turn.unlock();
			}
		}

		private void takeTurn() {
			try {
				boolean taken = Writing.this.turn.tryLock(0, TimeUnit.NANOSECONDS) || Workplace
					.leaveWhile(() -> Writing.this.turn.tryLock(left().toNanos(), TimeUnit.NANOSECONDS));
				if (!taken) {
					throw timeout();
				}
			}
			catch (InterruptedException ex) {
				throw Attempts.interrupted();
			}
		}

		private Duration left() {
			return this.limit.minusNanos(System.nanoTime() - this.start);
		}

	}

}
