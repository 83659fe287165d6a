package org.rapport.transfer;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A list that makes each of its values when somebody asks for it, so that not all of them
 * are in memory.
 *
 * @param <T> the type of the values
 */
final class Picked<T> extends AbstractList<T> implements RandomAccess {

	private final int[] places;

	private final IntFunction<T> make;

	/**
	 * Creates the list.
	 * @param places the places of its values elsewhere
	 * @param make makes the value of a place
	 */
	Picked(int[] places, IntFunction<T> make) {
		this.places = places;
		this.make = make;
	}

	/** Those of a list that fulfil a condition. */
	static <T> List<T> of(List<T> all, Predicate<T> condition) {
		int[] places = IntStream.range(0, all.size()).filter((place) -> condition.test(all.get(place))).toArray();
		return (places.length == all.size()) ? all : new Picked<>(places, all::get);
	}

	/** The values of one list and then those of another. */
	static <T> List<T> concat(List<T> one, List<T> other) {
		int[] places = IntStream.range(0, one.size() + other.size()).toArray();
		return new Picked<>(places, (place) -> (place < one.size()) ? one.get(place) : other.get(place - one.size()));
	}

	@Override
	public T get(int index) {
		Objects.checkIndex(index, this.places.length);
		return this.make.apply(this.places[index]);
	}

	@Override
	public int size() {
		return this.places.length;
	}

}
