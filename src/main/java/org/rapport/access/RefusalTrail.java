package org.rapport.access;

import jakarta.servlet.http.HttpServletRequest;

import org.rapport.kernel.ErrorCode;

/**
 * Receives the error codes of requests that are refused before they reach the graph, so
 * that operators see them.
 */
@FunctionalInterface
public interface RefusalTrail {

	/** Notes that the request is refused with this code. */
	void refused(ErrorCode code);

	/** Attaches a trail to a request. */
	static void attach(HttpServletRequest request, RefusalTrail trail) {
		request.setAttribute(RefusalTrail.class.getName(), trail);
	}

	/**
	 * Notes on the trail of a request, if it has one, that the request is refused with
	 * this code.
	 */
	static void refused(HttpServletRequest request, ErrorCode code) {
		if (request.getAttribute(RefusalTrail.class.getName()) instanceof RefusalTrail trail) {
			trail.refused(code);
		}
	}

}
