package org.rapport.identity;

import java.util.List;

import org.rapport.kernel.Element;

/**
 * Two records that may be of one actor.
 *
 * @param one the one with the smaller id
 * @param other the other
 * @param score how much speaks for it, 0 to 1
 * @param reasons what speaks for it, and what against
 */
public record PossibleDuplicate(Element one, Element other, double score, List<DuplicateReason> reasons) {

	/**
	 * Something that speaks for it or against it.
	 *
	 * @param kind what it is
	 * @param message one sentence about it
	 */
	public record DuplicateReason(ReasonKind kind, String message) {

		/** What speaks for it or against it. */
		public enum ReasonKind {

			/** Their names are alike. */
			NAME,
			/** One identifier names both. */
			IDENTIFIER,
			/** They share meetings, bodies, or what they endorsed. */
			RELATIONS,
			/** They have different identifiers in one scheme, which speaks against it. */
			IDENTIFIERS_DIFFER

		}

	}

}
