package org.rapport.access;

import org.jspecify.annotations.Nullable;

import org.rapport.start.StartRefused;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;

/** The bearer token of the curator, which opens the whole record. */
final class CuratorToken implements BearerTokens {

	static final String PROPERTY = "rapport.curator-token";

	private final @Nullable BearerSecret secret;

	private CuratorToken(@Nullable BearerSecret secret) {
		this.secret = secret;
	}

	/** A curator token that matches no token, for a server without a curator. */
	static CuratorToken none() {
		return new CuratorToken(null);
	}

	/**
	 * Makes the curator token of a configured token or of the content of a file.
	 * @throws StartRefused if it is shorter than 32 characters or cannot be sent as a
	 * bearer token
	 */
	static CuratorToken of(String token) {
		return new CuratorToken(BearerSecret.of(token, "curator", PROPERTY));
	}

	@Override
	public @Nullable OAuth2AuthenticatedPrincipal holder(String token) {
		return (this.secret != null && this.secret.is(token)) ? new KnownViewer(Viewer.CURATOR) : null;
	}

}
