package org.rapport.access;

/**
 * What a viewer may do beyond reading. What it may be done to, the viewer's clearance
 * says.
 */
public enum Permission {

	/** Record what is new, and correct what is recorded. */
	RECORD,

	/** Retract, restore, merge and take a merge back. */
	CURATE,

	/**
	 * Issue and revoke tokens, erase, take the graph out, and read what the server tells
	 * of itself, the latter for those who see everything.
	 */
	ADMINISTER

}
