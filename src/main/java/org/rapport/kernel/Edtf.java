package org.rapport.kernel;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ApproximateDate.Gap;

/** Parses the EDTF texts that {@link ApproximateDate} supports. */
final class Edtf {

	private static final Pattern DATE = Pattern.compile("(?<year>\\d{4}|\\d{3}X|\\d{2}XX|\\dXXX|XXXX)"
			+ "(-(?<month>\\d{2}|XX)(-(?<day>\\d{2}|XX))?)?(?<qualifier>[?~%])?");

	/** How EDTF writes years before 0001, and after 9999. */
	private static final Pattern BEYOND_YEARS = Pattern.compile("(-\\d|Y-?\\d|\\d{5,}).*");

	private static final int LONGEST = 60;

	private static final String OPEN = "..";

	private static final String YEARS = "Rapport records the years 0001 to 9999";

	private final String text;

	private Edtf(String text) {
		this.text = text;
	}

	static ApproximateDate parse(String text) {
		if (text.length() > LONGEST) {
			throw new BadDate(text, "it is longer than " + LONGEST + " characters");
		}
		return new Edtf(text).parse();
	}

	private ApproximateDate parse() {
		if (this.text.startsWith("[")) {
			return oneOf();
		}
		if (this.text.startsWith("{")) {
			throw bad("a set of all members ({…}) means several dates; write a one-of set ([…])");
		}
		return (this.text.indexOf('/') >= 0) ? interval() : date(this.text);
	}

	private ApproximateDate interval() {
		String[] ends = this.text.split("/", -1);
		if (ends.length != 2) {
			throw bad("an interval must have exactly one slash");
		}
		ApproximateDate start = bounded(ends[0]) ? date(ends[0]) : null;
		ApproximateDate end = bounded(ends[1]) ? date(ends[1]) : null;
		if (start == null && end == null) {
			throw bad("an interval must have a start or an end");
		}
		if (start != null && end != null && end.latest().isBefore(start.earliest())) {
			throw bad("it ends before it begins");
		}
		LocalDate latest = (end != null) ? end.latest() : ApproximateDate.UNBOUNDED_FUTURE;
		return new ApproximateDate(this.text, (start != null) ? start.earliest() : ApproximateDate.UNBOUNDED_PAST,
				latest, (start != null && start.latest().isBefore(latest)) ? start.latest() : latest,
				DatePrecision.INTERVAL, approximate(start) || approximate(end), uncertain(start) || uncertain(end),
				List.of());
	}

	private ApproximateDate oneOf() {
		if (!this.text.endsWith("]") || this.text.length() < 3) {
			throw bad("a one-of set must end with ]");
		}
		String[] members = this.text.substring(1, this.text.length() - 1).split(",", -1);
		List<ApproximateDate> bounds = new ArrayList<>();
		List<Span> spans = new ArrayList<>();
		for (int i = 0; i < members.length; i++) {
			String member = members[i].strip();
			int dots = member.indexOf(OPEN);
			String first = (dots < 0) ? member : member.substring(0, dots);
			String last = (dots < 0) ? member : member.substring(dots + OPEN.length());
			if (first.isEmpty() && last.isEmpty()) {
				throw bad("a member of a one-of set must be a date, or a span such as 2024-01..2024-03");
			}
			if ((first.isEmpty() && i > 0) || (last.isEmpty() && i < members.length - 1)) {
				throw bad("only the first member can be without a start, and only the last without an end");
			}
			ApproximateDate start = first.isEmpty() ? null : date(first);
			ApproximateDate end = last.isEmpty() ? null : date(last);
			if (start != null && end != null && end.latest().isBefore(start.earliest())) {
				throw bad("a span in the set ends before it begins");
			}
			addTo(bounds, start);
			addTo(bounds, end);
			spans.add(new Span((start != null) ? start.earliest() : ApproximateDate.UNBOUNDED_PAST,
					(end != null) ? end.latest() : ApproximateDate.UNBOUNDED_FUTURE));
		}
		spans.sort(Comparator.comparing(Span::from));
		List<Gap> gaps = new ArrayList<>();
		LocalDate latest = spans.get(0).to();
		for (Span span : spans) {
			if (latest.isBefore(span.from().minusDays(1))) {
				gaps.add(new Gap(latest.plusDays(1), span.from().minusDays(1)));
			}
			latest = latest.isAfter(span.to()) ? latest : span.to();
		}
		return new ApproximateDate(this.text, spans.get(0).from(), latest, latest, DatePrecision.ONE_OF,
				bounds.stream().anyMatch(ApproximateDate::approximate),
				bounds.stream().anyMatch(ApproximateDate::uncertain), gaps);
	}

	/** The days of a member of a set. */
	private record Span(LocalDate from, LocalDate to) {
	}

	private ApproximateDate date(String date) {
		Matcher parts = DATE.matcher(date);
		if (!parts.matches()) {
			if (BEYOND_YEARS.matcher(date).matches()) {
				throw bad(YEARS);
			}
			throw bad("write a year, a month or a day (2024, 2024-05, 2024-05-21), an interval (2013/2015, 2013/..) "
					+ "or a one-of set ([2024-01-08..2024-01-14]) in EDTF");
		}
		String year = parts.group("year");
		String month = parts.group("month");
		String day = parts.group("day");
		String qualifier = parts.group("qualifier");
		boolean approximate = "~".equals(qualifier) || "%".equals(qualifier);
		boolean uncertain = "?".equals(qualifier) || "%".equals(qualifier);
		if (year.indexOf('X') >= 0 && month != null && !month.equals("XX")) {
			throw bad("a month needs a complete year");
		}
		if ("XX".equals(month) && day != null && !day.equals("XX")) {
			throw bad("a day needs a complete month");
		}
		try {
			LocalDate[] bounds = bounds(year, month, day);
			return new ApproximateDate(this.text, bounds[0], bounds[1], bounds[1], precision(year, month, day),
					approximate, uncertain, List.of());
		}
		catch (DateTimeException ex) {
			throw bad("this day is not in the calendar");
		}
	}

	private LocalDate[] bounds(String year, @Nullable String month, @Nullable String day) {
		int first = Math.max(1, Integer.parseInt(year.replace('X', '0')));
		int last = Integer.parseInt(year.replace('X', '9'));
		if (last == 0) {
			throw bad(YEARS);
		}
		if (month == null || month.equals("XX")) {
			return new LocalDate[] { LocalDate.of(first, 1, 1), LocalDate.of(last, 12, 31) };
		}
		int number = Integer.parseInt(month);
		if (number >= 21 && number <= 24) {
			if (day != null) {
				throw bad("a season cannot have a day");
			}
			// EDTF does not say which hemisphere a season belongs to, so it can be any
			// day of the year.
			return new LocalDate[] { LocalDate.of(first, 1, 1), LocalDate.of(last, 12, 31) };
		}
		YearMonth of = YearMonth.of(first, number);
		if (day == null || day.equals("XX")) {
			return new LocalDate[] { of.atDay(1), of.atEndOfMonth() };
		}
		LocalDate exact = of.atDay(Integer.parseInt(day));
		return new LocalDate[] { exact, exact };
	}

	private static DatePrecision precision(String year, @Nullable String month, @Nullable String day) {
		if (year.startsWith("X")) {
			return DatePrecision.UNKNOWN;
		}
		if (year.endsWith("XXX")) {
			return DatePrecision.MILLENNIUM;
		}
		if (year.endsWith("XX")) {
			return DatePrecision.CENTURY;
		}
		if (year.endsWith("X")) {
			return DatePrecision.DECADE;
		}
		if (month == null || month.equals("XX")) {
			return DatePrecision.YEAR;
		}
		if (Integer.parseInt(month) > 12) {
			return DatePrecision.SEASON;
		}
		return (day == null || day.equals("XX")) ? DatePrecision.MONTH : DatePrecision.DAY;
	}

	private static boolean bounded(String end) {
		return !end.isEmpty() && !end.equals(OPEN);
	}

	private static boolean approximate(@Nullable ApproximateDate date) {
		return date != null && date.approximate();
	}

	private static boolean uncertain(@Nullable ApproximateDate date) {
		return date != null && date.uncertain();
	}

	private static void addTo(List<ApproximateDate> dates, @Nullable ApproximateDate date) {
		if (date != null) {
			dates.add(date);
		}
	}

	private BadDate bad(String why) {
		return new BadDate(this.text, why);
	}

}
