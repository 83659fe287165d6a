package org.rapport.transfer.reading;

import java.util.Map;
import java.util.Set;

/**
 * A row of a table.
 *
 * @param number its place: the line of a text, the row of a sheet, or the position in a
 * list, each from 1
 * @param cells the texts of its cells that are not blank, by column
 * @param days the columns whose cell is a date of a workbook, written as 2024-05-31
 */
public record TableRow(int number, Map<String, String> cells, Set<String> days) {

	public TableRow {
		cells = Map.copyOf(cells);
		days = Set.copyOf(days);
	}

}
