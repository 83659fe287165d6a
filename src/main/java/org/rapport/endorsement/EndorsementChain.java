package org.rapport.endorsement;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Element;

/**
 * What led to a document or initiative and what came of it, derivation by derivation.
 *
 * @param root where the chain was asked from, or null if the lens shows no such thing
 * @param steps the derivations, nearest to the root first; each stands once
 * @param truncated whether the chain goes on beyond what was followed
 */
record EndorsementChain(@Nullable Element root, List<ChainStep> steps, boolean truncated) {

	/**
	 * One derivation of a chain.
	 *
	 * @param depth how many derivations it is away from the root, from 1
	 * @param direction whether it leads to what came before the root, or to what came of
	 * it
	 * @param derivation the derivation
	 * @param farId the id of the end that is further from the root, from which the chain
	 * goes on; of an ask, the id of its document, of an endorsement, of what it endorses
	 */
	record ChainStep(int depth, Direction direction, Derivation derivation, String farId) {

		public Element from() {
			return this.derivation.from();
		}

	}

	/** Which way a step leads from the root. */
	enum Direction {

		/** To what led to it. */
		UPSTREAM,
		/** To what came of it. */
		DOWNSTREAM

	}

}
