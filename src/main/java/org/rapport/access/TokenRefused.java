package org.rapport.access;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;

/** A bearer token does not count. Why is for the operator alone. */
final class TokenRefused extends OAuth2AuthenticationException {

	/** Why not: words for logs and metrics, of which nothing comes from the token. */
	enum Reason {

		MALFORMED, UNKNOWN, REVOKED, EXPIRED, NOT_YET_VALID, SIGNATURE, TYPE, ISSUER, AUDIENCE, SUBJECT, CLAIM

	}

	private final Reason reason;

	TokenRefused(Reason reason) {
		// No cause: what libraries say of a token can have parts of it.
		super(BearerTokenErrors.invalidToken("The token is not valid"));
		this.reason = reason;
	}

	Reason reason() {
		return this.reason;
	}

}
