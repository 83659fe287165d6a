package org.rapport.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

import org.rapport.kernel.Clearance;
import org.rapport.kernel.Visibility;
import org.rapport.kernel.Words;

/**
 * The full-text indexes of names: what stands in them, and how they are asked for all
 * names that a text may mean. They propose and never decide. Whether they propose a name
 * depends on that name and the text alone, so that no name can crowd another out.
 *
 * <p>
 * A name's entry is its words and, for each, its parts: of a word that is like another up
 * to n errors, one of n + 1 parts is in the other without any error, at a place that
 * differs by no more than the errors before and after it allow. To ask for that part with
 * that place and the length of its word is to ask for all similar words, without having
 * the index look through the words that it knows (G. Li, D. Deng, J. Wang, J. Feng,
 * "Pass-Join", VLDB 2011).
 */
public final class SearchIndex {

	/**
	 * An index for each visibility up to which it reaches, without what is in a circle.
	 */
	private static final List<String> BY_CLEARANCE = List.of("search_public", "search_network", "search_restricted",
			"search_confidential");

	/** What is in any circle. */
	private static final String CIRCLES = "search_circles";

	/**
	 * Words asked for at most; the others are left to who decides. The longest ones say
	 * most.
	 */
	private static final int MOST_WORDS = 8;

	/** Begins what is no word. */
	private static final String PART = "_";

	/** How long the words are that a word of 4 to 7 letters is like, up to one error. */
	private static final int SHORTEST_FOR_ONE = 3;

	private static final int LONGEST_FOR_ONE = 8;

	/** How long the words are, at least, that one of 8 is like up to two errors. */
	private static final int SHORTEST_FOR_TWO = 6;

	private SearchIndex() {
	}

	/**
	 * The names of the indexes that hold all that a clearance may see, and maybe more.
	 */
	public static List<String> of(Clearance clearance) {
		String byVisibility = BY_CLEARANCE.get(clearance.upTo().level());
		boolean inCircles = clearance.everyCircle() || !clearance.circles().isEmpty();
		return inCircles ? List.of(byVisibility, CIRCLES) : List.of(byVisibility);
	}

	/**
	 * What stands in each of the indexes for a name, an index for each visibility and
	 * then that of the circles; null where it has no place.
	 * @param visibility the highest visibility of the name and of what it needs
	 */
	static String[] entries(Words name, long visibility, boolean inCircle) {
		String[] entries = new String[Visibility.values().length + 1];
		if (name.words().isEmpty() || visibility >= Visibility.values().length) {
			return entries;
		}
		String entry = entry(name);
		if (inCircle) {
			entries[Visibility.values().length] = entry;
		}
		else {
			for (int level = (int) visibility; level < Visibility.values().length; level++) {
				entries[level] = entry;
			}
		}
		return entries;
	}

	private static String entry(Words name) {
		Set<String> entry = new LinkedHashSet<>();
		name.words().forEach((word) -> entry.addAll(entry(word)));
		return String.join(" ", entry);
	}

	/** A word, and its parts. */
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
	 * The question to the index, in Lucene's syntax, that proposes every name that has
	 * all these words, the last one perhaps only begun, and each perhaps with errors.
	 * Words are of letters, digits and marks, so that nothing in them is syntax.
	 */
	public static String question(Words asked) {
		List<String> words = asked.words();
		String last = words.get(words.size() - 1);
		Set<String> longest = new LinkedHashSet<>(words);
		longest.remove(last);
		StringJoiner question = new StringJoiner(" ");
		question.add(required(last + "*", last));
		longest.stream()
			.sorted(Comparator.comparing(String::length).reversed())
			.limit(MOST_WORDS - 1)
			.forEach((word) -> question.add(required(word, word)));
		return question.toString();
	}

	private static String required(String itself, String word) {
		List<String> any = new ArrayList<>(similar(word));
		any.add(0, itself);
		return "+(" + String.join(" ", any) + ")";
	}

	/** What a word like this one has one of in its entry. */
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
