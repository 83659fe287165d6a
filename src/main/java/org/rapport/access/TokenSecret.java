package org.rapport.access;

import java.security.SecureRandom;
import java.util.Base64;

import org.rapport.kernel.Digest;

/**
 * The secret that a machine sends as its token: 256 random bits behind a prefix by which
 * people and secret scanners recognise it.
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

	/** Whether a text has the form of a machine's secret. */
	static boolean isLike(String text) {
		return text.startsWith(PREFIX);
	}

	/**
	 * The stored form of the secret, by which tokens are looked up: SHA-256 without salt.
	 * No salt is needed, because nobody can guess 256 random bits.
	 */
	String hash() {
		return Digest.hex(this.text);
	}

	/** Hides the secret, because texts like this one end up in logs. */
	@Override
	public String toString() {
		return "TokenSecret";
	}

}
