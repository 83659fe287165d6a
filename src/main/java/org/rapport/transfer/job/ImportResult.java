package org.rapport.transfer.job;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.rapport.kernel.Kind;
import org.rapport.transfer.FileReport;
import org.rapport.transfer.ImportReport.ImportCounts;
import org.rapport.transfer.Retractions;
import org.rapport.transfer.TableReport;

/**
 * What came of an import that was carried out.
 *
 * @param dataset the name of the data set
 * @param title its title
 * @param tables what became of the rows of each table
 * @param matched the number of actors of other data sets that were recognised
 * @param kinds what was added and changed, or would be, by kind
 * @param erased the number of records and facts of rows about erased elements
 * @param spared whether nothing was retracted although the files are the whole data set
 * @param retractions how much was retracted, or would be
 * @param kept the number of elements that stay as they are although the files say
 * something else
 * @param resumed whether it took the place of a load that had stopped
 */
record ImportResult(String dataset, String title, List<TableReport> tables, int matched, Map<Kind, ImportCounts> kinds,
		int erased, boolean spared, Retractions retractions, int kept, boolean resumed) {

	ImportResult {
		tables = List.copyOf(tables);
		kinds = kinds.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(kinds));
	}

	static ImportResult of(FileReport report) {
		return new ImportResult(report.load().dataset().name(), report.load().dataset().title(), report.tables(),
				report.matched(), report.load().kinds(), report.erased(), report.spared(), report.load().retractions(),
				report.load().kept().size(), report.load().resumed());
	}

}
