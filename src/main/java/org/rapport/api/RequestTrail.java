package org.rapport.api;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * What the log tells of a request to the API beyond HTTP: written while it is answered,
 * on whichever thread that is, and read at its end.
 */
final class RequestTrail {

	private static final String ATTRIBUTE = RequestTrail.class.getName();

	private volatile @Nullable Operation operation;

	/**
	 * The operation of a request.
	 *
	 * @param name the name under which it is measured
	 * @param viewer who asked
	 * @param codes the codes of its errors, each once
	 * @param cost what it was found to cost; null if that was not told
	 */
	record Operation(String name, String viewer, List<String> codes, @Nullable Object cost) {
	}

	/** The trail of the request that this thread answers; null outside HTTP. */
	static @Nullable RequestTrail current() {
		RequestAttributes request = RequestContextHolder.getRequestAttributes();
		return (request != null) ? (RequestTrail) request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST)
				: null;
	}

	/** A trail for a request that begins. */
	static RequestTrail begin(HttpServletRequest request) {
		RequestTrail trail = new RequestTrail();
		request.setAttribute(ATTRIBUTE, trail);
		return trail;
	}

	void answered(Operation operation) {
		this.operation = operation;
	}

	/** The operation; null if the request never became one. */
	@Nullable Operation operation() {
		return this.operation;
	}

}
