package org.rapport.export;

import java.util.List;
import java.util.function.Function;

import org.rapport.api.ListArguments;
import org.rapport.kernel.Element;

/**
 * A list of the API as a flat table.
 *
 * @param <T> the type of the rows
 * @param name its name in the address
 * @param about what a row is, in a sentence
 * @param fields the fields of the schema whose arguments are its filters, each as
 * {@code Type.field}
 * @param records further filters that name a record
 * @param walk goes through its rows, for the given filters
 * @param columns its columns
 * @param counted besides the rows, what is counted: rows of the same group come one after
 * another
 */
record Table<T extends Element>(String name, String about, List<String> fields, List<RecordFilter> records,
		Function<ListArguments, TableWalk<T>> walk, List<Column<T>> columns, Grouping<T> counted) {

	/**
	 * A filter that names a record.
	 *
	 * @param name its name
	 * @param about its purpose
	 */
	record RecordFilter(String name, String about) {
	}

	/**
	 * What the rows of a table are grouped by.
	 *
	 * @param name its plural; empty if only the rows are counted
	 * @param of the id of the group of a row
	 */
	record Grouping<T>(String name, Function<T, String> of) {

		static <T> Grouping<T> none() {
			return new Grouping<>("", (row) -> "");
		}

	}

}
