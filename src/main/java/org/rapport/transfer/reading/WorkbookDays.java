package org.rapport.transfer.reading;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
 * Rewrites workbooks (XLSX) whose dates are written as texts such as 2024-05-31 (cells
 * with the type {@code d}). The library that reads workbooks does not know such cells. In
 * the rewritten workbook they are texts that begin with a mark. Not needed any more when
 * the library reads them.
 */
final class WorkbookDays {

	/** No other text begins with it: its first character is for private use. */
	private static final String MARK = "\uE0D5ISO:";

	private static final int LENGTH_OF_DAY = 10;

	private WorkbookDays() {
	}

	/** Writes a workbook again, with its dates as marked texts. */
	static void rewrite(Path workbook, Path rewritten) throws IOException, XMLStreamException {
		try (ZipFile zip = new ZipFile(workbook.toFile());
				ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(rewritten))) {
			for (ZipEntry entry : Collections.list(zip.entries())) {
				out.putNextEntry(new ZipEntry(entry.getName()));
				try (InputStream in = zip.getInputStream(entry)) {
					if (entry.getName().matches("/?xl/worksheets/[^/]+\\.xml")) {
						rewrite(in, out);
					}
					else {
						in.transferTo(out);
					}
				}
				out.closeEntry();
			}
		}
	}

	private static void rewrite(InputStream in, OutputStream out) throws XMLStreamException {
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
