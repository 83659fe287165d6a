package org.rapport.transfer;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Collects the problems or warnings of a file: the first {@link #MOST} by line, and the
 * number of all.
 */
final class Problems {

	static final int MOST = 100;

	private final NavigableSet<Problem> first = new TreeSet<>();

	private int count;

	Problems() {
	}

	/** Starts with a copy of earlier problems. */
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
	 * Throws if there are problems.
	 * @throws BadInterchange with the problems collected
	 */
	void throwIfAny() {
		if (this.count > 0) {
			throw new BadInterchange(first(), this.count);
		}
	}

}
