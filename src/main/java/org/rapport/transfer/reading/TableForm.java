package org.rapport.transfer.reading;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * How a table stands in its file. What is null is found out from the file.
 *
 * @param needed the columns that the table must have
 * @param sheet the name of the sheet of a workbook; null for its first sheet
 * @param header the row of the names of the columns, from 1; null for the first row that
 * has all needed columns
 * @param list the way to the rows in JSON or YAML ({@link TreeFile}); null if the whole
 * file is a list
 * @param separator what separates the cells of a text
 * @param encoding the encoding of a text; null for UTF-8, or for what its byte order mark
 * says
 * @param merged the columns of a sheet in which a cell that is merged over several rows
 * counts in each of them
 */
public record TableForm(Set<String> needed, @Nullable String sheet, @Nullable Integer header, @Nullable String list,
		@Nullable String separator, @Nullable String encoding, Set<String> merged) {

	/** A form that says nothing. */
	public static final TableForm UNKNOWN = new TableForm(Set.of(), null, null, null, null, null);

	public TableForm {
		needed = Set.copyOf(needed);
		merged = Set.copyOf(merged);
	}

	/** Creates a form in which merged cells count in their first row only. */
	public TableForm(Set<String> needed, @Nullable String sheet, @Nullable Integer header, @Nullable String list,
			@Nullable String separator, @Nullable String encoding) {
		this(needed, sheet, header, list, separator, encoding, Set.of());
	}

	/** The same form with the names of the columns in a row, from 1. */
	public TableForm below(int row) {
		return new TableForm(this.needed, this.sheet, row, this.list, this.separator, this.encoding, this.merged);
	}

	/** The same form of a table that must have these columns. */
	public TableForm needing(Set<String> columns) {
		return new TableForm(columns, this.sheet, this.header, this.list, this.separator, this.encoding, this.merged);
	}

}
