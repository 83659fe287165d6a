package org.rapport.endpoint;

import org.rapport.kernel.ErrorCode;
import org.springframework.http.HttpStatus;

/** The reasons why a request is refused before the application reads it. */
enum Refusal {

	/** The body took too long to arrive. */
	SLOW_BODY(HttpStatus.REQUEST_TIMEOUT, ErrorCode.REQUEST_TIMEOUT, "The body of the request took too long to arrive"),

	/** The body broke off, or its chunks are malformed. */
	BROKEN_BODY(HttpStatus.BAD_REQUEST, ErrorCode.BAD_REQUEST_BODY,
			"The body of the request is incomplete, or its chunks are malformed"),

	/** The Content-Type names no single type. */
	NO_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, ErrorCode.UNSUPPORTED_MEDIA_TYPE,
			"Content-Type must name one type, without asterisks"),

	/** Too many bodies are arriving slowly. */
	TOO_MANY_BODIES(HttpStatus.TOO_MANY_REQUESTS, ErrorCode.BUSY,
			"Too many requests are arriving slowly; send the body at once, or try again in a moment"),

	/** Too many requests wait for a place. */
	TOO_MANY_WAITING(HttpStatus.TOO_MANY_REQUESTS, ErrorCode.BUSY,
			"Too many requests are being answered, or too many expensive ones; try again in a moment"),

	/** The server is stopping. */
	STOPPING(HttpStatus.SERVICE_UNAVAILABLE, ErrorCode.UNAVAILABLE, "The server is stopping; try again in a moment");

	private final HttpStatus status;

	private final ErrorCode code;

	private final String message;

	Refusal(HttpStatus status, ErrorCode code, String message) {
		this.status = status;
		this.code = code;
		this.message = message;
	}

	HttpStatus status() {
		return this.status;
	}

	ErrorCode code() {
		return this.code;
	}

	String message() {
		return this.message;
	}

}
