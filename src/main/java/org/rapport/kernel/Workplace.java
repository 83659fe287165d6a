package org.rapport.kernel;

import org.jspecify.annotations.Nullable;

/**
 * A thread's place among the requests that are worked on at the same time. The number of
 * places is limited. A thread gives its place back while it waits for another system.
 * Expensive work needs one of a smaller number of places.
 */
public abstract class Workplace {

	private static final ThreadLocal<@Nullable Workplace> CURRENT = new ThreadLocal<>();

	/**
	 * Gives the place back.
	 * @return false if the thread has to keep it
	 */
	protected abstract boolean leave();

	/** Takes the place again at once, without waiting. */
	protected abstract void takeAgain();

	/**
	 * Exchanges the place for one of those for expensive work.
	 * @return false if none is free; the work then starts over once one is
	 */
	protected abstract boolean exchangeForExpensive();

	/** Whether the work started over after it had waited for a place. */
	protected abstract boolean isBegunAgain();

	/** Whether the work was stopped and starts over later. */
	protected abstract boolean isPutOff();

	/** Gives this thread a place. It holds until {@link #clear()}. */
	public static void set(Workplace place) {
		CURRENT.set(place);
	}

	/** Removes the place of this thread. */
	public static void clear() {
		CURRENT.remove();
	}

	/** Whether the work of this thread started over after it had waited for a place. */
	public static boolean begunAgain() {
		Workplace place = CURRENT.get();
		return place != null && place.isBegunAgain();
	}

	/** Whether the work of this thread was stopped and starts over later. */
	public static boolean putOff() {
		Workplace place = CURRENT.get();
		return place != null && place.isPutOff();
	}

	/**
	 * Announces that the following work is expensive. Call this before any part of that
	 * work is done.
	 * @throws PutOff if no place for expensive work is free; the work starts over by
	 * itself once one is
	 */
	public static void beginExpensiveWork() {
		Workplace place = CURRENT.get();
		if (place != null && !place.exchangeForExpensive()) {
			throw new PutOff();
		}
	}

	/**
	 * Waits, and gives the place of this thread back meanwhile.
	 * @throws InterruptedException if the wait is interrupted
	 */
	public static <T> T leaveWhile(Wait<T> wait) throws InterruptedException {
		Workplace place = CURRENT.get();
		if (place == null || !place.leave()) {
			return wait.await();
		}
		try {
			return wait.await();
		}
		finally {
			place.takeAgain();
		}
	}

	/**
	 * A wait for another system.
	 *
	 * @param <T> the type of the result
	 */
	@FunctionalInterface
	public interface Wait<T> {

		/**
		 * Waits until the result is there.
		 * @throws InterruptedException if interrupted
		 */
		T await() throws InterruptedException;

	}

	/** Thrown to stop work that starts over once a place for expensive work is free. */
	public static final class PutOff extends RuntimeException {

		private PutOff() {
			super("Postponed until there is a place for expensive work", null, false, false);
		}

	}

}
