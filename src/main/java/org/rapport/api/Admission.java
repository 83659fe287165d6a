package org.rapport.api;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.rapport.kernel.RapportException;

/**
 * Lets expensive operations in as long as all that are being answered together cost no
 * more than they may, so that cheap ones go on being answered.
 */
final class Admission {

	private final Semaphore room;

	private final int most;

	private final int cheap;

	private final Duration patience;

	Admission(Limits limits) {
		this.room = new Semaphore(limits.costAtOnce());
		this.most = limits.cost();
		this.cheap = limits.cheap();
		this.patience = limits.patience();
	}

	/**
	 * Waits a moment for room: as much as the operation costs, and for each of its fields
	 * whose work its cost does not tell at least as much as a cheap one may cost.
	 * @param cost what it costs
	 * @param wideFields how many of its fields may read far more than they return
	 * @return how much of the room the operation takes until it is given back with
	 * {@link #leave}; 0 for a cheap one
	 * @throws RapportException with the code BUSY if there is none
	 */
	int enter(int cost, int wideFields) {
		if (cost <= this.cheap && wideFields == 0) {
			return 0;
		}
		int room = Math.max(cost, (int) Math.min(this.most, (long) this.cheap * wideFields));
		try {
			if (this.room.tryAcquire(room, this.patience.toNanos(), TimeUnit.NANOSECONDS)) {
				return room;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw new RapportException("BUSY", "Too many expensive operations are being answered; try again in a moment, "
				+ "or ask for less: one that costs " + this.cheap
				+ " or less, computes nothing and neither filters, orders nor counts a whole kind is always let in");
	}

	void leave(int taken) {
		this.room.release(taken);
	}

}
