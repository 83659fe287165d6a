package org.rapport.transfer.mapping;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.BadDate;

/**
 * How the dates of a column are written: in the letters of Java's date patterns (CLDR),
 * for example {@code d/M/yyyy} or {@code MMMM yyyy}, with English names of months; or
 * {@value #EDTF}. A time of day after the date is left out.
 */
public final class DatePattern {

	static final String EDTF = "edtf";

	/** The patterns that a suggestion tries. */
	static final List<String> USUAL = List.of("yyyy-MM-dd", "d/M/yyyy", "M/d/yyyy", "d.M.yyyy", "d-M-yyyy", "M-d-yyyy",
			"yyyy/M/d", "d MMMM yyyy", "d MMM yyyy", "MMMM d, yyyy", "MMM d, yyyy", "d-MMM-yyyy", "d/M/yy", "M/d/yy",
			"d-MMM-yy", "MMMM yyyy", "MMM yyyy", "yyyy-MM", "M/yyyy", "yyyy", "yyyyMMdd");

	private final String text;

	private final @Nullable DateTimeFormatter formatter;

	private DatePattern(String text, @Nullable DateTimeFormatter formatter) {
		this.text = text;
		this.formatter = formatter;
	}

	/**
	 * Reads a pattern.
	 * @throws IllegalArgumentException if it is none
	 */
	static DatePattern of(String text) {
		if (text.equals(EDTF)) {
			return new DatePattern(text, null);
		}
		// "u" counts the years before Christ as negative. With "y", strict dates would
		// need an era.
		String strict = text.replace('y', 'u');
		if (!strict.contains("u")) {
			throw new IllegalArgumentException("The pattern has no year");
		}
		return new DatePattern(text,
				new DateTimeFormatterBuilder().parseCaseInsensitive()
					.appendPattern(strict)
					.toFormatter(Locale.ENGLISH)
					.withResolverStyle(ResolverStyle.STRICT));
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
