package org.rapport.store;

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

}
