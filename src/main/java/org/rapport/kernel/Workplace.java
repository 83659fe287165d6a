package org.rapport.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The place of a thread among those that are worked on at the same time. Whoever waits
 * for somebody else leaves it meanwhile, so that only work takes places.
 */
public abstract class Workplace {

	private static final ThreadLocal<@Nullable Workplace> CURRENT = new ThreadLocal<>();

	/** Leaves it: false if it has to be kept. */
	protected abstract boolean leave();

	/** Takes it again, at once. */
	protected abstract void takeAgain();

	/** Gives this thread a place until {@link #clear()}. */
	public static void set(Workplace place) {
		CURRENT.set(place);
	}

	/** This thread has no place any more. */
	public static void clear() {
		CURRENT.remove();
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

}
