package org.rapport.transfer;

import java.util.List;

/**
 * What came of loading files.
 *
 * @param tables what became of the rows of each table; empty for a file in the
 * interchange format
 * @param matched the number of actors of other data sets that were recognised
 * @param load what was added and changed, or would be
 * @param dryRun whether nothing was written
 */
public record FileReport(List<TableReport> tables, int matched, ImportReport load, boolean dryRun) {

	public FileReport {
		tables = List.copyOf(tables);
	}

}
