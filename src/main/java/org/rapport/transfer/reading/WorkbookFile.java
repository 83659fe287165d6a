package org.rapport.transfer.reading;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

import org.rapport.kernel.NearName;
import org.rapport.kernel.Quote;

/**
 * Reads a sheet of a workbook (XLSX, or ODS by {@link OpenDocumentFile}), row by row.
 * Dates become texts such as 2024-05-31, whether the workbook counts days from 1900 or
 * 1904. Formulas count with the result that the workbook keeps.
 */
final class WorkbookFile {

	private static final int LONGEST_CELL = DelimitedText.LONGEST_CELL;

	/** The formats of dates that every workbook knows by number (ECMA-376, 18.8.30). */
	private static final Set<Integer> DATE_FORMATS = Set.of(14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53,
			54, 55, 56, 57, 58);

	/** What a format has in quotation marks or brackets is text, colour or condition. */
	private static final Pattern NO_FORMAT = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.");

	/** The first day of a workbook is one in 1900, or so many days later. */
	private static final int DAYS_TO_1904 = 1_462;

	private static final Pattern DAYS = Pattern.compile("[dyDY]");

	/** What a formula gives instead of a result (ECMA-376, 18.18.11, and later ones). */
	private static final Pattern ERROR = Pattern.compile("#(DIV/0!|N/A|NAME\\?|NULL!|NUM!|REF!|VALUE!|GETTING_DATA"
			+ "|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!)");

	/** How the library says that it does not know a kind of cells. */
	private static final String UNKNOWN_KIND = "Unknown cell type : ";

	/** The kind of cells whose value is a date in ISO 8601 (ECMA-376, 18.18.11). */
	private static final String DAY_KIND = "d";

	private WorkbookFile() {
	}

	/**
	 * Reads a sheet.
	 * @param unpacked the workbook as a file that is not compressed with gzip
	 */
	static void read(String file, Path unpacked, TableForm form, RowReader reader) throws IOException {
		requireBounded(file, unpacked);
		boolean isStrict;
		boolean from1904;
		try (ZipFile zip = new ZipFile(unpacked.toFile())) {
			if (OpenDocumentFile.isOne(zip)) {
				OpenDocumentFile.read(file, zip, form, reader);
				return;
			}
			isStrict = RewrittenWorkbook.isStrict(zip);
			from1904 = guarded(file, () -> WorkbookParts.countFrom1904(zip));
		}
		SheetRows rows = new SheetRows(file, form, reader, merged(file, unpacked, form), from1904);
		if (isStrict) {
			readRewritten(file, unpacked, rows);
		}
		else {
			try {
				rows.read(unpacked);
			}
			catch (HasWrittenDays ex) {
				readRewritten(file, unpacked, rows);
			}
		}
		rows.end();
	}

	private static void readRewritten(String file, Path unpacked, SheetRows rows) throws IOException {
		// Only its owner can read it.
		Path rewritten = Files.createTempFile("rapport", ".xlsx");
		try {
			guarded(file, () -> {
				RewrittenWorkbook.write(unpacked, rewritten);
				return rewritten;
			});
			rows.read(rewritten);
		}
		catch (HasWrittenDays ex) {
			throw damaged(file, ex);
		}
		finally {
			Files.delete(rewritten);
		}
	}

	/** The rows of one sheet. The workbook may be opened again after some rows. */
	private static final class SheetRows {

		private final String file;

		private final TableForm form;

		private final HeadedRows rows;

		private final Map<Integer, List<MergedCells>> merged;

		private final boolean from1904;

		private boolean checked;

		private int taken;

		SheetRows(String file, TableForm form, RowReader reader, Map<Integer, List<MergedCells>> merged,
				boolean from1904) {
			this.file = file;
			this.form = form;
			this.rows = new HeadedRows(file, form, reader);
			this.merged = merged;
			this.from1904 = from1904;
		}

		/** Reads the rows that are not read yet. */
		void read(Path workbook) throws IOException {
			try (ReadableWorkbook opened = open(this.file, workbook)) {
				Iterator<Row> sheet = guarded(this.file,
						() -> sheet(this.file, opened, this.form.sheet()).openStream().iterator());
				// The library does not know 1 as a way to say that days count from 1904.
				int later = (this.from1904 && !opened.isDate1904()) ? DAYS_TO_1904 : 0;
				for (int i = 0; guarded(this.file, sheet::hasNext); i++) {
					CellRow row = guarded(this.file, () -> cells(this.file, sheet.next(), later));
					if (i >= this.taken) {
						take(row, workbook);
					}
				}
			}
		}

		private void take(CellRow row, Path workbook) {
			if (row.hasEmptyFormula() && !this.checked) {
				requireResults(this.file, workbook, this.form.sheet());
				this.checked = true;
			}
			this.taken++;
			this.rows.row(row.number(), row.cells(), row.days(), row.numbers(),
					this.merged.getOrDefault(row.number(), List.of()));
		}

		void end() {
			this.rows.end();
		}

	}

	/** Thrown where a workbook has a date that is written as a text. */
	private static final class HasWrittenDays extends RuntimeException {

		HasWrittenDays(Throwable cause) {
			super(cause);
		}

	}

	private static void requireResults(String file, Path unpacked, @Nullable String sheet) {
		String address = guarded(file, () -> {
			try (ZipFile zip = new ZipFile(unpacked.toFile())) {
				return Optional.ofNullable(WorkbookFormulas.withoutResult(zip, sheet));
			}
		}).orElse(null);
		if (address != null) {
			throw new UnreadableFile(file,
					"has a formula without a result in %s; open it in your spreadsheet and save it".formatted(address));
		}
	}

	private static Map<Integer, List<MergedCells>> merged(String file, Path unpacked, TableForm form) {
		if (form.merged().isEmpty()) {
			return Map.of();
		}
		return guarded(file, () -> {
			try (ZipFile zip = new ZipFile(unpacked.toFile())) {
				return WorkbookMerges.of(zip, form.sheet());
			}
		});
	}

	/** Checks that a file is a workbook, and does not unpack to more than allowed. */
	static void check(String file, Path unpacked) throws IOException {
		requireBounded(file, unpacked);
		try (ZipFile zip = new ZipFile(unpacked.toFile())) {
			if (zip.getEntry("[Content_Types].xml") == null && !OpenDocumentFile.isOne(zip)) {
				throw new UnreadableFile(file,
						"is an archive and no workbook (XLSX, ODS); send the files in it one by one");
			}
		}
	}

	/**
	 * A row as it is read.
	 *
	 * @param days the positions of its cells that are dates
	 * @param numbers the positions of its cells that are numbers
	 * @param hasEmptyFormula whether a formula has an empty result, or none
	 */
	private record CellRow(int number, List<String> cells, Set<Integer> days, Set<Integer> numbers,
			boolean hasEmptyFormula) {
	}

	private static ReadableWorkbook open(String file, Path unpacked) {
		return guarded(file, () -> new ReadableWorkbook(unpacked.toFile(), new ReadingOptions(true, true)));
	}

	/** Reads a part. The library throws exceptions of many kinds if a part is damaged. */
	private static <T> T guarded(String file, Callable<T> part) {
		try {
			return part.call();
		}
		catch (UnreadableFile | HasWrittenDays ex) {
			throw ex;
		}
		catch (Exception ex) {
			for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
				String message = String.valueOf(cause.getMessage());
				if (message.equals(UNKNOWN_KIND + DAY_KIND)) {
					throw new HasWrittenDays(ex);
				}
				if (message.startsWith(UNKNOWN_KIND)) {
					throw new UnreadableFile(file,
							"has a cell of the kind \"%s\", which few programs write; open it in your spreadsheet and save it again"
								.formatted(Quote.of(message.substring(UNKNOWN_KIND.length()))),
							ex);
				}
			}
			throw damaged(file, ex);
		}
	}

	private static UnreadableFile damaged(String file, Exception cause) {
		return new UnreadableFile(file, "is a damaged workbook; open it in your spreadsheet and save it again", cause);
	}

	/** Refuses a small file that unpacks to a large one, before anything reads it. */
	private static void requireBounded(String file, Path unpacked) throws IOException {
		long size = 0;
		byte[] bytes = new byte[1 << 16];
		try (ZipFile zip = new ZipFile(unpacked.toFile())) {
			for (ZipEntry entry : Collections.list(zip.entries())) {
				try (InputStream in = zip.getInputStream(entry)) {
					for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
						size += read;
						if (size > FileContent.MOST_BYTES) {
							throw new UnreadableFile(file, "has more than %d MiB once it is unpacked; split it"
								.formatted(FileContent.MOST_BYTES >> 20));
						}
					}
				}
			}
		}
		catch (ZipException | EOFException ex) {
			throw damaged(file, ex);
		}
	}

	private static Sheet sheet(String file, ReadableWorkbook workbook, @Nullable String name) {
		if (name == null) {
			return workbook.getFirstSheet();
		}
		return workbook.findSheet(name)
			.orElseThrow(() -> new UnreadableFile(file, NearName.unknown("has no sheet", name,
					workbook.getSheets().map(Sheet::getName).collect(Collectors.toCollection(LinkedHashSet::new)))));
	}

	/**
	 * Reads a row.
	 * @param later how many days its dates are later than the library says
	 */
	private static CellRow cells(String file, Row row, int later) {
		List<String> cells = new ArrayList<>();
		Set<Integer> days = new HashSet<>();
		Set<Integer> numbers = new HashSet<>();
		boolean hasEmptyFormula = false;
		for (int i = 0; i < row.getCellCount(); i++) {
			Cell cell = row.getCell(i);
			String text = (cell != null) ? text(file, cell, later) : "";
			if (text.length() > LONGEST_CELL) {
				throw new UnreadableFile(file,
						"has a cell of more than %d characters in row %d".formatted(LONGEST_CELL, row.getRowNum()));
			}
			cells.add(text);
			hasEmptyFormula |= cell != null && cell.getType() == CellType.FORMULA && text.isEmpty();
			if (cell != null && isDay(cell)) {
				days.add(i);
			}
			else if (cell != null && cell.getValue() instanceof BigDecimal) {
				numbers.add(i);
			}
		}
		return new CellRow(row.getRowNum(), cells, days, numbers, hasEmptyFormula);
	}

	private static String text(String file, Cell cell, int later) {
		if (cell.getType() == CellType.ERROR || isFailedFormula(cell)) {
			throw new UnreadableFile(file, "has an error (%s) instead of a value in %s; fix the cell"
				.formatted(cell.getRawValue(), cell.getAddress()));
		}
		if (isDay(cell)) {
			return day(cell, later).toString();
		}
		if (cell.getValue() instanceof BigDecimal number) {
			return (number.signum() == 0) ? "0" : number.stripTrailingZeros().toPlainString();
		}
		String text = cell.getText();
		if (text == null) {
			return "";
		}
		return RewrittenWorkbook.isMarked(text) ? RewrittenWorkbook.text(text) : text;
	}

	/** The library does not tell the error of a formula from a text. */
	private static boolean isFailedFormula(Cell cell) {
		return cell.getType() == CellType.FORMULA && cell.getRawValue() != null
				&& ERROR.matcher(cell.getRawValue()).matches();
	}

	private static LocalDate day(Cell cell, int later) {
		LocalDate written = writtenDay(cell);
		return (written != null) ? written : cell.asDate().toLocalDate().plusDays(later);
	}

	private static @Nullable LocalDate writtenDay(Cell cell) {
		return (cell.getValue() instanceof String text && RewrittenWorkbook.isMarked(text))
				? RewrittenWorkbook.day(text) : null;
	}

	private static boolean isDay(Cell cell) {
		if (writtenDay(cell) != null) {
			return true;
		}
		// Before the first day that a workbook can have, its number is no date.
		if (!(cell.getValue() instanceof BigDecimal number) || number.compareTo(BigDecimal.ONE) < 0
				|| cell.getDataFormatId() == null) {
			return false;
		}
		String format = cell.getDataFormatString();
		return DATE_FORMATS.contains(cell.getDataFormatId())
				|| (format != null && DAYS.matcher(NO_FORMAT.matcher(format).replaceAll("")).find());
	}

}
