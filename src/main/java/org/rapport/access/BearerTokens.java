package org.rapport.access;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;

/** Bearer tokens of one kind, of which there are several. */
interface BearerTokens {

	/**
	 * Whose a token is; null if it is not of this kind.
	 * @throws TokenRefused if it is of this kind, and does not count
	 * @throws TokensUnavailable if that cannot be found out at the moment
	 */
	@Nullable OAuth2AuthenticatedPrincipal holder(String token);

}
