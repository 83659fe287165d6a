package org.rapport.kernel;

import java.util.regex.Pattern;

/**
 * Cleans a text of one line of the characters that spreadsheets and web pages leave in
 * it: tabs, no-break spaces, soft hyphens and byte order marks.
 */
public final class CleanLine {

	private static final Pattern UNSEEN = Pattern.compile("[\u00AD\uFEFF]");

	/** Spaces beside the cleaned ones go too. */
	private static final Pattern SPACES = Pattern.compile(" *[\\t\u00A0\u2007\u202F][ \\t\u00A0\u2007\u202F]*");

	private CleanLine() {
	}

	/** The same text if there is nothing to clean. */
	public static String of(String text) {
		String clean = SPACES.matcher(UNSEEN.matcher(text).replaceAll("")).replaceAll(" ");
		return clean.equals(text) ? text : clean.strip();
	}

}
