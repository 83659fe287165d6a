package org.rapport.transfer;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;

import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;

/**
 * The ids of very many elements, each with its place in the order in which they were
 * added. An id takes about 30 bytes, and not the 120 that it takes as a text in a map.
 */
final class IdIndex {

	private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

	private static final int PREFIX = 4;

	private static final int LENGTH = 24;

	private static final int BITS = 5;

	/** The letters whose bits are in the first of the two numbers. */
	private static final int FIRST = 12;

	private static final int KIND_SHIFT = (LENGTH - PREFIX - FIRST) * BITS;

	private static final Kind[] KINDS = Kind.values();

	private long[] first = new long[16];

	/** The other letters, and the kind. */
	private long[] second = new long[16];

	/** Places plus one, by the hash of the id. Their number is a power of two. */
	private int[] slots = new int[32];

	private int size;

	/**
	 * Adds an id.
	 * @return its place; that of before if it is known already
	 */
	int add(String id) {
		long one = one(id);
		long two = two(id);
		int slot = slot(one, two);
		if (this.slots[slot] != 0) {
			return this.slots[slot] - 1;
		}
		if (this.size == this.first.length) {
			this.first = Arrays.copyOf(this.first, this.size + this.size / 2);
			this.second = Arrays.copyOf(this.second, this.size + this.size / 2);
		}
		this.first[this.size] = one;
		this.second[this.size] = two;
		this.slots[slot] = ++this.size;
		if (this.size * 2 > this.slots.length) {
			this.slots = new int[this.slots.length * 2];
			for (int i = 0; i < this.size; i++) {
				this.slots[slot(this.first[i], this.second[i])] = i + 1;
			}
		}
		return this.size - 1;
	}

	/** The place of an id; -1 if it was not added. */
	int place(String id) {
		return Ids.isId(id) ? this.slots[slot(one(id), two(id))] - 1 : -1;
	}

	/** The id at a place. */
	String id(int place) {
		StringBuilder id = new StringBuilder(LENGTH).append(kind(place).prefix()).append('_');
		append(id, this.first[place], FIRST);
		append(id, this.second[place], LENGTH - PREFIX - FIRST);
		return id.toString();
	}

	/** The kind of the element at a place. */
	Kind kind(int place) {
		return KINDS[(int) (this.second[place] >>> KIND_SHIFT)];
	}

	int size() {
		return this.size;
	}

	/** All ids, in the order of their places. */
	Set<String> ids() {
		return new AbstractSet<>() {

			@Override
			public Iterator<String> iterator() {
				return new Iterator<>() {

					private int next;

					@Override
					public boolean hasNext() {
						return this.next < size();
					}

					@Override
					public String next() {
						if (!hasNext()) {
							throw new NoSuchElementException();
						}
						return id(this.next++);
					}

				};
			}

			@Override
			public boolean contains(Object other) {
				return other instanceof String id && place(id) >= 0;
			}

			@Override
			public int size() {
				return IdIndex.this.size;
			}

		};
	}

	private int slot(long one, long two) {
		// All bits of an id are as good as random, so any of them are a hash.
		int slot = (int) (one ^ two) & (this.slots.length - 1);
		while (this.slots[slot] != 0
				&& (this.first[this.slots[slot] - 1] != one || this.second[this.slots[slot] - 1] != two)) {
			slot = (slot + 1) & (this.slots.length - 1);
		}
		return slot;
	}

	private static long one(String id) {
		return bits(id, PREFIX, PREFIX + FIRST);
	}

	private static long two(String id) {
		return (long) Ids.kindOf(id).ordinal() << KIND_SHIFT | bits(id, PREFIX + FIRST, LENGTH);
	}

	private static long bits(String id, int from, int until) {
		long bits = 0;
		for (int i = from; i < until; i++) {
			char letter = id.charAt(i);
			bits = bits << BITS | ((letter >= 'a') ? letter - 'a' : letter - '2' + ALPHABET.indexOf('2'));
		}
		return bits;
	}

	private static void append(StringBuilder id, long bits, int letters) {
		for (int i = letters - 1; i >= 0; i--) {
			id.append(ALPHABET.charAt((int) (bits >>> (i * BITS)) & (ALPHABET.length() - 1)));
		}
	}

}
