package org.rapport.graph;

/**
 * Cypher for days: where an element stands in an order by day, and whether an event can
 * have happened on certain days. Dates keep their stored bounds. The gaps of a set of
 * days, such as 11 or 13 June, decide in addition.
 */
public final class DayCypher {

	/** The day of an element without a date. In the graph, it is before every date. */
	public static final String UNDATED = "date('0000-01-01')";

	/** The earliest day of an element with a date. */
	static final String FIRST = "date('0001-01-01')";

	/** The day of an element without a date in an ascending order, after every date. */
	static final String LAST = "date('+10000-01-01')";

	private DayCypher() {
	}

	/**
	 * The day at which a date stands in an order: its earliest day, or {@link #UNDATED}
	 * if it has neither an earliest nor a latest day.
	 * @param date the variable and the name of the date, for example {@code f.startDate}
	 */
	public static String of(String date) {
		return "CASE WHEN %1$sEarliest = %2$s AND %1$sLatest = date('9999-12-31') THEN %3$s ELSE %1$sEarliest END"
			.formatted(date, FIRST, UNDATED);
	}

	/** The same day, but after all others if there is no date. */
	public static String undatedLast(String day) {
		return "CASE WHEN %1$s < %2$s THEN %3$s ELSE %1$s END".formatted(day, FIRST, LAST);
	}

	/**
	 * Condition: the event may have happened during {@code $during}, a list of the first
	 * and the last day. If the time has gaps, the first and last day of each of its parts
	 * follow.
	 */
	public static String during(String event) {
		return "%1$s.dateEarliest <= $during::LIST<DATE>[1] AND %1$s.dateLatest >= $during[0] AND %2$s".formatted(event,
				exactlyDuring(event));
	}

	/** The same for events whose bounds meet {@code $during}: only the gaps decide. */
	public static String exactlyDuring(String event) {
		return """
				((size($during) = 2 AND %1$s.lensGaps IS NULL) OR any(piece IN range(CASE size($during) WHEN 2 THEN 0 ELSE 2 END,
				  size($during) - 2, 2) WHERE %1$s.dateEarliest <= $during[piece + 1] AND %1$s.dateLatest >= $during[piece]
				  AND %2$s))"""
			.formatted(event, outsideGaps(event, "$during[piece]", "$during[piece + 1]"));
	}

	/**
	 * Condition: the state may have been in force during {@code $during}, a list as in
	 * {@link #during}.
	 */
	public static String inForceDuring(String state) {
		return """
				%1$s.startDateEarliest <= $during::LIST<DATE>[1] AND %1$s.endDateLatest >= $during[0]
				  AND (size($during) = 2 OR any(piece IN range(2, size($during) - 2, 2)
				    WHERE %1$s.startDateEarliest <= $during[piece + 1] AND %1$s.endDateLatest >= $during[piece]))"""
			.formatted(state);
	}

	/**
	 * Condition: the days from one to another are not all in one gap of the event's date.
	 * If the bounds of the date meet these days, the event can have happened on one of
	 * them.
	 */
	public static String outsideGaps(String event, String from, String to) {
		return """
				(%1$s.lensGaps IS NULL OR none(gap IN range(0, size(%1$s.lensGaps) - 2, 2)
				  WHERE %1$s.lensGaps[gap] <= %2$s AND %1$s.lensGaps[gap + 1] >= %3$s))""".formatted(event, from, to);
	}

}
