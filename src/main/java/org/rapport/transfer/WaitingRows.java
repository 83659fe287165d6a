package org.rapport.transfer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that a load still has to store. Each is stored together with the last element
 * that it tells of, so that its seal knows all of them.
 */
final class WaitingRows {

	/** The rows that wait for an element, by its id. */
	private final Map<String, List<WaitingRow>> waiting = new HashMap<>();

	/** The rows that wait for nothing. */
	private final List<LoadedRow> ready = new ArrayList<>();

	/**
	 * Creates the waiting rows.
	 * @param planned the ids of the elements that are not written yet
	 */
	WaitingRows(Collection<LoadedRow> rows, Collection<String> planned) {
		for (LoadedRow row : rows) {
			List<String> needed = row.needed().stream().filter(planned::contains).toList();
			WaitingRow one = new WaitingRow(row, needed.size());
			if (needed.isEmpty()) {
				this.ready.add(row);
			}
			needed.forEach((id) -> this.waiting.computeIfAbsent(id, (none) -> new ArrayList<>()).add(one));
		}
	}

	private static final class WaitingRow {

		private final LoadedRow row;

		private int elements;

		WaitingRow(LoadedRow row, int elements) {
			this.row = row;
			this.elements = elements;
		}

	}

	/** Takes the rows that wait for nothing once these elements are written. */
	List<LoadedRow> takeWith(Collection<String> written) {
		List<LoadedRow> taken = new ArrayList<>();
		for (String id : written) {
			List<WaitingRow> rows = this.waiting.remove(id);
			if (rows != null) {
				for (WaitingRow one : rows) {
					if (--one.elements == 0) {
						taken.add(one.row);
					}
				}
			}
		}
		return taken;
	}

	/** Takes rows that wait for nothing, and not more than these. */
	List<LoadedRow> takeReady(int most) {
		List<LoadedRow> first = this.ready.subList(0, Math.min(most, this.ready.size()));
		List<LoadedRow> taken = List.copyOf(first);
		first.clear();
		return taken;
	}

	/** Whether there are rows that wait for nothing. */
	boolean areReady() {
		return !this.ready.isEmpty();
	}

}
