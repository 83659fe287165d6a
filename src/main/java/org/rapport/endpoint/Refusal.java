package org.rapport.endpoint;

import org.springframework.http.HttpStatus;

/** Why a request is refused before anybody reads it. */
enum Refusal {

	/** Its body took too long. */
	SLOW_BODY(HttpStatus.REQUEST_TIMEOUT, "REQUEST_TIMEOUT", "The body of the request took too long to arrive"),

	/** Its body broke off, or was not what its headers said. */
	BROKEN_BODY(HttpStatus.BAD_REQUEST, "BAD_REQUEST_BODY",
			"The body of the request broke off, or its chunks are malformed"),

	/** The type of its body is none. */
	NO_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "UNSUPPORTED_MEDIA_TYPE",
			"Content-Type must name one type, without asterisks"),

	/** Too many bodies arrive slowly. */
	TOO_MANY_BODIES(HttpStatus.TOO_MANY_REQUESTS, "BUSY",
			"Too many requests are arriving slowly; send the body at once, or try again in a moment"),

	/** Too many are worked on. */
	TOO_MANY_WAITING(HttpStatus.TOO_MANY_REQUESTS, "BUSY",
			"Too many requests are being answered, or too many expensive ones; try again in a moment"),

	/** The server is about to stop. */
	STOPPING(HttpStatus.SERVICE_UNAVAILABLE, "UNAVAILABLE", "The server is stopping; try again in a moment");

	private final HttpStatus status;

	private final String code;

	private final String message;

	Refusal(HttpStatus status, String code, String message) {
		this.status = status;
		this.code = code;
		this.message = message;
	}

	HttpStatus status() {
		return this.status;
	}

	String code() {
		return this.code;
	}

	String message() {
		return this.message;
	}

}
