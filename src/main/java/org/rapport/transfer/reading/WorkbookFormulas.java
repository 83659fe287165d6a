package org.rapport.transfer.reading;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipFile;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;

/**
 * Tells formulas without a result from formulas whose result is an empty text. The
 * library that reads workbooks gives both as an empty cell. Programs that do not
 * calculate leave the result out, and the type of the cell, too.
 */
final class WorkbookFormulas {

	private WorkbookFormulas() {
	}

	/**
	 * The address of the first cell of a sheet with a formula without a result.
	 * @param name the name of the sheet; null for the first
	 * @return the address; null if there is none
	 */
	static @Nullable String withoutResult(ZipFile zip, @Nullable String name) throws IOException, XMLStreamException {
		try (InputStream in = zip.getInputStream(zip.getEntry(WorkbookParts.sheet(zip, name)))) {
			XMLStreamReader xml = OpenDocumentFile.factory().createXMLStreamReader(in);
			while (xml.hasNext()) {
				if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("c")) {
					String address = xml.getAttributeValue(null, "r");
					boolean isText = "str".equals(xml.getAttributeValue(null, "t"));
					if (isFormulaWithoutResult(xml) && !isText) {
						return (address != null) ? address : "a cell";
					}
				}
			}
		}
		return null;
	}

	/** Reads the cell that has begun, to its end. */
	private static boolean isFormulaWithoutResult(XMLStreamReader xml) throws XMLStreamException {
		boolean hasFormula = false;
		boolean hasResult = false;
		boolean inResult = false;
		while (xml.next() != XMLStreamConstants.END_ELEMENT || !xml.getLocalName().equals("c")) {
			if (xml.isStartElement()) {
				hasFormula |= xml.getLocalName().equals("f");
				inResult = xml.getLocalName().equals("v");
			}
			else if (xml.isCharacters()) {
				hasResult |= inResult && !xml.getText().isEmpty();
			}
			else if (xml.isEndElement()) {
				inResult = false;
			}
		}
		return hasFormula && !hasResult;
	}

}
