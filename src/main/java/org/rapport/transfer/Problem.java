package org.rapport.transfer;

import java.util.Comparator;

/**
 * Something in an interchange file that has to be mended before the file can be loaded.
 *
 * @param line the line, counted from 1
 * @param field the field, such as {@code citations[0].document}; empty if it is about the
 * line as a whole
 * @param message what is wrong, and what would be right
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
