package org.rapport.provenance;

import java.util.List;

import org.rapport.graph.IndexWalk.Branch;

/**
 * Cypher for events that may have happened in the time {@code $during}, a list of its
 * first and its last day.
 */
public final class DateCypher {

	private static final List<String> DATE = List.of("f.dateEarliest", "f.dateLatest");

	private DateCypher() {
	}

	/** Events whose earliest possible day is in that time. */
	public static Branch beganDuring(String label) {
		return Branch.through("(f:" + label + ")", "f:" + label,
				"f.dateEarliest >= $during::LIST<DATE>[0] AND f.dateEarliest <= $during[1]", "", List.of(), DATE,
				"f.id");
	}

	/**
	 * Events whose earliest possible day is before that time, and whose latest possible
	 * day is in it or after it. They come from an index of the events whose day is not
	 * exact, because no index finds all spans that include a day.
	 */
	public static Branch wentOnDuring(String label) {
		return Branch.through("(f:" + label + ")", "f:" + label + "(lensSpanEnds)",
				"f.lensSpanEnds >= $during::LIST<DATE>[0] AND f.dateEarliest < $during[0]", "", List.of(), DATE,
				"f.id");
	}

}
