package org.rapport.transfer.reading;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.zip.ZipException;

/**
 * A file with a table. Its content tells what it is, or its name where the content does
 * not: a workbook (XLSX, ODS), JSON, YAML, or text with separators; any of them
 * compressed with gzip.
 */
public final class TableFile {

	private static final int[] OLD_WORKBOOK = { 0xd0, 0xcf, 0x11, 0xe0 };

	private TableFile() {
	}

	/**
	 * Opens a file, and unpacks it if it is compressed with gzip. The caller closes it.
	 * @throws IOException if the disk cannot be read
	 */
	public static InputStream open(Path path) throws IOException {
		return FileContent.open(path);
	}

	/**
	 * Reads the rows of a table, one after the other.
	 * @throws UnreadableFile if the file cannot be read; then some rows may have been
	 * read
	 * @throws IOException if the disk cannot be read
	 */
	public static void read(Path path, TableForm form, RowReader reader) throws IOException {
		String file = path.getFileName().toString();
		try (InputStream content = FileContent.open(path)) {
			read(file, path, content, form, reader);
		}
		catch (ZipException | EOFException ex) {
			throw damaged(file, ex);
		}
	}

	/**
	 * Checks that a file may hold a table, without reading its rows: it is of a kind that
	 * is read here, and does not unpack to more than a file may have.
	 * @throws UnreadableFile if it may not
	 * @throws IOException if the disk cannot be read
	 */
	public static void check(Path path) throws IOException {
		String file = path.getFileName().toString();
		try (InputStream content = FileContent.open(path)) {
			byte[] head = FileContent.head(content);
			if (FileContent.startsWith(head, 'P', 'K', 3, 4)) {
				workbook(path, content, (unpacked) -> WorkbookFile.check(file, unpacked));
			}
			else if (FileContent.startsWith(head, OLD_WORKBOOK)) {
				throw oldWorkbook(file);
			}
			else {
				FileContent.requireText(file, content);
			}
		}
		catch (ZipException | EOFException ex) {
			throw damaged(file, ex);
		}
	}

	private static UnreadableFile damaged(String file, IOException cause) {
		return new UnreadableFile(file, "is damaged: it cannot be unpacked. Fetch it again", cause);
	}

	private static UnreadableFile oldWorkbook(String file) {
		return new UnreadableFile(file, "is a workbook of an old kind (XLS), or has a password; save it as XLSX");
	}

	private static void read(String file, Path path, InputStream content, TableForm form, RowReader reader)
			throws IOException {
		byte[] head = FileContent.head(content);
		String name = file.toLowerCase(Locale.ROOT).replaceAll("\\.gz$", "");
		if (FileContent.startsWith(head, 'P', 'K', 3, 4)) {
			workbook(path, content, (unpacked) -> WorkbookFile.read(file, unpacked, form, reader));
		}
		else if (FileContent.startsWith(head, OLD_WORKBOOK)) {
			throw oldWorkbook(file);
		}
		else if (name.endsWith(".json")) {
			TreeFile.readJson(file, content, form, reader);
		}
		else if (name.endsWith(".yaml") || name.endsWith(".yml")) {
			TreeFile.readYaml(file, content, form, reader);
		}
		else {
			DelimitedText.read(file, content, form, reader);
		}
	}

	/** A workbook is read from a file, because its parts refer to each other. */
	private static void workbook(Path path, InputStream content, WorkbookReading reading) throws IOException {
		if (!FileContent.isPacked(path)) {
			reading.read(path);
			return;
		}
		// Only its owner can read it.
		Path unpacked = Files.createTempFile("rapport", ".xlsx");
		try {
			Files.copy(content, unpacked, StandardCopyOption.REPLACE_EXISTING);
			reading.read(unpacked);
		}
		finally {
			Files.delete(unpacked);
		}
	}

	/** Reads a workbook that is not compressed with gzip. */
	@FunctionalInterface
	private interface WorkbookReading {

		void read(Path unpacked) throws IOException;

	}

}
