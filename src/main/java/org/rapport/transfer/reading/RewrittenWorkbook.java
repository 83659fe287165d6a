package org.rapport.transfer.reading;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import javax.xml.stream.XMLEventFactory;
import javax.xml.stream.XMLEventReader;
import javax.xml.stream.XMLEventWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.events.Attribute;
import javax.xml.stream.events.StartElement;
import javax.xml.stream.events.XMLEvent;

import org.jspecify.annotations.Nullable;

/**
 * Rewrites workbooks (XLSX) in two ways that the library needs that reads them. Dates
 * that are written as texts such as 2024-05-31 (cells with the type {@code d}) become
 * texts that begin with a mark. The names of strict Open XML become those of the form
 * that nearly all programs write. Not needed any more when the library knows both.
 */
final class RewrittenWorkbook {

	/** No other text begins with it: its first character is for private use. */
	private static final String MARK = "\uE0D5ISO:";

	private static final int LENGTH_OF_DAY = 10;

	private static final String WORKBOOK = "xl/workbook.xml";

	private static final String STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main";

	/** The beginnings of names in strict Open XML, and what others have instead. */
	private static final Map<String, String> NAMES = Map.of(STRICT,
			"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
			"http://purl.oclc.org/ooxml/officeDocument/relationships",
			"http://schemas.openxmlformats.org/officeDocument/2006/relationships");

	/** More than the list of sheets of any workbook. */
	private static final int LONGEST_LIST = 1 << 24;

	private static final int HEAD = 1 << 12;

	private RewrittenWorkbook() {
	}

	/** Whether a workbook is in strict Open XML. */
	static boolean isStrict(ZipFile workbook) throws IOException {
		ZipEntry list = workbook.getEntry(WORKBOOK);
		if (list == null) {
			return false;
		}
		try (InputStream in = workbook.getInputStream(list)) {
			return new String(in.readNBytes(HEAD), StandardCharsets.UTF_8).contains(STRICT);
		}
	}

	/** Writes a workbook again. */
	static void write(Path workbook, Path rewritten) throws IOException, XMLStreamException {
		try (ZipFile zip = new ZipFile(workbook.toFile());
				ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(rewritten))) {
			for (ZipEntry entry : Collections.list(zip.entries())) {
				out.putNextEntry(new ZipEntry(entry.getName()));
				try (InputStream in = zip.getInputStream(entry)) {
					if (entry.getName().matches("/?xl/worksheets/[^/]+\\.xml")) {
						sheet(in, out);
					}
					else if (entry.getName().equals(WORKBOOK) || entry.getName().endsWith(".rels")) {
						out.write(list(in).getBytes(StandardCharsets.UTF_8));
					}
					else {
						in.transferTo(out);
					}
				}
				out.closeEntry();
			}
		}
	}

	/** The list of sheets, or of the parts of the workbook. */
	private static String list(InputStream in) throws IOException {
		byte[] bytes = in.readNBytes(LONGEST_LIST);
		if (bytes.length == LONGEST_LIST) {
			throw new IOException("The workbook has too many parts");
		}
		String list = new String(bytes, StandardCharsets.UTF_8);
		for (Map.Entry<String, String> name : NAMES.entrySet()) {
			list = list.replace(name.getKey(), name.getValue());
		}
		return list;
	}

	private static void sheet(InputStream in, OutputStream out) throws XMLStreamException {
		XMLEventReader reader = OpenDocumentFile.factory().createXMLEventReader(in, "UTF-8");
		XMLEventWriter writer = XMLOutputFactory.newDefaultFactory().createXMLEventWriter(out, "UTF-8");
		XMLEventFactory events = XMLEventFactory.newDefaultFactory();
		boolean inDay = false;
		while (reader.hasNext()) {
			XMLEvent event = reader.nextEvent();
			if (is(event, "c")) {
				StartElement cell = event.asStartElement();
				List<Attribute> attributes = new ArrayList<>();
				cell.getAttributes().forEachRemaining((attribute) -> attributes.add(asText(attribute, events)));
				inDay = isDay(cell);
				event = events.createStartElement(cell.getName(), attributes.iterator(), cell.getNamespaces());
			}
			writer.add(event);
			if (inDay && is(event, "v")) {
				writer.add(events.createCharacters(MARK));
			}
		}
		writer.flush();
	}

	private static boolean is(XMLEvent event, String name) {
		return event.isStartElement() && event.asStartElement().getName().getLocalPart().equals(name);
	}

	private static boolean isDay(StartElement cell) {
		boolean[] found = new boolean[1];
		cell.getAttributes().forEachRemaining((attribute) -> found[0] |= isTypeOfDay(attribute));
		return found[0];
	}

	private static boolean isTypeOfDay(Attribute attribute) {
		return attribute.getName().getLocalPart().equals("t") && attribute.getValue().equals("d");
	}

	private static Attribute asText(Attribute attribute, XMLEventFactory events) {
		return isTypeOfDay(attribute) ? events.createAttribute(attribute.getName(), "str") : attribute;
	}

	/** Whether a text was a date cell before the workbook was rewritten. */
	static boolean isMarked(@Nullable String text) {
		return text != null && text.startsWith(MARK);
	}

	/**
	 * The day of a marked text.
	 * @return the day, without its time; null if the text has only a time
	 */
	static @Nullable LocalDate day(String marked) {
		String text = text(marked);
		try {
			return LocalDate.parse(text.substring(0, Math.min(text.length(), LENGTH_OF_DAY)));
		}
		catch (DateTimeParseException ex) {
			return null;
		}
	}

	/** A marked text without its mark. */
	static String text(String marked) {
		return marked.substring(MARK.length()).strip();
	}

}
