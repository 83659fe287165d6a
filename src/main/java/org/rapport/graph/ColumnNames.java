package org.rapport.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the names of columns from the Cypher that follows a RETURN. */
final class ColumnNames {

	private static final Pattern NAMED = Pattern.compile("(?s).*\\bAS\\s+(\\w+)\\s*");

	private static final Pattern PLAIN = Pattern.compile("\\w+");

	private ColumnNames() {
	}

	/** The names of all columns, in their order. */
	static List<String> of(String columns) {
		return parts(columns).stream().map((column) -> NAMED.matcher(column).replaceFirst("$1")).toList();
	}

	/** The columns that are variables. */
	static List<String> plain(String columns) {
		return parts(columns).stream().filter((column) -> PLAIN.matcher(column).matches()).toList();
	}

	/** Splits at the commas that are in no bracket. */
	private static List<String> parts(String columns) {
		List<String> parts = new ArrayList<>();
		int depth = 0;
		int from = 0;
		for (int i = 0; i < columns.length(); i++) {
			char c = columns.charAt(i);
			if ("([{".indexOf(c) >= 0) {
				depth++;
			}
			else if (")]}".indexOf(c) >= 0) {
				depth--;
			}
			else if (c == ',' && depth == 0) {
				parts.add(columns.substring(from, i).strip());
				from = i + 1;
			}
		}
		parts.add(columns.substring(from).strip());
		return parts;
	}

}
