package org.rapport.provenance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Clearance;
import org.rapport.kernel.Content;
import org.rapport.kernel.Hiding;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Tie;
import org.rapport.kernel.UserErrorCode;
import org.rapport.provenance.CitedGraph.Touched;
import org.rapport.recording.Change;
import org.rapport.recording.ChangeKind;
import org.rapport.recording.FormSchema;
import org.rapport.recording.Proposal;
import org.rapport.recording.Rule;
import org.rapport.store.Stored;
import org.springframework.stereotype.Component;

/**
 * Keeps this rule: a fact stays cited for everyone who sees it. It compares who sees a
 * fact and who sees its citations, as they will be sealed after the changes.
 * <p>
 * If viewers would lose the last citation that they see, the changes are refused. There
 * are two exceptions, in which the fact is retracted instead:
 * <ul>
 * <li>The author does not see the fact. A refusal would reveal it.
 * <li>The fact comes back with a record that is restored, or something is erased. Neither
 * may fail because of a citation.
 * </ul>
 */
@Component
class CitedFacts implements Rule {

	/** The most facts that an error names. */
	private static final int MOST_NAMED = 3;

	/**
	 * An import can have very many facts. Only so many are judged together, because all
	 * that they need is in memory then.
	 */
	private static final int MOST_AT_ONCE = 5_000;

	private final CitedGraph graph;

	private final FormSchema schema = FormSchema.read();

	CitedFacts(CitedGraph graph) {
		this.graph = graph;
	}

	@Override
	public void judge(Proposal proposal) {
		Set<String> touched = new LinkedHashSet<>();
		for (Change change : proposal.changesOfRecorded()) {
			if (mayTakeCitations(change)) {
				touched.add(change.id());
			}
		}
		Set<String> erased = proposal.erased()
			.stream()
			.filter((id) -> Ids.kindOf(id) == Kind.CITATION)
			.collect(Collectors.toCollection(TreeSet::new));
		Touched known = (touched.isEmpty() && erased.isEmpty()) ? new Touched(Set.of(), Map.of(), Set.of())
				: this.graph.touched(touched, erased);
		if (known.ids().size() <= MOST_AT_ONCE) {
			proposal.stored(known.ids());
		}
		new Judgement(proposal, known).judge();
	}

	/**
	 * Whether a change of a recorded element can hide a citation from somebody, or show a
	 * fact to somebody.
	 */
	private static boolean mayTakeCitations(Change change) {
		Stored before = change.before();
		if (before == null) {
			return false;
		}
		Kind kind = change.after().kind();
		return switch (change.kind()) {
			case RETRACTED -> kind == Kind.CITATION || kind == Kind.DOCUMENT;
			case CHANGED -> !Hiding.of(before.content()).equals(Hiding.of(change.after()))
					|| !before.content().needed().equals(change.after().needed());
			default -> true;
		};
	}

	/** The facts that the changes affect, and their citations. */
	private final class Judgement {

		private final Proposal proposal;

		private final Clearance clearance;

		/** The recorded elements whose seals the changes can affect. */
		private final Set<String> affected;

		/** The ids of the citations of each fact, before and after the changes. */
		private final Map<String, Set<String>> citations = new LinkedHashMap<>();

		/** How hidden elements are after the changes; empty if no lens shows them. */
		private final Map<String, Optional<Hiding>> after = new HashMap<>();

		/** The facts that the changes would leave uncited, by place of the error. */
		private final Map<List<String>, List<String>> uncited = new LinkedHashMap<>();

		private final Map<String, Set<String>> known;

		Judgement(Proposal proposal, Touched touched) {
			this.proposal = proposal;
			this.clearance = proposal.lens().clearance();
			this.affected = touched.affected();
			this.known = touched.citing();
		}

		void judge() {
			Set<String> recorded = recordedFacts();
			recorded
				.forEach((fact) -> this.citations.put(fact, new TreeSet<>(this.known.getOrDefault(fact, Set.of()))));
			for (Change change : this.proposal.changes(CitedFacts.this.schema::needsCitation)) {
				if (change.before() == null) {
					this.citations.put(change.id(), new TreeSet<>());
				}
			}
			for (Content citation : this.proposal.said(Kind.CITATION)) {
				for (String supported : citation.needed()) {
					Set<String> others = this.citations.get(supported);
					if (others != null) {
						others.add(citation.id());
					}
				}
			}
			if (this.citations.isEmpty()) {
				return;
			}
			List<String> all = List.copyOf(this.citations.keySet());
			for (int i = 0; i < all.size(); i += MOST_AT_ONCE) {
				List<String> some = all.subList(i, Math.min(i + MOST_AT_ONCE, all.size()));
				read(some);
				some.forEach(this::judge);
				this.after.clear();
			}
			this.uncited
				.forEach((place, facts) -> this.proposal.refuse(place, UserErrorCode.CITATION_NEEDED, message(facts)));
		}

		/** Names a few of the facts. New ones have no id that the author could use. */
		private String message(List<String> facts) {
			List<String> named = new ArrayList<>(facts.stream()
				.filter((id) -> !isNew(id))
				.limit(MOST_NAMED)
				.map((id) -> Ids.kindOf(id).label() + " " + id)
				.toList());
			int more = facts.size() - named.size();
			if (!named.isEmpty() && more > 0) {
				named.add("and %d more".formatted(more));
			}
			return "Viewers of a fact would see none of its citations. First cite a source that they see, hide the fact "
					+ "too, or retract it. Number of facts: " + facts.size()
					+ (named.isEmpty() ? "" : " (" + String.join(", ", named) + ")");
		}

		/** The facts that are recorded already and that the changes may leave uncited. */
		private Set<String> recordedFacts() {
			Set<String> facts = new TreeSet<>();
			Set<String> citing = new TreeSet<>();
			for (String id : this.affected) {
				if (Ids.kindOf(id) == Kind.CITATION) {
					citing.add(id);
				}
				facts.add(id);
			}
			this.proposal.erased().stream().filter((id) -> Ids.kindOf(id) == Kind.CITATION).forEach(citing::add);
			if (!citing.isEmpty()) {
				this.proposal.stored(citing).values().forEach((citation) -> facts.addAll(citation.content().needed()));
			}
			facts.removeIf((id) -> !isCited(id) || this.proposal.takesAway(id));
			return facts;
		}

		private boolean isCited(String id) {
			return CitedFacts.this.schema.needsCitation(Ids.kindOf(id));
		}

		/**
		 * Reads the facts, their citations, and what these need. An element that is not
		 * affected has its seal, so what it needs does not matter.
		 */
		private void read(List<String> some) {
			Set<String> level = new LinkedHashSet<>(some);
			for (String fact : some) {
				level.addAll(Objects.requireNonNull(this.citations.get(fact)));
			}
			Set<String> seen = new HashSet<>();
			while (!level.isEmpty()) {
				seen.addAll(level);
				Map<String, Stored> stored = this.proposal.stored(level.stream().filter((id) -> !isNew(id)).toList());
				Set<String> next = new LinkedHashSet<>();
				for (String id : level) {
					Content content = content(id, stored.get(id));
					if (content != null && changes(id)) {
						next.addAll(content.needed());
					}
				}
				next.removeAll(seen);
				level = next;
			}
		}

		private boolean isNew(String id) {
			return this.proposal.adds(id);
		}

		/** Whether an element can have another seal after the changes. */
		private boolean changes(String id) {
			return isNew(id) || this.affected.contains(id);
		}

		private @Nullable Content content(String id, @Nullable Stored stored) {
			Change change = this.proposal.change(id);
			return (change != null) ? change.after() : (stored != null) ? stored.content() : null;
		}

		private void judge(String fact) {
			Hiding now = after(fact).orElse(null);
			if (now == null) {
				return;
			}
			List<Hiding> left = new ArrayList<>();
			Objects.requireNonNull(this.citations.get(fact)).forEach((id) -> after(id).ifPresent(left::add));
			if (isCovered(now, left) || hasErrors(fact)) {
				return;
			}
			boolean seen = now.isSeenBy(this.clearance);
			boolean lost = losers(fact, now, seen).stream().anyMatch((viewer) -> !isCovered(viewer, left));
			if (!lost) {
				return;
			}
			Stored before = isNew(fact) ? null : this.proposal.stored(List.of(fact)).get(fact);
			boolean comesBack = before != null && !before.isShown() && this.proposal.change(fact) == null;
			if (before != null && (!seen || comesBack || !this.proposal.erased().isEmpty())) {
				this.proposal.retract(before);
			}
			else {
				// The author sees it, so the error may name it.
				this.uncited.computeIfAbsent(place(fact), (none) -> new ArrayList<>()).add(fact);
			}
		}

		/**
		 * Whether a new fact has no citation, or one with errors. That is reported
		 * already.
		 */
		private boolean hasErrors(String fact) {
			Set<String> ids = Objects.requireNonNull(this.citations.get(fact));
			return isNew(fact) && (ids.isEmpty() || ids.stream().anyMatch((id) -> {
				Change change = this.proposal.change(id);
				return change != null && isLacking(change.after());
			}));
		}

		private static boolean isCovered(Hiding viewer, Collection<Hiding> citations) {
			return citations.stream().anyMatch((citation) -> citation.isOpenTo(viewer));
		}

		/**
		 * The smallest clearances whose viewers can lose the last citation: those who see
		 * the fact only after the changes, and those who saw a citation before. An author
		 * must not learn of citations that they do not see.
		 */
		private List<Hiding> losers(String fact, Hiding now, boolean seen) {
			Hiding then = before(fact);
			List<Hiding> losers = new ArrayList<>();
			if (then == null || !then.isOpenTo(now)) {
				losers.add(now);
			}
			for (String id : Objects.requireNonNull(this.citations.get(fact))) {
				Hiding citation = before(id);
				if (citation != null && (!seen || citation.isSeenBy(this.clearance))) {
					losers.add(now.and(citation));
				}
			}
			return losers;
		}

		/** How hidden an element is before the changes; null if no lens shows it. */
		private @Nullable Hiding before(String id) {
			Stored stored = isNew(id) ? null : this.proposal.stored(List.of(id)).get(id);
			return (stored != null && stored.isShown()) ? stored.hiding() : null;
		}

		private Optional<Hiding> after(String id) {
			Optional<Hiding> known = this.after.get(id);
			if (known == null) {
				known = Optional.ofNullable(hidingAfter(id));
				this.after.put(id, known);
			}
			return known;
		}

		private @Nullable Hiding hidingAfter(String id) {
			if (this.proposal.takesAway(id)) {
				return null;
			}
			if (!changes(id)) {
				return before(id);
			}
			Stored stored = isNew(id) ? null : this.proposal.stored(List.of(id)).get(id);
			Content content = content(id, stored);
			boolean retracted = this.proposal.change(id) == null && stored != null && stored.retracted();
			if (content == null || retracted || isLacking(content)) {
				return null;
			}
			Hiding hiding = Hiding.of(content);
			for (String needed : content.needed()) {
				Hiding end = after(needed).orElse(null);
				if (end == null) {
					return null;
				}
				hiding = hiding.and(end);
			}
			return hiding;
		}

		private static boolean isLacking(Content content) {
			return Tie.of(content.kind())
				.stream()
				.anyMatch((tie) -> tie.need() == Tie.Need.ONE && content.tied(tie).isEmpty());
		}

		/** Where the error points to: the change that takes the citation. */
		private List<String> place(String fact) {
			Set<String> ids = new LinkedHashSet<>(List.of(fact));
			ids.addAll(Objects.requireNonNull(this.citations.get(fact)));
			Set<String> ends = new LinkedHashSet<>();
			ids.forEach((id) -> ends.addAll(needs(id)));
			ids.addAll(ends);
			for (String id : ids) {
				Change change = this.proposal.change(id);
				if (change != null && (id.equals(fact) || mayTakeCitations(change))) {
					return place(change);
				}
			}
			return this.proposal.place(fact);
		}

		private Set<String> needs(String id) {
			Content content = content(id, isNew(id) ? null : this.proposal.stored(List.of(id)).get(id));
			return (content != null) ? content.needed() : Set.of();
		}

		private List<String> place(Change change) {
			Stored before = change.before();
			if (before == null) {
				return this.proposal.place(change.id(), "citations");
			}
			if (change.kind() == ChangeKind.CHANGED) {
				boolean level = !Objects.equals(before.content().visibility(), change.after().visibility());
				return this.proposal.place(change.id(), level ? "visibility" : "circle");
			}
			return (change.kind() == ChangeKind.RESTORED) ? this.proposal.place(change.id(), "id")
					: this.proposal.place(change.id());
		}

	}

}
