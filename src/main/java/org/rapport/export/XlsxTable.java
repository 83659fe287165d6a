package org.rapport.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

import org.rapport.kernel.TextStart;

/**
 * A table as a workbook (Office Open XML). Each cell is a text, so that a spreadsheet
 * neither runs nor rewrites it. The second sheet is a {@link TableEnd}. A file that broke
 * off does not open.
 */
final class XlsxTable implements TableWriter {

	/** A sheet has 1,048,576 rows; one is the header. */
	private static final int MOST_ROWS = 1_048_575;

	/** The most characters in a cell. */
	private static final int LONGEST = 32_767;

	/** The width of a column, in characters. */
	private static final double WIDTH = 24;

	private static final String MORE = "…";

	private final Workbook workbook;

	private final Worksheet rows;

	private int next;

	XlsxTable(OutputStream out, String name) {
		this.workbook = new Workbook(out, "Rapport", null);
		this.rows = this.workbook.newWorksheet(name);
	}

	@Override
	public int mostRows() {
		return MOST_ROWS;
	}

	@Override
	public void header(List<String> names) {
		this.rows.freezePane(0, 1);
		write(this.rows, this.next++, names);
		for (int i = 0; i < names.size(); i++) {
			this.rows.width(i, WIDTH);
			this.rows.style(0, i).bold().set();
		}
	}

	@Override
	public void row(List<@Nullable String> cells) {
		write(this.rows, this.next++, cells);
	}

	private static void write(Worksheet sheet, int row, List<? extends @Nullable String> cells) {
		for (int i = 0; i < cells.size(); i++) {
			String cell = cells.get(i);
			if (cell != null && !cell.isEmpty()) {
				// Written into the sheet itself: a table of shared texts would be kept in
				// memory until the end.
				sheet.inlineString(row, i, shortened(cell));
			}
		}
	}

	private static String shortened(String cell) {
		return (cell.length() <= LONGEST) ? cell : TextStart.of(cell, LONGEST - MORE.length()) + MORE;
	}

	@Override
	public void flush() throws IOException {
		this.rows.flush();
	}

	@Override
	public void end(TableEnd end) throws IOException {
		this.rows.finish();
		Worksheet about = this.workbook.newWorksheet("About");
		int row = 0;
		for (Map.Entry<String, String> fact : end.facts().entrySet()) {
			write(about, row++, List.of(fact.getKey(), fact.getValue()));
		}
		about.finish();
		this.workbook.finish();
	}

}
