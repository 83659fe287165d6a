package org.rapport.transfer;

import java.util.Comparator;

/**
 * An error in an interchange file, which has to be fixed before the file can be loaded,
 * or a warning about it.
 *
 * @param line the line, from 1
 * @param field the field, for example {@code citations[0].document}; empty if the problem
 * is about the whole line
 * @param message what is wrong, and what would be right, or what was changed
 */
public record Problem(int line, String field, String message) implements Comparable<Problem> {

	private static final Comparator<Problem> BY_PLACE = Comparator.comparingInt(Problem::line)
		.thenComparing(Problem::field)
		.thenComparing(Problem::message);

	@Override
	public int compareTo(Problem other) {
		return BY_PLACE.compare(this, other);
	}

	@Override
	public String toString() {
		return "line " + this.line + (this.field.isEmpty() ? "" : ", " + this.field) + ": " + this.message;
	}

}
