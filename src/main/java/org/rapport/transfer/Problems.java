package org.rapport.transfer;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Collects what is wrong with a file: the first {@link #MOST} problems by line, and how
 * many there are in all.
 */
final class Problems {

	static final int MOST = 100;

	private final NavigableSet<Problem> first = new TreeSet<>();

	private int count;

	Problems() {
	}

	/** A collection that goes on from another one, which stays as it is. */
	Problems(Problems soFar) {
		this.first.addAll(soFar.first);
		this.count = soFar.count;
	}

	void add(int line, String field, String message) {
		this.count++;
		this.first.add(new Problem(line, field, message));
		if (this.first.size() > MOST) {
			this.first.pollLast();
		}
	}

	int count() {
		return this.count;
	}

	List<Problem> first() {
		return List.copyOf(this.first);
	}

	/**
	 * Goes on only if nothing is wrong.
	 * @throws BadInterchange with everything that is
	 */
	void throwIfAny() {
		if (this.count > 0) {
			throw new BadInterchange(first(), this.count);
		}
	}

}
