package org.rapport.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.rapport.identity.AlikeNames.Alike;
import org.rapport.identity.IdentityGraph.IdentifiedActor;
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
import org.springframework.stereotype.Component;

/**
 * Proposes pairs of records that may describe the same actor. People decide; this class
 * never merges. It compares only names that share the beginning of a word.
 * <p>
 * The score starts with the likeness of the two most alike names. Likeness is the
 * Jaro-Winkler similarity of their words, both as written and in alphabetical order, in
 * their own script and in Latin letters. Names with the same letters, however they are
 * joined, have the likeness 1. Names with different Han characters or different numbers
 * are not alike. Each meeting, body or endorsed thing that both have adds 0.02, for at
 * most five. A shared identifier sets the score to 1. Different identifiers in one scheme
 * take 0.2 away. The result stays between 0 and 1.
 */
@Component
class Duplicates {

	private static final int MOST_PAIRS = 5_000;

	private static final double FOR_EACH_SHARED = 0.02;

	private static final int MOST_SHARED = 5;

	private static final double DIFFERENT_IDENTIFIER = 0.2;

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

	/** A pair with its score and its reasons. */
	private record Weighed(Pair pair, double score, List<PossibleDuplicate.DuplicateReason> reasons) {

		Position position() {
			return new Position(List.of(-Math.round(this.score * 1000)), this.pair.key());
		}

	}

	private List<Weighed> weigh(Lens lens, Set<String> labels, @Nullable String of, double minimum) {
		Map<Pair, Alike> alike = AlikeNames.among(this.graph.names(lens, labels),
				(pair) -> of == null || of.equals(pair.one()) || of.equals(pair.other()),
				minimum - FOR_EACH_SHARED * MOST_SHARED, of != null, MOST_PAIRS);
		if (alike.size() > MOST_PAIRS) {
			throw new RapportException(ErrorCode.SEARCH_TOO_BROAD, "More than " + MOST_PAIRS
					+ " pairs may be duplicates; give \"actor\", fewer \"types\" or a higher \"minimumScore\"");
		}
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
			Slice<PossibleDuplicate> result = slice.with((one) -> {
				Element first = actors.get(one.pair().one());
				Element second = actors.get(one.pair().other());
				// Null only if somebody removed one of them between the two reads.
				return (first != null && second != null)
						? Optional.of(new PossibleDuplicate(first, second, one.score(), one.reasons()))
						: Optional.empty();
			});
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
