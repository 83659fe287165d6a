package org.rapport.recording;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

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
 * may have any role in the meeting. A name also tells nothing new if it is the name that
 * its actor has anyway.
 */
@Component
class ToldTwice implements DraftCaution {

	/** What a fact of each kind says, beside its ends and its dates. */
	private static final Map<Kind, Saying> SAYINGS = Map.ofEntries(
			Map.entry(Kind.ROLE, new Saying((said) -> List.of(), "title", "")),
			Map.entry(Kind.MEMBERSHIP, Saying.of("kind")),
			Map.entry(Kind.PARTICIPATION, new Saying((said) -> List.of(), "role", "PARTICIPANT")),
			Map.entry(Kind.INVOLVEMENT, Saying.of("kind")), Map.entry(Kind.ENDORSEMENT, Saying.of("kind")),
			Map.entry(Kind.DERIVATION, Saying.of("kind")), Map.entry(Kind.SUCCESSION, Saying.of("kind")),
			Map.entry(Kind.NAME, Saying.of("name")), Map.entry(Kind.IDENTIFICATION, Saying.of("scheme", "identifier")),
			Map.entry(Kind.CLAIM, new Saying(ToldTwice::figure, "", "")),
			Map.entry(Kind.STATUS_CHANGE, Saying.of("status")),
			// In a locator, punctuation counts: page 1-2 is not page 12.
			Map.entry(Kind.CITATION,
					new Saying((said) -> List.of(Objects.toString(said.get("locator"), "").strip()), "", "")));

	private final SameFactGraph graph;

	ToldTwice(SameFactGraph graph) {
		this.graph = graph;
	}

	/**
	 * The properties in which facts of a kind have to agree.
	 *
	 * @param strict what it says by its properties; this must be the same
	 * @param loose this must be the same, unless one of the two facts leaves it open
	 * @param open the value that leaves it open
	 */
	private record Saying(Function<Map<String, Object>, List<String>> strict, String loose, String open) {

		static Saying of(String... strict) {
			return new Saying((said) -> Stream.of(strict).map((name) -> words(said.get(name))).toList(), "", "");
		}

	}

	/** A fact in the form in which it is compared. */
	private record Told(Set<String> ends, List<String> strict, String loose, boolean open, Days days) {

		static Told of(Kind kind, Set<String> ends, Map<String, Object> properties) {
			Saying saying = Objects.requireNonNull(SAYINGS.get(kind));
			String loose = Objects.toString(properties.get(saying.loose()), saying.open());
			String first = (kind.time() == Kind.Time.STATE) ? "startDateEarliest" : "dateEarliest";
			String last = (kind.time() == Kind.Time.STATE) ? "endDateLatest" : "dateLatest";
			return new Told(ends, saying.strict().apply(properties), words(loose), loose.equals(saying.open()),
					Days.between(properties.get(first), properties.get(last)));
		}

		boolean isToldBy(Told other) {
			return this.ends.equals(other.ends) && this.strict.equals(other.strict)
					&& (this.open || other.open || this.loose.equals(other.loose)) && this.days.meet(other.days);
		}

	}

	private static String words(@Nullable Object value) {
		String text = Objects.toString(value, "");
		String words = String.join(" ", Words.of(text).unified());
		return words.isEmpty() ? text : words;
	}

	/** A figure says the same in other words, but not with another number. */
	private static List<String> figure(Map<String, Object> said) {
		String figure = (said.get("value") instanceof Number value) ? said.get("bound") + " " + value.doubleValue()
				: words(said.get("wording"));
		return List.of(words(said.get("measure")), words(said.get("unit")), figure);
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
		List<Warning> warnings = new ArrayList<>(currentNames(draft));
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
		beside
			.forEach(
					(kind, facts) -> known(draft, kind, facts, told)
						.forEach((fact,
								others) -> warnings.add(new Warning(
										"A %s that says the same is recorded already; %scheck how they differ"
											.formatted(kind.label(),
													(kind != Kind.CITATION) ? "cite another source for that one, or "
															: ""),
										Warning.Code.ALREADY_RECORDED, draft.place(fact), List.copyOf(others)))));
		return warnings;
	}

	/** Warnings about other names that are the names which their actors have anyway. */
	private static List<Warning> currentNames(Draft draft) {
		List<Warning> warnings = new ArrayList<>();
		for (Change change : draft.told()) {
			Content name = change.after();
			if (name.kind() != Kind.NAME || !isNews(change)) {
				continue;
			}
			for (String end : ends(name)) {
				String actor = id(end);
				if (words(name.properties().get("name")).equals(words(draft.content(actor).properties().get("name")))) {
					warnings.add(new Warning("The actor has this name already; record only its other names",
							Warning.Code.ALREADY_RECORDED, draft.place(name.id()), List.of(actor)));
				}
			}
		}
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
