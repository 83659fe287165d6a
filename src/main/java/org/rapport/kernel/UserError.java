package org.rapport.kernel;

import java.util.List;

/**
 * One reason why an act was not done, for the client to fix.
 *
 * @param field the path of the wrong value within the input, with positions in lists as
 * numbers, for example {@code participations, 0, actor}; empty if the error is about the
 * whole input
 * @param message one sentence that says what is wrong, and what would be right
 * @param code the code that clients branch on
 */
public record UserError(List<String> field, String message, UserErrorCode code) {

	public UserError {
		field = List.copyOf(field);
	}

}
