package org.rapport.endorsement;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Element;
import org.rapport.kernel.ListOwner;
import org.rapport.kernel.Parent;

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
	record ChainStep(int depth, Direction direction, Derivation derivation, String farId) implements ListOwner {

		/**
		 * The end whose endorsements the step shows. The chain continues at the endorsed
		 * record, but they are about the later end of the step. If that is an
		 * endorsement, nobody endorses it.
		 */
		@Override
		public Parent owner() {
			return Parent.of((this.direction == Direction.DOWNSTREAM) ? this.derivation.laterId() : this.farId);
		}

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
