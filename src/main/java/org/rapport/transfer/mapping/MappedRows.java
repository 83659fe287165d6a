package org.rapport.transfer.mapping;

import java.util.List;

/**
 * What the rows of all files make.
 *
 * @param lines the records and facts
 * @param tables what became of the rows of each table
 */
public record MappedRows(List<MadeLine> lines, List<TableCounts> tables) {

	public MappedRows {
		lines = List.copyOf(lines);
		tables = List.copyOf(tables);
	}

	/** The number of rows of all tables. */
	public int rows() {
		return this.tables.stream().mapToInt(TableCounts::rows).sum();
	}

	/** The number of rows with errors. */
	public int refused() {
		return this.tables.stream().mapToInt(TableCounts::refusedRows).sum();
	}

}
