package org.rapport.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.ibm.icu.text.Transliterator;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.jspecify.annotations.Nullable;

import org.rapport.identity.IdentityGraph.IdentifiedActor;
import org.rapport.identity.IdentityGraph.NamedActor;
import org.rapport.identity.IdentityGraph.Pair;
import org.rapport.kernel.Element;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Listing;
import org.rapport.kernel.NodeLookup;
import org.rapport.kernel.Page;
import org.rapport.kernel.Parent;
import org.rapport.kernel.Position;
import org.rapport.kernel.RapportException;
import org.rapport.kernel.Slice;
import org.rapport.kernel.Words;
import org.springframework.stereotype.Component;

/**
 * Proposes pairs of records that may describe the same actor. People decide; this class
 * never merges. It compares only names that share the beginning of a word.
 * <p>
 * The score starts with the likeness of the two most alike names. Likeness is the
 * Jaro-Winkler similarity of their words, both as written and in alphabetical order, in
 * their own script and in Latin letters. Names with the same letters, however they are
 * joined, have the likeness 1. Names with different Han characters are not alike. Each
 * meeting, body or endorsed thing that both
 * have adds 0.02, for at most five. A shared identifier sets the score to 1. Different
 * identifiers in one scheme take 0.2 away. The result stays between 0 and 1.
 */
@Component
class Duplicates {

	private static final int BEGINNING = 4;

	private static final int SHORTEST = 2;

	/**
	 * The most actors that may share a beginning, or a pair of beginnings. A larger group
	 * is not compared, because so common a beginning tells little; it is compared if the
	 * question names one actor.
	 */
	private static final int MOST_IN_BLOCK = 150;

	private static final int MOST_PAIRS = 5_000;

	private static final double FOR_EACH_SHARED = 0.02;

	private static final int MOST_SHARED = 5;

	private static final double DIFFERENT_IDENTIFIER = 0.2;

	private static final JaroWinklerSimilarity LIKENESS = new JaroWinklerSimilarity();

	private static final Transliterator LATIN = Transliterator.getInstance("Any-Latin; Latin-ASCII; Lower");

	private final IdentityGraph graph;

	private final NodeLookup lookup;

	Duplicates(IdentityGraph graph, NodeLookup lookup) {
		this.graph = graph;
		this.lookup = lookup;
	}

	/**
	 * The pairs that may be the same actor, the highest score first. The list's methods
	 * throw SEARCH_TOO_BROAD if more than 5,000 pairs have similar names.
	 * @param labels the kinds of actor to compare
	 * @param of an id that must be in every pair, or null for all pairs
	 * @param minimum the lowest score to list, 0 to 1
	 */
	Listing<PossibleDuplicate> listing(Collection<String> labels, @Nullable String of, double minimum) {
		return new Proposals(Set.copyOf(labels), of, minimum);
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
			return (this.han.contains(other.han) || other.han.contains(this.han))
					? LIKENESS.apply(this.han, other.han) : 0;
		}

	}

	/** An actor with the forms of all its names. */
	private record Candidate(NamedActor named, List<NameForm> forms) {

		static Candidate of(NamedActor named) {
			return new Candidate(named,
					named.names()
						.stream()
						.distinct()
						.map(NameForm::of)
						.filter((form) -> !form.texts().contains(""))
						.toList());
		}

	}

	/** How alike the names of two actors are, 0 to 1, and the sentence that says so. */
	private record Alike(double likeness, String message) {

		private static final Alike NOT = new Alike(0, "");

	}

	/** A pair with its score and its reasons. */
	private record Weighed(Pair pair, double score, List<PossibleDuplicate.DuplicateReason> reasons) {

		Position position() {
			return new Position(List.of(-Math.round(this.score * 1000)), this.pair.key());
		}

	}

	private List<Weighed> weigh(Lens lens, Set<String> labels, @Nullable String of, double minimum) {
		Map<Pair, Alike> alike = alike(this.graph.names(lens, labels).stream().map(Candidate::of).toList(), of,
				minimum);
		Map<Pair, IdentifiedActor> same = this.graph.sameIdentifier(lens, labels);
		same.keySet().removeIf((pair) -> of != null && !of.equals(pair.one()) && !of.equals(pair.other()));
		same.keySet().forEach((pair) -> alike.putIfAbsent(pair, Alike.NOT));
		if (alike.isEmpty()) {
			return List.of();
		}
		this.graph.distinct(lens, alike.keySet())
			.forEach((key) -> alike.keySet().removeIf((pair) -> pair.key().equals(key)));
		if (alike.isEmpty()) {
			return List.of();
		}
		Map<Pair, Long> shared = this.graph.shared(lens, alike.keySet());
		Set<String> ids = new TreeSet<>();
		alike.keySet().forEach((pair) -> ids.addAll(List.of(pair.one(), pair.other())));
		Map<String, Map<String, Set<String>>> identifiers = new HashMap<>();
		for (IdentifiedActor identified : this.graph.identifiers(lens, ids)) {
			identifiers.computeIfAbsent(identified.id(), (none) -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER))
				.computeIfAbsent(identified.scheme(), (none) -> new HashSet<>())
				.add(identified.identifier());
		}
		List<Weighed> weighed = new ArrayList<>();
		alike.forEach((pair, names) -> {
			Weighed one = weigh(pair, names, same.get(pair), shared.getOrDefault(pair, 0L), differing(
					identifiers.getOrDefault(pair.one(), Map.of()), identifiers.getOrDefault(pair.other(), Map.of())));
			if (one.score() >= minimum) {
				weighed.add(one);
			}
		});
		return weighed;
	}

	private static Weighed weigh(Pair pair, Alike names, @Nullable IdentifiedActor same, long shared,
			Set<String> schemes) {
		List<PossibleDuplicate.DuplicateReason> reasons = new ArrayList<>();
		if (names != Alike.NOT) {
			reasons.add(new PossibleDuplicate.DuplicateReason(PossibleDuplicate.DuplicateReason.ReasonKind.NAME,
					names.message()));
		}
		double score = names.likeness() + FOR_EACH_SHARED * Math.min(MOST_SHARED, shared);
		if (shared > 0) {
			reasons.add(new PossibleDuplicate.DuplicateReason(PossibleDuplicate.DuplicateReason.ReasonKind.RELATIONS,
					"They have %d meetings, bodies or endorsed texts in common".formatted(shared)));
		}
		if (same != null) {
			score = 1;
			reasons.add(new PossibleDuplicate.DuplicateReason(PossibleDuplicate.DuplicateReason.ReasonKind.IDENTIFIER,
					"Both have the identifier %s in the scheme %s".formatted(same.identifier(), same.scheme())));
		}
		if (!schemes.isEmpty()) {
			score -= DIFFERENT_IDENTIFIER;
			reasons.add(new PossibleDuplicate.DuplicateReason(
					PossibleDuplicate.DuplicateReason.ReasonKind.IDENTIFIERS_DIFFER,
					"They have different identifiers in: " + String.join(", ", schemes)));
		}
		return new Weighed(pair, Math.max(0, Math.min(1, score)), reasons);
	}

	private static Set<String> differing(Map<String, Set<String>> one, Map<String, Set<String>> other) {
		Set<String> schemes = new TreeSet<>(one.keySet());
		schemes.removeIf((scheme) -> {
			Set<String> others = other.get(scheme);
			return others == null || !Collections.disjoint(one.get(scheme), others);
		});
		return schemes;
	}

	private static Map<Pair, Alike> alike(List<Candidate> candidates, @Nullable String of, double minimum) {
		Map<String, Set<Candidate>> blocks = new HashMap<>();
		for (Candidate candidate : candidates) {
			for (NameForm form : candidate.forms()) {
				List<String> beginnings = List.copyOf(form.beginnings());
				for (int i = 0; i < beginnings.size(); i++) {
					String key = candidate.named().kind() + " " + beginnings.get(i);
					block(blocks, key, candidate);
					for (int j = i + 1; j < beginnings.size(); j++) {
						block(blocks, key + " " + beginnings.get(j), candidate);
					}
				}
			}
		}
		Map<Pair, Alike> alike = new LinkedHashMap<>();
		Set<Pair> seen = new HashSet<>();
		for (Set<Candidate> block : blocks.values()) {
			if (block.size() < 2 || (of == null && block.size() > MOST_IN_BLOCK)) {
				continue;
			}
			List<Candidate> members = List.copyOf(block);
			for (int i = 0; i < members.size(); i++) {
				for (int j = i + 1; j < members.size(); j++) {
					String one = members.get(i).named().id();
					String other = members.get(j).named().id();
					if ((of == null || of.equals(one) || of.equals(other)) && seen.add(Pair.of(one, other))) {
						compare(members.get(i), members.get(j), minimum, alike);
					}
				}
			}
		}
		return alike;
	}

	private static void block(Map<String, Set<Candidate>> blocks, String key, Candidate candidate) {
		blocks.computeIfAbsent(key, (none) -> new LinkedHashSet<>()).add(candidate);
	}

	private static void compare(Candidate one, Candidate other, double minimum, Map<Pair, Alike> alike) {
		double most = 0;
		String message = "";
		for (NameForm form : one.forms()) {
			for (NameForm otherForm : other.forms()) {
				double likeness = form.likeness(otherForm);
				if (likeness > most) {
					most = likeness;
					message = "The names \"%s\" and \"%s\" are similar".formatted(form.name(), otherForm.name());
				}
			}
		}
		if (most + FOR_EACH_SHARED * MOST_SHARED >= minimum) {
			alike.put(Pair.of(one.named().id(), other.named().id()), new Alike(most, message));
			if (alike.size() > MOST_PAIRS) {
				throw new RapportException(ErrorCode.SEARCH_TOO_BROAD, "More than " + MOST_PAIRS
						+ " pairs may be duplicates; give \"actor\", fewer \"types\" or a higher \"minimumScore\"");
			}
		}
	}

	/**
	 * The list of proposals for one operation. It computes the pairs once, for the pages
	 * and for the total. Two instances with the same question are equal, so that fields
	 * that ask the same share one result.
	 */
	private final class Proposals implements Listing<PossibleDuplicate> {

		private final Set<String> labels;

		private final @Nullable String of;

		private final double minimum;

		private @Nullable List<Weighed> weighed;

		Proposals(Set<String> labels, @Nullable String of, double minimum) {
			this.labels = labels;
			this.of = of;
			this.minimum = minimum;
		}

		@Override
		public String name() {
			return "possibleDuplicates";
		}

		@Override
		public List<String> orders() {
			return List.of("SCORE");
		}

		@Override
		public boolean descends(String order) {
			return false;
		}

		@Override
		public List<Class<?>> positionTypes(String order) {
			return List.of(Long.class);
		}

		@Override
		public Map<Parent, Slice<PossibleDuplicate>> page(Lens lens, Collection<Parent> parents,
				Map<String, Object> filter, Page page) {
			Slice<Weighed> slice = Slice
				.of(weighed(lens).stream().map((one) -> new Slice.Row<>(one.position(), one)).toList(), page);
			Set<String> ids = new TreeSet<>();
			slice.rows().forEach((row) -> ids.addAll(List.of(row.value().pair().one(), row.value().pair().other())));
			Map<String, Element> actors = Duplicates.this.lookup.byId(lens, ids);
			List<Slice.Row<PossibleDuplicate>> rows = new ArrayList<>();
			for (Slice.Row<Weighed> row : slice.rows()) {
				Weighed one = row.value();
				Element first = actors.get(one.pair().one());
				Element second = actors.get(one.pair().other());
				// Null only if somebody removed one of them between the two reads.
				if (first != null && second != null) {
					rows.add(new Slice.Row<>(row.position(),
							new PossibleDuplicate(first, second, one.score(), one.reasons())));
				}
			}
			Slice<PossibleDuplicate> result = new Slice<>(rows, slice.hasPrevious(), slice.hasNext());
			Map<Parent, Slice<PossibleDuplicate>> slices = new HashMap<>();
			parents.forEach((parent) -> slices.put(parent, result));
			return slices;
		}

		@Override
		public Map<Parent, Long> count(Lens lens, Collection<Parent> parents, Map<String, Object> filter) {
			Map<Parent, Long> counts = new HashMap<>();
			parents.forEach((parent) -> counts.put(parent, (long) weighed(lens).size()));
			return counts;
		}

		private List<Weighed> weighed(Lens lens) {
			if (this.weighed == null) {
				this.weighed = weigh(lens, this.labels, this.of, this.minimum);
			}
			return this.weighed;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Proposals proposals && this.labels.equals(proposals.labels)
					&& Objects.equals(this.of, proposals.of) && this.minimum == proposals.minimum;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.labels, this.of, this.minimum);
		}

	}

}
