package org.rapport.search;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;

import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Words;

/** How well a name matches a search text, from the best to the weakest. */
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
		if (asked.words().equals(name.words())) {
			return EXACT;
		}
		if (begins(asked.words(), name.words())) {
			return PREFIX;
		}
		if (hasAll(asked.words(), name.words(), String::equals)) {
			return WORDS;
		}
		return hasAll(asked.words(), name.words(), MatchClass::isLike) ? TYPO : null;
	}

	private static boolean begins(List<String> asked, List<String> name) {
		int last = asked.size() - 1;
		return last < name.size() && asked.subList(0, last).equals(name.subList(0, last))
				&& name.get(last).startsWith(asked.get(last));
	}

	private static boolean hasAll(List<String> asked, List<String> name, BiPredicate<String, String> is) {
		String last = asked.get(asked.size() - 1);
		return asked.subList(0, asked.size() - 1)
			.stream()
			.distinct()
			.allMatch((word) -> name.stream().anyMatch((other) -> is.test(word, other)))
				&& name.stream().anyMatch((other) -> other.startsWith(last) || is.test(last, other));
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
