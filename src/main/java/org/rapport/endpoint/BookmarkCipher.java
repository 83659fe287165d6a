package org.rapport.endpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Digest;
import org.rapport.start.StartRefused;
import org.springframework.util.StringUtils;

/**
 * Writes the bookmarks of the database as texts that clients cannot read, compare or
 * change. All texts have the same length. AES in Galois/Counter mode with a random nonce
 * encrypts and authenticates them.
 */
final class BookmarkCipher {

	/** The length of every text. */
	static final int LENGTH = 380;

	private static final int SHORTEST_KEY = 32;

	private static final String ALGORITHM = "AES/GCM/NoPadding";

	/**
	 * The first byte of each text, and what the key and the texts are for. Another
	 * version of the format gets another one.
	 */
	private static final byte VERSION = 1;

	private static final String PURPOSE = "Rapport-Bookmark 1\n";

	private static final int NONCE_BYTES = 12;

	private static final int TAG_BITS = 128;

	/** The bytes for the bookmarks and their length; the rest is zero. */
	private static final int ROOM = 256;

	private static final SecureRandom RANDOM = new SecureRandom();

	private final SecretKeySpec key;

	private BookmarkCipher(byte[] key) {
		this.key = new SecretKeySpec(key, "AES");
	}

	/**
	 * A cipher with a configured key, or with a random one if none is configured.
	 * @throws StartRefused if the key is shorter than 32 characters
	 */
	static BookmarkCipher of(@Nullable String key) {
		if (!StringUtils.hasText(key)) {
			byte[] random = new byte[32];
			RANDOM.nextBytes(random);
			return new BookmarkCipher(random);
		}
		if (key.length() < SHORTEST_KEY) {
			throw new StartRefused("The key for bookmarks is shorter than %d characters.".formatted(SHORTEST_KEY),
					"Set rapport.bookmarks.key (RAPPORT_BOOKMARKS_KEY in the environment) to the same secret on all "
							+ "instances, for example from: openssl rand -hex 32");
		}
		// The secret has enough random bits, so one hash makes a key of the right length.
		return new BookmarkCipher(Digest.of(PURPOSE + key));
	}

	/**
	 * Encrypts bookmarks.
	 * @return the text; empty if the bookmarks are too long for it
	 */
	Optional<String> encrypt(Set<String> bookmarks) {
		byte[] plain = String.join("\n", bookmarks).getBytes(StandardCharsets.UTF_8);
		if (plain.length > ROOM - Short.BYTES) {
			return Optional.empty();
		}
		byte[] nonce = new byte[NONCE_BYTES];
		RANDOM.nextBytes(nonce);
		ByteBuffer padded = ByteBuffer.allocate(ROOM).putShort((short) plain.length).put(plain);
		try {
			byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(padded.array());
			byte[] all = ByteBuffer.allocate(1 + NONCE_BYTES + encrypted.length)
				.put(VERSION)
				.put(nonce)
				.put(encrypted)
				.array();
			return Optional.of(Base64.getUrlEncoder().encodeToString(all));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Decrypts a text.
	 * @return the bookmarks; empty if the text was damaged or changed, or encrypted with
	 * another key
	 */
	Optional<Set<String>> decrypt(String text) {
		if (text.length() != LENGTH) {
			return Optional.empty();
		}
		try {
			ByteBuffer all = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
			byte[] nonce = new byte[NONCE_BYTES];
			if (all.get() != VERSION) {
				return Optional.empty();
			}
			all.get(nonce);
			byte[] encrypted = new byte[all.remaining()];
			all.get(encrypted);
			ByteBuffer padded = ByteBuffer.wrap(cipher(Cipher.DECRYPT_MODE, nonce).doFinal(encrypted));
			byte[] plain = new byte[padded.getShort()];
			padded.get(plain);
			return Optional.of(Set.copyOf(List.of(new String(plain, StandardCharsets.UTF_8).split("\n"))));
		}
		catch (IllegalArgumentException | GeneralSecurityException ex) {
			return Optional.empty();
		}
	}

	private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance(ALGORITHM);
		cipher.init(mode, this.key, new GCMParameterSpec(TAG_BITS, nonce));
		cipher.updateAAD(PURPOSE.getBytes(StandardCharsets.UTF_8));
		return cipher;
	}

}
