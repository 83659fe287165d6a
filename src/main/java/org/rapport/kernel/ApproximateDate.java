package org.rapport.kernel;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A date as its source gives it, in EDTF, with the bounds of what it can mean.
 *
 * <p>
 * EDTF is the Extended Date/Time Format (Library of Congress, <i>Extended Date/Time
 * Format Specification</i>, 2019). Supported are level 1 for the years 0001 to 9999
 * without times of day, and from level 2 the one-of set of dates and spans. {@code ~},
 * {@code ?} and {@code %} do not widen the bounds.
 *
 * @param text the EDTF text as given
 * @param earliest the earliest day it can mean; {@link #UNBOUNDED_PAST} if there is none
 * @param latest the latest day it can mean; {@link #UNBOUNDED_FUTURE} if there is none
 * @param begunBy the latest day on which the dated event can have begun: for an interval
 * the latest day of its start
 * @param precision how precisely it is given
 * @param approximate whether it is marked approximate ({@code ~} or {@code %})
 * @param uncertain whether it is marked uncertain ({@code ?} or {@code %})
 * @param gaps the days between the earliest and the latest that it cannot mean, in their
 * order; only a one-of set has them
 * @param sent the text as a client sent it, if Rapport cleaned it; null if it did not
 */
public record ApproximateDate(String text, LocalDate earliest, LocalDate latest, LocalDate begunBy,
		DatePrecision precision, boolean approximate, boolean uncertain, List<Gap> gaps, @Nullable String sent) {

	/** Stands for "no earliest day", so that comparisons and indexes work. */
	public static final LocalDate UNBOUNDED_PAST = LocalDate.of(1, 1, 1);

	/** Stands for "no latest day". */
	public static final LocalDate UNBOUNDED_FUTURE = LocalDate.of(9999, 12, 31);

	/**
	 * The day of an element without a date in the graph and in a descending order. It is
	 * before every date.
	 */
	public static final LocalDate UNDATED = LocalDate.of(0, 1, 1);

	/** The day of an element without a date in an ascending order, after every date. */
	private static final LocalDate AFTER_ALL = LocalDate.of(10_000, 1, 1);

	/** A date stands at its earliest day. */
	public static final Comparator<ApproximateDate> BY_DAY = Comparator.comparing(ApproximateDate::earliest)
		.thenComparing(ApproximateDate::latest)
		.thenComparing(ApproximateDate::text);

	/**
	 * Days in a row on which the dated event cannot have been.
	 *
	 * @param from the first of them
	 * @param to the last of them
	 */
	public record Gap(LocalDate from, LocalDate to) {

		/** Reads gaps from their first and last days, one after the other. */
		public static List<Gap> of(List<LocalDate> bounds) {
			List<Gap> gaps = new ArrayList<>();
			for (int i = 0; i + 1 < bounds.size(); i += 2) {
				gaps.add(new Gap(bounds.get(i), bounds.get(i + 1)));
			}
			return gaps;
		}

		/** Whether all days from one to another are in this gap. */
		public boolean includes(LocalDate first, LocalDate last) {
			return !first.isBefore(this.from) && !last.isAfter(this.to);
		}

	}

	public ApproximateDate {
		gaps = List.copyOf(gaps);
	}

	ApproximateDate(String text, LocalDate earliest, LocalDate latest, LocalDate begunBy, DatePrecision precision,
			boolean approximate, boolean uncertain, List<Gap> gaps) {
		this(text, earliest, latest, begunBy, precision, approximate, uncertain, gaps, null);
	}

	/**
	 * Parses an EDTF text.
	 * @throws BadDate if the text is not in the supported part of EDTF, or names a day
	 * that the calendar does not have
	 */
	public static ApproximateDate parse(String text) {
		return Edtf.parse(text);
	}

	/**
	 * Parses a text that a client sent, without the characters that spreadsheets leave in
	 * texts.
	 * @throws BadDate as {@link #parse} does
	 */
	public static ApproximateDate parseSent(String text) {
		String clean = CleanLine.of(text);
		ApproximateDate date = parse(clean);
		return clean.equals(text) ? date : new ApproximateDate(date.text, date.earliest, date.latest, date.begunBy,
				date.precision, date.approximate, date.uncertain, date.gaps, text);
	}

	/**
	 * The day at which a date stands in an order: its earliest day. Without a date, or if
	 * it has neither an earliest nor a latest day, it is a day that comes last.
	 */
	public static LocalDate place(@Nullable ApproximateDate date, boolean descending) {
		if (date == null || !date.isKnown()) {
			return descending ? UNDATED : AFTER_ALL;
		}
		return date.earliest;
	}

	/** Whether it has an earliest or a latest day. An unknown year has neither. */
	public boolean isKnown() {
		return !this.earliest.equals(UNBOUNDED_PAST) || !this.latest.equals(UNBOUNDED_FUTURE);
	}

	/** Whether it can mean one of the days from one to another. */
	public boolean mayBeWithin(LocalDate first, LocalDate last) {
		return !this.earliest.isAfter(last) && !this.latest.isBefore(first)
				&& this.gaps.stream().noneMatch((gap) -> gap.includes(first, last));
	}

	/**
	 * Its earliest and its latest day. If it has gaps, the first and the last day of each
	 * part between them follow.
	 */
	public List<LocalDate> bounds() {
		List<LocalDate> bounds = new ArrayList<>(List.of(this.earliest, this.latest));
		LocalDate first = this.earliest;
		for (Gap gap : this.gaps) {
			bounds.addAll(List.of(first, gap.from().minusDays(1)));
			first = gap.to().plusDays(1);
		}
		if (!this.gaps.isEmpty()) {
			bounds.addAll(List.of(first, this.latest));
		}
		return List.copyOf(bounds);
	}

	/**
	 * Whether the date is one moment, known exactly or not, rather than a period of time.
	 */
	public boolean isMoment() {
		return this.precision != DatePrecision.INTERVAL;
	}

}
