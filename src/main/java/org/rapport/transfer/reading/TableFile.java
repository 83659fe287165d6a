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
 * not: a workbook (XLSX), JSON, YAML, or text with separators; any of them compressed
 * with gzip.
 */
public final class TableFile {

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
			throw new UnreadableFile(file, "is damaged: it cannot be unpacked. Fetch it again", ex);
		}
	}

	private static void read(String file, Path path, InputStream content, TableForm form, RowReader reader)
			throws IOException {
		byte[] head = FileContent.head(content);
		String name = file.toLowerCase(Locale.ROOT).replaceAll("\\.gz$", "");
		if (FileContent.startsWith(head, 'P', 'K', 3, 4)) {
			workbook(file, path, content, form, reader);
		}
		else if (FileContent.startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) {
			throw new UnreadableFile(file, "is a workbook of an old kind (XLS), or has a password; save it as XLSX");
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
	private static void workbook(String file, Path path, InputStream content, TableForm form, RowReader reader)
			throws IOException {
		if (!FileContent.isPacked(path)) {
			WorkbookFile.read(file, path, form, reader);
			return;
		}
		// Only its owner can read it.
		Path unpacked = Files.createTempFile("rapport", ".xlsx");
		try {
			Files.copy(content, unpacked, StandardCopyOption.REPLACE_EXISTING);
			WorkbookFile.read(file, unpacked, form, reader);
		}
		finally {
			Files.delete(unpacked);
		}
	}

}
