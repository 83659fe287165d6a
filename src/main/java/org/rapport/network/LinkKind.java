package org.rapport.network;

/** What links two members of a network. */
enum LinkKind {

	/** A meeting in which both took part or were represented. */
	MEETING,
	/** A person who held a role in both at a time. */
	PERSON,
	/** Something that both endorsed and whose endorsements stand. */
	ENDORSEMENT,
	/** An initiative that both pursue. */
	INITIATIVE

}
