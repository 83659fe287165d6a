package org.rapport.transfer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Goes through very many values, some thousands at a time. */
final class Slices {

	private static final int SIZE = 5_000;

	private Slices() {
	}

	/** Gives all values to a consumer, in slices and in their order. */
	static <T> void of(Collection<T> all, Consumer<List<T>> each) {
		List<T> slice = new ArrayList<>();
		for (T value : all) {
			slice.add(value);
			if (slice.size() == SIZE) {
				each.accept(slice);
				slice = new ArrayList<>();
			}
		}
		if (!slice.isEmpty()) {
			each.accept(slice);
		}
	}

}
