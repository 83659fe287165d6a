package org.rapport.export;

import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Element;
import org.rapport.kernel.Lens;

/**
 * Reads one table through a lens, and writes it page by page. It holds one page at a
 * time, whatever the length of the table.
 *
 * @param <T> the type of the rows
 */
final class TableReading<T extends Element> {

	private final Table<T> table;

	private final Lens lens;

	private final TableWalk<T> walk;

	private final TableWriter writer;

	private final int mostRows;

	private final Function<Collection<String>, List<String>> credits;

	private final Clock clock;

	private final Set<String> datasets = new TreeSet<>();

	private boolean begun;

	private int rows;

	private long groups;

	private @Nullable String group;

	/**
	 * Prepares a reading.
	 * @param lens the lens through which the walk goes
	 * @param walk goes through the rows
	 * @param mostRows the most rows to write
	 * @param credits finds whom to credit, by the names of data sets
	 */
	TableReading(Table<T> table, Lens lens, TableWalk<T> walk, TableWriter writer, int mostRows,
			Function<Collection<String>, List<String>> credits, Clock clock) {
		this.table = table;
		this.lens = lens;
		this.walk = walk;
		this.writer = writer;
		this.mostRows = Math.min(mostRows, writer.mostRows());
		this.credits = credits;
		this.clock = clock;
	}

	/** The rows that are written. */
	int rows() {
		return this.rows;
	}

	/**
	 * Writes the next part.
	 * @return whether there is more; false after the end of the table was written
	 */
	boolean writeNext() throws IOException {
		if (!this.begun) {
			this.begun = true;
			this.writer.header(this.table.columns().stream().map(Column::name).toList());
		}
		List<T> read = this.walk.next();
		if (read == null) {
			this.writer.end(end(true));
			return false;
		}
		int left = this.mostRows - this.rows;
		boolean isCut = read.size() > left;
		List<T> kept = isCut ? read.subList(0, left) : read;
		for (int i = 0; i < kept.size(); i += TableWalk.PAGE) {
			write(kept.subList(i, Math.min(i + TableWalk.PAGE, kept.size())));
		}
		if (isCut) {
			this.writer.end(end(false));
			return false;
		}
		this.writer.flush();
		return true;
	}

	private void write(List<T> read) throws IOException {
		RowPage<T> page = new RowPage<>(this.lens, read);
		for (T row : read) {
			List<@Nullable String> cells = new ArrayList<>(this.table.columns().size());
			for (Column<T> column : this.table.columns()) {
				cells.add(column.cell().of(row, page));
			}
			this.writer.row(cells);
			count(row);
		}
	}

	private void count(T row) {
		this.rows++;
		String dataset = row.entry().dataset();
		if (dataset != null) {
			this.datasets.add(dataset);
		}
		String own = this.table.counted().of().apply(row);
		if (!own.equals(this.group)) {
			this.group = own;
			this.groups++;
		}
	}

	private TableEnd end(boolean complete) {
		Map<String, String> facts = new LinkedHashMap<>();
		facts.put("rows", String.valueOf(this.rows));
		if (!this.table.counted().name().isEmpty()) {
			facts.put(this.table.counted().name(), String.valueOf(this.groups));
		}
		facts.put("complete", complete ? "yes" : "no: cut after %d rows".formatted(this.rows));
		facts.put("clearance", this.lens.clearance().upTo().name());
		facts.put("as_of", Objects.toString(this.lens.asOf(), "all of time"));
		if (this.lens.asOf() != null) {
			facts.put("certainty", this.lens.certainty().name());
		}
		facts.put("read_at", this.clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
		List<String> credited = this.credits.apply(this.datasets);
		if (!credited.isEmpty()) {
			facts.put("data_sets", Objects.requireNonNull(Columns.joined(credited)));
		}
		return new TableEnd(facts);
	}

}
