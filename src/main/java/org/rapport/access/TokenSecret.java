package org.rapport.access;

import java.security.SecureRandom;
import java.util.Base64;

import org.rapport.kernel.Digest;

/**
 * What a machine sends as its token: 256 random bits behind a prefix by which people and
 * scanners know it.
 *
 * @param text the secret itself
 */
record TokenSecret(String text) {

	private static final String PREFIX = "rap_";

	private static final int RANDOM_BYTES = 32;

	private static final SecureRandom RANDOM = new SecureRandom();

	static TokenSecret random() {
		byte[] random = new byte[RANDOM_BYTES];
		RANDOM.nextBytes(random);
		return new TokenSecret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random));
	}

	/** Whether a text may be the secret of a machine. */
	static boolean isLike(String text) {
		return text.startsWith(PREFIX);
	}

	/**
	 * What is kept of it: SHA-256 without salt, because nobody can guess 256 random bits
	 * and it is what the token is looked up by.
	 */
	String hash() {
		return Digest.hex(this.text);
	}

	/** Without the secret, because texts like this one end in logs. */
	@Override
	public String toString() {
		return "TokenSecret";
	}

}
