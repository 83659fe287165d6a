package org.rapport.directory;

/**
 * Cypher for who acts through whom: the bodies and chapters of an actor, and the wholes
 * that it acts for.
 */
public final class ActingCypher {

	/**
	 * The kinds of membership by which a part acts for the whole, as the end of a
	 * comparison.
	 */
	public static final String ACTING = "IN ['BODY', 'CHAPTER']";

	/**
	 * From a whole to the parts through which it acts; a count such as {0,8} follows.
	 * Binds the list {@code downVia}.
	 */
	public static final String DOWN = """
			((downWhole:Actor)<-[:IN]-(downVia:Membership)<-[:HAS]-(downPart:Actor)
			  WHERE downVia.kind %s AND {{downVia downWhole downPart}})""".formatted(ACTING);

	/**
	 * From a part to the wholes that act through it; a count such as {0,8} follows. Binds
	 * the list {@code upVia}.
	 */
	public static final String UP = """
			((upPart:Actor)-[:HAS]->(upVia:Membership)-[:IN]->(upWhole:Actor)
			  WHERE upVia.kind %s AND {{upVia upPart upWhole}})""".formatted(ACTING);

	private ActingCypher() {
	}

	/** Whether a state can have been in force on a day of an event. */
	public static String together(String state, String event) {
		return "%1$s.fromEarliest <= %2$s.dateLatest AND %1$s.toLatest >= %2$s.dateEarliest".formatted(state, event);
	}

}
