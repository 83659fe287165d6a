package org.rapport.graph;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;

/**
 * Runs an operation again after a passing failure of the database. The number of attempts
 * and the total time are limited, and the pauses between the attempts grow.
 */
public final class Attempts {

	private static final Logger log = LoggerFactory.getLogger(Attempts.class);

	private static final int MOST = 10;

	private static final long LONGEST_PAUSE_MILLIS = 2_000;

	/**
	 * If a failure to connect took longer than this, no server answers, and another
	 * attempt would fail in the same way.
	 */
	private static final Duration QUICK = Duration.ofSeconds(1);

	private final Pause pause;

	public Attempts() {
		this(Thread::sleep);
	}

	public Attempts(Pause pause) {
		this.pause = pause;
	}

	/** Pauses the thread; tests replace it. */
	@FunctionalInterface
	public interface Pause {

		void of(long millis) throws InterruptedException;

	}

	/**
	 * Runs the operation again after passing failures, and once without a pause after a
	 * broken connection.
	 */
	public <T> T run(String what, Duration time, Supplier<T> attempt) {
		return run(what, time,
				(failure) -> failure == DatabaseFailure.PASSING || failure == DatabaseFailure.UNREACHABLE, attempt);
	}

	/**
	 * Runs an operation until it succeeds or may not be tried again.
	 * @param what the name of the operation, for the log
	 * @param time how long all attempts and pauses may take together; no attempt starts
	 * later
	 * @param again decides after which failures to try again; after a broken connection
	 * it is tried once at most, without a pause
	 * @param attempt one attempt
	 * @throws RuntimeException the exception of the last attempt
	 */
	public <T> T run(String what, Duration time, Predicate<DatabaseFailure> again, Supplier<T> attempt) {
		long start = System.nanoTime();
		boolean reconnected = false;
		for (int i = 1;; i++) {
			long begun = System.nanoTime();
			try {
				return attempt.get();
			}
			catch (RuntimeException ex) {
				DatabaseFailure failure = DatabaseFailure.of(ex);
				if (i == MOST || !again.test(failure)) {
					throw ex;
				}
				long millis = 0;
				if (failure == DatabaseFailure.UNREACHABLE) {
					if (reconnected || System.nanoTime() - begun > QUICK.toNanos()) {
						throw ex;
					}
					reconnected = true;
				}
				else {
					millis = pause(i);
				}
				if (time.minusNanos(System.nanoTime() - start).toMillis() <= millis) {
					throw ex;
				}
				log.warn("{} failed with {}; attempt {} of {} starts in {} ms", what, DatabaseFailure.code(ex), i + 1,
						MOST, millis);
				await(millis);
			}
		}
	}

	private static long pause(int attempt) {
		long longest = Math.min(LONGEST_PAUSE_MILLIS, 50L << attempt);
		return ThreadLocalRandom.current().nextLong(longest / 2, longest);
	}

	private void await(long millis) {
		try {
			this.pause.of(millis);
		}
		catch (InterruptedException ex) {
			throw interrupted();
		}
	}

	/**
	 * The error of a thread that was interrupted while it waited, because the server
	 * stops.
	 */
	public static RapportException interrupted() {
		Thread.currentThread().interrupt();
		return stopping();
	}

	static RapportException stopping() {
		return new RapportException(ErrorCode.UNAVAILABLE, "The server is stopping; try again later");
	}

}
