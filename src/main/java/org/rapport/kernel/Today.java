package org.rapport.kernel;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What day it is, for those who ask whether something lies in the future. */
public final class Today {

	/** Where a day begins first. */
	private static final ZoneOffset FIRST = ZoneOffset.ofHours(14);

	private Today() {
	}

	/** Whether a day has not begun anywhere. */
	public static boolean isAfter(LocalDate day, Clock clock) {
		return day.isAfter(LocalDate.ofInstant(clock.instant(), FIRST));
	}

}
