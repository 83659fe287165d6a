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

	/** Characters that turn the direction of all that follows, also outside the quote. */
	private static final Pattern TURNING = Pattern.compile("[\\u202a-\\u202e\\u2066-\\u2069]");

	private Quote() {
	}

	public static String of(String text) {
		String line = TURNING.matcher(text.replaceAll("\\p{Cntrl}", " ")).replaceAll("");
		return (line.length() <= LONGEST) ? line : TextStart.of(line, LONGEST) + "…";
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
