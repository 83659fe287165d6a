package org.rapport.provenance;

import java.util.List;

import org.rapport.graph.DayCypher;
import org.rapport.graph.IndexWalk.Branch;

/**
 * Cypher for events that may have happened in the time {@code $during}, a list as in
 * {@link DayCypher#during}.
 */
public final class DateCypher {

	private static final List<String> DATE = List.of("f.lensDay", "f.dateLatest");

	private DateCypher() {
	}

	/** Dated events whose earliest possible day is in that time. */
	public static Branch beganDuring(String label) {
		return Branch
			.through("(f:" + label + ")", "f:" + label,
					"f.lensDay >= $during::LIST<DATE>[0] AND f.lensDay <= $during[1] AND "
							+ DayCypher.exactlyDuring("f"),
					"", List.of(), DATE, "f.id")
			.dated();
	}

	/**
	 * Events whose earliest possible day is before that time, and whose latest possible
	 * day is in it or after it. These are also all events without a date. They come from
	 * an index of the events whose day is not exact, because no index finds all spans
	 * that include a day.
	 */
	public static Branch wentOnDuring(String label) {
		return Branch
			.through("(f:" + label + ")", "f:" + label + "(lensSpanEnds)",
					"f.lensSpanEnds >= $during::LIST<DATE>[0] AND f.lensDay < $during[0] AND "
							+ DayCypher.exactlyDuring("f"),
					"", List.of(), DATE, "f.id")
			.unsorted();
	}

}
