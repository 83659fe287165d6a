package org.rapport.transfer.reading;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.NearName;
import org.rapport.kernel.Quote;

/**
 * Finds the header of a table, and names the cells of the rows below it. Rows above the
 * header, such as a title, and blank rows are left out.
 */
final class HeadedRows {

	/** How many rows are searched for the header. */
	static final int SEARCHED = 50;

	private final String file;

	private final TableForm form;

	private final RowReader reader;

	/** The rows in which no header was found, by their numbers. */
	private final NavigableMap<Integer, List<String>> above = new TreeMap<>();

	private @Nullable List<String> columns;

	/** The merged cells that reach into the next rows, by the positions of columns. */
	private final NavigableMap<Integer, SpanningCell> spanning = new TreeMap<>();

	/** A cell that counts in several rows. */
	private record SpanningCell(String text, boolean day, boolean number, int lastRow) {
	}

	HeadedRows(String file, TableForm form, RowReader reader) {
		this.file = file;
		this.form = form;
		this.reader = reader;
	}

	/**
	 * Takes a row of texts.
	 * @param number its place, from 1
	 * @param cells its cells; blank ones are empty
	 */
	void row(int number, List<String> cells) {
		row(number, cells, Set.of(), Set.of(), List.of());
	}

	/**
	 * Takes a row of a sheet.
	 * @param days the positions of the cells that are dates
	 * @param numbers the positions of the cells that are numbers
	 * @param merged the merged regions that begin in it
	 */
	void row(int number, List<String> cells, Set<Integer> days, Set<Integer> numbers, List<MergedCells> merged) {
		if (cells.stream().allMatch(String::isBlank)) {
			return;
		}
		if (this.columns == null) {
			header(number, cells);
			return;
		}
		Map<String, String> named = new HashMap<>();
		Set<String> dated = new HashSet<>();
		Set<String> counted = new HashSet<>();
		this.spanning.values().removeIf((cell) -> cell.lastRow() < number);
		begin(merged, cells, days, numbers);
		for (int i = 0; i < cells.size() || i <= lastSpanning(); i++) {
			SpanningCell spanning = this.spanning.get(i);
			boolean isBlank = i >= cells.size() || cells.get(i).isBlank();
			if (isBlank && spanning != null) {
				named.put(this.columns.get(i), spanning.text());
				if (spanning.day()) {
					dated.add(this.columns.get(i));
				}
				if (spanning.number()) {
					counted.add(this.columns.get(i));
				}
			}
			if (isBlank) {
				continue;
			}
			String cell = cells.get(i);
			if (i >= this.columns.size() || this.columns.get(i).isEmpty()) {
				this.reader.unreadable(number,
						"has the text \"%s\" in a column without a name".formatted(Quote.of(cell)));
				return;
			}
			named.put(this.columns.get(i), cell);
			if (days.contains(i)) {
				dated.add(this.columns.get(i));
			}
			if (numbers.contains(i)) {
				counted.add(this.columns.get(i));
			}
		}
		this.reader.row(new TableRow(number, named, dated, counted));
	}

	/** Keeps the cells that count in the rows below, too. */
	private void begin(List<MergedCells> merged, List<String> cells, Set<Integer> days, Set<Integer> numbers) {
		List<String> names = (this.columns != null) ? this.columns : List.of();
		for (MergedCells region : merged) {
			int last = Math.min(region.lastColumn(), names.size() - 1);
			for (int i = region.column(); i <= last && region.column() < cells.size(); i++) {
				if (this.form.merged().contains(names.get(i))) {
					this.spanning.put(i, new SpanningCell(cells.get(region.column()), days.contains(region.column()),
							numbers.contains(region.column()), region.lastRow()));
				}
			}
		}
	}

	private int lastSpanning() {
		return this.spanning.isEmpty() ? -1 : this.spanning.lastKey();
	}

	private void header(int number, List<String> cells) {
		List<String> names = cells.stream().map(HeadedRows::name).toList();
		boolean stated = this.form.header() != null && this.form.header() == number;
		boolean found = this.form.header() == null && new HashSet<>(names).containsAll(this.form.needed());
		if (!stated && !found) {
			this.above.put(number, names);
			if (this.above.size() >= SEARCHED || (this.form.header() != null && number > this.form.header())) {
				throw missing();
			}
			return;
		}
		Set<String> seen = new HashSet<>();
		for (String name : names) {
			if (!name.isEmpty() && !seen.add(name)) {
				throw new UnreadableFile(this.file,
						"has two columns \"%s\" in row %d; rename one of them".formatted(Quote.of(name), number));
			}
		}
		this.columns = names;
		if (stated && !seen.containsAll(this.form.needed())) {
			this.above.clear();
			this.above.put(number, names);
			throw missing();
		}
		this.reader.columns(names.stream().filter((name) -> !name.isEmpty()).toList());
	}

	/** Reports a table without a header. */
	void end() {
		if (this.columns == null) {
			throw missing();
		}
	}

	private UnreadableFile missing() {
		if (this.above.isEmpty()) {
			return new UnreadableFile(this.file, "has no rows");
		}
		Map.Entry<Integer, List<String>> best = this.above.firstEntry();
		for (Map.Entry<Integer, List<String>> row : this.above.entrySet()) {
			if (missingIn(row.getValue()).size() < missingIn(best.getValue()).size()) {
				best = row;
			}
		}
		Set<String> missing = missingIn(best.getValue());
		if (missing.isEmpty()) {
			return new UnreadableFile(this.file,
					"has no row %d, which the mapping names as its header".formatted(this.form.header()));
		}
		return new UnreadableFile(this.file,
				"%s (row %d has the most of the columns that the mapping names)".formatted(NearName
					.unknown("has no column", missing.iterator().next(), new LinkedHashSet<>(best.getValue())),
						best.getKey()));
	}

	private Set<String> missingIn(List<String> row) {
		Set<String> missing = new TreeSet<>(this.form.needed());
		row.forEach(missing::remove);
		return missing;
	}

	/** The name of a column, without the blanks that surround or break it. */
	static String name(String cell) {
		return cell.replace("\uFEFF", "").replaceAll("[\\s\u00A0]+", " ").strip();
	}

}
