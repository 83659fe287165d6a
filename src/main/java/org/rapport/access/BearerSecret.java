package org.rapport.access;

import java.security.MessageDigest;
import java.util.Locale;
import java.util.regex.Pattern;

import org.rapport.kernel.Digest;
import org.rapport.kernel.StartRefused;

/** A token that was agreed upon beforehand, of which only a digest is kept. */
final class BearerSecret {

	private static final int SHORTEST = 32;

	/** What RFC 6750 allows as a bearer token. */
	private static final Pattern SENDABLE = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

	private final byte[] digest;

	private BearerSecret(byte[] digest) {
		this.digest = digest;
	}

	/**
	 * The token as the operator, or a file, gives it.
	 * @param whose whose token it is, in a word
	 * @param property the property that sets it
	 * @throws StartRefused if it is too short to be a secret or cannot be sent as a
	 * bearer token
	 */
	static BearerSecret of(String token, String whose, String property) {
		if (token.length() < SHORTEST || !SENDABLE.matcher(token).matches()) {
			throw new StartRefused(
					"The %s token is shorter than %d characters, or has characters that cannot be sent."
						.formatted(whose, SHORTEST),
					"Let %s (%s in the environment) be at least %d random letters, digits and - . _ ~ + /, for example from: openssl rand -hex 32"
						.formatted(property, property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), SHORTEST));
		}
		return new BearerSecret(Digest.of(token));
	}

	boolean is(String token) {
		// Digests have one length and isEqual takes one time, so an attacker learns
		// nothing from how long a wrong token takes.
		return MessageDigest.isEqual(this.digest, Digest.of(token));
	}

}
