package org.rapport.engagement;

/** Whether those who act for an actor count as the actor. */
enum RollUp {

	/** Only the actor's own participations. */
	NONE,
	/**
	 * Also those of its bodies and chapters on the day of the meeting, and of those who
	 * took part representing them.
	 */
	FULL

}
