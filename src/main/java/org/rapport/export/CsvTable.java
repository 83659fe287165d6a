package org.rapport.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import org.jspecify.annotations.Nullable;

/**
 * A table as CSV (RFC 4180): UTF-8 with a byte order mark, so that spreadsheets read the
 * letters right, and CRLF. The last line is a {@link TableEnd}.
 */
final class CsvTable implements TableWriter {

	private static final char BYTE_ORDER_MARK = '\uFEFF';

	/**
	 * The first characters of a cell that a spreadsheet may run as a formula (OWASP,
	 * <i>CSV Injection</i>), the full-width forms among them.
	 */
	private static final String RUNNING = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

	/** Where a cell begins for a spreadsheet that splits at semicolons. */
	private static final Pattern INSIDE = Pattern.compile("([;\r\n]\"*)(?=[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20])");

	private static final char TEXT = '\'';

	private static final char NO_COMMENTS = '\0';

	private final Writer out;

	private final CsvWriter csv;

	private int columns;

	CsvTable(OutputStream out) {
		this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
		this.csv = CsvWriter.builder()
			.lineDelimiter(LineDelimiter.CRLF)
			// The writer quotes a line that looks like a comment, and the end does.
			.commentCharacter(NO_COMMENTS)
			.build(this.out);
	}

	@Override
	public int mostRows() {
		return Integer.MAX_VALUE;
	}

	@Override
	public void header(List<String> names) throws IOException {
		this.out.write(BYTE_ORDER_MARK);
		this.columns = names.size();
		this.csv.writeRecord(names);
	}

	@Override
	public void row(List<@Nullable String> cells) {
		List<String> safe = new ArrayList<>(cells.size());
		cells.forEach((cell) -> safe.add((cell != null) ? safe(cell) : ""));
		this.csv.writeRecord(safe);
	}

	/**
	 * A cell that no spreadsheet runs: an apostrophe makes it a text. In many countries
	 * spreadsheets split at semicolons. For them, quotation marks after a comma begin no
	 * quoted cell, so that a semicolon or a line end inside begins a cell of their own.
	 */
	static String safe(String cell) {
		String text = INSIDE.matcher(cell).replaceAll("$1" + TEXT);
		return (!text.isEmpty() && RUNNING.indexOf(text.charAt(0)) >= 0) ? TEXT + text : text;
	}

	@Override
	public void flush() throws IOException {
		this.csv.flush();
		this.out.flush();
	}

	@Override
	public void end(TableEnd end) throws IOException {
		List<@Nullable String> cells = new ArrayList<>(end.cells());
		while (cells.size() < this.columns) {
			cells.add(null);
		}
		row(cells);
		flush();
	}

}
