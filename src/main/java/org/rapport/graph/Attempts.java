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
 * Tries something again after a failure of the database that passes: a bounded number of
 * times, with pauses that grow, within the time of whoever asks.
 */
final class Attempts {

	private static final Logger log = LoggerFactory.getLogger(Attempts.class);

	private static final int MOST = 10;

	private static final long LONGEST_PAUSE_MILLIS = 2_000;

	/**
	 * A longer failure to connect says that nobody answers, and would only come again.
	 */
	private static final Duration QUICK = Duration.ofSeconds(1);

	private final Pause pause;

	Attempts() {
		this(Thread::sleep);
	}

	Attempts(Pause pause) {
		this.pause = pause;
	}

	/** How to wait, so that tests need not. */
	@FunctionalInterface
	interface Pause {

		void of(long millis) throws InterruptedException;

	}

	/** Tries again what passes, and once at once what may be a stale connection. */
	<T> T run(String what, Duration time, Supplier<T> attempt) {
		return run(what, time,
				(failure) -> failure == DatabaseFailure.PASSING || failure == DatabaseFailure.UNREACHABLE, attempt);
	}

	/**
	 * Tries again.
	 * @param what what is tried, for the log
	 * @param time how long all attempts and pauses may take; no attempt is begun later
	 * @param again after which failures; after a broken connection once at most, and at
	 * once
	 * @param attempt one attempt
	 * @throws RuntimeException what the last attempt threw
	 */
	<T> T run(String what, Duration time, Predicate<DatabaseFailure> again, Supplier<T> attempt) {
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
				log.info("{} failed by {}; attempt {} of {} begins in {} ms", what, DatabaseFailure.code(ex), i + 1,
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

	/** What a thread says that was told to stop while it waited. */
	static RapportException interrupted() {
		Thread.currentThread().interrupt();
		return stopping();
	}

	static RapportException stopping() {
		return new RapportException(ErrorCode.UNAVAILABLE, "The server is stopping; try again later");
	}

}
