package org.rapport.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.rapport.kernel.StartRefused;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/** The one bearer token that there is so far: the curator's. */
final class CuratorToken implements OpaqueTokenIntrospector {

	static final GrantedAuthority AUTHORITY = new SimpleGrantedAuthority("CURATOR");

	private static final int SHORTEST = 32;

	/** What RFC 6750 allows as a bearer token. */
	private static final Pattern SENDABLE = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

	private final byte @Nullable [] digest;

	private CuratorToken(byte @Nullable [] digest) {
		this.digest = digest;
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
		if (token.length() < SHORTEST || !SENDABLE.matcher(token).matches()) {
			throw new StartRefused(
					"The curator token is shorter than %d characters, or has characters that cannot be sent."
						.formatted(SHORTEST),
					"Let rapport.curator-token (RAPPORT_CURATOR_TOKEN in the environment) be at least %d random letters, "
						.formatted(SHORTEST) + "digits and - . _ ~ + /, for example from: openssl rand -hex 32");
		}
		return new CuratorToken(digest(token));
	}

	@Override
	public OAuth2AuthenticatedPrincipal introspect(String token) {
		// Digests have one length and isEqual takes one time, so an attacker learns
		// nothing
		// from how long a wrong token takes.
		if (this.digest == null || !MessageDigest.isEqual(this.digest, digest(token))) {
			throw new BadOpaqueTokenException("Unknown token");
		}
		return new DefaultOAuth2AuthenticatedPrincipal(Viewer.CURATOR.name(), Map.of("sub", Viewer.CURATOR.name()),
				Set.of(AUTHORITY));
	}

	private static byte[] digest(String token) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

}
