package org.rapport.observing;

import io.micrometer.core.instrument.MeterRegistry;

import org.rapport.kernel.ErrorCode;
import org.springframework.stereotype.Component;

/** Counts errors by their codes, of which there is a fixed set. */
@Component
class ErrorCounts {

	/** The counter of errors, tagged with their codes. */
	static final String ERRORS = "rapport.errors";

	private final MeterRegistry meters;

	ErrorCounts(MeterRegistry meters) {
		this.meters = meters;
	}

	void count(ErrorCode code) {
		this.meters.counter(ERRORS, "code", code.name()).increment();
	}

}
