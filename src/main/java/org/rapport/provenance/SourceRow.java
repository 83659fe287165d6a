package org.rapport.provenance;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The row of a table from which a citation was read.
 *
 * @param file the name of the file
 * @param sheet the sheet of a workbook; null if the mapping names none
 * @param line its place in the file, from 1
 * @param cells its cells that are kept and have a text, in the order of the file
 */
record SourceRow(String file, @Nullable String sheet, int line, List<SourceCell> cells) {

	SourceRow {
		cells = List.copyOf(cells);
	}

	/**
	 * A cell of the row.
	 *
	 * @param column the name of its column
	 * @param text its text as in the file
	 */
	record SourceCell(String column, String text) {
	}

}
