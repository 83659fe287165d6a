package org.rapport.identity;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.rapport.identity.IdentityGraph.IdentifiedActor;
import org.rapport.identity.IdentityGraph.Pair;
import org.rapport.identity.LikenessGraph.FoundLikeness;
import org.rapport.identity.LikenessGraph.ScoredPair;
import org.rapport.identity.LikenessGraph.TellingRow;
import org.rapport.identity.PossibleDuplicate.DuplicateReason;
import org.rapport.identity.PossibleDuplicate.DuplicateReason.ReasonKind;
import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Listing;
import org.rapport.kernel.NodeLookup;
import org.rapport.kernel.Page;
import org.rapport.kernel.Parent;
import org.rapport.kernel.Position;
import org.rapport.kernel.Slice;
import org.springframework.stereotype.Component;

/**
 * Proposes pairs of records that may be of the same actor or meeting. People decide; this
 * class never merges. It reads what {@link Likenesses} found, as far as the lens shows
 * it.
 * <p>
 * The score of two actors is the likeness of their two most alike names. Likeness is the
 * Jaro-Winkler similarity of their words, both as written and in alphabetical order, in
 * their own script and in Latin letters. Names with the same letters, however they are
 * joined, have the likeness 1. Names with different Han characters or different numbers
 * are not alike. The score of two meetings on the same days is 0.6, with 0.1 for each
 * actor that took part in both and 0.3 for alike titles. A shared identifier sets the
 * score to 1. Different identifiers in one scheme take 0.2 away. The result stays between
 * 0 and 1.
 */
@Component
class Duplicates {

	private static final long WHOLE = 1000;

	private static final long DIFFERENT_IDENTIFIER = 200;

	private static final int MOST_NAMED = 5;

	private static final String LOADS = Entry.loadOf("");

	private final LikenessGraph likenesses;

	private final IdentityGraph graph;

	private final NodeLookup lookup;

	Duplicates(LikenessGraph likenesses, IdentityGraph graph, NodeLookup lookup) {
		this.likenesses = likenesses;
		this.graph = graph;
		this.lookup = lookup;
	}

	/**
	 * The pairs that may be the same, the highest score first.
	 * @param field the name of the list
	 * @param labels the kinds of records
	 * @param of an id that must be in every pair, or null for all pairs
	 * @param minimum the lowest score to list, 0 to 1
	 */
	Listing<PossibleDuplicate> listing(String field, Collection<String> labels, @Nullable String of, double minimum) {
		return new Proposals(field, Set.copyOf(labels), of, Math.round(minimum * WHOLE));
	}

	/** A pair with its score, 0 to 1000, and the schemes in which the two differ. */
	private record Weighed(Pair pair, long score, Set<String> differing) {

		Position position() {
			return new Position(List.of(-this.score), this.pair.key());
		}

	}

	private List<Weighed> weigh(Lens lens, Set<String> labels, @Nullable String of, long minimum) {
		List<ScoredPair> pairs = this.likenesses.pairs(lens, labels, of, minimum);
		if (pairs.isEmpty()) {
			return List.of();
		}
		Set<String> ids = new TreeSet<>();
		pairs.forEach((pair) -> ids.addAll(List.of(pair.one(), pair.other())));
		Map<String, Map<String, Set<String>>> identifiers = new HashMap<>();
		for (IdentifiedActor identified : this.graph.identifiers(lens, ids)) {
			identifiers.computeIfAbsent(identified.id(), (none) -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER))
				.computeIfAbsent(identified.scheme(), (none) -> new HashSet<>())
				.add(identified.identifier());
		}
		List<Weighed> weighed = new ArrayList<>();
		for (ScoredPair pair : pairs) {
			Set<String> differing = differing(identifiers.getOrDefault(pair.one(), Map.of()),
					identifiers.getOrDefault(pair.other(), Map.of()));
			long score = pair.score() - (differing.isEmpty() ? 0 : DIFFERENT_IDENTIFIER);
			if (score >= minimum) {
				weighed.add(new Weighed(new Pair(pair.one(), pair.other()), score, differing));
			}
		}
		return weighed;
	}

	/** Reads the reasons of the pairs of one page. */
	private Map<String, List<DuplicateReason>> reasons(Lens lens, Collection<Weighed> page, boolean meetings,
			Map<String, OffsetDateTime> since) {
		Map<String, Weighed> byKey = new LinkedHashMap<>();
		page.forEach((one) -> byKey.put(one.pair().key(), one));
		Map<String, List<DuplicateReason>> reasons = new HashMap<>();
		byKey.keySet().forEach((key) -> reasons.put(key, new ArrayList<>()));
		Map<String, Set<String>> participants = new HashMap<>();
		for (FoundLikeness found : this.likenesses.found(lens, byKey.keySet())) {
			since.merge(found.pair(), found.foundAt(), (one, other) -> one.isBefore(other) ? one : other);
			List<DuplicateReason> told = Objects.requireNonNull(reasons.get(found.pair()));
			switch (found.kind()) {
				case "NAME" -> addFirst(told, ReasonKind.NAME,
						"The names \"%s\" and \"%s\" are similar".formatted(found.one(), found.other()));
				case "TITLE" -> addFirst(told, ReasonKind.NAME,
						"The titles \"%s\" and \"%s\" are similar".formatted(found.one(), found.other()));
				case "IDENTIFIER" -> addFirst(told, ReasonKind.IDENTIFIER,
						"Both have the identifier %s in the scheme %s".formatted(found.one(), found.other()));
				default -> participants.computeIfAbsent(found.pair(), (none) -> new TreeSet<>())
					.add(Objects.requireNonNullElse(found.actor(), ""));
			}
		}
		participants.forEach((key, names) -> Objects.requireNonNull(reasons.get(key))
			.add(new DuplicateReason(ReasonKind.RELATIONS,
					"%d took part in both: %s%s".formatted(names.size(),
							names.stream().limit(MOST_NAMED).collect(Collectors.joining(", ")),
							(names.size() > MOST_NAMED) ? ", …" : ""))));
		if (!meetings) {
			this.graph.shared(lens, byKey.values().stream().map(Weighed::pair).toList())
				.forEach((pair, shared) -> Objects.requireNonNull(reasons.get(pair.key()))
					.add(new DuplicateReason(ReasonKind.RELATIONS,
							"They have %d meetings, bodies or endorsed texts in common".formatted(shared))));
		}
		byKey.forEach((key, one) -> {
			if (!one.differing().isEmpty()) {
				Objects.requireNonNull(reasons.get(key))
					.add(new DuplicateReason(ReasonKind.IDENTIFIERS_DIFFER,
							"They have different identifiers in: " + String.join(", ", one.differing())));
			}
		});
		addRows(lens, byKey, reasons);
		return reasons;
	}

	/** The findings come with the most alike first, and the first one says enough. */
	private static void addFirst(List<DuplicateReason> told, ReasonKind kind, String message) {
		if (told.stream().noneMatch((reason) -> reason.kind() == kind)) {
			told.add(new DuplicateReason(kind, message));
		}
	}

	private void addRows(Lens lens, Map<String, Weighed> byKey, Map<String, List<DuplicateReason>> reasons) {
		Set<String> ids = new TreeSet<>();
		byKey.values().forEach((one) -> ids.addAll(List.of(one.pair().one(), one.pair().other())));
		Map<String, List<TellingRow>> rows = this.likenesses.rows(lens, ids)
			.stream()
			.collect(Collectors.groupingBy(TellingRow::id));
		byKey.forEach((key, one) -> List.of(one.pair().one(), one.pair().other())
			.forEach((id) -> rows.getOrDefault(id, List.of())
				.forEach((row) -> Objects.requireNonNull(reasons.get(key))
					.add(new DuplicateReason(ReasonKind.DATASET, "%s tells of %s: %s, line %d"
						.formatted(dataset(row.loadedBy()), id, row.file(), row.line()))))));
	}

	private static String dataset(String loadedBy) {
		return loadedBy.startsWith(LOADS) ? "The data set " + loadedBy.substring(LOADS.length()) : "A data set";
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
	 * The list of proposals for one operation. It reads the pairs once, for the pages and
	 * for the total. Two instances with the same question are equal, so that fields that
	 * ask the same share one result.
	 */
	private final class Proposals implements Listing<PossibleDuplicate> {

		private final String field;

		private final Set<String> labels;

		private final @Nullable String of;

		private final long minimum;

		private @Nullable List<Weighed> weighed;

		Proposals(String field, Set<String> labels, @Nullable String of, long minimum) {
			this.field = field;
			this.labels = labels;
			this.of = of;
			this.minimum = minimum;
		}

		@Override
		public String name() {
			return this.field;
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
			Map<String, Element> records = Duplicates.this.lookup.byId(lens, ids);
			Map<String, OffsetDateTime> since = new HashMap<>();
			Map<String, List<DuplicateReason>> reasons = slice.rows().isEmpty() ? Map.of()
					: reasons(lens, slice.rows().stream().map(Slice.Row::value).toList(),
							this.labels.contains(Kind.MEETING.label()), since);
			Slice<PossibleDuplicate> result = slice.with((one) -> {
				Element first = records.get(one.pair().one());
				Element second = records.get(one.pair().other());
				OffsetDateTime foundAt = since.get(one.pair().key());
				// Null only if somebody removed one of them between the reads.
				return (first != null && second != null && foundAt != null)
						? Optional.of(new PossibleDuplicate(first, second, one.score() / (double) WHOLE,
								reasons.getOrDefault(one.pair().key(), List.of()), foundAt))
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
			return other instanceof Proposals proposals && this.field.equals(proposals.field)
					&& this.labels.equals(proposals.labels) && Objects.equals(this.of, proposals.of)
					&& this.minimum == proposals.minimum;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.field, this.labels, this.of, this.minimum);
		}

	}

}
