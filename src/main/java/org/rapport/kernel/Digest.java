package org.rapport.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/** SHA-256, the one digest that Rapport uses. */
public final class Digest {

	private Digest() {
	}

	/** A digest to which bytes are added one after another. */
	public static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

	/** The 32 bytes of the digest of a text in UTF-8. */
	public static byte[] of(String text) {
		return sha256().digest(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * The digest of several texts, as 64 lowercase hexadecimal digits. Other texts, or
	 * the same divided in another way, give another digest.
	 */
	public static String hex(Collection<String> texts) {
		StringBuilder all = new StringBuilder();
		texts.forEach((text) -> all.append(text.length()).append(':').append(text));
		return hex(all.toString());
	}

	/** The digest of a text in UTF-8, as 64 lowercase hexadecimal digits. */
	public static String hex(String text) {
		return HexFormat.of().formatHex(of(text));
	}

}
