package org.rapport.bench;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Random;

import org.jspecify.annotations.Nullable;

/**
 * Invents dates as sources give them: most are known to the day, others to the month or
 * year, some are intervals or one-of sets, with and without gaps, and a few are missing.
 */
final class InventedDates {

	/** The first year of events. */
	static final int FIRST_YEAR = 2004;

	/**
	 * The number of years. All events lie in the past, because a load refuses
	 * endorsements and held meetings in the future.
	 */
	static final int YEARS = 21;

	private final Random random;

	InventedDates(Random random) {
		this.random = random;
	}

	/** A day. Later years have more events. */
	LocalDate day() {
		int year = FIRST_YEAR + (int) (YEARS * Math.sqrt(this.random.nextDouble()));
		return LocalDate.ofYearDay(year, 1 + this.random.nextInt(365));
	}

	/** The date of an event, or null. */
	@Nullable String event(LocalDate day) {
		int drawn = this.random.nextInt(100);
		if (drawn < 68) {
			return day.toString();
		}
		if (drawn < 78) {
			return YearMonth.from(day).toString();
		}
		if (drawn < 82) {
			return String.valueOf(day.getYear());
		}
		if (drawn < 88) {
			return day + "/" + day.plusDays(1 + this.random.nextInt(3));
		}
		if (drawn < 91) {
			return "[" + day + "," + day.plusDays(2 + this.random.nextInt(9)) + "]";
		}
		if (drawn < 94) {
			return "[" + day + ".." + day.plusDays(6) + "]";
		}
		if (drawn < 96) {
			return "[.." + day + "]";
		}
		return (drawn < 98) ? day + "~" : null;
	}

	/** The start of a state that began on a day, or null. */
	@Nullable String start(LocalDate day) {
		return bound(day, "[..%s]");
	}

	/** The end of a state that ended on a day, or null. */
	@Nullable String end(LocalDate day) {
		return bound(day, "[%s..]");
	}

	private @Nullable String bound(LocalDate day, String open) {
		int drawn = this.random.nextInt(100);
		if (drawn < 35) {
			return day.toString();
		}
		if (drawn < 55) {
			return YearMonth.from(day).toString();
		}
		if (drawn < 75) {
			return String.valueOf(day.getYear());
		}
		return (drawn < 85) ? open.formatted(day) : null;
	}

}
