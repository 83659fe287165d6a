package org.rapport.transfer;

import java.util.Set;

/**
 * What a file says about elements of its data set that it does not state.
 *
 * @param everything whether the file is the whole data set, so that they are retracted
 * @param spared the ids of elements that stay all the same, because a row with an error
 * is about them
 */
record ReleaseScope(boolean everything, Set<String> spared) {

	/** They stay. */
	static final ReleaseScope NONE = new ReleaseScope(false, Set.of());

	/** They are retracted. */
	static final ReleaseScope EVERYTHING = new ReleaseScope(true, Set.of());

	ReleaseScope {
		spared = Set.copyOf(spared);
	}

}
