package org.rapport.transfer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The rows that a load still has to store. Each is stored together with the last element
 * that it tells of, so that its seal knows all of them.
 */
final class WaitingRows {

	private final List<LoadedRow> rows;

	/** For how many elements each row waits. */
	private final int[] missing;

	/** The rows that wait for the element at a place: from its start to the next one. */
	private final int[] starts;

	private final int[] waiting;

	/** The rows that wait for nothing. */
	private final BitSet ready = new BitSet();

	/**
	 * Creates the waiting rows.
	 * @param stated the elements that the file states
	 * @param planned the places of the elements that are not written yet
	 */
	WaitingRows(List<LoadedRow> rows, StatedElements stated, BitSet planned) {
		this.rows = rows;
		this.missing = new int[rows.size()];
		this.starts = new int[stated.size() + 1];
		int[][] needed = new int[rows.size()][];
		for (int i = 0; i < needed.length; i++) {
			needed[i] = rows.get(i)
				.needed()
				.stream()
				.mapToInt(stated::place)
				.filter((place) -> place >= 0 && planned.get(place))
				.toArray();
			this.missing[i] = needed[i].length;
			this.ready.set(i, needed[i].length == 0);
			for (int place : needed[i]) {
				this.starts[place + 1]++;
			}
		}
		for (int place = 0; place < stated.size(); place++) {
			this.starts[place + 1] += this.starts[place];
		}
		this.waiting = new int[this.starts[stated.size()]];
		int[] next = this.starts.clone();
		for (int i = 0; i < needed.length; i++) {
			for (int place : needed[i]) {
				this.waiting[next[place]++] = i;
			}
		}
	}

	/**
	 * Takes the rows that wait for nothing once these elements are written.
	 * @param written the places of the elements
	 */
	List<LoadedRow> takeWith(int[] written) {
		List<LoadedRow> taken = new ArrayList<>();
		for (int place : written) {
			for (int i = this.starts[place]; i < this.starts[place + 1]; i++) {
				if (--this.missing[this.waiting[i]] == 0) {
					taken.add(this.rows.get(this.waiting[i]));
				}
			}
		}
		return taken;
	}

	/** Takes rows that wait for nothing, and not more than these. */
	List<LoadedRow> takeReady(int most) {
		List<LoadedRow> taken = new ArrayList<>();
		for (int i = this.ready.nextSetBit(0); i >= 0 && taken.size() < most; i = this.ready.nextSetBit(i + 1)) {
			taken.add(this.rows.get(i));
			this.ready.clear(i);
		}
		return taken;
	}

	/** Whether there are rows that wait for nothing. */
	boolean areReady() {
		return !this.ready.isEmpty();
	}

}
