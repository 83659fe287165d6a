package org.rapport.endorsement;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Element;

/**
 * The derivations that led to a document or initiative, and those that followed from it.
 *
 * @param root the document or initiative, or null if the lens does not show it
 * @param steps the derivations, nearest to the root first, each once
 * @param truncated true if the chain is longer than {@code steps} shows
 */
record EndorsementChain(@Nullable Element root, List<ChainStep> steps, boolean truncated) {

	/**
	 * One derivation of a chain.
	 *
	 * @param depth the number of derivations from the root, from 1
	 * @param direction the direction from the root
	 * @param derivation the derivation
	 * @param farId the id of the end away from the root, where the chain continues. For
	 * an ask it is the id of its document, for an endorsement that of the endorsed
	 * record.
	 */
	record ChainStep(int depth, Direction direction, Derivation derivation, String farId) {

		public Element earlier() {
			return this.derivation.earlier();
		}

	}

	/** The direction of a step, seen from the root. */
	enum Direction {

		/** To something earlier that led to the root. */
		UPSTREAM,
		/** To something later that followed from the root. */
		DOWNSTREAM

	}

}
