package org.rapport.access;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.StartRefused;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;

/** The bearer token that opens the whole record: the curator's. */
final class CuratorToken implements BearerTokens {

	static final String PROPERTY = "rapport.curator-token";

	private final @Nullable BearerSecret secret;

	private CuratorToken(@Nullable BearerSecret secret) {
		this.secret = secret;
	}

	/** Without a curator: every token is wrong. */
	static CuratorToken none() {
		return new CuratorToken(null);
	}

	/**
	 * The token as the operator, or a file, gives it.
	 * @throws StartRefused if it is too short to be a secret or cannot be sent as a
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
