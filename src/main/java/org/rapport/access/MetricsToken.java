package org.rapport.access;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.rapport.start.StartRefused;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;

/**
 * The bearer token of a monitoring system. It opens only the metrics, so that no
 * monitoring system has to keep the curator's token.
 */
final class MetricsToken implements BearerTokens {

	static final String AUTHORITY = "METRICS";

	static final String PROPERTY = "rapport.metrics-token";

	private static final String NAME = "metrics";

	private final BearerSecret secret;

	private MetricsToken(BearerSecret secret) {
		this.secret = secret;
	}

	/**
	 * Makes the metrics token of a configured token.
	 * @throws StartRefused if it is shorter than 32 characters or cannot be sent as a
	 * bearer token
	 */
	static MetricsToken of(String token) {
		return new MetricsToken(BearerSecret.of(token, NAME, PROPERTY));
	}

	@Override
	public @Nullable OAuth2AuthenticatedPrincipal holder(String token) {
		return this.secret.is(token) ? new DefaultOAuth2AuthenticatedPrincipal(NAME, Map.of("sub", NAME),
				Set.of(new SimpleGrantedAuthority(AUTHORITY))) : null;
	}

}
