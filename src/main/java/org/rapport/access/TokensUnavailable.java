package org.rapport.access;

import org.springframework.security.core.AuthenticationException;

/**
 * Whether a bearer token counts cannot be found out at the moment: its issuer, or the
 * graph, cannot be reached.
 */
final class TokensUnavailable extends AuthenticationException {

	TokensUnavailable(String message, Throwable cause) {
		super(message, cause);
	}

}
