package org.rapport.recording;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Content;
import org.rapport.kernel.Days;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Tie;
import org.rapport.kernel.Words;
import org.rapport.recording.SameFactGraph.KnownFact;
import org.springframework.stereotype.Component;

/**
 * Warns about a fact that is recorded already, or that the input tells twice. Two facts
 * tell the same if they are of one kind, have the same ends, say the same, and may be
 * true on a common day. A role without a title may be any role there, and a participant
 * may have any role in the meeting.
 */
@Component
class ToldTwice implements DraftCaution {

	/** What a fact of each kind says, beside its ends and its dates. */
	private static final Map<Kind, Saying> SAYINGS = Map.of(Kind.ROLE, new Saying(List.of(), "title", ""),
			Kind.MEMBERSHIP, Saying.of("kind"), Kind.PARTICIPATION, new Saying(List.of(), "role", "PARTICIPANT"),
			Kind.INVOLVEMENT, Saying.of("kind"), Kind.ENDORSEMENT, Saying.of("kind"), Kind.DERIVATION,
			Saying.of("kind"), Kind.NAME, Saying.of("name"), Kind.IDENTIFICATION, Saying.of("scheme", "identifier"));

	private final SameFactGraph graph;

	ToldTwice(SameFactGraph graph) {
		this.graph = graph;
	}

	/**
	 * The properties in which facts of a kind have to agree.
	 *
	 * @param strict these must be the same
	 * @param loose this must be the same, unless one of the two facts leaves it open
	 * @param open the value that leaves it open
	 */
	private record Saying(List<String> strict, String loose, String open) {

		static Saying of(String... strict) {
			return new Saying(List.of(strict), "", "");
		}

	}

	/** A fact in the form in which it is compared. */
	private record Told(Set<String> ends, List<String> strict, String loose, boolean open, Days days) {

		static Told of(Kind kind, Set<String> ends, Map<String, Object> properties) {
			Saying saying = Objects.requireNonNull(SAYINGS.get(kind));
			String loose = Objects.toString(properties.get(saying.loose()), saying.open());
			String first = (kind.time() == Kind.Time.STATE) ? "startDateEarliest" : "dateEarliest";
			String last = (kind.time() == Kind.Time.STATE) ? "endDateLatest" : "dateLatest";
			return new Told(ends, saying.strict().stream().map((name) -> words(properties.get(name))).toList(),
					words(loose), loose.equals(saying.open()),
					Days.between(properties.get(first), properties.get(last)));
		}

		private static String words(@Nullable Object value) {
			String text = Objects.toString(value, "");
			String words = String.join(" ", Words.of(text).unified());
			return words.isEmpty() ? text : words;
		}

		boolean isToldBy(Told other) {
			return this.ends.equals(other.ends) && this.strict.equals(other.strict)
					&& (this.open || other.open || this.loose.equals(other.loose)) && this.days.meet(other.days);
		}

	}

	@Override
	public List<Warning> about(Draft draft) {
		Map<String, Told> told = new LinkedHashMap<>();
		Map<Kind, List<Content>> beside = new LinkedHashMap<>();
		Map<Set<String>, List<String>> byEnds = new LinkedHashMap<>();
		Map<String, List<String>> twins = new LinkedHashMap<>();
		for (Change change : draft.told()) {
			Content fact = change.after();
			if (!SAYINGS.containsKey(fact.kind()) || !isNews(change)) {
				continue;
			}
			Told one = Told.of(fact.kind(), ends(fact), fact.properties());
			for (String earlier : byEnds.computeIfAbsent(one.ends(), (none) -> new ArrayList<>())) {
				if (kind(draft, earlier) == fact.kind() && one.isToldBy(Objects.requireNonNull(told.get(earlier)))) {
					twins.computeIfAbsent(fact.id(), (none) -> new ArrayList<>()).add(earlier);
				}
			}
			told.put(fact.id(), one);
			byEnds.get(one.ends()).add(fact.id());
			if (ends(fact).stream().map(ToldTwice::id).noneMatch(draft::isNew)) {
				beside.computeIfAbsent(fact.kind(), (none) -> new ArrayList<>()).add(fact);
			}
		}
		List<Warning> warnings = new ArrayList<>();
		draft.folded()
			.forEach((twin,
					kept) -> warnings.add(new Warning(
							"The request has this %s twice; it is recorded once".formatted(kind(draft, kept).label()),
							Warning.Code.ALREADY_RECORDED, draft.place(twin), List.of(kept))));
		twins
			.forEach((fact,
					others) -> warnings.add(new Warning(
							"The request has another %s that says the same; check whether it is meant twice"
								.formatted(kind(draft, fact).label()),
							Warning.Code.ALREADY_RECORDED, draft.place(fact), others)));
		beside.forEach((kind, facts) -> known(draft, kind, facts, told)
			.forEach((fact, others) -> warnings.add(new Warning(
					"A %s that says the same is recorded already; cite another source for that one, or check how they differ"
						.formatted(kind.label()),
					Warning.Code.ALREADY_RECORDED, draft.place(fact), List.copyOf(others)))));
		return warnings;
	}

	/** The ids of the recorded facts that tell the same, by the facts of the draft. */
	private Map<String, Set<String>> known(Draft draft, Kind kind, Collection<Content> facts, Map<String, Told> told) {
		Map<String, Set<String>> known = new LinkedHashMap<>();
		for (KnownFact fact : this.graph.withEndsOf(draft.lens(), kind, facts)) {
			Told one = Objects.requireNonNull(told.get(fact.told()));
			// A fact that the act changes or takes away is judged by the draft.
			if (draft.change(fact.id()) == null && !draft.takesAway(fact.id())
					&& one.isToldBy(Told.of(kind, one.ends(), fact.properties()))) {
				known.computeIfAbsent(fact.told(), (none) -> new TreeSet<>()).add(fact.id());
			}
		}
		return known;
	}

	/** Whether the change makes the fact say something that it did not say before. */
	private static boolean isNews(Change change) {
		if (change.kind() == ChangeKind.CHANGED && change.before() != null) {
			Content before = change.before().content();
			Content after = change.after();
			return !Told.of(after.kind(), ends(after), after.properties())
				.equals(Told.of(after.kind(), ends(before), before.properties()));
		}
		return change.kind() == ChangeKind.RECORDED || change.kind() == ChangeKind.RESTORED;
	}

	private static Kind kind(Draft draft, String id) {
		return draft.drafted(id).kind();
	}

	private static String id(String end) {
		return end.substring(end.indexOf(' ') + 1);
	}

	/** The ends that a fact of this kind always has: field and id. */
	private static Set<String> ends(Content fact) {
		Set<String> ends = new TreeSet<>();
		Tie.of(fact.kind())
			.stream()
			.filter((tie) -> tie.need() == Tie.Need.ONE)
			.forEach((tie) -> fact.tied(tie).forEach((id) -> ends.add(tie.field() + " " + id)));
		return ends;
	}

}
