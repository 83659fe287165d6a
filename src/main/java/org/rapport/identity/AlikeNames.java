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
import java.util.stream.Collectors;

import com.ibm.icu.text.Transliterator;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

import org.rapport.identity.IdentityGraph.NamedRecord;
import org.rapport.identity.IdentityGraph.Pair;
import org.rapport.kernel.Words;

/**
 * Finds pairs of records of one kind with similar names. It compares only names that
 * share the beginning of a word. Names with the same letters, however they are joined,
 * have the likeness 1. Names with different Han characters are not alike.
 */
final class AlikeNames {

	private static final int BEGINNING = 4;

	private static final int SHORTEST = 2;

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
	 * @param han its letters if it has Han characters, or empty
	 * @param texts its words as one text, in their order and in alphabetical order
	 * @param letters its letters without spaces
	 * @param beginnings the beginnings of its words, and of short ones with the next
	 */
	private record NameForm(String name, String han, Set<String> texts, Set<String> letters, Set<String> beginnings) {

		static NameForm of(String name) {
			Words words = Words.of(name);
			String latin;
			synchronized (LATIN) {
				latin = LATIN.transliterate(words.text());
			}
			Set<String> texts = new TreeSet<>();
			Set<String> letters = new TreeSet<>();
			Set<String> beginnings = new TreeSet<>();
			for (Words form : List.of(words, Words.of(latin))) {
				List<String> unified = form.unified();
				texts.add(String.join(" ", unified));
				texts.add(unified.stream().sorted().collect(Collectors.joining(" ")));
				letters.add(String.join("", unified));
				addBeginnings(form, beginnings);
			}
			String own = words.joined(0, words.words().size());
			return new NameForm(name, Words.hasHan(own) ? own : "", texts, letters, beginnings);
		}

		private static void addBeginnings(Words words, Set<String> beginnings) {
			int size = words.words().size();
			for (int place = 0; place < size; place++) {
				String word = words.word(place);
				add(word, beginnings);
				if (word.length() < BEGINNING && place + 1 < size) {
					add(words.joined(place, place + 2), beginnings);
				}
			}
			add(words.joined(0, Math.min(size, Words.MOST_JOINED)), beginnings);
		}

		private static void add(String word, Set<String> beginnings) {
			if (word.length() >= SHORTEST) {
				beginnings.add(word.substring(0, Math.min(BEGINNING, word.length())));
			}
		}

		double likeness(NameForm other) {
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
	 * @param evenCommon whether to compare names that share a very common beginning too
	 * @param most the search ends when it has found more pairs than this
	 */
	static Map<Pair, Alike> among(Collection<NamedRecord> named, Predicate<Pair> wanted, double least,
			boolean evenCommon, int most) {
		Map<Pair, Alike> alike = new LinkedHashMap<>();
		Set<Pair> seen = new HashSet<>();
		for (Set<Candidate> block : blocks(named)) {
			if (block.size() < 2 || (!evenCommon && block.size() > MOST_IN_BLOCK)) {
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
