package org.rapport.transfer.reading;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads text with separators (CSV, TSV and the like, RFC 4180). Cells may be quoted and
 * then have several lines.
 */
final class DelimitedText {

	/** The most characters of a cell. */
	static final int LONGEST_CELL = 1 << 20;

	private static final String SEPARATORS = ",;\t|";

	private static final int LOOKED_AT = 1 << 16;

	private DelimitedText() {
	}

	static void read(String file, InputStream content, TableForm form, RowReader reader) throws IOException {
		HeadedRows rows = new HeadedRows(file, form, reader);
		int line = 0;
		try (CellEnds text = decoded(file, content, form);
				CsvReader<CsvRecord> csv = CsvReader.builder()
					.fieldSeparator(text
						.separatedBy((form.separator() != null) ? form.separator() : separator(text, form.needed())))
					.allowExtraFields(true)
					.allowMissingFields(true)
					.allowExtraCharsAfterClosingQuote(false)
					.skipEmptyLines(true)
					.maxBufferSize(LONGEST_CELL)
					.ofCsvRecord(text)) {
			for (CsvRecord row : csv) {
				line = Math.toIntExact(row.getStartingLineNumber());
				if (row.getFields().stream().anyMatch((cell) -> cell.indexOf('\0') >= 0)) {
					throw new UnreadableFile(file, "is not a text: line %d has a null character".formatted(line));
				}
				rows.row(line, row.getFields());
			}
			// A file that was cut off inside a quoted cell.
			if (text.isQuoted) {
				throw new UnreadableFile(file,
						"ends inside a quoted cell that begins in line %d; the file may be cut off".formatted(line));
			}
			rows.end();
		}
		catch (CsvParseException ex) {
			throw new UnreadableFile(file, (isTooLong(ex)
					? "has a cell of more than %d characters after line %d; does a closing quotation mark lack?"
						.formatted(LONGEST_CELL, line)
					: "cannot be read after line %d; a quotation mark inside a cell must be doubled, and the cell quoted"
						.formatted(line)),
					ex);
		}
		catch (CharacterCodingException ex) {
			throw notInEncoding(file, form, line, ex);
		}
		catch (UncheckedIOException ex) {
			if (ex.getCause() instanceof CharacterCodingException) {
				throw notInEncoding(file, form, line, ex);
			}
			throw ex;
		}
	}

	private static boolean isTooLong(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (String.valueOf(cause.getMessage()).contains("buffer")) {
				return true;
			}
		}
		return false;
	}

	private static UnreadableFile notInEncoding(String file, TableForm form, int line, Exception cause) {
		String encoding = (form.encoding() != null) ? form.encoding() : "UTF-8";
		return new UnreadableFile(file, ("is not in the encoding %s, %s; save it as UTF-8, "
				+ "or name its encoding, for example windows-1252: in the mapping (encoding), or with --encoding")
			.formatted(encoding, (line > 0) ? "somewhere after line " + line : "near its beginning"), cause);
	}

	private static CellEnds decoded(String file, InputStream content, TableForm form) throws IOException {
		BufferedInputStream in = new BufferedInputStream(content);
		byte[] head = FileContent.head(in);
		Charset marked = mark(head);
		if (marked != null) {
			in.skipNBytes(marked.equals(StandardCharsets.UTF_8) ? 3 : 2);
		}
		Charset charset = (marked != null) ? marked : StandardCharsets.UTF_8;
		if (marked == null && form.encoding() != null) {
			try {
				charset = Charset.forName(form.encoding());
			}
			catch (IllegalArgumentException ex) {
				throw new UnreadableFile(file,
						"cannot be read: the mapping names the unknown encoding \"%s\"".formatted(form.encoding()), ex);
			}
		}
		return new CellEnds(new BufferedReader(new InputStreamReader(in,
				charset.newDecoder()
					.onMalformedInput(CodingErrorAction.REPORT)
					.onUnmappableCharacter(CodingErrorAction.REPORT)),
				LOOKED_AT));
	}

	/** Knows whether what was read so far ends inside a quoted cell. */
	private static final class CellEnds extends FilterReader {

		private char separator = ',';

		private boolean isBeginning = true;

		private boolean isQuoted;

		/** Whether a quotation mark has just ended the quoted part. */
		private boolean isEnding;

		CellEnds(Reader in) {
			super(in);
		}

		/** Says what separates cells, before the first of them is read. */
		String separatedBy(String text) {
			this.separator = text.isEmpty() ? this.separator : text.charAt(text.length() - 1);
			return text;
		}

		@Override
		public int read(char[] characters, int from, int length) throws IOException {
			int read = super.read(characters, from, length);
			for (int i = from; i < from + read; i++) {
				add(characters[i]);
			}
			return read;
		}

		/** A doubled quotation mark ends the quoted part and begins it again. */
		private void add(char character) {
			if (character == '"' && (this.isQuoted || this.isBeginning || this.isEnding)) {
				this.isEnding = this.isQuoted;
				this.isQuoted = !this.isQuoted;
				this.isBeginning = false;
				return;
			}
			this.isEnding = false;
			this.isBeginning = !this.isQuoted
					&& (character == this.separator || character == '\n' || character == '\r');
		}

		@Override
		public void reset() throws IOException {
			super.reset();
			this.isBeginning = true;
			this.isQuoted = false;
			this.isEnding = false;
		}

	}

	private static @Nullable Charset mark(byte[] head) {
		if (FileContent.startsWith(head, 0xef, 0xbb, 0xbf)) {
			return StandardCharsets.UTF_8;
		}
		if (FileContent.startsWith(head, 0xff, 0xfe)) {
			return StandardCharsets.UTF_16LE;
		}
		return FileContent.startsWith(head, 0xfe, 0xff) ? StandardCharsets.UTF_16BE : null;
	}

	/**
	 * The separator with which one of the first lines has all needed columns; else the
	 * one that the first line with a separator has most often outside quotes.
	 */
	private static String separator(Reader text, Set<String> needed) throws IOException {
		String start = start(text);
		List<String> lines = start.lines().limit(HeadedRows.SEARCHED).toList();
		for (String separator : SEPARATORS.split("")) {
			if (!needed.isEmpty() && lines.stream().anyMatch((line) -> names(line, separator).containsAll(needed))) {
				return separator;
			}
		}
		int[] counts = new int[SEPARATORS.length()];
		boolean quoted = false;
		for (int i = 0; i < start.length(); i++) {
			char character = start.charAt(i);
			quoted ^= character == '"';
			int separator = SEPARATORS.indexOf(character);
			if (!quoted && separator >= 0) {
				counts[separator]++;
			}
			if (!quoted && character == '\n' && most(counts) >= 0) {
				break;
			}
		}
		return String.valueOf(SEPARATORS.charAt(Math.max(0, most(counts))));
	}

	private static String start(Reader text) throws IOException {
		text.mark(LOOKED_AT);
		char[] start = new char[LOOKED_AT];
		int length = 0;
		int read = text.read(start, 0, LOOKED_AT);
		while (read > 0) {
			length += read;
			read = (length < LOOKED_AT) ? text.read(start, length, LOOKED_AT - length) : -1;
		}
		text.reset();
		return new String(start, 0, length);
	}

	private static Set<String> names(String line, String separator) {
		Set<String> names = new HashSet<>();
		for (String cell : line.split(Pattern.quote(separator), -1)) {
			names.add(HeadedRows.name(cell.strip().replaceAll("^\"|\"$", "").replace("\"\"", "\"")));
		}
		return names;
	}

	private static int most(int[] counts) {
		int most = -1;
		for (int i = 0; i < counts.length; i++) {
			if (counts[i] > 0 && (most < 0 || counts[i] > counts[most])) {
				most = i;
			}
		}
		return most;
	}

}
