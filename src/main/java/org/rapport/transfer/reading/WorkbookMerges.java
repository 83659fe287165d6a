package org.rapport.transfer.reading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

import javax.xml.stream.XMLStreamException;

import org.jspecify.annotations.Nullable;

/**
 * Finds the merged regions of a sheet of a workbook (XLSX). They stand behind all rows,
 * so they are read before the rows.
 */
final class WorkbookMerges {

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
		WorkbookParts.each(zip, WorkbookParts.sheet(zip, name), "mergeCell", (cell) -> {
			Matcher region = REGION.matcher(String.valueOf(WorkbookParts.attribute(cell, "ref")));
			if (region.matches() && ++count[0] <= MOST) {
				regions.computeIfAbsent(Integer.valueOf(region.group(2)), (row) -> new ArrayList<>())
					.add(new MergedCells(column(region.group(1)), column(region.group(3)),
							Integer.parseInt(region.group(4))));
			}
			return false;
		});
		return regions;
	}

	private static int column(String letters) {
		int column = 0;
		for (int i = 0; i < letters.length(); i++) {
			column = column * 26 + (letters.charAt(i) - 'A' + 1);
		}
		return column - 1;
	}

}
