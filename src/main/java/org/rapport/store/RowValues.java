package org.rapport.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** Casts the cells of a row to the types that the statement returns. */
public final class RowValues {

	private RowValues() {
	}

	public static String text(@Nullable Object cell) {
		return (String) Objects.requireNonNull(cell);
	}

	public static long number(@Nullable Object cell) {
		return (Long) Objects.requireNonNull(cell);
	}

	@SuppressWarnings("unchecked")
	public static Map<String, Object> map(@Nullable Object cell) {
		return (Map<String, Object>) Objects.requireNonNull(cell);
	}

	@SuppressWarnings("unchecked")
	public static List<Map<String, Object>> maps(@Nullable Object cell) {
		return (List<Map<String, Object>>) Objects.requireNonNull(cell);
	}

	@SuppressWarnings("unchecked")
	public static List<String> texts(@Nullable Object cell) {
		return (cell != null) ? (List<String>) cell : List.of();
	}

	/**
	 * These rows, or an empty one if there are none: the database plans a statement again
	 * for a parameter of another type, and an empty list has one. The statement leaves
	 * the empty row out.
	 */
	public static List<? extends Map<String, ? extends @Nullable Object>> filled(
			Collection<? extends Map<String, ? extends @Nullable Object>> rows) {
		return rows.isEmpty() ? List.of(Map.of()) : List.copyOf(rows);
	}

	/** The same for ids. No element has the empty one. */
	public static List<String> filledIds(Collection<String> ids) {
		return ids.isEmpty() ? List.of("") : List.copyOf(ids);
	}

}
