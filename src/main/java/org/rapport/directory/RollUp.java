package org.rapport.directory;

/** Whether an actor's answers include those of its parts: its bodies and chapters. */
public enum RollUp {

	/** Only the actor itself. */
	OWN,
	/** Also its parts on the day of the event. */
	FULL

}
