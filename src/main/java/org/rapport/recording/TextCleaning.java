package org.rapport.recording;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.ibm.icu.text.UnicodeSet;
import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.CleanLine;

/**
 * Cleans texts of the characters that spreadsheets and web pages leave in them: tabs,
 * no-break spaces, soft hyphens and byte order marks. Acts and loads clean every text in
 * the same way, and warn of it.
 */
public final class TextCleaning {

	/** The characters that are cleaned, by their names in a warning. */
	private static final Map<String, String> NAMES = new LinkedHashMap<>();

	static {
		NAMES.put("\t", "a tab");
		NAMES.put("\u00A0", "a no-break space");
		NAMES.put("\u2007", "a figure space");
		NAMES.put("\u202F", "a narrow no-break space");
		NAMES.put("\u00AD", "a soft hyphen");
		NAMES.put("\uFEFF", "a byte order mark");
	}

	private static final Pattern UNSEEN = Pattern.compile("[\u00AD\uFEFF]");

	private static final Pattern SPACES = Pattern.compile("[\u00A0\u2007\u202F]");

	private static final UnicodeSet BLANK = new UnicodeSet("[[:White_Space:]\\u00AD\\uFEFF]").freeze();

	private TextCleaning() {
	}

	/**
	 * The text of a field without these characters. A text of blanks of any width becomes
	 * one space, which the schema refuses as blank.
	 * @param field the name of the field, which decides whether the text has one line
	 */
	public static String clean(String field, String text) {
		boolean line = Form.isLine(field) || Form.isDate(field);
		if (text.isEmpty() || !(line || Form.isLong(field))) {
			return text;
		}
		if (BLANK.containsAll(text)) {
			return " ";
		}
		return line ? CleanLine.of(text) : SPACES.matcher(UNSEEN.matcher(text).replaceAll("")).replaceAll(" ");
	}

	/**
	 * What was cleaned in a text, as the end of a sentence about it.
	 * @param text the text before
	 * @param clean the text after
	 */
	public static String message(String text, String clean) {
		List<String> had = new ArrayList<>();
		NAMES.forEach((character, name) -> {
			if (text.contains(character) && !clean.contains(character)) {
				had.add(name);
			}
		});
		return "had %s. Rapport recorded the text without it".formatted(String.join(" and ", had));
	}

	/** The warnings about the texts in an input as the client sent it. */
	static List<Warning> warnings(Map<String, ? extends @Nullable Object> values) {
		List<Warning> warnings = new ArrayList<>();
		values.forEach((field, value) -> warn(List.of(field), field, value, warnings));
		return warnings;
	}

	private static void warn(List<String> path, String field, @Nullable Object value, List<Warning> warnings) {
		if (value instanceof Map<?, ?> object) {
			object.forEach(
					(name, inner) -> warn(below(path, String.valueOf(name)), String.valueOf(name), inner, warnings));
		}
		else if (value instanceof List<?> list) {
			for (int i = 0; i < list.size(); i++) {
				warn(below(path, String.valueOf(i)), field, list.get(i), warnings);
			}
		}
		else if (value instanceof String text) {
			warn(path, text, clean(field, text), warnings);
		}
		else if (value instanceof ApproximateDate date && date.sent() != null) {
			warn(path, date.sent(), date.text(), warnings);
		}
	}

	private static void warn(List<String> path, String text, String clean, List<Warning> warnings) {
		if (!clean.equals(text)) {
			warnings.add(new Warning("\"%s\" %s".formatted(FieldFault.of(path, "").field(), message(text, clean)),
					Warning.Code.TEXT_CLEANED, path, List.of()));
		}
	}

	private static List<String> below(List<String> path, String step) {
		List<String> below = new ArrayList<>(path);
		below.add(step);
		return below;
	}

}
