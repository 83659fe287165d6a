package org.rapport.access;

import org.springframework.security.core.AuthenticationException;

/**
 * Thrown when a bearer token cannot be checked at the moment, because its issuer or the
 * graph cannot be reached.
 */
final class TokensUnavailable extends AuthenticationException {

	private final boolean isProvoked;

	private TokensUnavailable(String message, Throwable cause, boolean isProvoked) {
		super(message, cause);
		this.isProvoked = isProvoked;
	}

	/** The keys of the token's issuer cannot be fetched. */
	static TokensUnavailable issuerAway(Throwable cause) {
		return new TokensUnavailable("The keys of the issuer cannot be fetched", cause, true);
	}

	/** The graph, which stores the tokens of machines, cannot be reached. */
	static TokensUnavailable graphAway(Throwable cause) {
		return new TokensUnavailable("The graph cannot be reached", cause, false);
	}

	/**
	 * Whether the token itself may have caused the failure. Such tokens count as failures
	 * of their sender, to stop clients that send many of them.
	 */
	boolean isProvoked() {
		return this.isProvoked;
	}

}
