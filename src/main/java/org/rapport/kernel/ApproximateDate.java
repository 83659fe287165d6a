package org.rapport.kernel;

import java.time.LocalDate;

/**
 * A date as its source gives it, in EDTF, with the bounds of what it can mean.
 *
 * <p>
 * EDTF is the Extended Date/Time Format (Library of Congress, <i>Extended Date/Time
 * Format Specification</i>, 2019). Supported are level 1 for the years 1 to 9999 without
 * times of day, and from level 2 the one-of set of dates and spans. {@code ~}, {@code ?}
 * and {@code %} do not widen the bounds.
 *
 * @param text the EDTF text as given
 * @param earliest the earliest day it can mean; {@link #UNBOUNDED_PAST} if there is none
 * @param latest the latest day it can mean; {@link #UNBOUNDED_FUTURE} if there is none
 * @param begunBy the latest day on which the dated event can have begun: for an interval
 * the latest day of its start
 * @param precision how precisely it is given
 * @param approximate whether it is marked approximate ({@code ~} or {@code %})
 * @param uncertain whether it is marked uncertain ({@code ?} or {@code %})
 */
public record ApproximateDate(String text, LocalDate earliest, LocalDate latest, LocalDate begunBy,
		DatePrecision precision, boolean approximate, boolean uncertain) {

	/** Stands for "no earliest day", so that comparisons and indexes work. */
	public static final LocalDate UNBOUNDED_PAST = LocalDate.of(1, 1, 1);

	/** Stands for "no latest day". */
	public static final LocalDate UNBOUNDED_FUTURE = LocalDate.of(9999, 12, 31);

	/**
	 * Parses an EDTF text.
	 * @throws BadDate if the text is not in the supported part of EDTF, or names a day
	 * that the calendar does not have
	 */
	public static ApproximateDate parse(String text) {
		return Edtf.parse(text);
	}

	/**
	 * Whether the date is one moment, known exactly or not, rather than a period of time.
	 */
	public boolean isMoment() {
		return this.precision != DatePrecision.INTERVAL;
	}

}
