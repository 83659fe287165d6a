package org.rapport.api;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The id of the request that a thread works on: in every line of its log. */
public final class RequestId {

	/** Under which name the log has it. */
	public static final String KEY = "requestId";

	private RequestId() {
	}

	/** The id; null if the thread does not work on a request. */
	public static @Nullable String current() {
		return MDC.get(KEY);
	}

}
