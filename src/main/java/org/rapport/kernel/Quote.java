package org.rapport.kernel;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Quotes text from a client in a message. It shortens the text to 60 characters and puts
 * it on one line.
 */
public final class Quote {

	private static final int LONGEST = 60;

	/** Characters that look like nothing, or like a space. */
	private static final Pattern UNSEEN = Pattern.compile("[[\\p{C}\\p{Z}]&&[^ ]]");

	private Quote() {
	}

	public static String of(String text) {
		String line = text.replaceAll("\\p{Cntrl}", " ");
		return (line.length() <= LONGEST) ? line : line.substring(0, LONGEST) + "…";
	}

	/** Quotes a text with the code of each invisible character in its place. */
	public static String visibly(String text) {
		String start = text.substring(0, Math.min(text.length(), LONGEST + 1));
		return of(UNSEEN.matcher(start)
			.replaceAll((unseen) -> unseen.group()
				.chars()
				.mapToObj((unit) -> "\\\\u%04X".formatted(unit))
				.collect(Collectors.joining())));
	}

}
