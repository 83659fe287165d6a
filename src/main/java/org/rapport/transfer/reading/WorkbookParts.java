package org.rapport.transfer.reading;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;

/** Looks into the parts of a workbook (XLSX) for what the library does not tell. */
final class WorkbookParts {

	private static final String WORKBOOK = "xl/workbook.xml";

	private static final String PARTS = "xl/_rels/workbook.xml.rels";

	/** How XML Schema writes true. */
	private static final Set<String> TRUE = Set.of("1", "true");

	private WorkbookParts() {
	}

	/** Whether the days of a workbook count from 1904 (ECMA-376, 18.2.28). */
	static boolean countFrom1904(ZipFile zip) throws IOException, XMLStreamException {
		return first(zip, WORKBOOK, "workbookPr", (properties) -> true, "date1904").filter(TRUE::contains).isPresent();
	}

	/**
	 * The name of the part with a sheet.
	 * @param name the name of the sheet; null for the first
	 */
	static String sheet(ZipFile zip, @Nullable String name) throws IOException, XMLStreamException {
		return first(zip, WORKBOOK, "sheet", (sheet) -> name == null || name.equals(attribute(sheet, "name")), "id")
			.flatMap((id) -> target(zip, id))
			.orElseThrow(() -> new XMLStreamException("The sheet has no part of its own"));
	}

	private static Optional<String> target(ZipFile zip, String id) {
		try {
			return first(zip, PARTS, "Relationship", (part) -> id.equals(attribute(part, "Id")), "Target")
				.map((target) -> target.startsWith("/") ? target.substring(1) : "xl/" + target);
		}
		catch (IOException | XMLStreamException ex) {
			return Optional.empty();
		}
	}

	/** The attribute of the first element that is looked for. */
	private static Optional<String> first(ZipFile zip, String part, String element, Predicate<XMLStreamReader> wanted,
			String attribute) throws IOException, XMLStreamException {
		List<String> found = new ArrayList<>();
		each(zip, part, element, (xml) -> {
			String value = wanted.test(xml) ? attribute(xml, attribute) : null;
			if (value != null) {
				found.add(value);
			}
			return value != null;
		});
		return found.stream().findFirst();
	}

	/** Goes through the elements with a name, until one is the last that is wanted. */
	static void each(ZipFile zip, String part, String element, Predicate<XMLStreamReader> last)
			throws IOException, XMLStreamException {
		ZipEntry entry = zip.getEntry(part);
		if (entry == null) {
			throw new XMLStreamException("There is no part " + part);
		}
		try (InputStream in = zip.getInputStream(entry)) {
			XMLStreamReader xml = OpenDocumentFile.factory().createXMLStreamReader(in);
			while (xml.hasNext()) {
				if (xml.next() == XMLStreamConstants.START_ELEMENT && element.equals(xml.getLocalName())
						&& last.test(xml)) {
					return;
				}
			}
		}
	}

	/** An attribute, whatever its namespace: two versions of the format have two. */
	static @Nullable String attribute(XMLStreamReader xml, String name) {
		for (int i = 0; i < xml.getAttributeCount(); i++) {
			if (name.equals(xml.getAttributeLocalName(i))) {
				return xml.getAttributeValue(i);
			}
		}
		return null;
	}

}
