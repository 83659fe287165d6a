package org.rapport.kernel;

/** Why an act was not done, as clients branch on it. */
public enum UserErrorCode {

	/** The value does not have the form that it must have. */
	INVALID,
	/** What it names is not there, or nothing that the viewer may see. */
	NOT_FOUND,
	/** A slug or an identifier cannot be had. */
	NOT_AVAILABLE,
	/** A fact would stand without a citation. */
	CITATION_NEEDED,
	/** Dates contradict each other. */
	DATES_DISAGREE,
	/** What is said to have happened lies in the future. */
	IN_THE_FUTURE,
	/** Something would be a part of itself. */
	CIRCULAR,
	/** It was changed since the version that the act expects. */
	STALE,
	/** The viewer may not write at this visibility or in this circle. */
	NOT_CLEARED,
	/** The idempotency key was used for something else. */
	KEY_REUSED,
	/** It contradicts what is recorded. */
	CONFLICT

}
