package org.rapport.access;

import org.springframework.security.core.AuthenticationException;

/**
 * Whether a bearer token counts cannot be found out at the moment: its issuer, or the
 * graph, cannot be reached.
 */
final class TokensUnavailable extends AuthenticationException {

	private final boolean isProvoked;

	private TokensUnavailable(String message, Throwable cause, boolean isProvoked) {
		super(message, cause);
		this.isProvoked = isProvoked;
	}

	/** The issuer that the token names cannot be asked for its keys. */
	static TokensUnavailable issuerAway(Throwable cause) {
		return new TokensUnavailable("The keys of the issuer cannot be had", cause, true);
	}

	/** The graph, which holds the tokens of machines, cannot be reached. */
	static TokensUnavailable graphAway(Throwable cause) {
		return new TokensUnavailable("The graph cannot be reached", cause, false);
	}

	/**
	 * Whether the token itself may be the reason, so that whoever sends many such tokens
	 * is to be stopped.
	 */
	boolean isProvoked() {
		return this.isProvoked;
	}

}
