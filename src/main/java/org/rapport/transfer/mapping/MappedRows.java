package org.rapport.transfer.mapping;

import java.util.Collections;
import java.util.List;
import java.util.Set;

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
 * @param admitted the keys of what rows make that the mapping admits although it looks
 * like something that was erased
 */
public record MappedRows(List<MadeLine> lines, List<TableReport> tables, List<MadeLine> refusedLines,
		boolean hasUnknown, List<KeptRow> kept, Set<String> admitted) {

	public MappedRows {
		lines = List.copyOf(lines);
		refusedLines = List.copyOf(refusedLines);
		tables = List.copyOf(tables);
		// They may be too many for a copy in memory.
		kept = Collections.unmodifiableList(kept);
		admitted = Set.copyOf(admitted);
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
