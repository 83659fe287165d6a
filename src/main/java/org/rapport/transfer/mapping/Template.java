package org.rapport.transfer.mapping;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Words;

/**
 * A text with places for cells: {@code person/{id}}. In a key, {@code {name|alike}}
 * stands for the words of a name as search compares them, so that spellings that differ
 * in case, accents or points give the same key. {@code {row}} is the place of the row in
 * its file, {@code {file}} the name of the file, {@code {file|stem}} the same without its
 * ending. {@code {"row"}} stands for a column with this name, or with any other that has
 * braces or a bar in it.
 */
public final class Template {

	/** The place of the row in its file. No column has this name. */
	static final String ROW = "{row}";

	/** The name of the file. No column has this name. */
	static final String FILE = "{file}";

	private static final String ALIKE = "|alike";

	private static final String STEM = "|stem";

	private static final Pattern PLACE = Pattern.compile("\\{(?:\"([^\"]+)\"|([^{}]+?))(\\|alike|\\|stem)?\\}");

	/** The ending of the name of a file. */
	private static final Pattern ENDING = Pattern.compile("(?<=.)\\.[^.]*$");

	/** What stands for itself between braces. */
	private static final Pattern PLAIN = Pattern.compile("[^{}\"|]+");

	private final String text;

	private final List<Part> parts = new ArrayList<>();

	private Template(String text) {
		this.text = text;
		Matcher places = PLACE.matcher(text);
		int end = 0;
		while (places.find()) {
			literal(text.substring(end, places.start()));
			String quoted = places.group(1);
			String column = (quoted != null) ? quoted : column(places.group(2));
			boolean isStem = STEM.equals(places.group(3));
			if (isStem && !column.equals(FILE)) {
				throw new IllegalArgumentException("Only a file has a stem");
			}
			this.parts.add(new Part(column, true, ALIKE.equals(places.group(3)), isStem));
			end = places.end();
		}
		literal(text.substring(end));
	}

	private static String column(String name) {
		return switch (name) {
			case "row" -> ROW;
			case "file" -> FILE;
			default -> name;
		};
	}

	private void literal(String literal) {
		if (literal.indexOf('{') >= 0 || literal.indexOf('}') >= 0) {
			throw new IllegalArgumentException("A brace has no partner");
		}
		if (!literal.isEmpty()) {
			this.parts.add(new Part(literal, false, false, false));
		}
	}

	/** How a column is written in a template. */
	static String place(String column, boolean alike) {
		boolean plain = PLAIN.matcher(column).matches() && !column.equals("row") && !column.equals("file");
		return "{" + (plain ? column : "\"" + column + "\"") + (alike ? ALIKE : "") + "}";
	}

	private record Part(String text, boolean isColumn, boolean isAlike, boolean isStem) {

		String of(String cell, boolean isKey) {
			String value = this.isStem ? ENDING.matcher(cell).replaceFirst("") : cell;
			return (this.isAlike && isKey) ? alike(value) : value;
		}

	}

	/**
	 * Reads a template.
	 * @throws IllegalArgumentException if a brace has no partner
	 */
	static Template of(String text) {
		return new Template(text);
	}

	/** The columns that it names. */
	Set<String> columns() {
		Set<String> columns = new LinkedHashSet<>();
		this.parts.stream().filter(Part::isColumn).map(Part::text).forEach(columns::add);
		return columns;
	}

	/**
	 * The text for a row; null if a column that it names is blank.
	 * @param cells gives the text of a column, null for a blank one
	 */
	@Nullable String text(Function<String, @Nullable String> cells) {
		return filled(cells, false);
	}

	/** The key for a row; null if a column that it names is blank. */
	@Nullable String key(Function<String, @Nullable String> cells) {
		String filled = filled(cells, true);
		return (filled != null) ? KeyText.of(filled) : null;
	}

	private @Nullable String filled(Function<String, @Nullable String> cells, boolean isKey) {
		StringBuilder filled = new StringBuilder();
		for (Part part : this.parts) {
			String value = part.isColumn() ? cells.apply(part.text()) : part.text();
			if (value == null) {
				return null;
			}
			filled.append(part.of(value, isKey));
		}
		return filled.toString();
	}

	/** A name without letters or digits is compared as it is. */
	static String alike(String name) {
		String words = Words.of(name).text();
		return words.isEmpty() ? name : words;
	}

	@Override
	public String toString() {
		return this.text;
	}

}
