package org.rapport.access;

import jakarta.servlet.http.HttpServletRequest;

import org.rapport.kernel.ErrorCode;

/**
 * Whom to tell that a request is refused before anything is asked of the graph, so that
 * operators see it by its code.
 */
@FunctionalInterface
public interface RefusalTrail {

	/** The request is refused with this code. */
	void refused(ErrorCode code);

	/** Lets whoever refuses a request find its trail. */
	static void attach(HttpServletRequest request, RefusalTrail trail) {
		request.setAttribute(RefusalTrail.class.getName(), trail);
	}

	/** The request is refused with this code, as its trail, if it has one, is told. */
	static void refused(HttpServletRequest request, ErrorCode code) {
		if (request.getAttribute(RefusalTrail.class.getName()) instanceof RefusalTrail trail) {
			trail.refused(code);
		}
	}

}
