package org.rapport.transfer.reading;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Execution(ExecutionMode.CONCURRENT)
class TableFileTests {

	/** A form in which one column has merged cells that count in each row. */
	private static final TableForm MERGED = new TableForm(Set.of("when"), null, null, null, null, null, Set.of("when"));

	@TempDir
	private Path folder;

	private final List<String> unreadable = new ArrayList<>();

	@Nested
	class Text {

		@ParameterizedTest
		@ValueSource(strings = { ",", ";", "\t", "|" })
		void findsItsSeparator(String separator) {
			assertThat(cells("name,country\nA,FR\n".replace(",", separator)))
				.containsExactly(Map.of("name", "A", "country", "FR"));
		}

		@Test
		void mayHaveTheSeparatorQuotationMarksAndLineEndsInQuotedCells() {
			assertThat(cells("name,note\n\"A, \"\"the\"\" first\",\"one\ntwo\"\n"))
				.containsExactly(Map.of("name", "A, \"the\" first", "note", "one\ntwo"));
		}

		@Test
		void mayHaveQuotationMarksInsideCellsThatAreNotQuoted() {
			assertThat(cells("name,size\nA,5\"\nB,\"\"\nC,\"x\"\"\"\nD,6\"\n")).extracting((row) -> row.get("size"))
				.containsExactly("5\"", null, "x\"", "6\"");
		}

		@Test
		void numbersRowsByTheirFirstLine() {
			assertThat(rows("name,note\nA,\"one\ntwo\"\nB,x\n", TableForm.UNKNOWN)).extracting(TableRow::number)
				.containsExactly(2, 4);
		}

		@ParameterizedTest
		@CsvSource({ "UTF-8,true", "UTF-16LE,true", "UTF-16BE,true", "UTF-8,false" })
		void isReadInTheEncodingOfItsMark(Charset encoding, boolean marked) throws IOException {
			Path file = file("a.csv", ((marked ? "\uFEFF" : "") + "name\nÄé ضياء\n").getBytes(encoding));
			assertThat(rows(file, TableForm.UNKNOWN)).extracting(TableRow::cells)
				.containsExactly(Map.of("name", "Äé ضياء"));
		}

		@Test
		void isReadInTheEncodingThatTheMappingNames() throws IOException {
			byte[] bytes = "name\nMünchen\n".getBytes("windows-1252");
			assertThat(rows(file("a.csv", bytes), new TableForm(Set.of(), null, null, null, null, "windows-1252")))
				.extracting(TableRow::cells)
				.containsExactly(Map.of("name", "München"));
			assertRefused(file("a.csv", bytes), TableForm.UNKNOWN, "a.csv is not in the encoding UTF-8",
					"for example windows-1252: in the mapping (encoding), or with --encoding");
		}

		@Test
		void mayHaveATitleAboveItsHeader() {
			TableForm form = new TableForm(Set.of("name", "country"), null, null, null, null, null);
			assertThat(rows("Our members,\n,\nname,country\nA,FR\n", form)).extracting(TableRow::cells)
				.containsExactly(Map.of("name", "A", "country", "FR"));
		}

		@Test
		void mustHaveTheNeededColumns() throws IOException {
			TableForm form = new TableForm(Set.of("organisation"), null, null, null, null, null);
			assertRefused(file("a.csv", "Organization,country\nA,FR\n"), form, "has no column \"organisation\"",
					"did you mean \"Organization\"?", "(row 1 has the most");
			assertRefused(file("a.csv", "a\nb\n"), new TableForm(Set.of(), null, 7, null, null, null), "has no row 7");
		}

		@ParameterizedTest
		@CsvSource(delimiter = '#',
				value = { "name,name\\nA,B\\n # two columns \"name\"", "'' # has no rows",
						"a,b\\n\"x,y\\n # ends inside a quoted cell that begins in line 2",
						"a,b\\nx,\"y # ends inside a quoted cell that begins in line 2",
						"a;b\\n\"x\"\"\";\"y\"\" # ends inside a quoted cell that begins in line 2",
						"a\\nx\\0y\\n # has a null character" })
		void isRefusedWithItsFault(String text, String message) throws IOException {
			assertRefused(file("a.csv", text.replace("\\n", "\n").replace("\\0", "\0")), TableForm.UNKNOWN, message);
		}

		@Test
		void mustNotHaveACellOfManyMegabytes() throws IOException {
			char[] cell = new char[DelimitedText.LONGEST_CELL + 10];
			Arrays.fill(cell, 'x');
			assertRefused(file("a.csv", "name\n\"" + new String(cell) + "\"\n"), TableForm.UNKNOWN,
					"has a cell of more than");
		}

		@Test
		void tellsOfCellsBesideTheHeaderAndGoesOn() {
			assertThat(cells("name,country\nA,FR,x\nB,DE\n")).containsExactly(Map.of("name", "B", "country", "DE"));
			assertThat(TableFileTests.this.unreadable)
				.containsExactly("2 has the text \"x\" in a column without a name");
		}

		@Test
		void mayBeCompressed() throws IOException {
			byte[] packed = packed("name\nA\n".getBytes(StandardCharsets.UTF_8));
			assertThat(rows(file("a.csv.gz", packed), TableForm.UNKNOWN)).extracting(TableRow::cells)
				.containsExactly(Map.of("name", "A"));
			assertRefused(file("b.csv.gz", Arrays.copyOf(packed, packed.length - 9)), TableForm.UNKNOWN,
					"b.csv.gz is damaged");
		}

	}

	@Nested
	class AWorkbook {

		@Test
		void isReadFromTheSheetThatIsNamed() throws IOException {
			Path file = workbook((book) -> {
				book.newWorksheet("Notes").value(0, 0, "nothing");
				Worksheet sheet = book.newWorksheet("Meetings");
				sheet.value(0, 0, "Our meetings");
				row(sheet, 2, "who", "when", "people");
				sheet.value(3, 0, "A");
				sheet.value(3, 1, LocalDate.of(2024, 5, 31));
				sheet.style(3, 1).format("dd/mm/yyyy").set();
				sheet.value(3, 2, 12);
			});
			TableForm form = new TableForm(Set.of("who", "when"), "Meetings", null, null, null, null);
			assertThat(rows(file, form)).containsExactly(new TableRow(4,
					Map.of("who", "A", "when", "2024-05-31", "people", "12"), Set.of("when"), Set.of("people")));
			assertRefused(file, new TableForm(Set.of(), "Meeting", null, null, null, null), "has no sheet \"Meeting\"",
					"did you mean \"Meetings\"?");
		}

		@Test
		void isRefusedIfItIsDamagedOrTooLargeOnceUnpacked() throws IOException {
			Path file = workbook((book) -> book.newWorksheet("A").value(0, 0, "a"));
			byte[] bytes = Files.readAllBytes(file);
			assertRefused(file("b.xlsx", Arrays.copyOf(bytes, bytes.length / 2)), TableForm.UNKNOWN,
					"b.xlsx is a damaged workbook");
			assertRefused(file("c.xlsx", bomb()), TableForm.UNKNOWN, "has more than 1024 MiB once it is unpacked");
		}

		@Test
		void mayHaveMergedCellsThatCountInEachRow() throws IOException {
			Path file = workbook((book) -> {
				Worksheet sheet = book.newWorksheet("Meetings");
				row(sheet, 0, "when", "what", "who");
				row(sheet, 1, "May", "A fund", "A");
				row(sheet, 2, "", "", "B");
				row(sheet, 3, "June", "Water", "C");
				sheet.range(1, 0, 2, 0).merge();
				sheet.range(1, 1, 2, 1).merge();
			});
			assertThat(rows(file, MERGED)).extracting(TableRow::cells)
				.containsExactly(Map.of("when", "May", "what", "A fund", "who", "A"), Map.of("when", "May", "who", "B"),
						Map.of("when", "June", "what", "Water", "who", "C"));
			assertThat(rows(file, TableForm.UNKNOWN)).extracting(TableRow::cells).contains(Map.of("who", "B"));
		}

		@Test
		void hasTheResultsOfFormulas() throws IOException {
			Path file = sheet(
					"""
							<row r="1"><c r="A1" t="inlineStr"><is><t>when</t></is></c><c r="B1" t="inlineStr"><is><t>sum</t></is></c></row>
							<row r="2"><c r="A2" s="1"><f>B2</f><v>45300</v></c><c r="B2"><f>1+1</f><v>2.50</v></c></row>
							<row r="3"><c r="A3" s="1"><v>45300</v></c><c r="B3" t="str"><f>A1</f><v>x</v></c></row>
							<row r="4"><c r="A4" s="1"><v>-5</v></c><c r="B4" t="str"><f>C4</f><v></v></c></row>""");
			assertThat(rows(file, TableForm.UNKNOWN)).extracting(TableRow::cells)
				.containsExactly(Map.of("when", "2024-01-09", "sum", "2.5"), Map.of("when", "2024-01-09", "sum", "x"),
						Map.of("when", "-5"));
			assertThat(rows(file, TableForm.UNKNOWN)).extracting(TableRow::days)
				.containsExactly(Set.of("when"), Set.of("when"), Set.of());
		}

		@Test
		void mayBeInStrictOpenXml() throws IOException {
			Path file = strict(sheet("""
					<row r="1"><c r="A1" t="inlineStr"><is><t>when</t></is></c></row>
					<row r="2"><c r="A2" t="d" s="1"><v>2024-05-31</v></c></row>
					<row r="3"><c r="A3" s="1"><v>45300</v></c></row>"""));
			assertThat(rows(file, TableForm.UNKNOWN)).extracting(TableRow::cells)
				.containsExactly(Map.of("when", "2024-05-31"), Map.of("when", "2024-01-09"));
			assertThat(rows(file, MERGED)).hasSize(2);
		}

		@ParameterizedTest
		@ValueSource(strings = { "1", "true" })
		void mayCountItsDaysFrom1904(String yes) throws IOException {
			Path file = rewritten(sheet("""
					<row r="1"><c r="A1" t="inlineStr"><is><t>when</t></is></c></row>
					<row r="2"><c r="A2" s="1"><v>43894</v></c></row>
					<row r="3"><c r="A3" t="d"><v>2024-05-31</v></c></row>"""), "from-1904.xlsx",
					(name, part) -> name.equals("xl/workbook.xml")
							? part.replaceAll("<workbookPr[^>]*/>", "<workbookPr date1904=\"" + yes + "\"/>") : part);
			assertThat(rows(file, TableForm.UNKNOWN)).extracting(TableRow::cells)
				.containsExactly(Map.of("when", "2024-03-05"), Map.of("when", "2024-05-31"));
			assertThat(rows(strict(file), TableForm.UNKNOWN)).extracting(TableRow::cells)
				.contains(Map.of("when", "2024-03-05"));
		}

		private Path strict(Path workbook) throws IOException {
			return rewritten(workbook, "strict.xlsx",
					(name, part) -> part
						.replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main",
								"http://purl.oclc.org/ooxml/spreadsheetml/main")
						.replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships",
								"http://purl.oclc.org/ooxml/officeDocument/relationships"));
		}

		@ParameterizedTest
		@ValueSource(strings = {
				"<c r='A2' t='e'><f>1/0</f><v>#DIV/0!</v></c> | has an error (#DIV/0!) instead of a value in A2",
				"<c r='A2'><f>1+1</f><v/></c> | has a formula without a result in A2",
				"<c r='A2'><f>1+1</f></c> | has a formula without a result in A2",
				"<c r='A2' t='x'><v>1</v></c> | has a cell of the kind \"x\"",
				"<c r='A2' t='d'><v>2024-05-31</v></c><c r='B2' t='x'><v>1</v></c> | has a cell of the kind \"x\"" })
		void isRefusedWithItsFault(String row) throws IOException {
			String[] parts = row.split(" \\| ");
			Path file = sheet("<row r='1'><c r='A1' t='inlineStr'><is><t>when</t></is></c></row><row r='2'>" + parts[0]
					+ "</row>");
			assertRefused(file, TableForm.UNKNOWN, parts[1]);
		}

		@Test
		void mayHaveDatesThatAreWrittenAsTexts() throws IOException {
			Path file = sheet(
					"""
							<row r="1"><c r="A1" t="inlineStr"><is><t>when</t></is></c><c r="B1" t="inlineStr"><is><t>sum</t></is></c></row>
							<row r="2"><c r="A2" s="1"><v>45300</v></c><c r="B2"><v>7</v></c></row>
							<row r="3"><c r="A3" t="d"><v>2024-05-31</v></c><c r="B3"><v>8</v></c></row>
							<row r="4"><c r="A4" t="d"><f>A3</f><v>2024-06-01T10:30:00</v></c><c r="B4" t="str"><v>&lt;a&gt;</v></c></row>
							<row r="5"><c r="A5" t="d"><v>10:30:00</v></c><c r="B5" t="d" s="1"><v>2024-06-02Z</v></c></row>""");
			assertThat(rows(file, TableForm.UNKNOWN)).containsExactly(
					new TableRow(2, Map.of("when", "2024-01-09", "sum", "7"), Set.of("when"), Set.of("sum")),
					new TableRow(3, Map.of("when", "2024-05-31", "sum", "8"), Set.of("when"), Set.of("sum")),
					new TableRow(4, Map.of("when", "2024-06-01", "sum", "<a>"), Set.of("when")),
					new TableRow(5, Map.of("when", "10:30:00", "sum", "2024-06-02"), Set.of("sum")));
		}

		/** A workbook with rows as other programs write them. The style 1 is a date. */
		private Path sheet(String rows) throws IOException {
			Path whole = workbook((book) -> {
				Worksheet sheet = book.newWorksheet("A");
				sheet.value(0, 0, LocalDate.of(2024, 5, 31));
				sheet.style(0, 0).format("dd/mm/yyyy").set();
			});
			return rewritten(whole, "formulas.xlsx", (name, part) -> name.contains("sheet1.xml")
					? part.replaceAll("(?s)<sheetData>.*</sheetData>", "<sheetData>" + rows + "</sheetData>") : part);
		}

		private Path rewritten(Path workbook, String name, BinaryOperator<String> parts) throws IOException {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			try (ZipFile read = new ZipFile(workbook.toFile()); ZipOutputStream out = new ZipOutputStream(bytes)) {
				for (ZipEntry entry : Collections.list(read.entries())) {
					out.putNextEntry(new ZipEntry(entry.getName()));
					String part = new String(read.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
					out.write(parts.apply(entry.getName(), part).getBytes(StandardCharsets.UTF_8));
				}
			}
			return file(name, bytes.toByteArray());
		}

		private void row(Worksheet sheet, int row, String... cells) {
			for (int i = 0; i < cells.length; i++) {
				sheet.value(row, i, cells[i]);
			}
		}

	}

	@Nested
	class AnOpenDocument {

		private static final String CELLS = """
				<table:table-header-rows><table:table-row>
				  <table:table-cell office:value-type="string"><text:p>who</text:p></table:table-cell>
				  <table:table-cell office:value-type="string"><text:p>when</text:p></table:table-cell>
				  <table:table-cell office:value-type="string"><text:p>people</text:p></table:table-cell>
				  <table:table-cell office:value-type="string"><text:p>share</text:p></table:table-cell>
				  <table:table-cell office:value-type="string"><text:p>open</text:p></table:table-cell>
				  <table:table-cell table:number-columns-repeated="16379"/>
				</table:table-row></table:table-header-rows>
				<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
				<table:table-row>
				  <table:table-cell office:value-type="string"><office:annotation><text:p>ask her</text:p></office:annotation><text:p>A<text:s text:c="2"/><text:span>B</text:span></text:p><text:p>C</text:p></table:table-cell>
				  <table:table-cell office:value-type="date" office:date-value="2024-05-31T10:00:00"><text:p>31.05.24</text:p></table:table-cell>
				  <table:table-cell office:value-type="float" office:value="12.50"><text:p>12,5</text:p></table:table-cell>
				  <table:table-cell office:value-type="percentage" office:value="0.25"><text:p>25 %</text:p></table:table-cell>
				  <table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAHR</text:p></table:table-cell>
				</table:table-row>
				<table:table-row table:number-rows-repeated="2">
				  <table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>x</text:p></table:table-cell>
				</table:table-row>
				<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>
				""";

		@Test
		void isReadCellByCell() throws IOException {
			Path file = document(CELLS);
			assertThat(rows(file, new TableForm(Set.of(), "Meetings", null, null, null, null))).containsExactly(
					new TableRow(4,
							Map.of("who", "A  B\nC", "when", "2024-05-31", "people", "12.5", "share", "0.25", "open",
									"true"),
							Set.of("when"), Set.of("people", "share")),
					new TableRow(5, Map.of("who", "x", "when", "x"), Set.of()),
					new TableRow(6, Map.of("who", "x", "when", "x"), Set.of()));
			TableFile.check(file);
			assertRefused(file, new TableForm(Set.of(), "Meeting", null, null, null, null), "has no sheet \"Meeting\"",
					"did you mean \"Meetings\"?");
		}

		@ParameterizedTest
		@CsvSource(delimiter = '#', quoteCharacter = '`', value = {
				"<table:table-row table:number-rows-repeated='1048577'><table:table-cell office:value-type='string'><text:p>x</text:p></table:table-cell></table:table-row> # has more than 1048576 rows",
				"<table:table-row table:number-rows-repeated='1000000'><table:table-cell table:number-columns-repeated='16384' office:value-type='string'><text:p>x</text:p></table:table-cell></table:table-row> # or 50000000 cells",
				"<table:table-row><table:table-cell table:number-columns-repeated='2000000000' office:value-type='string'><text:p>x</text:p></table:table-cell></table:table-row> # has more than 16384 columns in row 1",
				"<table:table-row><table:table-cell office:value-type='string' calcext:value-type='error'><text:p>N/A</text:p></table:table-cell></table:table-row> # has an error (N/A)",
				"<table:table-row> # is a damaged spreadsheet",
				"<table:table-row><table:table-cell>&x;</table:table-cell></table:table-row> # is a damaged spreadsheet" })
		void isRefusedWithItsFault(String rows, String message) throws IOException {
			assertRefused(document(rows), TableForm.UNKNOWN, message);
		}

		@Test
		void mayHaveMergedCellsThatCountInEachRow() throws IOException {
			Path file = document(
					"""
							<table:table-row><table:table-cell office:value-type="string"><text:p>when</text:p></table:table-cell>
							  <table:table-cell office:value-type="string"><text:p>who</text:p></table:table-cell></table:table-row>
							<table:table-row><table:table-cell table:number-rows-spanned="2" office:value-type="date" office:date-value="2024-05-31"><text:p>May</text:p></table:table-cell>
							  <table:table-cell office:value-type="string"><text:p>A</text:p></table:table-cell></table:table-row>
							<table:table-row><table:covered-table-cell/><table:table-cell office:value-type="string"><text:p>B</text:p></table:table-cell></table:table-row>
							<table:table-row><table:table-cell/><table:table-cell office:value-type="string"><text:p>C</text:p></table:table-cell></table:table-row>
							""");
			assertThat(rows(file, MERGED)).containsExactly(
					new TableRow(2, Map.of("when", "2024-05-31", "who", "A"), Set.of("when")),
					new TableRow(3, Map.of("when", "2024-05-31", "who", "B"), Set.of("when")),
					new TableRow(4, Map.of("who", "C"), Set.of()));
			assertThat(rows(file, TableForm.UNKNOWN)).extracting(TableRow::cells).contains(Map.of("who", "B"));
		}

		private Path document(String rows) throws IOException {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
				zip.putNextEntry(new ZipEntry("mimetype"));
				zip.write("application/vnd.oasis.opendocument.spreadsheet".getBytes(StandardCharsets.US_ASCII));
				zip.putNextEntry(new ZipEntry("content.xml"));
				zip.write(
						"""
								<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
								  xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
								  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
								  xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">
								<office:body><office:spreadsheet><table:table table:name="Meetings">%s</table:table></office:spreadsheet>
								</office:body></office:document-content>"""
							.formatted(rows)
							.getBytes(StandardCharsets.UTF_8));
			}
			return file("a.ods", bytes.toByteArray());
		}

	}

	@Nested
	class AList {

		@Test
		void ofJsonHasTheFieldsOfInnerObjectsAsColumns() throws IOException {
			Path file = file("a.json", "[{\"id\": {\"wikidata\": \"Q1\"}, \"n\": 2, \"none\": null, \"list\": [1]}]");
			assertThat(rows(file, TableForm.UNKNOWN)).extracting(TableRow::cells)
				.containsExactly(Map.of("id.wikidata", "Q1", "n", "2"));
		}

		@Test
		void isFoundByItsWay() throws IOException {
			Path file = file("a.yaml", """
					ab:
					- {name: One, title: Chair}
					cd:
					- {name: Two}
					""");
			assertThat(rows(file, list("*"))).extracting(TableRow::cells)
				.containsExactly(Map.of("name", "One", "title", "Chair", "name()", "ab"),
						Map.of("name", "Two", "name()", "cd"));
		}

		@Test
		void ofListsInsideHasTheColumnsOfItsParents() throws IOException {
			Path file = file("a.json",
					"[{\"name\": \"House\", \"parts\": [{\"name\": \"First\"}, {\"name\": \"Second\"}]}, {\"name\": \"None\"}]");
			assertThat(rows(file, list("parts"))).extracting(TableRow::cells)
				.containsExactly(Map.of("name", "First", "parent.name", "House"),
						Map.of("name", "Second", "parent.name", "House"));
		}

		@Test
		void thatIsNotThereIsRefused() throws IOException {
			assertRefused(file("a.json", "{\"persons\": []}"), list("people"), "has no list \"people\"", "persons");
		}

		@ParameterizedTest
		@CsvSource(delimiter = '#',
				value = { "a.json # [{\"a\": 1}", "a.json # [{\"a\": 1, \"a\": 2}]", "a.yaml # a: [1" })
		void thatIsBrokenIsRefusedWithItsPlace(String name, String content) throws IOException {
			assertRefused(file(name, content), TableForm.UNKNOWN, name + " cannot be read in line");
		}

		private TableForm list(String way) {
			return new TableForm(Set.of(), null, null, way, null, null);
		}

	}

	@Test
	void saysWhatToDoWithWorkbooksOfAnOldKind() throws IOException {
		assertRefused(file("a.xls", new byte[] { (byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 1, 2, 3, 4 }),
				TableForm.UNKNOWN, "save it as XLSX");
	}

	private List<Map<String, String>> cells(String text) {
		return rows(text, TableForm.UNKNOWN).stream().map(TableRow::cells).toList();
	}

	private List<TableRow> rows(String text, TableForm form) {
		try {
			return rows(file("a.csv", text), form);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private List<TableRow> rows(Path file, TableForm form) throws IOException {
		List<TableRow> rows = new ArrayList<>();
		TableFile.read(file, form, new RowReader() {

			@Override
			public void row(TableRow row) {
				rows.add(row);
			}

			@Override
			public void unreadable(int number, String message) {
				TableFileTests.this.unreadable.add(number + " " + message);
			}

		});
		return rows;
	}

	private void assertRefused(Path file, TableForm form, String... messages) {
		assertThatExceptionOfType(UnreadableFile.class).isThrownBy(() -> rows(file, form))
			.satisfies((refused) -> assertThat(refused.getMessage()).contains(messages));
	}

	private Path file(String name, String content) throws IOException {
		return file(name, content.getBytes(StandardCharsets.UTF_8));
	}

	private Path file(String name, byte[] content) throws IOException {
		return Files.write(this.folder.resolve(name), content);
	}

	private Path workbook(Consumer<Workbook> content) throws IOException {
		Path file = this.folder.resolve("a.xlsx");
		try (OutputStream out = Files.newOutputStream(file); Workbook book = new Workbook(out, "Rapport", "1.0")) {
			content.accept(book);
		}
		return file;
	}

	private static byte[] packed(byte[] content) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
			packed.write(content);
		}
		return bytes.toByteArray();
	}

	/** A zip file of about a megabyte, with more zeros than may be unpacked. */
	private static byte[] bomb() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
			byte[] zeros = new byte[1 << 20];
			for (int i = 0; i <= 1024; i++) {
				zip.write(zeros);
			}
		}
		return bytes.toByteArray();
	}

}
