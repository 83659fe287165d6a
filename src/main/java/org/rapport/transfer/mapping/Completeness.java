package org.rapport.transfer.mapping;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.CleanLine;

/**
 * Of which rows the files of a load are the whole: of all rows of the data set, of those
 * of the same files, or of those that have certain texts. What no row of these makes any
 * more goes.
 */
public final class Completeness {

	/** The files may leave out anything. */
	public static final Completeness NOTHING = new Completeness(Extent.NOTHING, Map.of());

	/** The files are the whole data set. */
	public static final Completeness EVERYTHING = new Completeness(Extent.EVERYTHING, Map.of());

	/** Each file is the whole of what earlier files with its name had. */
	static final Completeness FILES = new Completeness(Extent.FILES, Map.of());

	/** The part of the data set whose rows have the texts that a mapping names. */
	static final String NAMED_ROWS = "named rows";

	private final Extent extent;

	/** The texts of each column, in the form in which they are compared. */
	private final Map<String, Set<String>> texts;

	private Completeness(Extent extent, Map<String, Set<String>> texts) {
		this.extent = extent;
		this.texts = texts;
	}

	private enum Extent {

		NOTHING, EVERYTHING, FILES, ROWS

	}

	/**
	 * The files have all rows with these texts.
	 * @param texts the texts that a cell of each column may have; compared without case
	 * and without blanks around them
	 */
	static Completeness ofRows(Map<String, Set<String>> texts) {
		Map<String, Set<String>> compared = new LinkedHashMap<>();
		texts.forEach((column, some) -> compared.put(column,
				some.stream().map(Completeness::compared).collect(Collectors.toSet())));
		return new Completeness(Extent.ROWS, compared);
	}

	private static String compared(@Nullable String text) {
		return (text != null) ? CleanLine.of(text).strip().toLowerCase(Locale.ROOT) : "";
	}

	/** Whether rows that are not in the files say nothing. */
	public boolean isNothing() {
		return this.extent == Extent.NOTHING;
	}

	/** Whether the files are the whole data set. */
	public boolean isEverything() {
		return this.extent == Extent.EVERYTHING;
	}

	/** The columns whose texts decide. */
	Set<String> columns() {
		return this.texts.keySet();
	}

	/** The columns that tell parts of the data set apart; none if there are none. */
	Set<String> tellingParts() {
		return (this.extent == Extent.FILES) ? Set.of(Template.FILE) : columns();
	}

	/** Whether it names rows by their texts. */
	boolean isOfRows() {
		return this.extent == Extent.ROWS;
	}

	/**
	 * The part of the data set that a row belongs to, if parts are loaded without the
	 * others; empty if they are not.
	 * @param file the name of its file
	 * @param cells gives the text of each column as it is in the file, null for none
	 */
	String part(String file, Function<String, @Nullable String> cells) {
		return switch (this.extent) {
			case NOTHING, EVERYTHING -> "";
			case FILES -> MappedFiles.unpacked(file);
			case ROWS -> hasTexts(cells) ? NAMED_ROWS : "other rows";
		};
	}

	/**
	 * Whether a row of an earlier load would have to be in these files, too.
	 * @param files the names of the files
	 * @param file the name of its file
	 * @param cells gives the text of each column as it was in the file, null for none
	 */
	public boolean has(Set<String> files, String file, Function<String, @Nullable String> cells) {
		return switch (this.extent) {
			case NOTHING -> false;
			case EVERYTHING -> true;
			case FILES -> files.stream().map(MappedFiles::unpacked).anyMatch(MappedFiles.unpacked(file)::equals);
			case ROWS -> hasTexts(cells);
		};
	}

	private boolean hasTexts(Function<String, @Nullable String> cells) {
		return this.texts.entrySet()
			.stream()
			.allMatch((column) -> column.getValue().contains(compared(cells.apply(column.getKey()))));
	}

}
