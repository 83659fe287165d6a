package org.rapport.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.Transliterator;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.util.VersionInfo;

/**
 * The words of a name in the form that search compares. People write names with and
 * without accents, points and apostrophes; all such spellings give the same words.
 *
 * @param words the words in their order; each has only letters, digits and marks, and an
 * apostrophe after an elided article and before the s of an English genitive
 * ({@link #spellings})
 */
public record Words(List<String> words) {

	/**
	 * Changes whenever a text may give other words than before, so that stored words are
	 * computed again.
	 */
	public static final String VERSION = "3, ICU " + VersionInfo.ICU_VERSION;

	/** The most words that people write as one, for example Abd el Aziz. */
	public static final int MOST_JOINED = 4;

	/** The most initials that people write as one. */
	public static final int MOST_INITIALS = 10;

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
			# People often leave out a hamza at the end of a word, also where they join the next word.
			[:L:] { \\u0621 > ;
			\\u0621 } [:L:] > ;
			:: NFC ;
			""", Transliterator.FORWARD);

	private static final char APOSTROPHE = '\'';

	/**
	 * Marks that stand for a sound or an omission inside a word and do not separate
	 * words: apostrophes, accents typed for them, primes, ayin and hamza in Latin
	 * letters, geresh and gershayim. They are replaced before case is folded, which would
	 * turn some of them into spaces.
	 */
	private static final Pattern APOSTROPHES = Pattern
		.compile("[`\u00B4\u2018\u2019\u201B\u2032-\u2037\u02B9-\u02C1\u02C8\u02CA\u02CB\u02EE\u0384"
				+ "\u055A\u05F3\u05F4\u07F4\u07F5\u1FBD\u1FBF\u1FEF\u1FFD\u1FFE\uA78B\uA78C\uFF07\uFF40]");

	/** The quotation mark that people type for gershayim. */
	private static final Pattern INSIDE = Pattern.compile("(?<=\\p{L})[\"\u201D](?=\\p{L})");

	/** The point of an abbreviation, for example of U.K. */
	private static final Pattern ABBREVIATION = Pattern
		.compile("(?<![\\p{L}\\p{N}])(\\p{L})\\.(?=\\p{L}(?![\\p{L}\\p{N}]))");

	/** Letters, digits and marks. ICU knows more of them than Java does. */
	private static final UnicodeSet IN_WORDS = new UnicodeSet("[[:L:][:N:][:M:]]").freeze();

	private static final UnicodeSet MARKS = new UnicodeSet("[:M:]").freeze();

	private static final UnicodeSet ALPHABET = new UnicodeSet("[:L:]").freeze();

	/**
	 * The characters of scripts that are often written without spaces between words. Of
	 * Korean, names of organisations are.
	 */
	private static final UnicodeSet UNSPACED = new UnicodeSet("[[[:scx=Han:][:scx=Hira:][:scx=Kana:][:scx=Bopo:]"
			+ "[:scx=Hang:][:scx=Thai:][:scx=Laoo:][:scx=Khmr:][:scx=Mymr:]]&[[:L:][:N:][:M:]]-[:scx=Latn:]]")
		.freeze();

	private static final int FIRST_UNSPACED = UNSPACED.getRangeStart(0);

	private static final UnicodeSet HAN = new UnicodeSet("[:sc=Han:]").freeze();

	/** How & and + between two words are read. */
	private static final String AND = "and";

	/** The words that mean "and" in the languages of most names. */
	private static final Set<String> ANDS = Set.of(AND, "et", "und", "e", "y");

	/**
	 * The articles and other small words of French, Italian and Catalan that lose their
	 * vowel before the next word.
	 */
	private static final Set<String> ELIDED = Set.of("l", "d", "c", "j", "m", "n", "s", "t", "qu", "jusqu", "lorsqu",
			"puisqu", "quoiqu", "un", "gl", "all", "agl", "dall", "dagl", "dell", "degl", "nell", "negl", "sull",
			"sugl", "coll", "quell", "quest", "sant");

	/** An s with the apostrophe of an English genitive. */
	private static final String GENITIVE = "'s";

	private static final int LETTERS_FOR_ONE_TYPO = 4;

	private static final int LETTERS_FOR_TWO_TYPOS = 8;

	public Words {
		words = List.copyOf(words);
	}

	/**
	 * The words of a text in any script; empty if the text has no letter and no digit.
	 */
	public static Words of(String text) {
		String marked = APOSTROPHES.matcher(text).replaceAll("'");
		String folded = isAscii(marked) ? marked.toLowerCase(Locale.ROOT)
				: LETTERS.transliterate(CASE.normalize(marked));
		String joined = INSIDE.matcher(folded).replaceAll("");
		return new Words(withAnds(parts(ABBREVIATION.matcher(joined).replaceAll("$1"))));
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
	 * Some words in a row, written as one.
	 * @param from the place of the first word, from 0
	 * @param to the place behind the last word
	 */
	public String joined(int from, int to) {
		if (to == from + 1) {
			return word(from);
		}
		StringBuilder joined = new StringBuilder();
		for (int place = from; place < to; place++) {
			joined.append(word(place));
		}
		return joined.toString();
	}

	/**
	 * The place behind the last word that people may write as one with the word at a
	 * place: up to four words, or more initials in a row.
	 */
	public int lastJoined(int from) {
		int size = this.words.size();
		int to = from;
		while (to < Math.min(size, from + MOST_INITIALS) && isInitial(this.words.get(to))) {
			to++;
		}
		return Math.max(to, Math.min(size, from + MOST_JOINED));
	}

	private static boolean isInitial(String word) {
		return word.length() <= 2 && word.codePointCount(0, word.length()) == 1 && !isUnspaced(word);
	}

	/** The word at a place, with its article and its genitive, without apostrophes. */
	public String word(int place) {
		String word = this.words.get(place);
		return hasSpellings(word) ? spellings(word).get(0) : word;
	}

	/**
	 * Whether the word at a place means "and". It does so only between two words: the E
	 * of Vitamin E is a word like others.
	 */
	public boolean isAnd(int place) {
		return place > 0 && place < this.words.size() - 1 && ANDS.contains(this.words.get(place));
	}

	/**
	 * Whether a word has several spellings, because it has an elided article or an
	 * English genitive, as in l'onu or movement's.
	 */
	public static boolean hasSpellings(String word) {
		return word.indexOf(APOSTROPHE) >= 0;
	}

	/**
	 * The words, with one word for all that mean "and", and without apostrophes.
	 */
	public List<String> unified() {
		return IntStream.range(0, this.words.size()).mapToObj((place) -> isAnd(place) ? AND : word(place)).toList();
	}

	/**
	 * The words, with one word for all that mean "and", without elided articles and
	 * genitives.
	 */
	public List<String> bare() {
		return IntStream.range(0, this.words.size()).mapToObj((place) -> {
			List<String> spellings = spellings(this.words.get(place));
			return isAnd(place) ? AND : spellings.get(spellings.size() - 1);
		}).toList();
	}

	/**
	 * The spellings of a word, from the longest to the shortest. A word with an English
	 * genitive has two, because people leave out only the apostrophe, or the s too. A
	 * word with an elided article has two as well: with the article and without it.
	 */
	public static List<String> spellings(String word) {
		int first = word.indexOf(APOSTROPHE);
		if (first < 0) {
			return List.of(word);
		}
		List<String> spellings = new ArrayList<>();
		boolean genitive = word.endsWith(GENITIVE);
		int last = genitive ? word.length() - GENITIVE.length() : word.length();
		for (int from : (first < last) ? new int[] { 0, first + 1 } : new int[] { 0 }) {
			String stem = word.substring(from, last).replace(String.valueOf(APOSTROPHE), "");
			if (genitive) {
				spellings.add(stem + "s");
			}
			spellings.add(stem);
		}
		return spellings;
	}

	/**
	 * Whether a word belongs to a script that is often written without spaces. Such a
	 * word may be a whole name with several words inside.
	 */
	public static boolean isUnspaced(String word) {
		return UNSPACED.contains(word.codePointAt(0));
	}

	/** Whether a text has a Han character. One other of them makes another name. */
	public static boolean hasHan(String text) {
		return HAN.containsSome(text);
	}

	/**
	 * How many typing errors search tolerates in a word: none below four letters, with
	 * digits or with Han characters, one from four letters on, two from eight.
	 */
	public static int typosIn(String word) {
		if (word.length() < LETTERS_FOR_ONE_TYPO || word.chars()
			.anyMatch((unit) -> Character.isDigit(unit) || Character.isSurrogate((char) unit)
					|| (unit >= FIRST_UNSPACED && HAN.contains(unit)))) {
			return 0;
		}
		return (word.length() < LETTERS_FOR_TWO_TYPOS) ? 1 : 2;
	}

	private static boolean isAscii(String text) {
		return text.chars().allMatch((unit) -> unit < 128);
	}

	/**
	 * Parts a folded text into words and the signs for "and". Words also end where a
	 * script without spaces begins or ends. Decimal digits of all scripts become those of
	 * ASCII.
	 */
	private static List<String> parts(String text) {
		List<String> parts = new ArrayList<>();
		StringBuilder word = new StringBuilder();
		boolean unspaced = false;
		for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
			int one = text.codePointAt(at);
			if (IN_WORDS.contains(one)) {
				boolean other = UNSPACED.contains(one) != unspaced && !MARKS.contains(one);
				if (other || word.isEmpty()) {
					end(word, parts);
					unspaced = UNSPACED.contains(one);
				}
				if (UCharacter.isDigit(one)) {
					word.append(UCharacter.digit(one));
				}
				else {
					word.appendCodePoint(one);
				}
			}
			else if (one == APOSTROPHE) {
				if (isGenitive(text, at) || isElision(word, text, at)) {
					word.append(APOSTROPHE);
				}
			}
			else {
				end(word, parts);
				if (one == '&' || one == '+') {
					parts.add("&");
				}
			}
		}
		end(word, parts);
		return parts;
	}

	private static void end(StringBuilder word, List<String> parts) {
		if (!word.isEmpty()) {
			parts.add(word.toString());
			word.setLength(0);
		}
	}

	/** Whether an apostrophe is that of an English genitive: a letter, 's, the end. */
	private static boolean isGenitive(String text, int at) {
		return at > 0 && ALPHABET.contains(text.codePointBefore(at)) && text.startsWith("s", at + 1)
				&& (at + 2 == text.length() || !IN_WORDS.contains(text.codePointAt(at + 2)));
	}

	/**
	 * Whether an apostrophe follows an elided article: a word for itself, then a letter.
	 */
	private static boolean isElision(StringBuilder word, String text, int at) {
		return at + 1 < text.length() && ALPHABET.contains(text.codePointAt(at + 1))
				&& ELIDED.contains(word.toString());
	}

	/** Reads the signs for "and" between two words, and leaves out the others. */
	private static List<String> withAnds(List<String> parts) {
		List<String> words = new ArrayList<>();
		boolean and = false;
		for (String part : parts) {
			if (part.equals("&")) {
				and = !words.isEmpty();
				continue;
			}
			if (and) {
				words.add(AND);
				and = false;
			}
			words.add(part);
		}
		return words;
	}

}
