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
 * What the log tells of a request to the API beyond HTTP: written while it is answered,
 * on whichever thread that is, and read at its end.
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
	 * @param viewer who asked
	 * @param cost what it was found to cost; null if that was not told
	 */
	record Operation(String name, String viewer, @Nullable Object cost) {
	}

	/** The trail of the request that this thread answers; null outside HTTP. */
	static @Nullable RequestTrail current() {
		RequestAttributes request = RequestContextHolder.getRequestAttributes();
		return (request != null) ? (RequestTrail) request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST)
				: null;
	}

	/**
	 * A trail for a request that begins.
	 * @param errors what counts the refusal, if it is refused
	 */
	static RequestTrail begin(HttpServletRequest request, ErrorCounts errors) {
		RequestTrail trail = new RequestTrail(errors);
		request.setAttribute(ATTRIBUTE, trail);
		RefusalTrail.attach(request, trail);
		return trail;
	}

	/**
	 * It became an operation and was answered.
	 * @param codes the codes of its errors, which are counted already
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

	/** The codes of all that went wrong, each once. */
	synchronized List<ErrorCode> codes() {
		return List.copyOf(this.codes);
	}

}
