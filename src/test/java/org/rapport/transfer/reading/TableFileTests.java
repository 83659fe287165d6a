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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
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
					"encoding: windows-1252");
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
					"did you mean \"Organization\"?");
		}

		@ParameterizedTest
		@CsvSource(delimiter = '#',
				value = { "name,name\\nA,B\\n # two columns \"name\"", "'' # has no rows",
						"a,b\\n\"x,y\\n # ends inside a quoted cell that begins in line 2",
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
			assertThat(rows(file, form)).containsExactly(
					new TableRow(4, Map.of("who", "A", "when", "2024-05-31", "people", "12"), Set.of("when")));
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

		private void row(Worksheet sheet, int row, String... cells) {
			for (int i = 0; i < cells.length; i++) {
				sheet.value(row, i, cells[i]);
			}
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
