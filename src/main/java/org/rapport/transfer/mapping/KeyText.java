package org.rapport.transfer.mapping;

import java.util.Locale;

import org.rapport.kernel.Digest;
import org.rapport.transfer.Line;

/**
 * Makes keys of the interchange format from any texts. Different texts give different
 * keys: where a text has other characters than keys may have, the key ends in a digest of
 * the text.
 */
final class KeyText {

	private static final int LONGEST = 90;

	private static final int DIGEST = 12;

	private KeyText() {
	}

	static String of(String text) {
		if (Line.isKey(text)) {
			return text;
		}
		String plain = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._/]+", "-").replaceAll("^[^a-z0-9]+", "");
		String cut = (plain.length() > LONGEST) ? plain.substring(0, LONGEST) : plain;
		return (cut.isEmpty() ? "k" : cut) + "." + Digest.hex(text).substring(0, DIGEST);
	}

}
