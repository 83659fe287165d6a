package org.rapport.directory;

import org.rapport.graph.DayCypher;

/**
 * Cypher patterns for actors that act through others: from an actor to its bodies and
 * chapters, and from a part to the actors it acts for.
 */
public final class ActingCypher {

	/**
	 * The kinds of membership by which a part acts for the whole. It is the right side of
	 * a Cypher comparison.
	 */
	public static final String ACTING = "IN ['BODY', 'CHAPTER']";

	/**
	 * Pattern from a whole to the parts through which it acts. The caller appends a
	 * repetition, for example {0,8}. Binds the list {@code downVia}.
	 */
	public static final String DOWN = """
			((downWhole:Actor)<-[:IN]-(downVia:Membership)<-[:HAS]-(downPart:Actor)
			  WHERE downVia.kind %s AND {{downVia:Membership downWhole downPart}})""".formatted(ACTING);

	/**
	 * Pattern from a part to the wholes that act through it. The caller appends a
	 * repetition, for example {0,8}. Binds the list {@code upVia}.
	 */
	public static final String UP = """
			((upPart:Actor)-[:HAS]->(upVia:Membership)-[:IN]->(upWhole:Actor)
			  WHERE upVia.kind %s AND {{upVia:Membership upPart upWhole}})""".formatted(ACTING);

	private ActingCypher() {
	}

	/**
	 * Cypher condition: the actor is no unnamed group, which stands for some members of a
	 * network and is none itself.
	 */
	public static String isNamed(String actor) {
		return "coalesce(%s.kind, '') <> '%s'".formatted(actor, Organisation.UNNAMED_GROUP);
	}

	/**
	 * Cypher condition: the event can have been on a day of {@code way}, an entry that
	 * {@link Ways} makes.
	 */
	public static String on(String event) {
		return on(event + ".dateEarliest", event + ".dateLatest") + " AND " + onADayOf(event);
	}

	/**
	 * Cypher condition: the days of {@code way} are not all in a gap of the event's date.
	 */
	public static String onADayOf(String event) {
		return DayCypher.outsideGaps(event, "way.latestFrom", "way.earliestTo");
	}

	/**
	 * Cypher condition: the days that an event can have had lie in the bounds of
	 * {@code way}. Its gaps still decide.
	 * @param earliest the expression of the first day that the event can have had
	 * @param latest the expression of the last one
	 */
	public static String on(String earliest, String latest) {
		return """
				%1$s >= way.earliestFrom AND %1$s <= way.earliestTo
				  AND %2$s >= way.latestFrom AND %2$s <= way.latestTo""".formatted(earliest, latest);
	}

	/**
	 * Cypher condition: the state can have been in force on a day that the event can have
	 * had. Compares the bounds of both dates, and the gaps of the event's date.
	 */
	public static String together(String state, String event) {
		return "%1$s.startDateEarliest <= %2$s.dateLatest AND %1$s.endDateLatest >= %2$s.dateEarliest AND %3$s"
			.formatted(state, event,
					DayCypher.outsideGaps(event, state + ".startDateEarliest", state + ".endDateLatest"));
	}

}
