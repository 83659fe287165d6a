package org.rapport.transfer.mapping;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.rapport.transfer.reading.RowReader;
import org.rapport.transfer.reading.TableFile;
import org.rapport.transfer.reading.TableForm;
import org.rapport.transfer.reading.TableRow;
import org.rapport.transfer.reading.UnreadableFile;

/**
 * Drafts a mapping from a table: its columns, the patterns of its dates, and the records
 * and facts that columns of such names usually stand for. A curator goes on from there.
 */
public final class SuggestedMapping {

	/** How many rows are looked at. */
	private static final int MOST_ROWS = 100_000;

	/** How many rows of titles may be above the header. */
	private static final int MOST_TITLES = 10;

	private static final int MOST_COLUMNS = 500;

	private static final int MOST_EXAMPLES = 20;

	private static final int LONGEST_DATE = 40;

	/** Patterns of dates are only looked for where cells have digits. */
	private static final Pattern DIGIT = Pattern.compile(".*\\d.*", Pattern.DOTALL);

	/** How columns with the numbers of rows or records are called. */
	private static final Pattern NUMBER = Pattern.compile("(?i)(id|no|nr|number|ref|reference|case)\\.?|.*[ _]id");

	private static final Set<String> PLACEHOLDERS = Set.of("-", "–", "—", "n/a", "na", "none", "null", "nil", "tbc",
			"unknown", "?");

	private final Map<String, Column> columns = new LinkedHashMap<>();

	private int rows;

	/** The first row with more cells than the header has names; 0 if there is none. */
	private int wider;

	private int unnamed;

	private SuggestedMapping() {
	}

	private static final class Column {

		/** How many cells can be read with each pattern. */
		private final Map<String, Integer> fitting = new LinkedHashMap<>();

		private final Set<String> placeholders = new TreeSet<>();

		/** Texts that fit several patterns, at most a few. */
		private final Set<String> examples = new LinkedHashSet<>();

		/** All texts so far; null once one of them is there twice. */
		private @Nullable Set<String> distinct = new HashSet<>();

		private int filled;

		private int days;

		void add(String cell, boolean isDay) {
			String text = cell.strip();
			if (PLACEHOLDERS.contains(text.toLowerCase(Locale.ROOT))) {
				this.placeholders.add(text);
				return;
			}
			this.filled++;
			if (this.distinct != null && !this.distinct.add(text)) {
				this.distinct = null;
			}
			if (isDay) {
				this.days++;
				return;
			}
			if (text.length() > LONGEST_DATE || !DIGIT.matcher(text).matches()) {
				return;
			}
			int patterns = 0;
			for (DatePattern pattern : DatePattern.USUAL) {
				if (pattern.read(text) != null) {
					this.fitting.merge(pattern.toString(), 1, Integer::sum);
					patterns++;
				}
			}
			if (patterns > 1 && this.examples.size() < MOST_EXAMPLES) {
				this.examples.add(text);
			}
		}

		/** The patterns that fit most cells, if they fit at least half of them. */
		List<DatePattern> patterns() {
			int most = this.fitting.values().stream().max(Integer::compare).orElse(0);
			return (most * 2 < this.filled - this.days || most == 0) ? List.of()
					: DatePattern.USUAL.stream()
						.filter((pattern) -> this.fitting.getOrDefault(pattern.toString(), 0) == most)
						.toList();
		}

		/** The readings of a text that patterns read differently, by pattern. */
		Map<String, String> readings(List<DatePattern> patterns) {
			for (String example : this.examples) {
				Map<String, String> readings = new LinkedHashMap<>();
				patterns.forEach((pattern) -> readings.put(pattern.toString(),
						"%s is %s".formatted(quoted(example), pattern.read(example))));
				if (Set.copyOf(readings.values()).size() > 1) {
					return readings;
				}
			}
			return Map.of();
		}

		/** How many cells can be read with the pattern that fits most. */
		int fit() {
			return this.days + this.fitting.values().stream().max(Integer::compare).orElse(0);
		}

		boolean isDate() {
			return this.filled > 0 && (this.days * 2 >= this.filled || !patterns().isEmpty());
		}

	}

	/**
	 * Drafts a mapping for a table.
	 * @param form how the table stands in its file; its header is looked for if it is
	 * null
	 * @return the mapping in YAML, with comments
	 * @throws org.rapport.transfer.reading.UnreadableFile if the file has no table
	 * @throws IOException if the disk cannot be read
	 */
	public static String of(Path file, TableForm form) throws IOException {
		SuggestedMapping suggested = read(file, form);
		TableForm found = form;
		// Above the names there may be a title. It has fewer cells than the rows below.
		for (int i = 0; form.header() == null && suggested.isBelowATitle() && i < MOST_TITLES; i++) {
			try {
				TableForm next = form.below(suggested.wider);
				suggested = read(file, next);
				found = next;
			}
			catch (UnreadableFile ex) {
				break;
			}
		}
		return suggested.yaml(file.getFileName().toString(), found);
	}

	private boolean isBelowATitle() {
		return this.unnamed * 2 > this.rows;
	}

	private static SuggestedMapping read(Path file, TableForm form) throws IOException {
		SuggestedMapping suggested = new SuggestedMapping();
		TableFile.read(file, form, new RowReader() {

			@Override
			public void columns(List<String> columns) {
				columns.forEach(suggested::column);
			}

			@Override
			public void row(TableRow row) {
				suggested.row(row);
			}

			@Override
			public void unreadable(int number, String message) {
				suggested.rows++;
				suggested.unnamed++;
				suggested.wider = (suggested.wider == 0) ? number : suggested.wider;
			}

		});
		return suggested;
	}

	private Column column(String name) {
		return this.columns.computeIfAbsent(name, (none) -> new Column());
	}

	private void row(TableRow row) {
		this.rows++;
		if (this.rows <= MOST_ROWS && this.columns.size() <= MOST_COLUMNS) {
			row.cells().forEach((name, cell) -> column(name).add(cell, row.days().contains(name)));
		}
	}

	private String yaml(String file, TableForm form) {
		String name = plain(file.replaceAll("(\\.gz)?$", "").replaceAll("\\.[^.]+$", ""));
		List<String> lines = new ArrayList<>();
		lines.add("# A draft for %s (%d rows). Read it, correct it, and try it with: import %s --mapping THIS --dry-run"
			.formatted(file, this.rows, file));
		lines.add("format: " + MappingReader.FORMAT);
		lines.add("dataset:");
		lines.add("  name: " + name + "  # for ever: ids are made from it");
		lines.add("  title: \"What the data set holds\"");
		lines.add("source:  # the document that every fact cites");
		lines.add("  title: " + quoted(file));
		lines.add("tables:");
		lines.add("  " + name + ":");
		lines.add("    files: " + quoted(file));
		form(form, lines);
		columns(lines);
		rowKey(lines);
		makes(lines);
		return String.join(System.lineSeparator(), lines) + System.lineSeparator();
	}

	private static void form(TableForm form, List<String> lines) {
		if (form.encoding() != null) {
			lines.add("    encoding: " + quoted(form.encoding()));
		}
		if (form.sheet() != null) {
			lines.add("    sheet: " + quoted(form.sheet()));
		}
		if (form.header() != null) {
			lines.add("    header: " + form.header());
		}
		if (form.list() != null) {
			lines.add("    list: " + quoted(form.list()));
		}
	}

	private void columns(List<String> lines) {
		List<String> rules = new ArrayList<>();
		this.columns.forEach((name, column) -> {
			List<String> rule = new ArrayList<>();
			if (!column.patterns().isEmpty()) {
				dates(column, rule);
			}
			if (!column.placeholders.isEmpty()) {
				rule.add("blank: [%s]"
					.formatted(String.join(", ", column.placeholders.stream().map(SuggestedMapping::quoted).toList())));
			}
			if (is(name, "country")) {
				rule.add("country: true");
			}
			if (!rule.isEmpty()) {
				rules.add("      " + quoted(name) + ":");
				rule.forEach((one) -> rules.add("        " + one));
			}
		});
		if (!rules.isEmpty()) {
			lines.add("    columns:");
			lines.addAll(rules);
		}
	}

	private static void dates(Column column, List<String> rule) {
		List<DatePattern> patterns = column.patterns();
		int others = column.filled - column.days - column.fitting.getOrDefault(patterns.get(0).toString(), 0);
		if (others > 0) {
			rule.add("# %d of %d cells are no such date. Their texts are kept in notes.".formatted(others,
					column.filled));
		}
		Map<String, String> readings = column.readings(patterns);
		if (readings.isEmpty()) {
			rule.add("date: " + patterns.get(0));
			return;
		}
		rule.add("# Several patterns fit, and give different days. Keep the right one:");
		readings.forEach((pattern, reading) -> rule.add("# date: %s  # %s".formatted(pattern, reading)));
		rule.add("date: TODO");
	}

	/**
	 * What tells a row from all others, so that the next release cites the same places.
	 */
	private void rowKey(List<String> lines) {
		Optional<String> key = identifying();
		if (key.isPresent()) {
			lines.add("    rowKey: " + quoted(place(key.get()))
					+ "  # citations name it; it must stay in the next release");
		}
		else {
			lines.add(
					"    # No single column tells the rows apart. Join some, so that the next release cites the same places:");
			lines.add("    # rowKey: " + quoted(this.columns.keySet()
				.stream()
				.limit(2)
				.map(SuggestedMapping::place)
				.collect(Collectors.joining(", "))));
		}
	}

	/** The first column that has another text in each row; one with numbers first. */
	private Optional<String> identifying() {
		List<String> unique = this.columns.keySet().stream().filter((name) -> isUnique(column(name))).toList();
		return unique.stream()
			.filter((name) -> NUMBER.matcher(name).matches())
			.findFirst()
			.or(() -> unique.stream().findFirst());
	}

	private boolean isUnique(Column column) {
		return column.distinct != null && column.filled == this.rows && !column.isDate() && this.rows > 1
				&& this.rows <= MOST_ROWS;
	}

	private boolean isFilled(String column) {
		return column(column).filled == this.rows;
	}

	private void makes(List<String> lines) {
		Optional<String> organisation = named("organisation", "organization", "company", "name", "member", "signatory");
		Optional<String> person = named("person", "representative", "represented", "contact");
		Optional<String> date = this.columns.keySet()
			.stream()
			.filter((name) -> column(name).isDate() && !isYear(column(name)))
			.findFirst();
		Optional<String> country = this.columns.keySet().stream().filter((name) -> is(name, "country")).findFirst();
		lines.add("    makes:");
		String who = organisation.or(() -> this.columns.keySet().stream().findFirst()).orElse("name");
		lines.add("      - type: Organisation");
		lines.add("        key: " + quoted("organisation/" + alike(who)));
		when(lines, who);
		lines.add("        rows: first");
		lines.add("        name: " + quoted(place(who)));
		lines.add("        kind: UNKNOWN");
		country.ifPresent((column) -> lines.add("        countryCode: " + quoted(place(column))));
		person.filter((column) -> !column.equals(who)).ifPresent((column) -> {
			lines.add("      - type: Person");
			lines.add("        key: %s  # two people may share a name: add a column that tells them apart"
				.formatted(quoted("person/" + alike(column))));
			lines.add("        when: { %s: { blank: false } }".formatted(quoted(column)));
			lines.add("        rows: first");
			lines.add("        name: " + quoted(place(column)));
		});
		Optional<String> title = named("purpose", "subject", "reason", "meeting", "topic");
		title.ifPresent((column) -> meeting(lines, who, column, date));
		lines.add("    # Columns: " + String.join(", ", this.columns.keySet()));
	}

	/** Without these columns there is nothing to make. */
	private void when(List<String> lines, String... columns) {
		String blank = Stream.of(columns)
			.distinct()
			.filter((column) -> !isFilled(column))
			.map((column) -> quoted(column) + ": { blank: false }")
			.collect(Collectors.joining(", "));
		if (!blank.isEmpty()) {
			lines.add("        when: { " + blank + " }");
		}
	}

	/** A column as a place in a text. */
	private static String place(String column) {
		return Template.place(column, false);
	}

	private static String alike(String column) {
		return Template.place(column, true);
	}

	/** Numbers of four digits are rarely the date of something. */
	private static boolean isYear(Column column) {
		return column.patterns().stream().map(DatePattern::toString).toList().equals(List.of("yyyy"));
	}

	private void meeting(List<String> lines, String who, String title, Optional<String> date) {
		// A date that cannot be read is blank, and a key has no blank columns.
		Optional<String> inKey = this.columns.keySet()
			.stream()
			.filter((name) -> NUMBER.matcher(name).matches() && isFilled(name))
			.findFirst()
			.or(() -> date.filter((name) -> isFilled(name) && column(name).fit() == this.rows));
		String key = inKey.map((name) -> place(name) + " ").orElse("") + place(title);
		lines.add("      - type: Meeting  # its key says what makes one meeting");
		lines.add("        key: " + quoted("meeting/" + key));
		when(lines, title);
		lines.add("        rows: first");
		lines.add("        title: " + quoted(place(title)));
		lines.add("        kind: MEETING");
		date.ifPresent((column) -> lines.add("        date: " + quoted(place(column))));
		lines.add("      - type: Participation");
		lines.add("        key: " + quoted("participation/" + key + "/" + alike(who)));
		when(lines, title, who);
		lines.add("        rows: first");
		lines.add("        actor: " + quoted("organisation/" + alike(who)));
		lines.add("        meeting: " + quoted("meeting/" + key));
	}

	private Optional<String> named(String... words) {
		for (String word : words) {
			Optional<String> column = this.columns.keySet().stream().filter((name) -> is(name, word)).findFirst();
			if (column.isPresent()) {
				return column;
			}
		}
		return Optional.empty();
	}

	private static boolean is(String column, String word) {
		return column.toLowerCase(Locale.ROOT).contains(word);
	}

	private static String plain(String name) {
		String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
		return plain.isEmpty() ? "table" : plain;
	}

	private static String quoted(String text) {
		return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
	}

}
