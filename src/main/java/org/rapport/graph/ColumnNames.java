package org.rapport.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the names of columns from the Cypher that follows a RETURN. */
final class ColumnNames {

	private static final Pattern NAMED = Pattern.compile("(?s).*\\bAS\\s+(\\w+)\\s*");

	/** A variable, or some of its properties under its own name. */
	private static final Pattern VARIABLE = Pattern.compile("(\\w+)(?: \\{[^}]*} AS \\1)?");

	private ColumnNames() {
	}

	/** The names of all columns, in their order. */
	static List<String> of(String columns) {
		return parts(columns).stream().map((column) -> NAMED.matcher(column).replaceFirst("$1")).toList();
	}

	/** The columns with a node or with some of its properties. */
	static List<String> variables(String columns) {
		return parts(columns).stream()
			.map(VARIABLE::matcher)
			.filter(Matcher::matches)
			.map((column) -> column.group(1))
			.toList();
	}

	/** Splits at the commas that are in no bracket. */
	static List<String> parts(String columns) {
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
