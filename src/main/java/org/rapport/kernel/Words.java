package org.rapport.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.Transliterator;
import com.ibm.icu.util.VersionInfo;

/**
 * The words of a name in the form that search compares. People write names with and
 * without accents, points and apostrophes; all such spellings give the same words.
 *
 * @param words the words in their order; each has only letters, digits and marks
 */
public record Words(List<String> words) {

	/**
	 * Changes whenever a text may give other words than before, so that stored words are
	 * computed again.
	 */
	public static final String VERSION = "1, ICU " + VersionInfo.ICU_VERSION;

	/** Unifies compatible forms, folds case and removes invisible characters. */
	private static final Normalizer2 CASE = Normalizer2.getNFKCCasefoldInstance();

	/**
	 * Removes diacritics, vowel points and elongation, and unifies letters that are often
	 * exchanged for each other. Marks of other scripts stay, because there they
	 * distinguish words.
	 */
	private static final Transliterator LETTERS = Transliterator.createFromRules("search", """
			:: NFD ;
			:: [[:Mn:] & [[:sc=Zinh:][:sc=Latn:][:sc=Grek:][:sc=Cyrl:][:sc=Hebr:][:sc=Arab:][:sc=Syrc:]]
			    - [\\u3099\\u309A]] Remove ;
			:: Latin-ASCII ;
			# Alef wasla; alef maksura and Persian yeh; teh marbuta and other forms of heh; keheh; tatweel.
			\\u0671 > \\u0627 ;
			[\\u0649\\u06CC] > \\u064A ;
			[\\u0629\\u06BE\\u06C1\\u06D5] > \\u0647 ;
			\\u06A9 > \\u0643 ;
			\\u0640 > ;
			# Final kaf, mem, nun, pe and tsadi.
			\\u05DA > \\u05DB ;
			\\u05DD > \\u05DE ;
			\\u05DF > \\u05E0 ;
			\\u05E3 > \\u05E4 ;
			\\u05E5 > \\u05E6 ;
			:: NFC ;
			""", Transliterator.FORWARD);

	/** The s of an English genitive, which people often leave out. */
	private static final Pattern GENITIVE = Pattern.compile("(?<=\\p{L})['\u2019\u02BC]s(?![\\p{L}\\p{N}])");

	/**
	 * Characters that stand for a sound or an omission inside a word and do not separate
	 * words: apostrophes, ayin and hamza in Latin letters, geresh, gershayim, and the
	 * quotation mark that people type for gershayim.
	 */
	private static final Pattern INSIDE = Pattern
		.compile("['`\u2018\u2019\u2032\u02B9-\u02BF\u02C8\u05F3\u05F4]|(?<=\\p{L})[\"\u201D](?=\\p{L})");

	/** The point of an abbreviation, for example of U.K. */
	private static final Pattern ABBREVIATION = Pattern
		.compile("(?<![\\p{L}\\p{N}])(\\p{L})\\.(?=\\p{L}(?![\\p{L}\\p{N}]))");

	private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");

	private static final int LETTERS_FOR_ONE_TYPO = 4;

	private static final int LETTERS_FOR_TWO_TYPOS = 8;

	public Words {
		words = List.copyOf(words);
	}

	/**
	 * The words of a text in any script; empty if the text has no letter and no digit.
	 */
	public static Words of(String text) {
		String folded = digits(
				isAscii(text) ? text.toLowerCase(Locale.ROOT) : LETTERS.transliterate(CASE.normalize(text)));
		String joined = INSIDE.matcher(GENITIVE.matcher(folded).replaceAll("")).replaceAll("");
		return parse(BETWEEN.matcher(ABBREVIATION.matcher(joined).replaceAll("$1")).replaceAll(" ").strip());
	}

	/** Parses the result of {@link #text()}. */
	public static Words parse(String text) {
		return new Words(text.isEmpty() ? List.of() : Arrays.asList(text.split(" ")));
	}

	/** The words, separated by spaces. */
	public String text() {
		return String.join(" ", this.words);
	}

	/**
	 * How many typing errors search tolerates in a word: none below four letters or with
	 * digits, one from four letters on, two from eight.
	 */
	public static int typosIn(String word) {
		if (word.length() < LETTERS_FOR_ONE_TYPO
				|| word.chars().anyMatch((unit) -> Character.isDigit(unit) || Character.isSurrogate((char) unit))) {
			return 0;
		}
		return (word.length() < LETTERS_FOR_TWO_TYPOS) ? 1 : 2;
	}

	private static boolean isAscii(String text) {
		return text.chars().allMatch((unit) -> unit < 128);
	}

	/** Replaces the decimal digits of all scripts by those of ASCII. */
	private static String digits(String text) {
		return text.codePoints()
			.mapToObj((one) -> Character.isDigit(one) ? String.valueOf(Character.digit(one, 10))
					: Character.toString(one))
			.collect(Collectors.joining());
	}

}
