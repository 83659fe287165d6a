package org.rapport.kernel;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * When the answer to a question must be there at the latest. Whoever works on the answer
 * finds it on the thread, whatever the question was.
 */
public final class Deadline {

	private static final ThreadLocal<@Nullable Deadline> CURRENT = new ThreadLocal<>();

	private final long nanoTime;

	private Deadline(long nanoTime) {
		this.nanoTime = nanoTime;
	}

	/** The moment that lies so far ahead. */
	public static Deadline in(Duration time) {
		return new Deadline(System.nanoTime() + time.toNanos());
	}

	/** What this thread works against; null if it may take its time. */
	public static @Nullable Deadline current() {
		return CURRENT.get();
	}

	/** Puts this thread under a deadline until {@link #clear()}. */
	public static void set(Deadline deadline) {
		CURRENT.set(deadline);
	}

	/** Lets this thread take its time again. */
	public static void clear() {
		CURRENT.remove();
	}

	/** How much time is left; zero once it has passed. */
	public Duration remaining() {
		return Duration.ofNanos(Math.max(0, this.nanoTime - System.nanoTime()));
	}

	public boolean hasPassed() {
		return remaining().isZero();
	}

}
