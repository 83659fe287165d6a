package org.rapport.kernel;

/** The codes that tell clients why an act was not done. */
public enum UserErrorCode {

	/** A value does not have the required form. */
	INVALID,
	/**
	 * The record or fact that a value names does not exist, or the viewer may not see it.
	 */
	NOT_FOUND,
	/** The slug or the identifier cannot be used. */
	NOT_AVAILABLE,
	/** A fact would have no citation. */
	CITATION_NEEDED,
	/** Dates contradict each other. */
	DATES_DISAGREE,
	/** The date of something that happened lies in the future. */
	IN_THE_FUTURE,
	/** Something would be part of itself. */
	CIRCULAR,
	/** The element was changed after the version that the act names. */
	STALE,
	/** The viewer may not write at this visibility or in this circle. */
	NOT_CLEARED,
	/** The idempotency key was already used for a different act. */
	KEY_REUSED,
	/** The act contradicts recorded data. */
	CONFLICT

}
