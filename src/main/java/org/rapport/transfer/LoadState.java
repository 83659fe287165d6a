package org.rapport.transfer;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Hiding;

/**
 * How far the load of a data set is, as the node of the data set says.
 *
 * @param dataset the name of the data set
 * @param known whether a load of the data set wrote anything before
 * @param hiding from whom the data set is hidden
 * @param secret the secret of its ids; null if they have none
 * @param owner the id of the load that has begun and not finished; null if there is none
 * @param live whether that load wrote a batch in the last seconds
 * @param written the number of elements that it has written
 * @param elements the number of elements that it has to write
 * @param intoEmpty whether it began in an empty graph, and only because it was empty
 * @param acts the ids of its acts: several if it took the place of one that had stopped
 * @param lastActs the ids of the acts of the last load that finished and wrote anything;
 * empty if it was taken back
 */
record LoadState(String dataset, boolean known, Hiding hiding, @Nullable String secret, @Nullable String owner,
		boolean live, long written, long elements, boolean intoEmpty, List<String> acts, List<String> lastActs) {

	LoadState {
		acts = List.copyOf(acts);
		lastActs = List.copyOf(lastActs);
	}

	/** The state of a data set of which no load wrote anything. */
	static LoadState unknown(String dataset) {
		return new LoadState(dataset, false, Hiding.NONE, null, null, false, 0, 0, false, List.of(), List.of());
	}

	/**
	 * The ids of what the data set states. They have a secret if the data set is not
	 * public when it is loaded first. One that was loaded before keeps its ids.
	 * @param first from whom it is hidden if it was not loaded before
	 */
	DatasetIds ids(Hiding first) {
		if (this.known) {
			return new DatasetIds(this.dataset, this.secret);
		}
		return first.equals(Hiding.NONE) ? DatasetIds.plain(this.dataset) : DatasetIds.secret(this.dataset);
	}

	/** Whether another load is writing this data set. */
	boolean isTaken(String load) {
		return this.live && this.owner != null && !this.owner.equals(load);
	}

	/**
	 * The ids of the acts to take back: those of a load that stopped, or of the last one.
	 */
	List<String> undoable() {
		return isUnfinished() ? this.acts : this.lastActs;
	}

	/**
	 * The ids of the acts of a load that begins now. It takes the place of one that
	 * stopped.
	 */
	List<String> actsWith(String load) {
		List<String> all = new ArrayList<>(isUnfinished() ? this.acts : List.of());
		if (!all.contains(load)) {
			all.add(load);
		}
		return all;
	}

	/** Whether an earlier load has begun and not finished. */
	boolean isUnfinished() {
		return this.owner != null;
	}

}
