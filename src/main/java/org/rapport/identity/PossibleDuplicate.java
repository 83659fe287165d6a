package org.rapport.identity;

import java.util.List;

import org.rapport.kernel.Element;

/**
 * Two records that may describe the same actor.
 *
 * @param one the record with the smaller id
 * @param other the other record
 * @param score how likely they are the same, 0 to 1
 * @param reasons the evidence for and against
 */
public record PossibleDuplicate(Element one, Element other, double score, List<DuplicateReason> reasons) {

	/**
	 * One piece of evidence.
	 *
	 * @param kind the kind of evidence
	 * @param message one sentence about it
	 */
	public record DuplicateReason(ReasonKind kind, String message) {

		/** The kinds of evidence. */
		public enum ReasonKind {

			/** Their names are alike. */
			NAME,
			/** Both have the same identifier in one scheme. */
			IDENTIFIER,
			/** They share meetings, bodies or endorsed things. */
			RELATIONS,
			/**
			 * They have different identifiers in one scheme. This is evidence against.
			 */
			IDENTIFIERS_DIFFER

		}

	}

}
