package org.rapport.endpoint;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A number of places, shared fairly: whoever has the fewest gets the next one that is
 * free. Nobody who waits keeps a thread.
 */
final class Places {

	/** One caller waits with no more than one of so many parts of all that may wait. */
	private static final int PARTS = 4;

	private final int all;

	private final int perCaller;

	private final int mostWaiting;

	private final int mostAway;

	/** In the order in which they got their last place: the longest ago comes first. */
	private final Map<String, Share> shares = new LinkedHashMap<>();

	private int taken;

	private int waiting;

	private int away;

	/**
	 * Places.
	 * @param all how many there are
	 * @param perCaller the most that one caller has
	 * @param mostWaiting the most that wait
	 * @param mostAway the most that leave theirs for a while
	 */
	Places(int all, int perCaller, int mostWaiting, int mostAway) {
		this.all = all;
		this.perCaller = perCaller;
		this.mostWaiting = mostWaiting;
		this.mostAway = mostAway;
	}

	/** Takes a place if one is free, and nobody waits for it. */
	synchronized boolean enter(String caller) {
		Share share = this.shares.get(caller);
		int had = (share != null) ? share.taken : 0;
		if (this.taken >= this.all || had >= this.perCaller || (share != null && !share.waiting.isEmpty())) {
			return false;
		}
		take(caller, (share != null) ? share : new Share());
		return true;
	}

	/**
	 * Waits for a place. It may be free already.
	 * @param ready told, once, that the place is taken: on the thread of whoever left it,
	 * or on this one
	 * @return whether it waits, or has a place: false if too many wait
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
		// One may have been left in between.
		next();
		return true;
	}

	/** Waits no more: false if it has a place already. */
	synchronized boolean giveUp(String caller, Runnable ready) {
		Share share = this.shares.get(caller);
		if (share == null || !share.waiting.remove(ready)) {
			return false;
		}
		this.waiting--;
		forgetIdle(caller, share);
		return true;
	}

	/** Leaves a place. */
	void leave(String caller) {
		synchronized (this) {
			Share share = this.shares.get(caller);
			if (share == null || share.taken == 0) {
				throw new IllegalStateException("Nobody is there to leave");
			}
			share.taken--;
			this.taken--;
			forgetIdle(caller, share);
		}
		next();
	}

	/**
	 * Leaves a place for a while, keeping the thread.
	 * @return whether it is left: false if too many are away
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

	/** Takes a place again, at once, even if none is free. */
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

	/** What one caller has, and waits for. */
	private static final class Share {

		private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();

		private int taken;

	}

}
