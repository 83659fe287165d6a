package org.rapport.transfer.mapping;

import java.math.BigDecimal;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads numbers as people write them. A comma means thousands to some and decimals to
 * others, so a text that could mean both is no number unless its column says which.
 */
final class NumberText {

	/** Long enough for any sum, and too short to take long. */
	private static final int LONGEST = 60;

	private static final Pattern PLAIN = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");

	/** Signs that group three digits, twice or before decimals, or blanks that do. */
	private static final Pattern GROUPED = Pattern
		.compile("[+-]?\\d{1,3}((,\\d{3}){2,}(\\.\\d+)?|(,\\d{3})+\\.\\d+|([ \u00a0\u202f]\\d{3})+(\\.\\d+)?)");

	private static final Pattern WITH_POINT = Pattern
		.compile("[+-]?(\\d+|\\d{1,3}([,' \u00a0\u202f\u2019])\\d{3}(\\2\\d{3})*)(\\.\\d+)?");

	private static final Pattern WITH_COMMA = Pattern
		.compile("[+-]?(\\d+|\\d{1,3}([.' \u00a0\u202f\u2019])\\d{3}(\\2\\d{3})*)(,\\d+)?");

	private static final Pattern GROUPING = Pattern.compile("[' \u00a0\u202f\u2019]");

	private NumberText() {
	}

	/** The number; null if the text is none, or could mean two. */
	static @Nullable BigDecimal of(String text) {
		if (text.length() > LONGEST) {
			return null;
		}
		if (PLAIN.matcher(text).matches()) {
			return new BigDecimal(text);
		}
		return GROUPED.matcher(text).matches() ? new BigDecimal(GROUPING.matcher(text).replaceAll("").replace(",", ""))
				: null;
	}

	/**
	 * The digits of a number in a column that says how its numbers are written.
	 * @param decimal the sign before decimals, a comma or a point. The other one may
	 * group three digits
	 * @return the digits, with a point before decimals; null if the text is no such
	 * number
	 */
	static @Nullable String plain(String text, String decimal) {
		boolean isComma = decimal.equals(",");
		if (text.length() > LONGEST || !(isComma ? WITH_COMMA : WITH_POINT).matcher(text).matches()) {
			return null;
		}
		String digits = GROUPING.matcher(text).replaceAll("").replace(isComma ? "." : ",", "");
		return digits.replace(',', '.');
	}

}
