package org.rapport.export;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests the files byte by byte. */
class TableFilesTests {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	@Test
	void csvHasAByteOrderMarkAndQuotesWhatNeedsIt() throws IOException {
		assertThat(csv("plain", "with, comma", "with \"quotes\"", "two\nlines", null)).isEqualTo(
				"\uFEFFa,b,c,d,e\r\nplain,\"with, comma\",\"with \"\"quotes\"\"\",\"two\nlines\",\r\n# end,rows=1,complete=yes,,\r\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\uFF1D1+1", "\uFF0B1", "\uFF0D1", "\uFF20A" })
	void csvDoesNotRun(String cell) {
		assertThat(CsvTable.safe(cell)).isEqualTo("'" + cell);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '#', quoteCharacter = '`', value = { "a;=1+1 # a;'=1+1", "a;\"=1 # a;\"'=1",
			"`a\n@x` # `a\n'@x`", "`\n=1` # `'\n'=1`", "`\r=1` # `'\r'=1`" })
	void csvDoesNotRunWhereSemicolonsSplit(String cell, String safe) {
		assertThat(CsvTable.safe(cell)).isEqualTo(safe);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1=1", "2024-01-16", "'=1+1", "[2024-01..]", "אבג", "#end" })
	void csvKeepsOtherCells(String cell) {
		assertThat(CsvTable.safe(cell)).isEqualTo(cell);
	}

	@Test
	void workbookHoldsTextsOnly() throws IOException {
		TableWriter table = TableFormat.XLSX.writer(FixedTable.TABLE, this.out);
		table.header(List.of("a", "b"));
		table.row(Arrays.asList("=1+1", null));
		table.flush();
		table.row(List.of("2024-01-16", "x".repeat(40_000)));
		table.end(end());
		try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(this.out.toByteArray()))) {
			List<Sheet> sheets = workbook.getSheets().toList();
			assertThat(sheets).extracting(Sheet::getName).containsExactly("people", "About");
			List<Row> rows = sheets.get(0).read();
			assertThat(rows).hasSize(3);
			assertThat(rows.get(1).getCell(0).getType()).isEqualTo(CellType.STRING);
			assertThat(rows.get(1).getCell(0).getFormula()).isNull();
			assertThat(rows.get(1).getCellText(0)).isEqualTo("=1+1");
			assertThat(rows.get(2).getCell(0).getType()).isEqualTo(CellType.STRING);
			assertThat(rows.get(2).getCellText(0)).isEqualTo("2024-01-16");
			assertThat(rows.get(2).getCellText(1)).hasSize(32_767).endsWith("x…");
			assertThat(sheets.get(1).read()).extracting((row) -> row.getCellText(0) + "=" + row.getCellText(1))
				.containsExactly("rows=1", "complete=yes");
		}
	}

	private String csv(String... cells) throws IOException {
		TableWriter table = TableFormat.CSV.writer(FixedTable.TABLE, this.out);
		table.header(List.of("a", "b", "c", "d", "e"));
		table.row(Arrays.asList(cells));
		table.end(end());
		return this.out.toString(StandardCharsets.UTF_8);
	}

	private static TableEnd end() {
		Map<String, String> facts = new LinkedHashMap<>();
		facts.put("rows", "1");
		facts.put("complete", "yes");
		return new TableEnd(facts);
	}

}
