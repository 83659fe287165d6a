package org.rapport.endpoint;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A limited number of places to work on requests, shared fairly: the next free place goes
 * to the waiting caller that has the fewest. Requests wait without a thread.
 */
public final class Places {

	/** One caller may use this part of the waiting list: one quarter. */
	private static final int PARTS = 4;

	private final int all;

	private final int perCaller;

	private final int mostWaiting;

	private final int mostAway;

	/** The caller whose last place is longest ago comes first. */
	private final Map<String, Share> shares = new LinkedHashMap<>();

	private int taken;

	private int waiting;

	private int away;

	/**
	 * Creates the places.
	 * @param all their number
	 * @param perCaller the most that one caller may have
	 * @param mostWaiting the most requests that may wait
	 * @param mostAway the most places that may be given back for a while
	 */
	public Places(int all, int perCaller, int mostWaiting, int mostAway) {
		this.all = all;
		this.perCaller = perCaller;
		this.mostWaiting = mostWaiting;
		this.mostAway = mostAway;
	}

	/**
	 * Takes a place if one is free for this caller and the caller has no earlier request
	 * waiting.
	 * @return whether it was taken
	 */
	public synchronized boolean enter(String caller) {
		Share share = this.shares.get(caller);
		int had = (share != null) ? share.taken : 0;
		if (this.taken >= this.all || had >= this.perCaller || (share != null && !share.waiting.isEmpty())) {
			return false;
		}
		take(caller, (share != null) ? share : new Share());
		return true;
	}

	/**
	 * Takes a place, or waits for one.
	 * @param ready runs once when the place is taken, on this thread or on the thread
	 * that gave up the place
	 * @return false if too many requests wait
	 */
	boolean await(String caller, Runnable ready) {
		if (enter(caller)) {
			ready.run();
			return true;
		}
		synchronized (this) {
			Share share = this.shares.get(caller);
			int waits = (share != null) ? share.waiting.size() : 0;
			if (this.waiting >= this.mostWaiting || waits >= this.mostWaiting / PARTS) {
				return false;
			}
			this.waiting++;
			this.shares.computeIfAbsent(caller, (name) -> new Share()).waiting.add(ready);
		}
		// A place may have become free in between.
		next();
		return true;
	}

	/**
	 * Stops waiting.
	 * @return false if the request already has a place
	 */
	synchronized boolean giveUp(String caller, Runnable ready) {
		Share share = this.shares.get(caller);
		if (share == null || !share.waiting.remove(ready)) {
			return false;
		}
		this.waiting--;
		forgetIdle(caller, share);
		return true;
	}

	/** Gives a place back. */
	public void leave(String caller) {
		synchronized (this) {
			Share share = this.shares.get(caller);
			if (share == null || share.taken == 0) {
				throw new IllegalStateException("There is no place to leave");
			}
			share.taken--;
			this.taken--;
			forgetIdle(caller, share);
		}
		next();
	}

	/**
	 * Gives a place back for a while; its thread continues.
	 * @return false if too many places are already given back for a while
	 */
	boolean leaveForAWhile(String caller) {
		synchronized (this) {
			if (this.away >= this.mostAway) {
				return false;
			}
			this.away++;
		}
		leave(caller);
		return true;
	}

	/** Takes the place again at once, even if none is free. */
	synchronized void comeBack(String caller) {
		this.away--;
		Share share = this.shares.get(caller);
		take(caller, (share != null) ? share : new Share());
	}

	private void next() {
		Runnable ready = pollNext();
		if (ready != null) {
			ready.run();
		}
	}

	private synchronized @Nullable Runnable pollNext() {
		if (this.waiting == 0 || this.taken >= this.all) {
			return null;
		}
		Map.Entry<String, Share> fewest = null;
		for (Map.Entry<String, Share> entry : this.shares.entrySet()) {
			Share share = entry.getValue();
			if (!share.waiting.isEmpty() && share.taken < this.perCaller
					&& (fewest == null || share.taken < fewest.getValue().taken)) {
				fewest = entry;
			}
		}
		if (fewest == null) {
			return null;
		}
		Runnable ready = fewest.getValue().waiting.remove();
		this.waiting--;
		take(fewest.getKey(), fewest.getValue());
		return ready;
	}

	private void take(String caller, Share share) {
		share.taken++;
		this.taken++;
		this.shares.remove(caller);
		this.shares.put(caller, share);
	}

	private void forgetIdle(String caller, Share share) {
		if (share.taken == 0 && share.waiting.isEmpty()) {
			this.shares.remove(caller);
		}
	}

	/** The places that one caller has, and its waiting requests. */
	private static final class Share {

		private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();

		private int taken;

	}

}
