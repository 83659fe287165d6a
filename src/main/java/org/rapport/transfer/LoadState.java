package org.rapport.transfer;

import org.jspecify.annotations.Nullable;

/**
 * How far the load of a data set is, as the node of the data set says.
 *
 * @param dataset the name of the data set
 * @param known whether a load of the data set wrote anything before
 * @param owner the id of the load that has begun and not finished; null if there is none
 * @param live whether that load wrote a batch in the last seconds
 * @param written the number of elements that it has written
 * @param elements the number of elements that it has to write
 * @param intoEmpty whether it began in an empty graph, and only because it was empty
 */
record LoadState(String dataset, boolean known, @Nullable String owner, boolean live, long written, long elements,
		boolean intoEmpty) {

	/** Whether another load is writing this data set. */
	boolean isTaken(String load) {
		return this.live && this.owner != null && !this.owner.equals(load);
	}

	/** Whether an earlier load has begun and not finished. */
	boolean isUnfinished() {
		return this.owner != null;
	}

}
