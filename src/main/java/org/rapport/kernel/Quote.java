package org.rapport.kernel;

/** Repeats a client's own text in a message: short, and on one line. */
public final class Quote {

	private static final int LONGEST = 60;

	private Quote() {
	}

	public static String of(String text) {
		String line = text.replaceAll("\\p{Cntrl}", " ");
		return (line.length() <= LONGEST) ? line : line.substring(0, LONGEST) + "…";
	}

}
