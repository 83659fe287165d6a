package org.rapport.transfer.mapping;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.BadDate;

/**
 * How the dates of a column are written: in the letters of Java's date patterns (CLDR),
 * for example {@code d/M/yyyy} or {@code MMMM yyyy}, with English names of months; or
 * {@value #EDTF}. A time of day after the date is left out. Years of two digits are those
 * from {@value #FIRST_YEAR} on, or from the earliest plausible year of the column.
 */
public final class DatePattern {

	static final String EDTF = "edtf";

	/** The first year that two digits can mean, if nothing else is said. */
	static final int FIRST_YEAR = 1950;

	private static final int SAMPLE_YEARS = 50;

	private static final Pattern YEAR = Pattern.compile("[yu]+");

	/** A quoted text, or the letters of a field, or a sign between them. */
	private static final Pattern PART = Pattern.compile("'[^']*'|([A-Za-z])\\1*|.", Pattern.DOTALL);

	/** The patterns that are tried where a mapping says none. */
	static final List<DatePattern> USUAL = Stream
		.of("yyyy-MM-dd", "d/M/yyyy", "M/d/yyyy", "d.M.yyyy", "d-M-yyyy", "M-d-yyyy", "yyyy/M/d", "d MMMM yyyy",
				"d MMM yyyy", "MMMM d, yyyy", "MMM d, yyyy", "d-MMM-yyyy", "d/M/yy", "M/d/yy", "d-MMM-yy", "MMMM yyyy",
				"MMM yyyy", "yyyy-MM", "M/yyyy", "yyyy", "yyyyMMdd")
		.map(DatePattern::of)
		.toList();

	/** How dates of sheets are given by their readers. */
	static final DatePattern OF_SHEETS = new DatePattern(EDTF, null);

	private final String text;

	private final @Nullable DateTimeFormatter formatter;

	private DatePattern(String text, @Nullable DateTimeFormatter formatter) {
		this.text = text;
		this.formatter = formatter;
	}

	/**
	 * Reads a pattern.
	 * @throws IllegalArgumentException if it is none, or if its letters are not those of
	 * a year, a month or a day
	 */
	static DatePattern of(String text) {
		return of(text, FIRST_YEAR);
	}

	private static DatePattern of(String text, int firstYear) {
		if (text.equals(EDTF)) {
			return new DatePattern(text, null);
		}
		DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
		boolean hasYear = false;
		Matcher parts = PART.matcher(text);
		while (parts.find()) {
			String part = parts.group();
			boolean isYear = YEAR.matcher(part).matches();
			hasYear |= isYear;
			if (isYear && part.length() == 2) {
				builder.appendValueReduced(ChronoField.YEAR, 2, 2, firstYear);
			}
			else {
				// "u" counts the years before Christ as negative. With "y", strict dates
				// would need an era.
				builder.appendPattern(isYear ? part.replace('y', 'u') : part);
			}
		}
		if (!hasYear) {
			throw new IllegalArgumentException("The pattern has no year");
		}
		DatePattern pattern = new DatePattern(text,
				builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT));
		pattern.requireDates(firstYear);
		return pattern;
	}

	/** Minutes ("mm") look much like months ("MM"), and no date would be read. */
	private void requireDates(int firstYear) {
		LocalDate day = LocalDate.of(firstYear + SAMPLE_YEARS, 11, 29);
		String date = read(Objects.requireNonNull(this.formatter).format(day.atTime(13, 45).atZone(ZoneOffset.UTC)));
		if (date == null || !day.toString().startsWith(date)) {
			throw new IllegalArgumentException("The pattern reads no dates");
		}
	}

	/** The same pattern, in which years of two digits are those from a year on. */
	DatePattern from(int firstYear) {
		return of(this.text, firstYear);
	}

	/**
	 * The days that a text may be, by one usual pattern for each. Texts that are dates in
	 * EDTF have none.
	 */
	static Map<String, String> readings(String text) {
		Map<String, String> patterns = new LinkedHashMap<>();
		if (OF_SHEETS.read(text) == null) {
			for (DatePattern pattern : USUAL) {
				String date = pattern.read(text);
				if (date != null && !patterns.containsValue(date)) {
					patterns.put(pattern.toString(), date);
				}
			}
		}
		return patterns;
	}

	/** The date in EDTF; null if the text is none in this pattern. */
	@Nullable String read(String cell) {
		String date = (this.text.indexOf('H') < 0) ? cell.replaceFirst("[T ]\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d+)?)?Z?$", "")
				: cell;
		if (this.formatter == null) {
			try {
				return ApproximateDate.parse(date).text();
			}
			catch (BadDate ex) {
				return null;
			}
		}
		try {
			TemporalAccessor parsed = this.formatter.parse(date);
			if (parsed.isSupported(ChronoField.DAY_OF_MONTH)) {
				return LocalDate.from(parsed).toString();
			}
			return parsed.isSupported(ChronoField.MONTH_OF_YEAR) ? YearMonth.from(parsed).toString()
					: "%04d".formatted(parsed.get(ChronoField.YEAR));
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	@Override
	public String toString() {
		return this.text;
	}

}
