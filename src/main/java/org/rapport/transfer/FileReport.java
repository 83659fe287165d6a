package org.rapport.transfer;

import java.util.List;

/**
 * What came of loading files.
 *
 * @param tables what became of the rows of each table; empty for a file in the
 * interchange format
 * @param matched the number of actors of other data sets that were recognised
 * @param erased the number of records and facts that rows say about elements that were
 * erased, or may have been. They were not made
 * @param spared whether nothing was retracted although the files are the whole data set,
 * because nothing tells what some rows with errors are about
 * @param load what was added and changed, or would be
 * @param dryRun whether nothing was written
 */
public record FileReport(List<TableReport> tables, int matched, int erased, boolean spared, ImportReport load,
		boolean dryRun) {

	public FileReport {
		tables = List.copyOf(tables);
	}

}
