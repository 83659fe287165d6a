package org.rapport.identity;

import java.time.OffsetDateTime;
import java.util.List;

import org.rapport.kernel.Element;

/**
 * Two records that may describe the same actor or meeting.
 *
 * @param one the record with the smaller id
 * @param other the other record
 * @param score how likely they are the same, 0 to 1
 * @param reasons the evidence for and against
 * @param foundAt when Rapport found the first of them that the viewer sees
 */
public record PossibleDuplicate(Element one, Element other, double score, List<DuplicateReason> reasons,
		OffsetDateTime foundAt) {

	/**
	 * One piece of evidence.
	 *
	 * @param kind the kind of evidence
	 * @param message one sentence about it
	 */
	public record DuplicateReason(ReasonKind kind, String message) {

		/** The kinds of evidence. */
		public enum ReasonKind {

			/** Their names or titles are alike. */
			NAME,
			/** Both have the same identifier in one scheme. */
			IDENTIFIER,
			/** They share meetings, bodies or endorsed things. */
			RELATIONS,
			/**
			 * They have different identifiers in one scheme. This is evidence against.
			 */
			IDENTIFIERS_DIFFER,
			/** A row of a data set tells of one of them. */
			DATASET

		}

	}

}
