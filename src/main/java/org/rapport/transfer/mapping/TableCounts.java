package org.rapport.transfer.mapping;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.rapport.transfer.mapping.RowNote.About;

/** What became of the rows of a table. */
public final class TableCounts {

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

	/** The name of the table in the mapping. */
	public String table() {
		return this.table;
	}

	/** The number of its rows, without blank ones. */
	public int rows() {
		return this.rows;
	}

	/** The number of rows that are equal to an earlier one in every cell that is read. */
	public int toldTwice() {
		return this.toldTwice;
	}

	/** The number of rows with errors. They make nothing. */
	public int refusedRows() {
		return this.refused;
	}

	/** The numbers of rows that the mapping leaves out, by reason. */
	public Map<String, Integer> leftOut() {
		return Map.copyOf(this.leftOut);
	}

	/** The numbers of notes about its rows. */
	public Map<About, Integer> notes() {
		return new EnumMap<>(this.notes);
	}

	/** The columns that the mapping does not name. Nothing of them is stored. */
	public List<String> unusedColumns() {
		return List.copyOf(this.unused);
	}

}
