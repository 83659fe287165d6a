package org.rapport.endpoint;

import org.rapport.kernel.RapportException;

/** Why a request is refused before anybody has read it. */
enum Refusal {

	/** Its body took too long. */
	SLOW_BODY("REQUEST_TIMEOUT", "The body of the request took too long to arrive"),

	/** Its body broke off, or was not what its headers said. */
	BROKEN_BODY("BAD_REQUEST_BODY", "The body of the request broke off, or its chunks are malformed"),

	/** Too many bodies arrive slowly. */
	TOO_MANY_BODIES("BUSY", "Too many requests are arriving slowly; send the body at once, or try again in a moment"),

	/** Too many are worked on. */
	TOO_MANY_WAITING("BUSY", "Too many requests are being answered; try again in a moment"),

	/** The server is about to stop. */
	STOPPING("UNAVAILABLE", "The server is stopping; try again in a moment");

	private final String code;

	private final String message;

	Refusal(String code, String message) {
		this.code = code;
		this.message = message;
	}

	RapportException exception() {
		return new RapportException(this.code, this.message);
	}

}
