package org.rapport.engagement;

/** Whether bodies, chapters and representatives count as the actor they act for. */
enum RollUp {

	/** Only the actor's own participations. */
	OWN,
	/**
	 * Also the participations of its bodies and chapters on the day of the meeting, and
	 * of those who represented them.
	 */
	FULL

}
