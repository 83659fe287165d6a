package org.rapport.observing;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.rapport.access.RefusalTrail;
import org.rapport.kernel.ErrorCode;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Collects what the log tells about an API request beyond HTTP. Any thread that works on
 * the request may write to it; the log reads it at the end.
 */
final class RequestTrail implements RefusalTrail {

	private static final String ATTRIBUTE = RequestTrail.class.getName();

	private final ErrorCounts errors;

	private final Set<ErrorCode> codes = new LinkedHashSet<>();

	private @Nullable Operation operation;

	private RequestTrail(ErrorCounts errors) {
		this.errors = errors;
	}

	/**
	 * The operation of a request.
	 *
	 * @param name the name under which it is measured
	 * @param viewer the kind of its viewer
	 * @param cost its cost; null if it was not computed
	 */
	record Operation(String name, String viewer, @Nullable Object cost) {
	}

	/** The trail of the request that this thread works on; null outside HTTP. */
	static @Nullable RequestTrail current() {
		RequestAttributes request = RequestContextHolder.getRequestAttributes();
		return (request != null) ? (RequestTrail) request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST)
				: null;
	}

	/**
	 * Starts the trail of a request.
	 * @param errors counts the refusal if the request is refused
	 */
	static RequestTrail begin(HttpServletRequest request, ErrorCounts errors) {
		RequestTrail trail = new RequestTrail(errors);
		request.setAttribute(ATTRIBUTE, trail);
		RefusalTrail.attach(request, trail);
		return trail;
	}

	/**
	 * Notes that the request became an operation and was answered.
	 * @param codes the codes of its errors, which are already counted
	 */
	synchronized void answered(Operation operation, Collection<ErrorCode> codes) {
		this.operation = operation;
		this.codes.addAll(codes);
	}

	@Override
	public synchronized void refused(ErrorCode code) {
		this.codes.add(code);
		this.errors.count(code);
	}

	/** The operation; null if the request never became one. */
	synchronized @Nullable Operation operation() {
		return this.operation;
	}

	/** The codes of all errors, each once. */
	synchronized List<ErrorCode> codes() {
		return List.copyOf(this.codes);
	}

}
