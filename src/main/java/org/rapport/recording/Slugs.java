package org.rapport.recording;

import java.util.Locale;

import com.ibm.icu.text.Transliterator;

/** Makes slugs from names in any script. */
final class Slugs {

	private static final Transliterator LATIN = Transliterator.getInstance("Any-Latin; Latin-ASCII");

	private Slugs() {
	}

	/**
	 * The words of a name in lower-case Latin letters, joined by hyphens. May be empty.
	 */
	static String of(String name, int longest) {
		String latin;
		synchronized (LATIN) {
			latin = LATIN.transliterate(name);
		}
		String words = latin.toLowerCase(Locale.ROOT)
			.replaceAll("['\u2019`\u02bf\u02be]", "")
			.replaceAll("[^a-z0-9]+", "-");
		String cut = (words.length() > longest) ? words.substring(0, longest) : words;
		return cut.replaceAll("^-+|-+$", "");
	}

}
