package org.rapport.transfer.mapping;

import java.util.List;

import org.rapport.transfer.TableReport;

/**
 * What the rows of all files make.
 *
 * @param lines the records and facts
 * @param tables what became of the rows of each table
 */
public record MappedRows(List<MadeLine> lines, List<TableReport> tables) {

	public MappedRows {
		lines = List.copyOf(lines);
		tables = List.copyOf(tables);
	}

	/** The number of rows of all tables. */
	public int rows() {
		return this.tables.stream().mapToInt(TableReport::rows).sum();
	}

	/** The number of rows with errors. */
	public int refused() {
		return this.tables.stream().mapToInt(TableReport::refused).sum();
	}

}
