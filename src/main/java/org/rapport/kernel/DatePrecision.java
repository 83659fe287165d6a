package org.rapport.kernel;

/** How precisely a date is given. */
public enum DatePrecision {

	/** One day. */
	DAY,
	/** Some day of a month. */
	MONTH,
	/** Some day of a season. */
	SEASON,
	/** Some day of a year. */
	YEAR,
	/** Some day of a decade. */
	DECADE,
	/** Some day of a century. */
	CENTURY,
	/** Some day of a millennium. */
	MILLENNIUM,
	/** Some day of which not even the millennium is known. */
	UNKNOWN,
	/** A period of time, from a first to a last day. */
	INTERVAL,
	/** One unknown day out of several days or out of a span. */
	ONE_OF

}
