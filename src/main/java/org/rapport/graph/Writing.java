package org.rapport.graph;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;
import org.rapport.kernel.Workplace;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs what writes to the graph: in one transaction, whole or not at all, and again after
 * what can pass. Of one process one writes at a time, and the others wait in the order in
 * which they came, before they take a connection to the database.
 */
@Component
public class Writing {

	private static final Logger log = LoggerFactory.getLogger(Writing.class);

	private static final Duration WITHOUT_LIMIT = Duration.ofDays(365);

	private final PlatformTransactionManager transactions;

	private final Outage outage;

	private final Attempts attempts;

	/**
	 * Other instances are held off by the lock in the graph. Whoever waits there holds a
	 * connection, and with as many writers as connections nobody could read any more, not
	 * even the one who holds the lock.
	 */
	private final ReentrantLock turn = new ReentrantLock(true);

	@Autowired
	Writing(PlatformTransactionManager transactions, Outage outage) {
		this(transactions, outage, new Attempts());
	}

	Writing(PlatformTransactionManager transactions, Outage outage, Attempts attempts) {
		this.transactions = transactions;
		this.outage = outage;
		this.attempts = attempts;
	}

	/**
	 * Runs something in a transaction without a limit of time.
	 * @throws RuntimeException what it throws; nothing of it was written then
	 */
	public <T> T run(Function<TransactionStatus, T> work) {
		return new Act<>(WITHOUT_LIMIT, work).run();
	}

	/**
	 * Runs something in a transaction without a limit of time, and once only, because it
	 * does more than to write to the graph.
	 * @throws RuntimeException what it throws; nothing of it was written then
	 */
	public <T> T runOnce(Function<TransactionStatus, T> work) {
		return new Act<>(WITHOUT_LIMIT, work).attempt();
	}

	/**
	 * Runs something in a transaction.
	 * @param limit how long it may take, together with waiting for others that write. The
	 * transaction itself gets what is left of it, in whole seconds, at least one
	 * @throws RapportException with the code TIMEOUT if the time was over and nothing was
	 * written, READ_ONLY if nobody may write to the graph, UNAVAILABLE if it could not be
	 * reached or has stopped, BUSY if no connection was free
	 */
	public <T> T run(Duration limit, Function<TransactionStatus, T> work) {
		this.outage.requireOver();
		Act<T> act = new Act<>(limit, work);
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

	private RuntimeException coded(RuntimeException failure, boolean committing) {
		if (committing) {
			// Spring throws what its rollback then says, and logs what the commit said.
			log.error("A commit was not confirmed: {}", DatabaseFailure.code(failure));
			if (DatabaseFailure.of(failure) == DatabaseFailure.UNREACHABLE) {
				this.outage.began(failure);
			}
			return new RapportException(ErrorCode.UNAVAILABLE,
					"The database did not confirm that this was recorded; try again with the same idempotency key");
		}
		return switch (DatabaseFailure.of(failure)) {
			case TIMED_OUT -> timeout();
			case READ_ONLY ->
				new RapportException(ErrorCode.READ_ONLY, "This graph can only be read; nothing was recorded");
			case UNREACHABLE -> {
				this.outage.began(failure);
				yield new RapportException(ErrorCode.UNAVAILABLE,
						"The graph cannot be reached at the moment; try again with the same idempotency key");
			}
			case STOPPED -> {
				log.error("The database has stopped, or its disk is full: {}", DatabaseFailure.code(failure));
				yield new RapportException(ErrorCode.UNAVAILABLE,
						"The database has stopped, or its disk is full; nothing was recorded; ask the operator");
			}
			case PASSING -> {
				log.warn("The database refused an act too often: {}", DatabaseFailure.code(failure));
				yield new RapportException(ErrorCode.UNAVAILABLE,
						"The database is busy with something else at the moment, and nothing was recorded; try again later");
			}
			case CROWDED -> new RapportException(ErrorCode.BUSY,
					"No connection to the database was free in time, and nothing was recorded; try again in a moment");
			default -> failure;
		};
	}

	private static RapportException timeout() {
		return new RapportException(ErrorCode.TIMEOUT,
				"Others were writing for too long, and nothing was recorded; try again");
	}

	/** Something that is to be written, from waiting for its turn to its end. */
	private final class Act<T> {

		private final long start = System.nanoTime();

		private final Duration limit;

		private final Function<TransactionStatus, T> work;

		/** Whether the work was done, so that it may be kept though that failed. */
		private final AtomicBoolean committing = new AtomicBoolean();

		private Act(Duration limit, Function<TransactionStatus, T> work) {
			this.limit = limit;
			this.work = work;
		}

		private boolean isCommitting() {
			return this.committing.get();
		}

		private T run() {
			if (Writing.this.turn.isHeldByCurrentThread()) {
				// It belongs to the transaction that this thread is in, which is tried
				// again
				// as a whole.
				return attempt();
			}
			// Each attempt waits for its turn anew: others need not wait for the pauses
			// between them.
			return Writing.this.attempts.run("What writes to the graph", this.limit, this::canPass, this::attempt);
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
