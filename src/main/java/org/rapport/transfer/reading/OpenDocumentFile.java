package org.rapport.transfer.reading;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.NearName;

/**
 * Reads a sheet of an OpenDocument spreadsheet (ODS), row by row. Dates become texts such
 * as 2024-05-31. Formulas count with the result that the file keeps.
 * <p>
 * Such a file says how often a cell or row is repeated, and spreadsheets fill the rest of
 * a sheet with blank ones. Blank ones are not counted; all others are, and their number
 * is limited.
 */
final class OpenDocumentFile {

	private static final String TYPE = "application/vnd.oasis.opendocument.spreadsheet";

	private static final String CONTENT = "content.xml";

	private static final String TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";

	private static final String OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";

	private static final String TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";

	private static final String CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0";

	private static final Set<String> NUMBERS = Set.of("float", "currency", "percentage");

	private static final int MOST_COLUMNS = 16_384;

	private static final int MOST_ROWS = 1_048_576;

	/** The most cells that are not blank, repeated ones included. */
	private static final long MOST_CELLS = 50_000_000;

	private static final int MOST_DIGITS = 1_000;

	private static final int DAY_LENGTH = "2024-05-31".length();

	private final String file;

	private final HeadedRows rows;

	private final XMLStreamReader xml;

	private int row = 1;

	private long cellCount;

	private OpenDocumentFile(String file, HeadedRows rows, XMLStreamReader xml) {
		this.file = file;
		this.rows = rows;
		this.xml = xml;
	}

	/** Whether a zip file is an OpenDocument spreadsheet. */
	static boolean isOne(ZipFile zip) throws IOException {
		ZipEntry type = zip.getEntry("mimetype");
		if (type == null) {
			return false;
		}
		try (InputStream in = zip.getInputStream(type)) {
			return new String(in.readNBytes(TYPE.length()), StandardCharsets.US_ASCII).equals(TYPE);
		}
	}

	/**
	 * Reads a sheet.
	 * @param zip the file, which does not unpack to more than allowed
	 */
	static void read(String file, ZipFile zip, TableForm form, RowReader reader) throws IOException {
		ZipEntry content = zip.getEntry(CONTENT);
		if (content == null) {
			throw damaged(file, null);
		}
		HeadedRows rows = new HeadedRows(file, form, reader);
		try (InputStream in = zip.getInputStream(content)) {
			XMLStreamReader xml = factory().createXMLStreamReader(in);
			new OpenDocumentFile(file, rows, xml).sheet(form.sheet());
		}
		catch (XMLStreamException ex) {
			throw damaged(file, ex);
		}
		rows.end();
	}

	private static UnreadableFile damaged(String file, @Nullable Exception cause) {
		return new UnreadableFile(file,
				"is a damaged spreadsheet, or has a password; open it in your spreadsheet and save it again", cause);
	}

	/** The JDK's own factory: it reads neither document types nor other files. */
	static XMLInputFactory factory() {
		XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		return factory;
	}

	private void sheet(@Nullable String name) throws XMLStreamException {
		Set<String> names = new LinkedHashSet<>();
		while (this.xml.hasNext()) {
			if (this.xml.next() == XMLStreamConstants.START_ELEMENT && is(TABLE, "table")) {
				String found = Objects.requireNonNullElse(this.xml.getAttributeValue(TABLE, "name"), "");
				if (name == null || name.equals(found)) {
					table();
					return;
				}
				names.add(found);
				skip();
			}
		}
		if (name == null) {
			throw new UnreadableFile(this.file, "has no sheet");
		}
		throw new UnreadableFile(this.file, NearName.unknown("has no sheet", name, names));
	}

	private boolean is(String namespace, String name) {
		return name.equals(this.xml.getLocalName()) && namespace.equals(this.xml.getNamespaceURI());
	}

	/** Skips the element that has begun. */
	private void skip() throws XMLStreamException {
		int depth = 1;
		while (depth > 0) {
			int event = this.xml.next();
			if (event == XMLStreamConstants.START_ELEMENT) {
				depth++;
			}
			else if (event == XMLStreamConstants.END_ELEMENT) {
				depth--;
			}
		}
	}

	private void table() throws XMLStreamException {
		int depth = 1;
		while (depth > 0) {
			int event = this.xml.next();
			if (event == XMLStreamConstants.START_ELEMENT && is(TABLE, "table-row")) {
				row();
			}
			else if (event == XMLStreamConstants.START_ELEMENT && is(TABLE, "shapes")) {
				skip();
			}
			else if (event == XMLStreamConstants.START_ELEMENT) {
				// Rows may be in groups.
				depth++;
			}
			else if (event == XMLStreamConstants.END_ELEMENT) {
				depth--;
			}
		}
	}

	private void row() throws XMLStreamException {
		int repeated = times("number-rows-repeated");
		List<String> cells = new ArrayList<>();
		Set<Integer> days = new HashSet<>();
		Set<Integer> numbers = new HashSet<>();
		List<MergedCells> merged = new ArrayList<>();
		long blank = 0;
		while (this.xml.next() != XMLStreamConstants.END_ELEMENT) {
			if (!this.xml.isStartElement()) {
				continue;
			}
			if (!is(TABLE, "table-cell") && !is(TABLE, "covered-table-cell")) {
				skip();
				continue;
			}
			int times = times("number-columns-repeated");
			int spanned = times("number-rows-spanned");
			int across = times("number-columns-spanned");
			String type = Objects.requireNonNullElse(this.xml.getAttributeValue(OFFICE, "value-type"), "");
			String text = cell(type);
			if (text.isBlank()) {
				blank += times;
				continue;
			}
			if (cells.size() + blank + times > MOST_COLUMNS) {
				throw new UnreadableFile(this.file,
						"has more than %d columns in row %d".formatted(MOST_COLUMNS, this.row));
			}
			for (; blank > 0; blank--) {
				cells.add("");
			}
			if (spanned > 1) {
				merged.add(new MergedCells(cells.size(), cells.size() + Math.min(across, MOST_COLUMNS) - 1,
						(int) Math.min(MOST_ROWS, (long) this.row + spanned - 1)));
			}
			for (int i = 0; i < times; i++) {
				if (type.equals("date")) {
					days.add(cells.size());
				}
				if (NUMBERS.contains(type)) {
					numbers.add(cells.size());
				}
				cells.add(text);
			}
		}
		give(cells, days, numbers, merged, repeated);
	}

	/** How often something is repeated, or how far it reaches; 1 if nothing is said. */
	private int times(String attribute) {
		String times = this.xml.getAttributeValue(TABLE, attribute);
		try {
			return (times != null) ? Math.max(1, Integer.parseInt(times)) : 1;
		}
		catch (NumberFormatException ex) {
			throw damaged(this.file, ex);
		}
	}

	private void give(List<String> cells, Set<Integer> days, Set<Integer> numbers, List<MergedCells> merged,
			int repeated) {
		if (cells.isEmpty()) {
			this.row = (int) Math.min(MOST_ROWS + 1L, (long) this.row + repeated);
			return;
		}
		this.cellCount += (long) cells.size() * repeated;
		if ((long) this.row + repeated - 1 > MOST_ROWS || this.cellCount > MOST_CELLS) {
			throw new UnreadableFile(this.file,
					"has more than %d rows or %d cells; split it".formatted(MOST_ROWS, MOST_CELLS));
		}
		for (int i = 0; i < repeated; i++) {
			this.rows.row(this.row++, cells, days, numbers, merged);
		}
	}

	/** Reads the cell that has begun, to its end. */
	private String cell(String type) throws XMLStreamException {
		boolean error = "error".equals(this.xml.getAttributeValue(CALC, "value-type"));
		String value = this.xml.getAttributeValue(OFFICE, switch (type) {
			case "date" -> "date-value";
			case "boolean" -> "boolean-value";
			case "string" -> "string-value";
			default -> "value";
		});
		String shown = text();
		if (error) {
			throw new UnreadableFile(this.file,
					"has an error (%s) instead of a value in row %d; fix the cell".formatted(shown, this.row));
		}
		return switch (type) {
			case "float", "currency", "percentage" -> number(value, shown);
			case "date" -> (value != null) ? value.substring(0, Math.min(DAY_LENGTH, value.length())) : shown;
			case "boolean", "string" -> Objects.requireNonNullElse(value, shown);
			default -> shown;
		};
	}

	private String number(@Nullable String value, String shown) {
		if (value == null) {
			return shown;
		}
		try {
			BigDecimal number = new BigDecimal(value);
			if (number.signum() == 0) {
				return "0";
			}
			// A large exponent would become a very long text.
			return (Math.abs((long) number.scale()) > MOST_DIGITS) ? shown
					: number.stripTrailingZeros().toPlainString();
		}
		catch (NumberFormatException ex) {
			return shown;
		}
	}

	/** The text of the cell that has begun, without its comments. */
	private String text() throws XMLStreamException {
		StringBuilder text = new StringBuilder();
		boolean paragraphs = false;
		int depth = 1;
		while (depth > 0) {
			int event = this.xml.next();
			if (event == XMLStreamConstants.START_ELEMENT) {
				if (is(OFFICE, "annotation") || is(TABLE, "table")) {
					skip();
					continue;
				}
				depth++;
				if (is(TEXT, "p")) {
					text.append(paragraphs ? "\n" : "");
					paragraphs = true;
				}
				else if (is(TEXT, "line-break")) {
					text.append('\n');
				}
				else if (is(TEXT, "tab")) {
					text.append('\t');
				}
				else if (is(TEXT, "s")) {
					text.append(" ".repeat(Math.min(spaces(), DelimitedText.LONGEST_CELL)));
				}
			}
			else if (event == XMLStreamConstants.END_ELEMENT) {
				depth--;
			}
			else if (depth > 1 && this.xml.isCharacters()) {
				text.append(this.xml.getText());
			}
			if (text.length() > DelimitedText.LONGEST_CELL) {
				throw new UnreadableFile(this.file, "has a cell of more than %d characters in row %d"
					.formatted(DelimitedText.LONGEST_CELL, this.row));
			}
		}
		return text.toString();
	}

	private int spaces() {
		String count = this.xml.getAttributeValue(TEXT, "c");
		try {
			return (count != null) ? Math.max(0, Integer.parseInt(count)) : 1;
		}
		catch (NumberFormatException ex) {
			throw damaged(this.file, ex);
		}
	}

}
