package org.rapport.access;

/**
 * What a viewer may do beyond reading. The viewer's clearance decides on which elements.
 */
public enum Permission {

	/** Record new records and facts, and correct recorded ones. */
	RECORD,

	/**
	 * Retract and restore. Viewers who also see everything may merge actors and undo
	 * merges.
	 */
	CURATE,

	/**
	 * Issue and revoke tokens. Viewers who also see everything may erase, and read the
	 * server's health details and metrics.
	 */
	ADMINISTER

}
