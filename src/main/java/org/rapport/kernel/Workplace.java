package org.rapport.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The place of a thread among those that are worked on at the same time. Whoever waits
 * for somebody else leaves it meanwhile, and whoever takes much goes to the few places
 * that there are for expensive work.
 */
public abstract class Workplace {

	private static final ThreadLocal<@Nullable Workplace> CURRENT = new ThreadLocal<>();

	/** Leaves it: false if it has to be kept. */
	protected abstract boolean leave();

	/** Takes it again, at once. */
	protected abstract void takeAgain();

	/**
	 * Exchanges it for one of the places for expensive work: false if none is free, and
	 * the work is begun again when one is.
	 */
	protected abstract boolean exchangeForExpensive();

	/** Whether the work was begun before, and waited for a place since. */
	protected abstract boolean isBegunAgain();

	/** Whether the work was stopped, to be begun again later. */
	protected abstract boolean isPutOff();

	/** Gives this thread a place until {@link #clear()}. */
	public static void set(Workplace place) {
		CURRENT.set(place);
	}

	/** This thread has no place any more. */
	public static void clear() {
		CURRENT.remove();
	}

	/** Whether what this thread works on was begun before, and waited since. */
	public static boolean begunAgain() {
		Workplace place = CURRENT.get();
		return place != null && place.isBegunAgain();
	}

	/** Whether what this thread worked on is to be begun again later. */
	public static boolean putOff() {
		Workplace place = CURRENT.get();
		return place != null && place.isPutOff();
	}

	/**
	 * What follows is expensive, and nothing of it is done yet.
	 * @throws PutOff if it has to be begun again later, which then happens by itself
	 */
	public static void beginExpensiveWork() {
		Workplace place = CURRENT.get();
		if (place != null && !place.exchangeForExpensive()) {
			throw new PutOff();
		}
	}

	/**
	 * Waits without a place, if this thread has one.
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
	 * Something that is waited for.
	 *
	 * @param <T> what comes of it
	 */
	@FunctionalInterface
	public interface Wait<T> {

		/**
		 * Waits.
		 * @throws InterruptedException if interrupted
		 */
		T await() throws InterruptedException;

	}

	/** The work stops here, and is begun again when there is a place for it. */
	public static final class PutOff extends RuntimeException {

		private PutOff() {
			super("Put off until there is a place for expensive work", null, false, false);
		}

	}

}
