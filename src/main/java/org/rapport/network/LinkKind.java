package org.rapport.network;

/** The kinds of thing that link two members of a network. */
enum LinkKind {

	/** A meeting in which both took part or were represented. */
	MEETING,
	/** A person who held a role in both at the same time. */
	PERSON,
	/**
	 * A document or initiative that both endorsed, where neither endorsement is
	 * withdrawn.
	 */
	ENDORSEMENT,
	/** An initiative that both lead, host, issue or present. */
	INITIATIVE,
	/**
	 * An organisation or government other than the network, of which both were members at
	 * the same time.
	 */
	GROUP

}
