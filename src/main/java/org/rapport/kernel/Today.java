package org.rapport.kernel;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Tells whether a day lies in the future. */
public final class Today {

	/** The time zone in which each day begins first. */
	private static final ZoneOffset FIRST = ZoneOffset.ofHours(14);

	private Today() {
	}

	/** Whether a day has not begun anywhere on earth. */
	public static boolean isAfter(LocalDate day, Clock clock) {
		return day.isAfter(LocalDate.ofInstant(clock.instant(), FIRST));
	}

}
