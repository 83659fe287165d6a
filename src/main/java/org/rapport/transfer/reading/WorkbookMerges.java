package org.rapport.transfer.reading;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;

/**
 * Finds the merged regions of a sheet of a workbook (XLSX). They stand behind all rows,
 * so they are read before the rows.
 */
final class WorkbookMerges {

	private static final String WORKBOOK = "xl/workbook.xml";

	private static final String PARTS = "xl/_rels/workbook.xml.rels";

	private static final int MOST = 1_000_000;

	/** For example {@code B2:C10}. */
	private static final Pattern REGION = Pattern
		.compile("\\$?([A-Z]{1,3})\\$?(\\d{1,7}):\\$?([A-Z]{1,3})\\$?(\\d{1,7})");

	private WorkbookMerges() {
	}

	/**
	 * The merged regions of a sheet, by the numbers of their first rows.
	 * @param name the name of the sheet; null for the first
	 */
	static Map<Integer, List<MergedCells>> of(ZipFile zip, @Nullable String name)
			throws IOException, XMLStreamException {
		Map<Integer, List<MergedCells>> regions = new HashMap<>();
		int[] count = new int[1];
		each(zip, part(zip, name), "mergeCell", (cell) -> {
			Matcher region = REGION.matcher(String.valueOf(attribute(cell, "ref")));
			if (region.matches() && ++count[0] <= MOST) {
				regions.computeIfAbsent(Integer.valueOf(region.group(2)), (row) -> new ArrayList<>())
					.add(new MergedCells(column(region.group(1)), column(region.group(3)),
							Integer.parseInt(region.group(4))));
			}
			return false;
		});
		return regions;
	}

	/**
	 * The name of the part with a sheet.
	 * @param name the name of the sheet; null for the first
	 */
	static String part(ZipFile zip, @Nullable String name) throws IOException, XMLStreamException {
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
	private static void each(ZipFile zip, String part, String element, Predicate<XMLStreamReader> last)
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
	private static @Nullable String attribute(XMLStreamReader xml, String name) {
		for (int i = 0; i < xml.getAttributeCount(); i++) {
			if (name.equals(xml.getAttributeLocalName(i))) {
				return xml.getAttributeValue(i);
			}
		}
		return null;
	}

	private static int column(String letters) {
		int column = 0;
		for (int i = 0; i < letters.length(); i++) {
			column = column * 26 + (letters.charAt(i) - 'A' + 1);
		}
		return column - 1;
	}

}
