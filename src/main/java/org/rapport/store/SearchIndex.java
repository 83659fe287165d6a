package org.rapport.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.rapport.kernel.Clearance;
import org.rapport.kernel.Visibility;
import org.rapport.kernel.Words;

/**
 * The full-text indexes of names: the entries in them, and the queries that find names
 * similar to a text. An index only proposes candidates; other code decides. Whether it
 * proposes a name depends only on that name and the text, so no name can crowd another
 * out.
 *
 * <p>
 * The entry of a name contains its words, words in a row written as one, and parts of
 * each word. If two words differ by up to n errors and one is cut into n + 1 parts, then
 * the other contains at least one part without errors. The position of that part is
 * shifted by no more than the number of errors. So a query for parts with their positions
 * and the length of the word finds all similar words. The index does not have to scan its
 * dictionary (G. Li, D. Deng, J. Wang, J. Feng, "Pass-Join", VLDB 2011).
 *
 * <p>
 * Words of scripts without spaces have their pairs of neighbouring characters instead, so
 * that the index finds what is inside them.
 */
public final class SearchIndex {

	/** One index for each visibility; it holds its names that are in no circle. */
	private static final List<String> BY_VISIBILITY = List.of("search_public", "search_network", "search_restricted",
			"search_confidential");

	/** A visibility above all indexes, for an element that is in none of them. */
	static final int NOWHERE = Visibility.values().length;

	/** The index of names that are in a circle. */
	private static final String CIRCLES = "search_circles";

	/** The properties that hold the entries, in the order of {@link #entries}. */
	static final List<String> PROPERTIES = List.of("lensSearch0", "lensSearch1", "lensSearch2", "lensSearch3",
			"lensSearchCircled");

	/**
	 * The index is asked for at most this many words, the longest ones, because they are
	 * the most selective. The code that decides checks the others.
	 */
	private static final int MOST_WORDS = 8;

	/** The first character of a part or pair; no word starts with it. */
	private static final String PART = "_";

	/**
	 * The index is asked for at most this many pairs of a word, the first ones.
	 */
	private static final int MOST_PAIRS = 12;

	/**
	 * Words written as one are cut to this length, so that long titles do not fill the
	 * index.
	 */
	private static final int LONGEST_JOINED = 24;

	/**
	 * The lengths of the words that can match a word of 4 to 7 letters with one error.
	 */
	private static final int SHORTEST_FOR_ONE = 3;

	private static final int LONGEST_FOR_ONE = 8;

	/**
	 * The shortest length of the words that can match a word of at least 8 letters with
	 * two errors.
	 */
	private static final int SHORTEST_FOR_TWO = 6;

	private SearchIndex() {
	}

	/**
	 * The names of the indexes that together hold all names that a clearance may see.
	 * Only that of the circles may hold more.
	 */
	public static List<String> of(Clearance clearance) {
		List<String> indexes = new ArrayList<>(BY_VISIBILITY.subList(0, clearance.upTo().level() + 1));
		if (clearance.everyCircle() || !clearance.circles().isEmpty()) {
			indexes.add(CIRCLES);
		}
		return List.copyOf(indexes);
	}

	/**
	 * The entries of a name: one for the index of each visibility, then one for the index
	 * of circles. A name is in one index only, that of its visibility or of the circles;
	 * all others are null.
	 * @param visibility the highest visibility of the name and of what it depends on
	 */
	static String[] entries(Words name, long visibility, boolean inCircle) {
		String[] entries = new String[Visibility.values().length + 1];
		if (!name.words().isEmpty() && visibility < NOWHERE) {
			entries[inCircle ? Visibility.values().length : (int) visibility] = entry(name);
		}
		return entries;
	}

	/** The entry of a name. */
	static String entry(Words name) {
		Set<String> entry = new LinkedHashSet<>();
		for (int place = 0; place < name.words().size(); place++) {
			String word = name.words().get(place);
			if (Words.isUnspaced(word)) {
				boolean goesOn = place + 1 < name.words().size() && Words.isUnspaced(name.words().get(place + 1));
				entry.addAll(pairs(goesOn ? word + firstOf(name.words().get(place + 1)) : word));
				if (!goesOn) {
					entry.add(PART + word.substring(word.offsetByCodePoints(word.length(), -1)));
				}
				if (Words.typosIn(word) > 0) {
					entry.addAll(entry(word));
				}
			}
			else {
				Words.spellings(word).forEach((spelling) -> entry.addAll(entry(spelling)));
			}
			for (int to = place + 2; to <= lastJoined(name, place); to++) {
				entry.add(joined(name, place, to));
			}
		}
		return String.join(" ", entry);
	}

	/**
	 * The place behind the last word that is joined with the word at a place. Pairs find
	 * words of scripts without spaces, joined or not.
	 */
	private static int lastJoined(Words words, int from) {
		int most = words.lastJoined(from);
		int to = from;
		while (to < most && !Words.isUnspaced(words.words().get(to))) {
			to++;
		}
		return to;
	}

	private static String joined(Words words, int from, int to) {
		String joined = words.joined(from, to);
		return joined.substring(0, Math.min(LONGEST_JOINED, joined.length()));
	}

	private static String firstOf(String word) {
		return word.substring(0, word.offsetByCodePoints(0, 1));
	}

	/** The pairs of neighbouring characters in a word. */
	private static Set<String> pairs(String word) {
		Set<String> pairs = new LinkedHashSet<>();
		int[] characters = word.codePoints().toArray();
		for (int at = 0; at + 1 < characters.length; at++) {
			pairs.add(PART + new String(characters, at, 2));
		}
		return pairs;
	}

	/** The entry of one word: the word and its parts. */
	static Set<String> entry(String word) {
		Set<String> entry = new LinkedHashSet<>();
		entry.add(word);
		int length = word.length();
		if (length >= SHORTEST_FOR_ONE && length <= LONGEST_FOR_ONE) {
			for (int part = 0; part < 2; part++) {
				entry.add(part(length, 2, part, word, begin(length, 2, part)));
			}
		}
		if (length >= SHORTEST_FOR_TWO) {
			for (int part = 0; part < 3; part++) {
				entry.add(part(length, 3, part, word, begin(length, 3, part)));
			}
		}
		return entry;
	}

	/**
	 * The query, in Lucene's syntax, that proposes every name with all these words. The
	 * last word may be incomplete, and each word may have errors. Words contain only
	 * letters, digits and marks, so nothing in them can be syntax. The query does not ask
	 * for the words that mean "and".
	 */
	public static String question(Words asked) {
		int last = asked.words().size() - 1;
		StringJoiner question = new StringJoiner(" ");
		question.add(required(asked, last));
		Set<String> seen = new HashSet<>(List.of(asked.words().get(last)));
		IntStream.range(0, last)
			.filter((place) -> !asked.isAnd(place) && seen.add(asked.words().get(place)))
			.boxed()
			.sorted(Comparator.comparing((place) -> -asked.words().get(place).length()))
			.limit(MOST_WORDS - 1)
			.forEach((place) -> question.add(required(asked, place)));
		return question.toString();
	}

	private static String required(Words asked, int place) {
		String word = asked.words().get(place);
		int size = asked.words().size();
		Set<String> any = new LinkedHashSet<>();
		if (Words.isUnspaced(word)) {
			any.add(inside(word));
			any.addAll(similar(word));
		}
		else {
			for (String spelling : Words.spellings(word)) {
				any.add((place == size - 1) ? spelling + "*" : spelling);
				any.addAll(similar(spelling));
			}
		}
		for (int from = Math.max(0, place - Words.MOST_INITIALS + 1); from <= place; from++) {
			for (int to = Math.max(place + 1, from + 2); to <= lastJoined(asked, from); to++) {
				any.add((to == size) ? joined(asked, from, to) + "*" : joined(asked, from, to));
			}
		}
		return "+(" + String.join(" ", any) + ")";
	}

	/** The part of a query for names with this word, whole and without errors. */
	public static String whole(String word) {
		return Words.isUnspaced(word) ? inside(word) : "(" + String.join(" ", Words.spellings(word)) + ")";
	}

	/** The part of a query for names with this word of a script without spaces inside. */
	private static String inside(String word) {
		Set<String> pairs = pairs(word);
		return pairs.isEmpty() ? PART + word + "*"
				: pairs.stream().limit(MOST_PAIRS).collect(Collectors.joining(" +", "(+", ")"));
	}

	/**
	 * The tokens to look for: the entry of every similar word contains at least one of
	 * them.
	 */
	static Set<String> similar(String word) {
		Set<String> similar = new LinkedHashSet<>();
		int typos = Words.typosIn(word);
		int asked = word.length();
		for (int length = asked - typos; typos > 0 && length <= asked + typos; length++) {
			for (int part = 0; part <= typos; part++) {
				int begin = begin(length, typos + 1, part);
				int end = begin(length, typos + 1, part + 1);
				int longer = asked - length;
				int first = Math.max(begin - part, begin + longer - (typos - part));
				int last = Math.min(begin + part, begin + longer + (typos - part));
				for (int at = Math.max(0, first); at <= last && at + end - begin <= asked; at++) {
					similar.add(part(length, typos + 1, part, word, at));
				}
			}
		}
		if (typos == 1) {
			for (int at = 0; at + 1 < asked; at++) {
				similar.add(word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2));
			}
		}
		return similar;
	}

	private static String part(int length, int parts, int part, String word, int at) {
		int size = begin(length, parts, part + 1) - begin(length, parts, part);
		return PART + length + "_" + parts + part + word.substring(at, at + size);
	}

	private static int begin(int length, int parts, int part) {
		return length * part / parts;
	}

}
