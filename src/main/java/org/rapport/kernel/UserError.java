package org.rapport.kernel;

import java.util.List;

/**
 * Why an act was not done, said so that whoever asked for it can mend it.
 *
 * @param field the path of the input field from the input on, positions in lists as
 * numbers, such as {@code participations, 0, actor}; empty if it is about the whole
 * @param message one sentence that says what is wrong, and what would be right
 * @param code what clients branch on
 */
public record UserError(List<String> field, String message, UserErrorCode code) {

	public UserError {
		field = List.copyOf(field);
	}

}
