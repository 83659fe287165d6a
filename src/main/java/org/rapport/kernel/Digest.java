package org.rapport.kernel;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** SHA-256, the one digest that Rapport uses, with a key or without. */
public final class Digest {

	private static final String KEYED = "HmacSHA256";

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

	/**
	 * The 32 bytes of the digest of a text in UTF-8 with a key, HMAC-SHA256. Who does not
	 * have the key can neither compute it nor confirm a guess of the text.
	 */
	public static byte[] of(byte[] key, String text) {
		try {
			Mac mac = Mac.getInstance(KEYED);
			mac.init(new SecretKeySpec(key, KEYED));
			return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException | InvalidKeyException ex) {
			throw new IllegalStateException("Every Java has HmacSHA256", ex);
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
