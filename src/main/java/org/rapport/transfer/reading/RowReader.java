package org.rapport.transfer.reading;

import java.util.List;

/** Takes the rows of a table, one after the other. */
public interface RowReader {

	/**
	 * Takes the names of the columns, before the rows. A list of JSON or YAML has no
	 * header, so it is not called for one.
	 */
	default void columns(List<String> columns) {
	}

	void row(TableRow row);

	/**
	 * Takes the place of a row that could not be read, and why.
	 * @param number the place, from 1
	 */
	void unreadable(int number, String message);

}
