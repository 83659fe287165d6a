package org.rapport.identity;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.ibm.icu.text.Transliterator;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

import org.rapport.identity.IdentityGraph.NamedRecord;
import org.rapport.identity.IdentityGraph.Pair;
import org.rapport.kernel.Words;

/**
 * Finds pairs of records of one kind with similar names. It compares only names that
 * share the beginning of a word. Names with the same letters, however they are joined,
 * have the likeness 1. Names with different Han characters or different numbers are not
 * alike.
 */
final class AlikeNames {

	private static final int BEGINNING = 4;

	private static final int SHORTEST = 2;

	/** A number in a word: digits, or a whole word of Roman digits up to 39. */
	private static final Pattern NUMBER = Pattern
		.compile("\\d+|\\b(?:x{1,3}(?:ix|iv|v?i{0,3})|ix|iv|vi{0,3}|i{1,3})\\b");

	private static final Pattern LEADING_ZEROS = Pattern.compile("^0+(?=\\d)");

	/**
	 * The most records that may share a beginning, or a pair of beginnings. A larger
	 * group is not compared, because so common a beginning tells little.
	 */
	private static final int MOST_IN_BLOCK = 150;

	private static final JaroWinklerSimilarity LIKENESS = new JaroWinklerSimilarity();

	private static final Transliterator LATIN = Transliterator.getInstance("Any-Latin; Latin-ASCII; Lower");

	private AlikeNames() {
	}

	/**
	 * How alike the names of two records are.
	 *
	 * @param likeness 0 to 1
	 * @param message the sentence that says so
	 */
	record Alike(double likeness, String message) {

		static final Alike NOT = new Alike(0, "");

	}

	/**
	 * A name in the forms that are compared.
	 *
	 * @param name the name as recorded
	 * @param numbers the numbers in it, sorted
	 * @param han its letters if it has Han characters, or empty
	 * @param texts its words as one text, in their order and in alphabetical order
	 * @param letters its letters without spaces
	 * @param beginnings the beginnings of its words, and of short ones with the next
	 */
	record NameForm(String name, List<String> numbers, String han, Set<String> texts, Set<String> letters,
			Set<String> beginnings) {

		static NameForm of(String name) {
			Words words = Words.of(name);
			String latin = latin(words);
			Set<String> texts = new TreeSet<>();
			Set<String> letters = new TreeSet<>();
			Set<String> beginnings = new TreeSet<>();
			// The Latin letters have apostrophes for sounds of other scripts.
			for (List<String> form : new LinkedHashSet<>(
					List.of(words.unified(), words.bare(), Words.of(latin).unified()))) {
				texts.add(String.join(" ", form));
				texts.add(form.stream().sorted().collect(Collectors.joining(" ")));
				letters.add(String.join("", form));
				addBeginnings(form, beginnings);
			}
			String own = words.joined(0, words.words().size());
			// An initial may look like a word for "and".
			letters.add(own);
			return new NameForm(name, numbers(words), Words.hasHan(own) ? own : "", texts, letters, beginnings);
		}

		private static List<String> numbers(Words words) {
			return NUMBER.matcher(words.text())
				.results()
				.map(MatchResult::group)
				.map((number) -> Character.isDigit(number.charAt(0)) ? LEADING_ZEROS.matcher(number).replaceFirst("")
						: String.valueOf(roman(number)))
				.sorted()
				.toList();
		}

		private static int roman(String number) {
			int value = 0;
			for (int at = 0; at < number.length(); at++) {
				int digit = roman(number.charAt(at));
				value += (at + 1 < number.length() && digit < roman(number.charAt(at + 1))) ? -digit : digit;
			}
			return value;
		}

		private static int roman(char digit) {
			return switch (digit) {
				case 'x' -> 10;
				case 'v' -> 5;
				default -> 1;
			};
		}

		private static void addBeginnings(List<String> words, Set<String> beginnings) {
			int size = words.size();
			for (int place = 0; place < size; place++) {
				String word = words.get(place);
				add(word, beginnings);
				if (word.length() < BEGINNING && place + 1 < size) {
					add(word + words.get(place + 1), beginnings);
				}
			}
			add(String.join("", words.subList(0, Math.min(size, Words.MOST_JOINED))), beginnings);
		}

		private static void add(String word, Set<String> beginnings) {
			if (word.length() >= SHORTEST) {
				beginnings.add(word.substring(0, Math.min(BEGINNING, word.length())));
			}
		}

		double likeness(NameForm other) {
			// One of them may leave its numbers out.
			if (!this.numbers.isEmpty() && !other.numbers.isEmpty() && !this.numbers.equals(other.numbers)) {
				return 0;
			}
			if (!this.han.isEmpty() && !other.han.isEmpty()) {
				return hanLikeness(other);
			}
			if (!Collections.disjoint(this.letters, other.letters)) {
				return 1;
			}
			double most = 0;
			for (String text : this.texts) {
				for (String otherText : other.texts) {
					most = Math.max(most, LIKENESS.apply(text, otherText));
				}
			}
			return most;
		}

		/** Han characters that differ are no typing error, but some may be left out. */
		private double hanLikeness(NameForm other) {
			return (this.han.contains(other.han) || other.han.contains(this.han)) ? LIKENESS.apply(this.han, other.han)
					: 0;
		}

	}

	/** The words in Latin letters. */
	static String latin(Words words) {
		synchronized (LATIN) {
			return LATIN.transliterate(words.text());
		}
	}

	/** A record with the forms of all its names. */
	private record Candidate(NamedRecord named, List<NameForm> forms) {

		static Candidate of(NamedRecord named) {
			return new Candidate(named,
					named.names()
						.stream()
						.distinct()
						.map(NameForm::of)
						.filter((form) -> !form.texts().contains(""))
						.toList());
		}

	}

	/**
	 * The pairs with similar names.
	 * @param wanted which pairs to compare
	 * @param least the smallest likeness to return
	 * @param most the search ends when it has found more pairs than this
	 */
	static Map<Pair, Alike> among(Collection<NamedRecord> named, Predicate<Pair> wanted, double least, int most) {
		Map<Pair, Alike> alike = new LinkedHashMap<>();
		Set<Pair> seen = new HashSet<>();
		for (Set<Candidate> block : blocks(named)) {
			if (block.size() < 2 || block.size() > MOST_IN_BLOCK) {
				continue;
			}
			List<Candidate> members = List.copyOf(block);
			for (int i = 0; i < members.size(); i++) {
				for (int j = i + 1; j < members.size() && alike.size() <= most; j++) {
					Pair pair = Pair.of(members.get(i).named().id(), members.get(j).named().id());
					if (wanted.test(pair) && seen.add(pair)) {
						Alike names = compare(members.get(i), members.get(j));
						if (names.likeness() >= least) {
							alike.put(pair, names);
						}
					}
				}
			}
		}
		return alike;
	}

	private static Collection<Set<Candidate>> blocks(Collection<NamedRecord> named) {
		Map<String, Set<Candidate>> blocks = new HashMap<>();
		for (NamedRecord one : named) {
			Candidate candidate = Candidate.of(one);
			for (NameForm form : candidate.forms()) {
				List<String> beginnings = List.copyOf(form.beginnings());
				for (int i = 0; i < beginnings.size(); i++) {
					String key = one.kind() + " " + beginnings.get(i);
					block(blocks, key, candidate);
					for (int j = i + 1; j < beginnings.size(); j++) {
						block(blocks, key + " " + beginnings.get(j), candidate);
					}
				}
			}
		}
		return blocks.values();
	}

	private static void block(Map<String, Set<Candidate>> blocks, String key, Candidate candidate) {
		blocks.computeIfAbsent(key, (none) -> new LinkedHashSet<>()).add(candidate);
	}

	private static Alike compare(Candidate one, Candidate other) {
		Alike most = Alike.NOT;
		for (NameForm form : one.forms()) {
			for (NameForm otherForm : other.forms()) {
				double likeness = form.likeness(otherForm);
				if (likeness > most.likeness()) {
					most = new Alike(likeness,
							"The names \"%s\" and \"%s\" are similar".formatted(form.name(), otherForm.name()));
				}
			}
		}
		return most;
	}

}
