package org.rapport.access;

import java.io.IOException;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rapport.kernel.ErrorCode;
import org.springframework.http.HttpStatus;

/**
 * Answers requests that are not let in, and logs and counts them. Neither the answer nor
 * the log repeats text from the request.
 */
final class Refusals {

	/** The counter of refused requests, tagged with the status and the reason. */
	static final String COUNTER = "rapport.refusals";

	private static final Logger log = LoggerFactory.getLogger(Refusals.class);

	private final MeterRegistry meters;

	Refusals(MeterRegistry meters) {
		this.meters = meters;
	}

	/**
	 * Answers a request with an error.
	 * @param code the code for the client
	 * @param reason the reason for the operator, from a fixed set of words
	 */
	void answer(HttpServletRequest request, HttpServletResponse response, HttpStatus status, ErrorCode code,
			String message, String reason) throws IOException {
		RefusalTrail.refused(request, code);
		this.meters.counter(COUNTER, "status", String.valueOf(status.value()), "reason", reason).increment();
		if (status.is5xxServerError()) {
			log.warn("{}: {}", status.value(), reason);
		}
		else {
			log.info("{} to {}: {}", status.value(), Caller.of(request).network(), reason);
		}
		ErrorBody.answer(response, status, code, message);
	}

}
