package org.rapport.transfer.mapping;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.rapport.transfer.reading.RowReader;
import org.rapport.transfer.reading.TableFile;
import org.rapport.transfer.reading.TableForm;
import org.rapport.transfer.reading.TableRow;

/**
 * Drafts a mapping from a table: its columns, the patterns of its dates, and the records
 * and facts that columns of such names usually stand for. A curator goes on from there.
 */
public final class SuggestedMapping {

	/** How many rows are looked at. */
	private static final int MOST_ROWS = 100_000;

	private static final int MOST_COLUMNS = 500;

	private static final int MOST_EXAMPLES = 20;

	private static final int LONGEST_DATE = 40;

	private static final List<DatePattern> USUAL = DatePattern.USUAL.stream().map(DatePattern::of).toList();

	/** Patterns of dates are only looked for where cells have digits. */
	private static final Pattern DIGIT = Pattern.compile(".*\\d.*", Pattern.DOTALL);

	private static final Set<String> PLACEHOLDERS = Set.of("-", "–", "—", "n/a", "na", "none", "null", "nil", "tbc",
			"unknown", "?");

	private final Map<String, Column> columns = new LinkedHashMap<>();

	private int rows;

	private SuggestedMapping() {
	}

	private static final class Column {

		/** How many cells can be read with each pattern. */
		private final Map<String, Integer> fitting = new LinkedHashMap<>();

		private final Set<String> placeholders = new TreeSet<>();

		/** Texts that fit several patterns, at most a few. */
		private final Set<String> examples = new LinkedHashSet<>();

		private int filled;

		private int days;

		void add(String cell, boolean isDay) {
			String text = cell.strip();
			if (PLACEHOLDERS.contains(text.toLowerCase(Locale.ROOT))) {
				this.placeholders.add(text);
				return;
			}
			this.filled++;
			if (isDay) {
				this.days++;
				return;
			}
			if (text.length() > LONGEST_DATE || !DIGIT.matcher(text).matches()) {
				return;
			}
			int patterns = 0;
			for (DatePattern pattern : USUAL) {
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
					: USUAL.stream()
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

		boolean isDate() {
			return this.filled > 0 && (this.days * 2 >= this.filled || !patterns().isEmpty());
		}

	}

	/**
	 * Drafts a mapping for a table.
	 * @param sheet the sheet of a workbook; null for the first
	 * @param list the list in JSON or YAML; null if the whole file is a list
	 * @return the mapping in YAML, with comments
	 * @throws IOException if the disk cannot be read
	 */
	public static String of(Path file, @Nullable String sheet, @Nullable String list) throws IOException {
		SuggestedMapping suggested = new SuggestedMapping();
		TableFile.read(file, new TableForm(Set.of(), sheet, null, list, null, null), new RowReader() {

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
			}

		});
		return suggested.yaml(file.getFileName().toString(), sheet, list);
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

	private String yaml(String file, @Nullable String sheet, @Nullable String list) {
		String name = plain(file.replaceAll("(\\.gz)?$", "").replaceAll("\\.[^.]+$", ""));
		List<String> lines = new ArrayList<>();
		lines.add("# A draft for %s (%d rows). Read it, mend it, and try it with: import %s --mapping THIS --dry-run"
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
		if (sheet != null) {
			lines.add("    sheet: " + quoted(sheet));
		}
		if (list != null) {
			lines.add("    list: " + quoted(list));
		}
		columns(lines);
		makes(lines);
		return String.join(System.lineSeparator(), lines) + System.lineSeparator();
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

	private void makes(List<String> lines) {
		Optional<String> organisation = named("organisation", "organization", "company", "name", "member", "signatory");
		Optional<String> person = named("person", "representative", "contact");
		Optional<String> date = this.columns.keySet()
			.stream()
			.filter((name) -> column(name).isDate() && !isYear(column(name)))
			.findFirst();
		Optional<String> country = this.columns.keySet().stream().filter((name) -> is(name, "country")).findFirst();
		lines.add("    makes:");
		String who = organisation.or(() -> this.columns.keySet().stream().findFirst()).orElse("name");
		lines.add("      - type: Organisation");
		lines.add("        key: \"organisation/{%s|alike}\"".formatted(who));
		lines.add("        rows: first");
		lines.add("        name: \"{%s}\"".formatted(who));
		lines.add("        kind: UNKNOWN");
		country.ifPresent((column) -> lines.add("        countryCode: \"{%s}\"".formatted(column)));
		person.ifPresent((column) -> {
			lines.add("      - type: Person");
			lines.add(
					"        key: \"person/{%s|alike}\"  # two people may share a name: add a column that tells them apart"
						.formatted(column));
			lines.add("        when: { %s: { blank: false } }".formatted(quoted(column)));
			lines.add("        rows: first");
			lines.add("        name: \"{%s}\"".formatted(column));
		});
		if (named("purpose", "subject", "reason", "meeting", "topic").isPresent()) {
			meeting(lines, who, date);
		}
		lines.add("    # Columns: " + String.join(", ", this.columns.keySet()));
	}

	/** Numbers of four digits are rarely the date of something. */
	private static boolean isYear(Column column) {
		return column.patterns().stream().map(DatePattern::toString).toList().equals(List.of("yyyy"));
	}

	private void meeting(List<String> lines, String who, Optional<String> date) {
		String title = named("purpose", "subject", "reason", "meeting", "topic").orElseThrow();
		String key = date.map((column) -> "{%s} ".formatted(column)).orElse("") + "{%s}".formatted(title);
		lines.add("      - type: Meeting  # its key says what makes one meeting");
		lines.add("        key: \"meeting/%s\"".formatted(key));
		lines.add("        rows: first");
		lines.add("        title: \"{%s}\"".formatted(title));
		lines.add("        kind: MEETING");
		date.ifPresent((column) -> lines.add("        date: \"{%s}\"".formatted(column)));
		lines.add("      - type: Participation");
		lines.add("        key: \"participation/%s/{%s|alike}\"".formatted(key, who));
		lines.add("        actor: \"organisation/{%s|alike}\"".formatted(who));
		lines.add("        meeting: \"meeting/%s\"".formatted(key));
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
