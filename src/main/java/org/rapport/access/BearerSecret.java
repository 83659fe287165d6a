package org.rapport.access;

import java.security.MessageDigest;
import java.util.Locale;
import java.util.regex.Pattern;

import org.rapport.kernel.Digest;
import org.rapport.start.StartRefused;

/** A token that the operator defines in advance. Only its digest is kept in memory. */
final class BearerSecret {

	private static final int SHORTEST = 32;

	/** The characters that RFC 6750 allows in a bearer token. */
	private static final Pattern SENDABLE = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

	private final byte[] digest;

	private BearerSecret(byte[] digest) {
		this.digest = digest;
	}

	/**
	 * Makes a secret of a configured token or of the content of a file.
	 * @param whose the owner of the token, in a word
	 * @param property the property that sets it
	 * @throws StartRefused if it is shorter than 32 characters or cannot be sent as a
	 * bearer token
	 */
	static BearerSecret of(String token, String whose, String property) {
		if (token.length() < SHORTEST || !SENDABLE.matcher(token).matches()) {
			throw new StartRefused(
					"The %s token is shorter than %d characters, or has characters that are not allowed."
						.formatted(whose, SHORTEST),
					("Set %s (%s in the environment) to at least %d random letters, digits and - . _ ~ + /, "
							+ "for example from: openssl rand -hex 32")
						.formatted(property, property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), SHORTEST));
		}
		return new BearerSecret(Digest.of(token));
	}

	boolean is(String token) {
		// All digests have the same length and isEqual takes constant time. So the time
		// that a wrong token takes tells an attacker nothing.
		return MessageDigest.isEqual(this.digest, Digest.of(token));
	}

}
