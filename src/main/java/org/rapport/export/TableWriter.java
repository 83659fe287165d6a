package org.rapport.export;

import java.io.IOException;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Writes one table in a format, piece by piece. */
interface TableWriter {

	/** The most rows that a file of the format can hold, without its header. */
	int mostRows();

	/** Writes the headers of the columns. */
	void header(List<String> names) throws IOException;

	/** Writes a row. A cell is null if it is empty. */
	void row(List<@Nullable String> cells) throws IOException;

	/** Passes on what was written so far. */
	void flush() throws IOException;

	/** Writes the end of the table, and ends the file. */
	void end(TableEnd end) throws IOException;

}
