package org.rapport.kernel;

/**
 * Quotes text from a client in a message. It shortens the text to 60 characters and puts
 * it on one line.
 */
public final class Quote {

	private static final int LONGEST = 60;

	private Quote() {
	}

	public static String of(String text) {
		String line = text.replaceAll("\\p{Cntrl}", " ");
		return (line.length() <= LONGEST) ? line : line.substring(0, LONGEST) + "…";
	}

}
