package org.rapport.transfer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the rows of a table.
 *
 * @param table its name in the mapping
 * @param rows the number of its rows, without blank ones
 * @param toldTwice the number of rows that are equal to an earlier one in every cell that
 * is read
 * @param refused the number of rows with errors. They make nothing
 * @param leftOut the numbers of rows that the mapping leaves out, by reason
 * @param notes the numbers of notes about its rows
 * @param unusedColumns the columns that the mapping does not name, sorted. Nothing of
 * them is stored
 */
public record TableReport(String table, int rows, int toldTwice, int refused, Map<String, Integer> leftOut,
		Map<RowNote.About, Integer> notes, List<String> unusedColumns) {

	public TableReport {
		leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
		notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
		unusedColumns = List.copyOf(unusedColumns);
	}

}
