package org.rapport.access;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.rapport.kernel.ErrorCode;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Answers 403 if the viewer is known but lacks the authority for the path.
 *
 * @param refusals writes the answer, and logs and counts it
 */
record Forbidden(Refusals refusals) implements AccessDeniedHandler {

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
			throws IOException {
		this.refusals.answer(request, response, HttpStatus.FORBIDDEN, ErrorCode.FORBIDDEN,
				"The token does not allow this request.", "not-for-this");
	}

}
