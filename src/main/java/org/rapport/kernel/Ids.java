package org.rapport.kernel;

import java.security.SecureRandom;

/**
 * Creates and reads the ids of records and facts. An id is a prefix of three letters for
 * the kind, an underscore, and 20 letters and digits. It is safe in URLs and never
 * changes.
 */
public final class Ids {

	private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

	/** The length of the prefix. */
	private static final int PREFIX = 3;

	/** The length of what follows the underscore. */
	private static final int LENGTH = 20;

	private static final SecureRandom RANDOM = new SecureRandom();

	private Ids() {
	}

	/**
	 * Derives an id from the key of a row in a data set. It is made of the first 100 bits
	 * of SHA-256 over data set, kind and key, in base 32. So every import of the same
	 * row, on any machine, gives the same id.
	 */
	public static String derive(Kind kind, String dataset, String key) {
		return id(kind.prefix(), Digest.of(dataset + "\n" + kind.label() + "\n" + key));
	}

	/**
	 * Derives the id of something of a data set that is neither a record nor a fact, in
	 * the same way.
	 */
	public static String derive(String prefix, String dataset, String key) {
		return id(prefix, Digest.of(dataset + "\n" + prefix + "\n" + key));
	}

	/**
	 * Derives an id with a key, from HMAC-SHA256 instead of SHA-256. Who does not have
	 * the key cannot find out whether the graph has a row with a guessed key.
	 */
	public static String derive(byte[] secret, Kind kind, String dataset, String key) {
		return id(kind.prefix(), Digest.of(secret, dataset + "\n" + kind.label() + "\n" + key));
	}

	/**
	 * Derives the id of something of a data set that is neither a record nor a fact, with
	 * a key.
	 */
	public static String derive(byte[] secret, String prefix, String dataset, String key) {
		return id(prefix, Digest.of(secret, dataset + "\n" + prefix + "\n" + key));
	}

	/** A new id of 100 random bits. */
	public static String random(Kind kind) {
		return random(kind.prefix());
	}

	/** A new id of 100 random bits for an object that is neither a record nor a fact. */
	public static String random(String prefix) {
		byte[] bits = new byte[LENGTH];
		RANDOM.nextBytes(bits);
		return id(prefix, bits);
	}

	private static String id(String prefix, byte[] bits) {
		StringBuilder id = new StringBuilder(prefix).append('_');
		for (int i = 0; i < LENGTH; i++) {
			int bit = i * 5;
			int pair = ((bits[bit / 8] & 0xff) << 8) | (bits[bit / 8 + 1] & 0xff);
			id.append(ALPHABET.charAt((pair >> (11 - bit % 8)) & 31));
		}
		return id.toString();
	}

	/** Whether a text has the form of an id. A slug never has it. */
	public static boolean isId(String text) {
		if (text.length() != PREFIX + 1 + LENGTH || text.charAt(PREFIX) != '_') {
			return false;
		}
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			boolean fits = (c >= 'a' && c <= 'z') || (i > PREFIX && c >= '2' && c <= '7') || i == PREFIX;
			if (!fits) {
				return false;
			}
		}
		return true;
	}

	/**
	 * The kind that the prefix of an id names.
	 * @throws RapportException with the code BAD_ID if the text does not have the form of
	 * an id
	 */
	public static Kind kindOf(String id) {
		if (!isId(id)) {
			throw malformed(id);
		}
		return Kind.ofPrefix(id.substring(0, PREFIX)).orElseThrow(() -> malformed(id));
	}

	private static RapportException malformed(String id) {
		return new RapportException(ErrorCode.BAD_ID, "\"" + Quote.of(id) + "\" is not an id of Rapport");
	}

}
