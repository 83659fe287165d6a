package org.rapport.access;

import java.util.List;

import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/**
 * Finds out who holds a bearer token, by asking the kinds of tokens one after the other.
 *
 * @param kinds the kinds, those that are quickly told first
 */
record BearerAuthentication(List<BearerTokens> kinds) implements AuthenticationManager {

	@Override
	public Authentication authenticate(Authentication presented) {
		String token = ((BearerTokenAuthenticationToken) presented).getToken();
		for (BearerTokens kind : this.kinds) {
			OAuth2AuthenticatedPrincipal holder = kind.holder(token);
			if (holder != null) {
				// Without the token, which nobody needs from here on.
				PreAuthenticatedAuthenticationToken known = new PreAuthenticatedAuthenticationToken(holder, "",
						holder.getAuthorities());
				known.setDetails(presented.getDetails());
				return known;
			}
		}
		throw new TokenRefused(TokenRefused.Reason.UNKNOWN);
	}

}
