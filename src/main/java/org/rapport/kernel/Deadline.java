package org.rapport.kernel;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The time by which an operation must be answered. It is kept in a thread-local variable,
 * so that code at any depth can read it.
 */
public final class Deadline {

	private static final ThreadLocal<@Nullable Deadline> CURRENT = new ThreadLocal<>();

	private final long nanoTime;

	private Deadline(long nanoTime) {
		this.nanoTime = nanoTime;
	}

	/** The deadline that ends after this time, counted from now. */
	public static Deadline in(Duration time) {
		return new Deadline(System.nanoTime() + time.toNanos());
	}

	/** The deadline of this thread; null if it has none. */
	public static @Nullable Deadline current() {
		return CURRENT.get();
	}

	/** Sets the deadline of this thread. It holds until {@link #clear()}. */
	public static void set(Deadline deadline) {
		CURRENT.set(deadline);
	}

	/** Removes the deadline of this thread. */
	public static void clear() {
		CURRENT.remove();
	}

	/** The time that is left; zero after the deadline. */
	public Duration remaining() {
		return Duration.ofNanos(Math.max(0, this.nanoTime - System.nanoTime()));
	}

	public boolean hasPassed() {
		return remaining().isZero();
	}

}
