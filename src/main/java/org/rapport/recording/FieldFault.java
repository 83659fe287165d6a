package org.rapport.recording;

import java.util.List;

import org.rapport.kernel.UserErrorCode;

/**
 * An error in the form of an element. The curator has to fix it before the element can be
 * recorded.
 *
 * @param path the place: field names, and positions in lists as numbers
 * @param message what is wrong, and what would be right
 * @param code the kind of error
 */
public record FieldFault(List<String> path, String message, UserErrorCode code) {

	public FieldFault {
		path = List.copyOf(path);
	}

	/** A finding with the code INVALID. */
	static FieldFault of(List<String> path, String message) {
		return new FieldFault(path, message, UserErrorCode.INVALID);
	}

	/** The path as one text, for example {@code citations[0].document}. */
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
