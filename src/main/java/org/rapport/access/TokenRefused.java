package org.rapport.access;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;

/** Thrown when a bearer token is not valid. Only the operator learns the reason. */
final class TokenRefused extends OAuth2AuthenticationException {

	/**
	 * The reasons, as fixed words for logs and metrics. They contain nothing of the
	 * token.
	 */
	enum Reason {

		MALFORMED, UNKNOWN, REVOKED, EXPIRED, NOT_YET_VALID, SIGNATURE, TYPE, ISSUER, AUDIENCE, SUBJECT, CLAIM

	}

	private final Reason reason;

	TokenRefused(Reason reason) {
		// Without a cause, because what libraries write about a token can contain parts
		// of it.
		super(BearerTokenErrors.invalidToken("The token is not valid"));
		this.reason = reason;
	}

	Reason reason() {
		return this.reason;
	}

}
