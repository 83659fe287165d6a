package org.rapport.directory;

/** How a question selects the actors of one of its sides. */
public enum Selecting {

	/** The actors with certain ids. */
	ACTORS,
	/** The members of a network on the day of the event. */
	MEMBERS,
	/** The bodies of a government on the day of the event. */
	BODIES

}
