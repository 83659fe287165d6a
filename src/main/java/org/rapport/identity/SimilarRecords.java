package org.rapport.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.rapport.directory.Organisation;
import org.rapport.identity.AlikeNames.Alike;
import org.rapport.identity.IdentityGraph.AskedName;
import org.rapport.identity.IdentityGraph.DatedRecord;
import org.rapport.identity.IdentityGraph.NamedRecord;
import org.rapport.identity.IdentityGraph.Pair;
import org.rapport.kernel.Content;
import org.rapport.kernel.Days;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Words;
import org.rapport.recording.Change;
import org.rapport.recording.ChangeKind;
import org.rapport.recording.Draft;
import org.rapport.recording.DraftCaution;
import org.rapport.recording.Warning;
import org.springframework.stereotype.Component;

/**
 * Warns about a new record whose name is like that of a recorded one, or of another new
 * one. The search index proposes names, {@link AlikeNames} compares them. People are also
 * alike if the name of one has all words of the name of the other. Dated records need
 * dates that can be the same. It never merges.
 */
@Component
class SimilarRecords implements DraftCaution {

	/**
	 * How alike two names must be, by the kind of the record. Titles of texts differ in
	 * few words, so only the same words count.
	 */
	private static final Map<Kind, Double> LEAST = Map.of(Kind.PERSON, 0.9, Kind.ORGANISATION, 0.9, Kind.GOVERNMENT,
			0.9, Kind.POST, 0.9, Kind.MEETING, 0.9, Kind.TOPIC, 0.9, Kind.PLACE, 0.9, Kind.INITIATIVE, 1.0,
			Kind.DOCUMENT, 1.0);

	/** Names that are less alike are not compared further. */
	private static final double LEAST_OF_ALL = 0.7;

	/** A first name alone names nobody. */
	private static final int FEWEST_WORDS = 2;

	private static final int MOST_PAIRS = 5_000;

	private static final int MOST_CANDIDATES = 10;

	private final IdentityGraph graph;

	SimilarRecords(IdentityGraph graph) {
		this.graph = graph;
	}

	@Override
	public List<Warning> about(Draft draft) {
		Map<String, DatedRecord> added = added(draft);
		if (added.isEmpty()) {
			return List.of();
		}
		Map<String, DatedRecord> all = new LinkedHashMap<>(added);
		this.graph.withNamesLike(draft.lens(), asked(added.values()))
			.forEach((known) -> all.merge(known.named().id(), known, DatedRecord::and));
		Map<String, Map<String, Alike>> found = new LinkedHashMap<>();
		List<String> order = List.copyOf(added.keySet());
		Map<Pair, Alike> pairs = AlikeNames.among(all.values().stream().map(DatedRecord::named).toList(),
				(pair) -> added.containsKey(pair.one()) || added.containsKey(pair.other()), LEAST_OF_ALL, MOST_PAIRS);
		pairs.forEach((pair, alike) -> {
			// Of two new records, the warning is about the later one.
			boolean first = order.indexOf(pair.one()) > order.indexOf(pair.other());
			String about = first ? pair.one() : pair.other();
			String other = first ? pair.other() : pair.one();
			DatedRecord one = Objects.requireNonNull(all.get(about));
			DatedRecord another = Objects.requireNonNull(all.get(other));
			if ((alike.likeness() >= least(one) || isShorter(one, another) || isShorter(another, one))
					&& one.days().meet(another.days())) {
				found.computeIfAbsent(about, (none) -> new HashMap<>()).put(other, alike);
			}
		});
		List<Warning> warnings = new ArrayList<>();
		found.forEach((about, others) -> warnings.add(warning(draft, about, others)));
		return warnings;
	}

	private static double least(DatedRecord one) {
		return Objects.requireNonNull(LEAST.get(Kind.ofLabel(one.named().kind()).orElseThrow()));
	}

	/** Whether a person has all words of a name of another, and more. */
	private static boolean isShorter(DatedRecord one, DatedRecord other) {
		return one.named().kind().equals(Kind.PERSON.label()) && one.named()
			.names()
			.stream()
			.map((name) -> Words.of(name).unified())
			.anyMatch((words) -> words.size() >= FEWEST_WORDS
					&& other.named().names().stream().anyMatch((name) -> Words.of(name).unified().containsAll(words)));
	}

	private static Warning warning(Draft draft, String about, Map<String, Alike> others) {
		List<Map.Entry<String, Alike>> best = others.entrySet()
			.stream()
			.sorted(Comparator.comparingDouble((Map.Entry<String, Alike> one) -> -one.getValue().likeness())
				.thenComparing((one) -> one.getValue().message())
				.thenComparing(Map.Entry::getKey))
			.limit(MOST_CANDIDATES)
			.toList();
		String place = draft.isNew(best.get(0).getKey()) ? "the request adds both records"
				: "check whether it is the same record, which you can name instead of a new one";
		return new Warning(best.get(0).getValue().message() + "; " + place, Warning.Code.SIMILAR_RECORD,
				draft.place(about), best.stream().map(Map.Entry::getKey).toList());
	}

	/** The new records with their names, in the order of the draft. */
	private static Map<String, DatedRecord> added(Draft draft) {
		Map<String, DatedRecord> added = new LinkedHashMap<>();
		for (Change change : draft.told()) {
			Content content = change.after();
			Object name = content.properties().getOrDefault("name", content.properties().get("title"));
			if (change.kind() == ChangeKind.RECORDED && LEAST.containsKey(content.kind()) && name != null
					&& !Organisation.UNNAMED_GROUP.equals(content.properties().get("kind"))) {
				added.put(content.id(),
						new DatedRecord(new NamedRecord(content.id(), content.kind().label(), List.of(name.toString())),
								Days.between(content.properties().get("dateEarliest"),
										content.properties().get("dateLatest"))));
			}
		}
		for (Content name : draft.said(Kind.NAME)) {
			for (String actor : name.needed()) {
				DatedRecord named = added.get(actor);
				Object text = name.properties().get("name");
				if (named != null && text != null) {
					added.put(actor, named.and(text.toString()));
				}
			}
		}
		return added;
	}

	private static Collection<AskedName> asked(Collection<DatedRecord> added) {
		Set<AskedName> asked = new LinkedHashSet<>();
		for (DatedRecord one : added) {
			for (String name : one.named().names()) {
				Words words = Words.of(name);
				if (!words.words().isEmpty()) {
					asked.add(new AskedName(one.named().kind(), words));
				}
			}
		}
		return asked;
	}

}
