package org.rapport.search;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;

import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Words;

/**
 * How well a name matches a search text, from the best to the weakest. Words that one
 * side writes as one and the other in parts are equal, for example J. K. and JK.
 */
enum MatchClass {

	/** The name has exactly the words of the text. */
	EXACT,
	/** The name begins with the text. */
	PREFIX,
	/**
	 * The name has all words of the text, in any order. The last word may be only the
	 * beginning of one.
	 */
	WORDS,
	/** The name has all words of the text, some with small spelling errors. */
	TYPO;

	private static final LevenshteinDistance ONE = new LevenshteinDistance(1);

	private static final LevenshteinDistance TWO = new LevenshteinDistance(2);

	/** The class of a name, or null if it does not match. */
	static @Nullable MatchClass of(Words asked, Words name) {
		MatchClass begun = aligned(asked, name);
		if (begun != null) {
			return begun;
		}
		if (hasAll(asked, name, false)) {
			return WORDS;
		}
		return hasAll(asked, name, true) ? TYPO : null;
	}

	/**
	 * The class of an identifier, or null if it does not match. It matches only as a
	 * whole, as letters however they are joined. Its scheme may stand before it.
	 * @param identifier its letters as one word
	 */
	static @Nullable MatchClass ofIdentifier(Words asked, String scheme, Words identifier) {
		int size = asked.words().size();
		Words schemeWords = Words.of(scheme);
		String named = schemeWords.joined(0, schemeWords.words().size());
		for (int from = 0; from < size; from++) {
			if (asked.joined(from, size).equals(identifier.text())
					&& (from == 0 || asked.joined(0, from).contains(named))) {
				return EXACT;
			}
		}
		return null;
	}

	/** Compares both from their beginnings: EXACT, PREFIX or null. */
	private static @Nullable MatchClass aligned(Words asked, Words name) {
		int i = 0;
		int j = 0;
		while (i < asked.words().size()) {
			if (j == name.words().size()) {
				return null;
			}
			if (isSame(asked, i, name, j, false)) {
				i++;
				j++;
				continue;
			}
			int[] joined = joined(asked, i, name, j);
			if (joined == null) {
				return null;
			}
			if (joined.length == 0) {
				return PREFIX;
			}
			i += joined[0];
			j += joined[1];
		}
		return (j == name.words().size()) ? EXACT : PREFIX;
	}

	/**
	 * How many words of both, from these places on, have the same letters. Empty if the
	 * text ends inside a word of the name; null if the letters differ.
	 */
	private static int @Nullable [] joined(Words asked, int i, Words name, int j) {
		int m = 1;
		int n = 1;
		String one = asked.word(i);
		String other = name.word(j);
		while (one.length() != other.length()) {
			boolean shorter = one.length() < other.length();
			if (!(shorter ? other.startsWith(one) : one.startsWith(other))) {
				return null;
			}
			if (shorter) {
				if (i + m == asked.words().size()) {
					return new int[0];
				}
				m++;
				one += asked.word(i + m - 1);
			}
			else {
				if (j + n == name.words().size()) {
					return null;
				}
				n++;
				other += name.word(j + n - 1);
			}
			if (i + m > asked.lastJoined(i) || j + n > name.lastJoined(j)) {
				return null;
			}
		}
		return one.equals(other) ? new int[] { m, n } : null;
	}

	/** Whether the name has all words of the text, in any order. */
	private static boolean hasAll(Words asked, Words name, boolean typos) {
		int size = asked.words().size();
		int plain = 0;
		while (plain < size && has(asked, plain, name, typos)) {
			plain++;
		}
		if (plain == size) {
			return true;
		}
		// Whether the words before each place are in the name.
		boolean[] had = new boolean[size + 1];
		had[0] = true;
		int furthest = 0;
		for (int i = 0; i < size && i <= furthest; i++) {
			if (!had[i]) {
				continue;
			}
			had[i + 1] |= i < plain || has(asked, i, name, typos);
			for (int to = i + 1; to <= asked.lastJoined(i); to++) {
				had[to] |= !had[to] && hasJoined(asked.joined(i, to), name, to == size);
				if (had[to]) {
					furthest = Math.max(furthest, to);
				}
			}
		}
		return had[size];
	}

	private static boolean has(Words asked, int place, Words name, boolean typos) {
		String word = asked.words().get(place);
		boolean last = place == asked.words().size() - 1;
		for (int j = 0; j < name.words().size(); j++) {
			if ((last && begins(word, name.words().get(j))) || isSame(asked, place, name, j, typos)) {
				return true;
			}
		}
		return Words.isUnspaced(word) && isInside(word, name);
	}

	/** Whether a word of a script without spaces is inside the name. */
	private static boolean isInside(String word, Words name) {
		StringBuilder letters = new StringBuilder();
		for (String other : name.words()) {
			if (Words.isUnspaced(other)) {
				letters.append(other);
				if (letters.indexOf(word) >= 0) {
					return true;
				}
			}
			else {
				letters.setLength(0);
			}
		}
		return false;
	}

	/**
	 * Whether words of the name, written as one, are this word.
	 * @param last whether they may go on
	 */
	private static boolean hasJoined(String word, Words name, boolean last) {
		for (int from = 0; from < name.words().size(); from++) {
			int at = 0;
			for (int to = from; to < name.lastJoined(from); to++) {
				String part = name.word(to);
				if (!word.startsWith(part, at)) {
					if (last && part.startsWith(word.substring(at))) {
						return true;
					}
					break;
				}
				at += part.length();
				if (at == word.length()) {
					return true;
				}
			}
		}
		return false;
	}

	private static boolean isSame(Words asked, int i, Words name, int j, boolean typos) {
		String word = asked.words().get(i);
		String other = name.words().get(j);
		if (Words.hasSpellings(word) || Words.hasSpellings(other)) {
			return anySpelling(word, other, (one, another) -> typos ? isLike(one, another) : one.equals(another));
		}
		return (typos ? isLike(word, other) : word.equals(other)) || (asked.isAnd(i) && name.isAnd(j));
	}

	/** Whether a word of the name begins with this one. */
	private static boolean begins(String word, String other) {
		return (Words.hasSpellings(word) || Words.hasSpellings(other))
				? anySpelling(word, other, (one, another) -> another.startsWith(one)) : other.startsWith(word);
	}

	private static boolean anySpelling(String word, String other, BiPredicate<String, String> test) {
		List<String> spellings = Words.spellings(other);
		return Words.spellings(word)
			.stream()
			.anyMatch((one) -> spellings.stream().anyMatch((another) -> test.test(one, another)));
	}

	private static boolean isLike(String word, String other) {
		if (word.equals(other)) {
			return true;
		}
		return switch (Words.typosIn(word)) {
			case 0 -> false;
			case 1 -> ONE.apply(word, other) >= 0 || hasNeighboursExchanged(word, other);
			default -> TWO.apply(word, other) >= 0;
		};
	}

	// DamerauLevenshteinDistance of Commons Text 1.15.0 would count this, but it treats
	// equal letters beyond ASCII as different.
	private static boolean hasNeighboursExchanged(String word, String other) {
		int at = Arrays.mismatch(word.toCharArray(), other.toCharArray());
		return word.length() == other.length() && at >= 0 && at + 1 < word.length()
				&& word.charAt(at) == other.charAt(at + 1) && word.charAt(at + 1) == other.charAt(at)
				&& word.substring(at + 2).equals(other.substring(at + 2));
	}

}
