package org.rapport.kernel;

/** The first characters of a text that is too long. */
public final class TextStart {

	private TextStart() {
	}

	/**
	 * The longest beginning of a text that ends in no half of a character. Such a half
	 * cannot be stored or written, so it would come back different.
	 * @param most the most UTF-16 units
	 */
	public static String of(String text, int most) {
		if (text.length() <= most) {
			return text;
		}
		return text.substring(0, (most > 0 && Character.isHighSurrogate(text.charAt(most - 1))) ? most - 1 : most);
	}

}
