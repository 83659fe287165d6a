package org.rapport.access;

import java.util.Map;
import java.util.Set;

import org.rapport.kernel.StartRefused;

import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/**
 * The bearer token of whatever collects the metrics: it opens them and nothing else, so
 * that no monitoring needs to keep the curator's.
 */
final class MetricsToken implements OpaqueTokenIntrospector {

	static final String AUTHORITY = "METRICS";

	static final String PROPERTY = "rapport.metrics-token";

	private static final String NAME = "metrics";

	private final BearerSecret secret;

	private final OpaqueTokenIntrospector others;

	private MetricsToken(BearerSecret secret, OpaqueTokenIntrospector others) {
		this.secret = secret;
		this.others = others;
	}

	/**
	 * The token as the operator gives it.
	 * @param others who knows all other tokens
	 * @throws StartRefused if it is too short to be a secret or cannot be sent as a
	 * bearer token
	 */
	static MetricsToken of(String token, OpaqueTokenIntrospector others) {
		return new MetricsToken(BearerSecret.of(token, NAME, PROPERTY), others);
	}

	@Override
	public OAuth2AuthenticatedPrincipal introspect(String token) {
		if (this.secret.is(token)) {
			return new DefaultOAuth2AuthenticatedPrincipal(NAME, Map.of("sub", NAME),
					Set.of(new SimpleGrantedAuthority(AUTHORITY)));
		}
		return this.others.introspect(token);
	}

}
