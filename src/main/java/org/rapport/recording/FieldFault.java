package org.rapport.recording;

import java.util.List;

import org.rapport.kernel.UserErrorCode;

/**
 * Something in what is said of an element that has to be mended before it can be
 * recorded.
 *
 * @param path where: fields, and positions in lists as numbers
 * @param message what is wrong, and what would be right
 * @param code what kind of fault it is
 */
public record FieldFault(List<String> path, String message, UserErrorCode code) {

	public FieldFault {
		path = List.copyOf(path);
	}

	/** What does not have the form that it must have. */
	static FieldFault of(List<String> path, String message) {
		return new FieldFault(path, message, UserErrorCode.INVALID);
	}

	/** The place in one text, such as {@code citations[0].document}. */
	public String field() {
		StringBuilder field = new StringBuilder();
		for (String step : this.path) {
			if (!step.isEmpty() && step.chars().allMatch(Character::isDigit)) {
				field.append('[').append(step).append(']');
			}
			else {
				field.append(field.isEmpty() ? "" : ".").append(step);
			}
		}
		return field.toString();
	}

}
