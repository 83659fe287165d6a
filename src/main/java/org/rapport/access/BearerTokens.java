package org.rapport.access;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;

/** One kind of bearer tokens, for example those of machines. */
interface BearerTokens {

	/**
	 * The holder of a token; null if the token is not of this kind.
	 * @throws TokenRefused if it is of this kind but not valid
	 * @throws TokensUnavailable if it cannot be checked at the moment
	 */
	@Nullable OAuth2AuthenticatedPrincipal holder(String token);

}
