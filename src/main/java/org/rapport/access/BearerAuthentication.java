package org.rapport.access;

import java.util.List;

import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/**
 * Finds the holder of a bearer token by asking each kind of token in turn.
 *
 * @param kinds the kinds, those that are fast to check first
 */
record BearerAuthentication(List<BearerTokens> kinds) implements AuthenticationManager {

	@Override
	public Authentication authenticate(Authentication presented) {
		String token = ((BearerTokenAuthenticationToken) presented).getToken();
		for (BearerTokens kind : this.kinds) {
			OAuth2AuthenticatedPrincipal holder = kind.holder(token);
			if (holder != null) {
				// Without the token, which no later step needs.
				PreAuthenticatedAuthenticationToken known = new PreAuthenticatedAuthenticationToken(holder, "",
						holder.getAuthorities());
				known.setDetails(presented.getDetails());
				return known;
			}
		}
		throw new TokenRefused(TokenRefused.Reason.UNKNOWN);
	}

}
