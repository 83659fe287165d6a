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

	private final int cheap;

	private final Duration patience;

	Admission(Limits limits) {
		this.room = new Semaphore(limits.costAtOnce());
		this.cheap = limits.cheap();
		this.patience = limits.patience();
	}

	/**
	 * Waits a moment for room.
	 * @return how much of the room the operation takes until it is given back with
	 * {@link #leave}; 0 for a cheap one
	 * @throws RapportException with the code BUSY if there is none
	 */
	int enter(int cost) {
		if (cost <= this.cheap) {
			return 0;
		}
		try {
			if (this.room.tryAcquire(cost, this.patience.toNanos(), TimeUnit.NANOSECONDS)) {
				return cost;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw new RapportException("BUSY", "Too many expensive operations are being answered; try again in a moment, "
				+ "or ask for less: one that costs " + this.cheap + " or less is always let in");
	}

	void leave(int taken) {
		this.room.release(taken);
	}

}
