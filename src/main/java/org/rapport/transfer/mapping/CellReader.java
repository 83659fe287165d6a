package org.rapport.transfer.mapping;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.CleanLine;
import org.rapport.kernel.Quote;
import org.rapport.transfer.RowNote.About;
import org.rapport.transfer.mapping.Mapping.ColumnRule;
import org.rapport.transfer.reading.TableRow;

/** Reads cells as the rules of their columns say. */
final class CellReader {

	/** Country codes by English name and by code, in lower case (ISO 3166-1). */
	private static final Map<String, String> COUNTRIES = new HashMap<>();

	static {
		Arrays.stream(Locale.getISOCountries()).forEach((code) -> {
			COUNTRIES.put(new Locale("", code).getDisplayCountry(Locale.ENGLISH).toLowerCase(Locale.ROOT), code);
			COUNTRIES.put(code.toLowerCase(Locale.ROOT), code);
		});
		// What people write most often for countries that CLDR names otherwise.
		COUNTRIES.putAll(Map.of("usa", "US", "united states of america", "US", "uk", "GB", "great britain", "GB",
				"turkey", "TR", "türkiye", "TR", "czech republic", "CZ", "bosnia and herzegovina", "BA", "palestine",
				"PS", "republic of korea", "KR"));
		COUNTRIES.putAll(Map.of("republic of moldova", "MD", "russian federation", "RU", "macedonia", "MK", "hong kong",
				"HK", "holland", "NL", "the netherlands", "NL", "slovak republic", "SK"));
	}

	private static final Pattern BLANKS = Pattern.compile(" {2,}");

	private final String file;

	private final Notes notes;

	private final Map<String, String> unread = new HashMap<>();

	/**
	 * Creates a reader for the cells of a file.
	 * @param file the name of the file, without the ending of a compressed one
	 */
	CellReader(String file, Notes notes) {
		this.file = MappedFiles.unpacked(file);
		this.notes = notes;
	}

	/** Takes notes about cells. */
	@FunctionalInterface
	interface Notes {

		void add(About about, String message);

	}

	/** Thrown if a cell cannot be read at all. */
	static final class BadCell extends Exception {

		BadCell(String message) {
			super(message);
		}

	}

	/** The texts of the dates that could not be read, by column. */
	Map<String, String> unread() {
		return this.unread;
	}

	/**
	 * Reads a cell of a row.
	 * @return its text; null if it is blank
	 * @throws BadCell if it has no meaning that the rule of its column knows
	 */
	@Nullable String read(TableRow row, String column, Map<String, ColumnRule> rules) throws BadCell {
		ColumnRule rule = rules.getOrDefault(column, ColumnRule.PLAIN);
		String text = read(column, row.cells().get(column), row.days().contains(column), rule);
		return (text != null && rule.decimal() != null && !row.numbers().contains(column))
				? number(column, text, rule.decimal()) : text;
	}

	/** A number of a workbook or of JSON has its digits already. */
	private static String number(String column, String text, String decimal) throws BadCell {
		String digits = NumberText.plain(text, decimal);
		if (digits == null) {
			throw new BadCell("column \"%s\" has the text \"%s\", which is no number with the decimal sign \"%s\""
				.formatted(column, Quote.of(text), decimal));
		}
		return digits;
	}

	/**
	 * Reads a cell.
	 * @param isDay whether the cell is a date of a workbook
	 * @return its text; null if it is blank
	 * @throws BadCell if it has no meaning that the rule knows
	 */
	private @Nullable String read(String column, @Nullable String cell, boolean isDay, ColumnRule rule) throws BadCell {
		String text = clean(column, cell);
		if (text == null || rule.blank().contains(text.toLowerCase(Locale.ROOT))) {
			return rule.otherwise();
		}
		if (rule.byFile().contains(text)) {
			return text + " in " + this.file;
		}
		String value = rule.values().get(text.toLowerCase(Locale.ROOT));
		if (value != null) {
			return value.isEmpty() ? rule.otherwise() : value;
		}
		if (rule.othersBlank()) {
			return rule.otherwise();
		}
		for (Map.Entry<String, String> replaced : rule.replace().entrySet()) {
			text = text.replace(replaced.getKey(), replaced.getValue());
		}
		text = text.strip();
		if (text.isEmpty()) {
			return rule.otherwise();
		}
		if (rule.isCountry()) {
			return country(column, text);
		}
		return (rule.date() != null) ? date(column, text, isDay, rule, rule.date()) : text;
	}

	/** Without what spreadsheets leave in texts; lines stay lines. */
	private @Nullable String clean(String column, @Nullable String cell) {
		if (cell == null) {
			return null;
		}
		String text = BLANKS.matcher(CleanLine.of(cell).replace("\r\n", "\n").replace('\r', '\n'))
			.replaceAll(" ")
			.strip();
		if (!text.equals(cell)) {
			this.notes.add(About.CLEANED,
					"column \"%s\": blanks or invisible characters were cleaned".formatted(column));
		}
		return text.isEmpty() ? null : text;
	}

	private static String country(String column, String text) throws BadCell {
		String code = COUNTRIES.get(text.toLowerCase(Locale.ROOT));
		if (code == null) {
			throw new BadCell(
					("column \"%s\" has the text \"%s\", which is no country; if it stands for one or for none, "
							+ "add it to the values or blank texts of the column")
						.formatted(column, Quote.of(text)));
		}
		return code;
	}

	private @Nullable String date(String column, String text, boolean isDay, ColumnRule rule, DatePattern pattern) {
		// What a sheet calls a date may be any text.
		String date = isDay ? DatePattern.OF_SHEETS.read(text) : pattern.read(text);
		if (date == null) {
			this.unread.put(column, text);
			this.notes.add(About.UNREAD_DATE, "column \"%s\" has the text \"%s\", which is no date in the pattern %s"
				.formatted(column, Quote.of(text), pattern));
			return null;
		}
		ApproximateDate parsed = ApproximateDate.parse(date);
		LocalDate earliest = rule.earliest();
		LocalDate latest = rule.latest();
		if ((earliest != null && parsed.earliest().isBefore(earliest))
				|| (latest != null && parsed.latest().isAfter(latest))) {
			this.notes.add(About.UNLIKELY_DATE, "column \"%s\" has the date %s, outside %s to %s".formatted(column,
					date, (earliest != null) ? earliest : "any day", (latest != null) ? latest : "any day"));
		}
		return date;
	}

}
