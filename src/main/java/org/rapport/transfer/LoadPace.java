package org.rapport.transfer;

import java.time.Duration;

/**
 * How many elements a load writes in one batch. Others who write wait for the end of a
 * batch, so a batch that took long is followed by a smaller one. While others write,
 * batches are short.
 */
final class LoadPace {

	/** The most elements of a batch, if no unit is larger. */
	static final int MOST = 1_000;

	/**
	 * A batch has some fifteen statements, however few elements it has. Where these alone
	 * take too long, still smaller batches would not help anybody.
	 */
	private static final int LEAST = 200;

	private static final int LEAST_BESIDE_OTHERS = 50;

	/** Batches stay below half a second if they aim at less. */
	private static final Duration ALONE = Duration.ofMillis(350);

	private static final Duration BESIDE_OTHERS = Duration.ofMillis(120);

	/** For so many batches a writer is expected to come again. */
	private static final int EXPECTED = 20;

	private final int most;

	private int size;

	private int expecting;

	LoadPace(int most) {
		this.most = most;
		this.size = Math.min(LEAST, most);
	}

	/** The number of elements for the next batch. */
	int size() {
		return this.size;
	}

	/**
	 * Takes into account how long a batch took. One slow batch halves the next one at
	 * most, because the first ones also wait for the database to plan its statements.
	 * @param awaited whether another writer waited for its end
	 */
	void took(int elements, Duration time, boolean awaited) {
		this.expecting = awaited ? EXPECTED : Math.max(0, this.expecting - 1);
		boolean beside = this.expecting > 0;
		Duration aim = beside ? BESIDE_OTHERS : ALONE;
		int least = Math.min(beside ? LEAST_BESIDE_OTHERS : LEAST, this.most);
		double fitting = elements * (double) aim.toMillis() / Math.max(1, time.toMillis());
		double next = Math.max(this.size / 2.0, Math.min(this.size * 2.0, fitting));
		this.size = (int) Math.min(this.most, Math.max(least, next));
	}

}
