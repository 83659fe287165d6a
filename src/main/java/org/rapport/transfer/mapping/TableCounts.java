package org.rapport.transfer.mapping;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.rapport.transfer.RowNote.About;
import org.rapport.transfer.TableReport;

/** Counts what becomes of the rows of a table. */
final class TableCounts {

	private final String table;

	private final Map<String, Integer> leftOut = new LinkedHashMap<>();

	private final Map<About, Integer> notes = new EnumMap<>(About.class);

	private final TreeSet<String> unused = new TreeSet<>();

	private int rows;

	private int toldTwice;

	private int refused;

	TableCounts(String table) {
		this.table = table;
	}

	void row() {
		this.rows++;
	}

	int rows() {
		return this.rows;
	}

	void refused() {
		this.refused++;
	}

	void repeated() {
		this.toldTwice++;
	}

	void leftOut(String because) {
		this.leftOut.merge(because, 1, Integer::sum);
	}

	void note(About about) {
		this.notes.merge(about, 1, Integer::sum);
	}

	void unused(Collection<String> columns) {
		this.unused.addAll(columns);
	}

	TableReport report() {
		return new TableReport(this.table, this.rows, this.toldTwice, this.refused, this.leftOut, this.notes,
				List.copyOf(this.unused));
	}

}
