package org.rapport.provenance;

import java.util.List;

import org.rapport.graph.IndexWalk.Branch;

/**
 * Cypher for the events that may have been in a time, {@code $during}: its first and its
 * last day.
 */
public final class DateCypher {

	private static final List<String> DATE = List.of("f.dateEarliest", "f.dateLatest");

	private DateCypher() {
	}

	/** Those whose earliest day is in that time. */
	public static Branch beganDuring(String label) {
		return Branch.through("(f:" + label + ")", "f:" + label,
				"f.dateEarliest >= $during::LIST<DATE>[0] AND f.dateEarliest <= $during[1]", "", List.of(), DATE,
				"f.id");
	}

	/**
	 * Those whose earliest day is before that time and whose latest is not. They come
	 * from an index of those events alone that are not known to the day, because no index
	 * finds what spans a day.
	 */
	public static Branch wentOnDuring(String label) {
		return Branch.through("(f:" + label + ")", "f:" + label + "(lensSpanEnds)",
				"f.lensSpanEnds >= $during::LIST<DATE>[0] AND f.dateEarliest < $during[0]", "", List.of(), DATE,
				"f.id");
	}

}
