package org.rapport.transfer.mapping;

import java.util.List;

import org.rapport.transfer.TableReport;

/**
 * What the rows of all files make.
 *
 * @param lines the records and facts
 * @param tables what became of the rows of each table
 * @param refusedLines the records and facts that rows with errors are about. They are not
 * among the lines
 * @param hasUnknown whether there are rows with errors of which nothing tells what they
 * are about
 * @param kept the rows that make something, as they are in their files
 */
public record MappedRows(List<MadeLine> lines, List<TableReport> tables, List<MadeLine> refusedLines,
		boolean hasUnknown, List<KeptRow> kept) {

	public MappedRows {
		lines = List.copyOf(lines);
		refusedLines = List.copyOf(refusedLines);
		tables = List.copyOf(tables);
		kept = List.copyOf(kept);
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
