package org.rapport.transfer;

import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.rapport.transfer.mapping.Completeness;

/**
 * What a file says about elements of its data set that it does not state.
 *
 * @param complete of which rows the files are the whole
 * @param files the names of the files
 * @param retracts whether elements go that none of these rows makes any more
 * @param spared the ids of elements that stay all the same, because a row with an error
 * is about them
 */
record ReleaseScope(Completeness complete, Set<String> files, boolean retracts, Set<String> spared) {

	/** They stay. */
	static final ReleaseScope NONE = new ReleaseScope(Completeness.NOTHING, Set.of(), false, Set.of());

	/** They are retracted. */
	static final ReleaseScope EVERYTHING = new ReleaseScope(Completeness.EVERYTHING, Set.of(), true, Set.of());

	ReleaseScope {
		files = Set.copyOf(files);
		spared = Set.copyOf(spared);
	}

	/**
	 * Whether only some rows of the data set are complete. The others keep what they have
	 * made, and are cited for it.
	 */
	boolean isPart() {
		return !this.complete.isNothing() && !this.complete.isEverything();
	}

	/** Whether a row of an earlier load would have to be in these files, too. */
	boolean has(String file, Function<String, @Nullable String> cells) {
		return this.complete.has(this.files, file, cells);
	}

}
