package org.rapport.transfer.mapping;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rapport.transfer.RowPlace;

/** The rows of a table that others join, by the text of the column that joins them. */
final class JoinedRows {

	private final Map<String, JoinedRow> rows = new HashMap<>();

	/**
	 * A row.
	 *
	 * @param cells its cells that others use
	 * @param place where it is
	 * @param other where a row with the same key and other cells is; null if there is
	 * none
	 */
	record JoinedRow(Map<String, String> cells, RowPlace place, @Nullable RowPlace other) {
	}

	/** Adds a row. It is the same as an earlier one if it has the same cells. */
	void add(String key, Map<String, String> cells, RowPlace place) {
		this.rows.merge(key, new JoinedRow(cells, place, null), (before, now) -> before.cells().equals(cells) ? before
				: new JoinedRow(before.cells(), before.place(), place));
	}

	@Nullable JoinedRow find(String key) {
		return this.rows.get(key);
	}

}
