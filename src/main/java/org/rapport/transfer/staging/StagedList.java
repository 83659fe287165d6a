package org.rapport.transfer.staging;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * A list that grows at its end. Its first values are in memory, and the others in the
 * file, so each of these is read and made anew whenever somebody asks for it. Nobody
 * changes a value.
 *
 * @param <T> the type of the values
 */
public final class StagedList<T> extends AbstractList<T> implements RandomAccess {

	private final Shelf<T> shelf;

	private final List<T> held = new ArrayList<>();

	private long[] places = new long[0];

	private int size;

	StagedList(Staging staging, Encoding<T> encoding) {
		this.shelf = new Shelf<>(staging, encoding);
	}

	@Override
	public boolean add(T value) {
		// The values in memory are the first ones.
		if (this.size == this.held.size() && this.shelf.holds(value)) {
			this.held.add(value);
		}
		else {
			int place = this.size - this.held.size();
			if (place == this.places.length) {
				this.places = Arrays.copyOf(this.places, Math.max(16, place + place / 2));
			}
			this.places[place] = this.shelf.append(value);
		}
		this.size++;
		return true;
	}

	@Override
	public T get(int index) {
		Objects.checkIndex(index, this.size);
		return (index < this.held.size()) ? this.held.get(index)
				: this.shelf.read(this.places[index - this.held.size()]);
	}

	@Override
	public int size() {
		return this.size;
	}

	/** Whether all values are in memory. */
	public boolean isHeld() {
		return this.held.size() == this.size;
	}

}
