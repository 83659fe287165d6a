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
 * @param numbers the columns whose cell is a number of a workbook or of JSON, written as
 * 1234.5
 */
public record TableRow(int number, Map<String, String> cells, Set<String> days, Set<String> numbers) {

	public TableRow {
		cells = Map.copyOf(cells);
		days = Set.copyOf(days);
		numbers = Set.copyOf(numbers);
	}

	/** A row whose cells are texts or dates. */
	public TableRow(int number, Map<String, String> cells, Set<String> days) {
		this(number, cells, days, Set.of());
	}

}
