package org.rapport.kernel;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import com.ibm.icu.text.Collator;
import com.ibm.icu.text.RawCollationKey;
import com.ibm.icu.text.RuleBasedCollator;
import com.ibm.icu.util.ULocale;
import com.ibm.icu.util.VersionInfo;
import org.jspecify.annotations.Nullable;

/**
 * A name or title in the order in which people sort. Names are compared by the root
 * collation of ICU, which suits readers of all languages, and then by code points. The
 * graph stores the key of each name, so that an index keeps the same order.
 */
public final class SortedText implements Comparable<SortedText> {

	/**
	 * Changes whenever a text may give another key than before, so that stored keys are
	 * computed again.
	 */
	public static final String VERSION = "1, ICU " + VersionInfo.ICU_VERSION;

	/** The most characters that count. No name or title has more. */
	private static final int LONGEST = 500;

	/** The longest key. An entry of an index has at most 8,000 bytes. */
	private static final int LONGEST_KEY = 6_000;

	/** The digits of a key, in the order in which Java and Neo4j compare strings. */
	private static final String DIGITS = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

	private static final Collator COLLATOR = collator();

	private final String text;

	private @Nullable String key;

	private SortedText(String text) {
		this.text = text;
	}

	/** The order of a text. Only its first 500 characters count. */
	public static SortedText of(String text) {
		return new SortedText((text.codePointCount(0, text.length()) > LONGEST)
				? text.substring(0, text.offsetByCodePoints(0, LONGEST)) : text);
	}

	private static Collator collator() {
		RuleBasedCollator collator = (RuleBasedCollator) Collator.getInstance(ULocale.ROOT);
		// Names reach the graph as written, so equal letters can have several encodings.
		collator.setDecomposition(Collator.CANONICAL_DECOMPOSITION);
		return collator.freeze();
	}

	/**
	 * The key of the text: strings in the order of their characters. It is longer than
	 * the text, and has only letters and digits of ASCII, {@code -} and {@code _}.
	 */
	public String key() {
		String known = this.key;
		if (known == null) {
			known = digits(bytes());
			this.key = known;
		}
		return known;
	}

	/** The collation key, which ends in a zero, and the text itself. */
	private byte[] bytes() {
		RawCollationKey collated = COLLATOR.getRawCollationKey(this.text, null);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.write(collated.bytes, 0, collated.size);
		bytes.writeBytes(this.text.getBytes(StandardCharsets.UTF_8));
		return bytes.toByteArray();
	}

	/** Writes six bits as one digit. Strings of digits sort as the bytes do. */
	private static String digits(byte[] bytes) {
		StringBuilder digits = new StringBuilder();
		int held = 0;
		int bits = 0;
		for (byte one : bytes) {
			held = (held << Byte.SIZE) | (one & 0xFF);
			bits += Byte.SIZE;
			while (bits >= 6) {
				bits -= 6;
				digits.append(DIGITS.charAt((held >> bits) & 0x3F));
			}
			held &= (1 << bits) - 1;
		}
		if (bits > 0) {
			digits.append(DIGITS.charAt((held << (6 - bits)) & 0x3F));
		}
		return (digits.length() > LONGEST_KEY) ? digits.substring(0, LONGEST_KEY) : digits.toString();
	}

	@Override
	public int compareTo(SortedText other) {
		return key().compareTo(other.key());
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof SortedText sorted && this.text.equals(sorted.text);
	}

	@Override
	public int hashCode() {
		return this.text.hashCode();
	}

	/** The text as written, at most its first 500 characters. */
	@Override
	public String toString() {
		return this.text;
	}

}
