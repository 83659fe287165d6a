package org.rapport.identity;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.rapport.access.Permission;
import org.rapport.access.Viewer;
import org.rapport.directory.Organisation;
import org.rapport.identity.IdentityGraph.Pair;
import org.rapport.identity.IdentityGraph.TiedTo;
import org.rapport.identity.IdentityGraph.ToldFact;
import org.rapport.kernel.Content.Bond;
import org.rapport.kernel.Content;
import org.rapport.kernel.Hiding;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.RapportException;
import org.rapport.kernel.Tie;
import org.rapport.kernel.UserErrorCode;
import org.rapport.kernel.Visibility;
import org.rapport.recording.Change;
import org.rapport.recording.ChangeKind;
import org.rapport.recording.Draft;
import org.rapport.recording.Form;
import org.rapport.recording.HistoryGraph.Undo;
import org.rapport.recording.HistoryGraph;
import org.rapport.recording.Input;
import org.rapport.recording.Outcome;
import org.rapport.recording.Recording;
import org.rapport.recording.Warning;
import org.rapport.store.ElementStore;
import org.rapport.store.Stored;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Merges two records of the same actor or meeting, takes merges back, and records that
 * two records are distinct. A merge never makes a hidden fact visible to more viewers.
 * Only a person decides a merge; the software proposes.
 */
@Component
class Identities {

	private static final String SUPPORTS = "SUPPORTS";

	private static final JsonMapper JSON = new JsonMapper();

	private static final String DUPLICATE = "duplicate";

	private static final String SURVIVOR = "survivor";

	/** The properties of which a merge keeps the value of the survivor. */
	private static final List<String> OF_ACTORS = List.of("kind", "countryCode", "legalForm", "jurisdiction",
			"description");

	private static final List<String> OF_MEETINGS = List.of("title", "kind", "date", "multiplicity", "attendanceMode",
			"description");

	private static final Set<String> HIDING = Set.of("visibility", "circle");

	private final Recording recording;

	private final ElementStore store;

	private final IdentityGraph graph;

	private final HistoryGraph history;

	Identities(Recording recording, ElementStore store, IdentityGraph graph, HistoryGraph history) {
		this.recording = recording;
		this.store = store;
		this.graph = graph;
		this.history = history;
	}

	/** Why a merge needs a decision by the curator. */
	enum ConflictKind {

		DECLARED_DISTINCT, IDENTIFIERS_DIFFER, PROPERTIES_DIFFER, FACT_ABOUT_ITSELF, SAME_FACT_TWICE, HIDDEN_TIE

	}

	/**
	 * A point that the curator decides before a merge.
	 *
	 * @param kind the kind of conflict
	 * @param message one sentence about it
	 * @param nodeIds the ids of the facts concerned; empty if none
	 */
	record Conflict(ConflictKind kind, String message, List<String> nodeIds) {
	}

	/**
	 * The result of a merge, or of its dry run.
	 *
	 * @param outcome the outcome of the act
	 * @param moved how many records and facts now name the other actor instead
	 * @param conflicts the points to decide
	 */
	record Merge(Outcome outcome, int moved, List<Conflict> conflicts) {
	}

	/** Merges one actor into another; a dry run only reports what would happen. */
	Merge mergeActors(Viewer viewer, Map<String, @Nullable Object> values) {
		return merge(viewer, "mergeActors", Kind.ACTORS, values);
	}

	/** Merges one meeting into another; a dry run only reports what would happen. */
	Merge mergeMeetings(Viewer viewer, Map<String, @Nullable Object> values) {
		return merge(viewer, "mergeMeetings", EnumSet.of(Kind.MEETING), values);
	}

	private Merge merge(Viewer viewer, String act, Set<Kind> kinds, Map<String, @Nullable Object> values) {
		viewer.requireForAll(Permission.CURATE);
		Merging[] merging = new Merging[1];
		Outcome outcome = this.recording.act(viewer, Permission.CURATE, act, values, (draft, input) -> {
			merging[0] = new Merging(draft, input, kinds);
			return merging[0].draft();
		});
		Merging done = merging[0];
		return (done != null) ? new Merge(outcome, done.moved, List.copyOf(done.conflicts))
				: new Merge(outcome, 0, List.of());
	}

	/** One merge: it moves what is tied to {@code from} to {@code into}. */
	private final class Merging {

		private final Draft draft;

		private final Input input;

		private final Set<Kind> kinds;

		private final List<Conflict> conflicts = new ArrayList<>();

		private final List<ToldFact> told = new ArrayList<>();

		private TiedTo ties = new TiedTo(Map.of(), Map.of());

		private int moved;

		Merging(Draft draft, Input input, Set<Kind> kinds) {
			this.draft = draft;
			this.input = input;
			this.kinds = kinds;
		}

		@Nullable String draft() {
			Stored from = named(DUPLICATE);
			Stored into = named(SURVIVOR);
			if (from == null || into == null) {
				return null;
			}
			if (from.content().id().equals(into.content().id())) {
				this.draft.refuse(this.input.at(DUPLICATE), UserErrorCode.CONFLICT, "Both name the same record");
				return null;
			}
			if (from.content().kind() != into.content().kind()) {
				this.draft.refuse(this.input.at(DUPLICATE), UserErrorCode.CONFLICT,
						"The types differ: %s and %s; only actors of the same type can be merged"
							.formatted(from.content().kind().label(), into.content().kind().label()));
				return null;
			}
			if (isUnnamed(from.content()) || isUnnamed(into.content())) {
				this.draft.refuse(this.input.at(DUPLICATE), UserErrorCode.CONFLICT,
						"An unnamed group cannot be merged; nothing shows that two groups are the same");
				return null;
			}
			move(from, into);
			if (!this.conflicts.isEmpty() && !Boolean.TRUE.equals(this.input.value("acceptConflicts"))) {
				this.draft.refuse(this.input.at("acceptConflicts"), UserErrorCode.CONFLICT,
						"Conflicts to check: %d; if the merge is right, send \"acceptConflicts\": true"
							.formatted(this.conflicts.size()));
			}
			return into.content().id();
		}

		private @Nullable Stored named(String field) {
			String id = this.draft.named(Objects.requireNonNull(this.input.object(field)), this.kinds, null);
			return (id != null) ? this.draft.stored(List.of(id)).get(id) : null;
		}

		private static boolean isUnnamed(Content actor) {
			return Organisation.UNNAMED_GROUP.equals(actor.properties().get("kind"));
		}

		private void move(Stored from, Stored into) {
			String fromId = from.content().id();
			String intoId = into.content().id();
			compare(from, into);
			this.ties = Identities.this.graph.tiedTo(List.of(fromId, intoId));
			Map<String, Stored> all = this.draft.stored(this.ties.all());
			Map<String, Stored> tied = new HashMap<>(all);
			tied.keySet().retainAll(this.ties.to(fromId));
			Map<String, Stored> present = new HashMap<>(all);
			present.keySet().retainAll(this.ties.to(intoId));
			new TreeMap<>(tied).forEach((id, owner) -> {
				boolean own = owner.content().bonds().stream().anyMatch((bond) -> bond.other().equals(fromId));
				if (!own || owner.retracted()) {
					return;
				}
				if (isMoreHidden(from, into) && !owner.content().needed().contains(fromId)) {
					this.conflicts.add(new Conflict(ConflictKind.HIDDEN_TIE,
							"The link from this %s stays with the duplicate; moving it would show it to more viewers"
								.formatted(owner.content().kind().label()),
							List.of(id)));
				}
				else if (!id.equals(intoId)) {
					move(owner, from, into, present);
				}
			});
			joinBonds(from, into);
			this.draft.put(new Change(ChangeKind.MERGED, from, from.content(), Set.of(intoId)));
			this.draft.retire(fromId);
			this.draft.sealBeside(List.of(intoId));
			if (from.content().kind().isActor()) {
				keepName(from, into, tied, present);
			}
			this.draft
				.alsoDo(() -> Identities.this.graph.merge(fromId, intoId, from.level(), from.circles(), this.told));
		}

		/** The survivor gets the links of the duplicate, for example its places. */
		private void joinBonds(Stored from, Stored into) {
			Content content = into.content();
			Set<Bond> own = from.content().bonds();
			if (isMoreHidden(from, into)) {
				if (!own.isEmpty()) {
					this.conflicts.add(new Conflict(ConflictKind.HIDDEN_TIE,
							"The links of the duplicate to other records stay with it; moving them would show them to more viewers",
							List.of()));
				}
				return;
			}
			Set<Bond> bonds = new HashSet<>(content.bonds());
			boolean between = bonds.removeIf((bond) -> bond.other().equals(from.content().id()));
			for (Bond bond : own) {
				if (bond.other().equals(content.id())) {
					between = true;
				}
				else if (!isSingle(content.kind(), bond)
						|| bonds.stream().noneMatch((other) -> other.type().equals(bond.type()))) {
					bonds.add(bond);
				}
				else if (!bonds.contains(bond)) {
					this.conflicts.add(new Conflict(ConflictKind.PROPERTIES_DIFFER,
							"They are parts of different records; the survivor stays a part of its own",
							List.of(bond.other())));
				}
			}
			if (between) {
				this.conflicts.add(new Conflict(ConflictKind.FACT_ABOUT_ITSELF,
						"One is a part of the other; after the merge it would be a part of itself, so this link goes",
						List.of()));
			}
			if (!bonds.equals(content.bonds())) {
				this.draft.put(new Change(ChangeKind.MERGED, into,
						new Content(content.id(), content.kind(), content.properties(), bonds)));
			}
		}

		private static boolean isSingle(Kind kind, Bond bond) {
			return Tie.of(kind).stream().anyMatch((tie) -> tie.type().equals(bond.type()) && !tie.isMany());
		}

		private void move(Stored owner, Stored from, Stored into, Map<String, Stored> present) {
			Content before = owner.content();
			String fromId = from.content().id();
			String intoId = into.content().id();
			Set<Bond> bonds = moved(before.bonds(), fromId, intoId);
			// What only names the record, for example a session of it, is hidden by
			// itself.
			Map<String, Object> properties = before.needed().contains(fromId) ? asHidden(before, from.content())
					: before.properties();
			Content after = new Content(before.id(), before.kind(), properties, bonds);
			if (Tie.of(before.kind()).stream().filter((tie) -> after.tied(tie).contains(intoId)).count() > 1) {
				this.conflicts.add(new Conflict(ConflictKind.FACT_ABOUT_ITSELF,
						"A %s links the two; after the merge it would link a record to itself, so it is retracted"
							.formatted(before.kind().label()),
						List.of(before.id())));
				this.draft.retract(owner);
				return;
			}
			this.moved++;
			for (Stored other : present.values()) {
				if (other.retracted() || other.content().kind() != before.kind() || before.kind().isRecord()
						|| before.kind() == Kind.CITATION || !other.content().bonds().equals(bonds)
						|| other.content().id().equals(before.id()) || this.draft.takesAway(other.content().id())) {
					continue;
				}
				if (said(other.content()).equals(said(after))) {
					if (Hiding.of(other.content()).isOpenTo(Hiding.of(after))) {
						tellOnce(owner, after, other.content().id(), from, into);
						return;
					}
					if (Hiding.of(after).isOpenTo(Hiding.of(other.content()))) {
						tellOnce(other, other.content(), after.id(), from, into);
						continue;
					}
				}
				this.conflicts.add(new Conflict(ConflictKind.SAME_FACT_TWICE,
						"Both have a fact of the type %s about the same records; both are kept"
							.formatted(before.kind().label()),
						List.of(before.id(), other.content().id())));
			}
			this.draft.put(new Change(ChangeKind.MERGED, owner, after));
		}

		private static Set<Bond> moved(Set<Bond> bonds, String from, String into) {
			return bonds.stream()
				.map((bond) -> bond.other().equals(from) ? new Bond(bond.type(), bond.outgoing(), into) : bond)
				.collect(Collectors.toSet());
		}

		/** What a fact says, whoever may see it. */
		private static Map<String, Object> said(Content fact) {
			Map<String, Object> said = new TreeMap<>(fact.properties());
			said.keySet().removeAll(HIDING);
			return said;
		}

		/**
		 * Takes out a fact that another one tells already to everybody who sees it. The
		 * other one gets its citations, as hidden as they were.
		 * @param told the content of the fact with the visibility that it has or would
		 * get
		 */
		private void tellOnce(Stored twin, Content told, String kept, Stored from, Stored into) {
			String id = twin.content().id();
			this.draft.put(new Change(ChangeKind.RETRACTED, twin, twin.content(),
					Set.of(from.content().id(), into.content().id())));
			this.draft.stored(this.ties.citationsOf(id)).values().forEach((citation) -> {
				Content before = citation.content();
				if (before.kind() == Kind.CITATION && !citation.retracted() && before.needed().contains(id)) {
					this.draft.put(new Change(ChangeKind.MERGED, citation, new Content(before.id(), before.kind(),
							asHidden(before, told), moved(before.bonds(), id, kept)), Set.of(id)));
				}
			});
			this.draft.sealBeside(List.of(kept));
			this.told.add(new ToldFact(id, kept, twin.level(), twin.circles()));
		}

		/**
		 * Whether more viewers could see a tie of {@code from} if it moved to
		 * {@code into}.
		 */
		private static boolean isMoreHidden(Stored from, Stored into) {
			return from.level() > into.level() || !into.circles().containsAll(from.circles());
		}

		/**
		 * The properties of a moved element. A fact that was hidden because its record is
		 * hidden gets the record's visibility and circle itself, so that the merge shows
		 * it to nobody new.
		 */
		private Map<String, Object> asHidden(Content before, Content from) {
			Map<String, Object> properties = new TreeMap<>(before.properties());
			long level = Math.max((Long) Objects.requireNonNull(properties.get("visibility")),
					(Long) Objects.requireNonNull(from.properties().get("visibility")));
			properties.put("visibility", level);
			Object circle = from.properties().get("circle");
			Object own = properties.get("circle");
			if (circle != null && own != null && !circle.equals(own)) {
				this.draft.refuse(this.input.at(DUPLICATE), UserErrorCode.CONFLICT,
						"A %s of the record is in a different circle; put both into the same circle first"
							.formatted(before.kind().label()));
			}
			else if (circle != null) {
				properties.put("circle", circle);
			}
			return properties;
		}

		/** Whether somebody who sees the duplicate may not see the survivor. */
		private static boolean hides(Stored from, Stored into) {
			Object circle = into.content().properties().get("circle");
			return into.content().visibility().compareTo(from.content().visibility()) > 0
					|| (circle != null && !circle.equals(from.content().properties().get("circle")));
		}

		private void compare(Stored from, Stored into) {
			if (!Identities.this.graph
				.distinct(this.draft.lens(), List.of(Pair.of(from.content().id(), into.content().id())))
				.isEmpty()) {
				this.conflicts
					.add(new Conflict(ConflictKind.DECLARED_DISTINCT, "Somebody declared the two distinct", List.of()));
			}
			for (String property : from.content().kind().isActor() ? OF_ACTORS : OF_MEETINGS) {
				Object one = from.content().properties().get(property);
				Object other = into.content().properties().get(property);
				if (one != null && !one.equals(other)) {
					String message = (other != null)
							? "They differ in \"%s\"; \"%s\" is kept".formatted(property, other)
							: "Only the duplicate has \"%s\"; \"%s\" is not kept".formatted(property, one);
					this.conflicts.add(new Conflict(ConflictKind.PROPERTIES_DIFFER, message, List.of()));
				}
			}
			if (hides(from, into)) {
				this.conflicts.add(new Conflict(ConflictKind.PROPERTIES_DIFFER,
						"Fewer viewers see the survivor; those who see only the duplicate will find neither",
						List.of()));
			}
			Map<String, List<IdentityGraph.IdentifiedActor>> schemes = Identities.this.graph
				.identifiers(this.draft.lens(), List.of(from.content().id(), into.content().id()))
				.stream()
				.collect(Collectors.groupingBy(IdentityGraph.IdentifiedActor::scheme,
						() -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER), Collectors.toList()));
			schemes.forEach((scheme, identifiers) -> {
				if (identifiers.stream().map(IdentityGraph.IdentifiedActor::id).distinct().count() > 1) {
					this.conflicts.add(new Conflict(ConflictKind.IDENTIFIERS_DIFFER,
							"They have different identifiers in the scheme %s".formatted(scheme), List.of()));
				}
			});
		}

		/**
		 * Keeps the name of the merged actor as another name of the remaining one. It
		 * cites the sources in which the name was used, and is as hidden as they are,
		 * because a name stays cited for everyone who sees it.
		 */
		private void keepName(Stored from, Stored into, Map<String, Stored> tied, Map<String, Stored> present) {
			String name = Objects.requireNonNull(from.content().properties().get("name")).toString();
			Hiding seen = Hiding.of(from.content()).and(into.hiding());
			if (name.equals(into.content().properties().get("name"))
					|| present.values().stream().anyMatch((other) -> isName(other, name, seen))) {
				return;
			}
			NameSource source = source(from, into, tied, seen);
			if (source == null) {
				warn("The name \"%s\" of the duplicate is not kept, because no citation supports it; add it to the survivor with a citation"
					.formatted(name));
				return;
			}
			Map<String, String> form = new TreeMap<>(Map.of("actor", into.content().id(), "name", name, "kind",
					"ALTERNATIVE", "visibility", Objects.requireNonNull(Visibility.of(source.own().level())).name()));
			source.own().circles().forEach((circle) -> form.put("circle", circle));
			this.draft.infer(Kind.NAME, form, from.content(), source.citations(),
					"The record had this name before it was merged.");
			if (!source.own().and(into.hiding()).isOpenTo(seen)) {
				warn("The name \"%s\" of the duplicate is kept for fewer viewers than before, because its citations are hidden from the others; cite a source that they see"
					.formatted(name));
			}
		}

		private void warn(String message) {
			this.draft.warn(new Warning(message, Warning.Code.NAME_NOT_KEPT, this.input.at(DUPLICATE), List.of()));
		}

		/** Whether this is a name that all these viewers see, with this text. */
		private static boolean isName(Stored other, String name, Hiding seen) {
			return other.content().kind() == Kind.NAME && other.isShown()
					&& name.equals(other.content().properties().get("name")) && other.hiding().isOpenTo(seen);
		}

		/**
		 * What supports the name of the merged actor.
		 *
		 * @param citations the citations of the record, and of a fact about it if that
		 * one is less hidden
		 * @param own how hidden the name has to be by itself
		 */
		private record NameSource(List<Content> citations, Hiding own) {
		}

		/** Null if nothing supports the name. */
		private @Nullable NameSource source(Stored from, Stored into, Map<String, Stored> tied, Hiding seen) {
			List<Content> own = tied.values()
				.stream()
				.filter((owner) -> owner.content().kind() == Kind.CITATION && owner.isShown())
				.map(Stored::content)
				.toList();
			List<String> facts = tied.values()
				.stream()
				.filter((owner) -> !owner.retracted() && !owner.content().kind().isRecord())
				.map((owner) -> owner.content().id())
				.toList();
			String other = Identities.this.graph.citationOf(facts, seen);
			List<Content> all = new ArrayList<>(own);
			if (other != null) {
				all.add(Objects.requireNonNull(this.draft.stored(List.of(other)).get(other)).content());
			}
			Map<String, Stored> sources = this.draft
				.stored(all.stream().flatMap((citation) -> citation.needed().stream()).toList());
			Content best = null;
			Hiding least = null;
			for (Content citation : all) {
				Hiding hiding = own(citation, from, into, sources);
				if (hiding != null && (least == null || isLess(hiding, least))) {
					best = citation;
					least = hiding;
				}
			}
			if (best == null || least == null) {
				return null;
			}
			return new NameSource(own.contains(best) ? own : all, least);
		}

		private static boolean isLess(Hiding one, Hiding other) {
			return (one.level() != other.level()) ? one.level() < other.level()
					: one.circles().size() < other.circles().size();
		}

		/**
		 * How hidden a name has to be by itself so that all who see it see this citation,
		 * and nobody new sees the name. Null if it would need several circles.
		 */
		private static @Nullable Hiding own(Content citation, Stored from, Stored into, Map<String, Stored> sources) {
			Hiding own = Hiding.of(from.content()).and(Hiding.of(citation));
			for (String id : citation.needed()) {
				Stored source = sources.get(id);
				if (source != null && source.content().kind() == Kind.DOCUMENT) {
					if (!source.isShown()) {
						return null;
					}
					own = own.and(source.hiding());
				}
			}
			Set<String> circles = new HashSet<>(own.circles());
			circles.removeAll(into.hiding().circles());
			circles.addAll(Hiding.of(from.content()).circles());
			return (circles.size() <= 1) ? new Hiding(own.level(), circles) : null;
		}

	}

	/**
	 * Takes a merge back. Elements that the merge moved, and that are not retracted, name
	 * the first actor again.
	 */
	Outcome unmerge(Viewer viewer, Map<String, @Nullable Object> values) {
		viewer.requireForAll(Permission.CURATE);
		return this.recording.act(viewer, Permission.CURATE, "unmerge", values, (draft, input) -> {
			String from = String.valueOf(input.text("mergedId"));
			String into = isMergeable(from) ? this.store.mergedInto(from) : null;
			List<Undo> undone = (into != null) ? this.history.lastAct(from, ChangeKind.MERGED) : List.of();
			Set<String> changed = undone.stream().map(Undo::element).collect(Collectors.toCollection(TreeSet::new));
			changed.add(from);
			Map<String, Stored> stored = (into != null) ? draft.stored(changed) : Map.of();
			Stored merged = stored.get(from);
			if (into == null || merged == null) {
				draft.refuse(input.at("mergedId"), UserErrorCode.NOT_FOUND, "No record with this id was merged");
				return null;
			}
			for (Undo undo : undone) {
				Stored now = stored.get(undo.element());
				if (now != null && !undo.element().equals(from)) {
					takeBack(draft, undo, now, from, into);
				}
			}
			draft.put(new Change(ChangeKind.UNMERGED, merged, merged.content(), Set.of(into)));
			draft.alsoDo(() -> this.graph.unmerge(from, into, changed));
			draft.sealBeside(List.of(from));
			return from;
		});
	}

	private static boolean isMergeable(String id) {
		try {
			return Kind.MERGEABLE.contains(Ids.kindOf(id));
		}
		catch (RapportException ex) {
			return false;
		}
	}

	/**
	 * Takes one change of the merge back. An element that nobody changed since the merge
	 * gets its former content. If somebody changed it since, only its ties move back. If
	 * somebody retracted it since, it stays retracted.
	 */
	private void takeBack(Draft draft, Undo undo, Stored now, String from, String into) {
		boolean untouched = now.version() == undo.version();
		if (undo.before() == null) {
			if (!now.retracted()) {
				draft.retract(now);
			}
			return;
		}
		Content before = Form.content(undo.element(), Ids.kindOf(undo.element()), JSON.readTree(undo.before()),
				UnaryOperator.identity());
		if (untouched) {
			draft.put(new Change(ChangeKind.UNMERGED, now, before));
			return;
		}
		Set<Bond> bonds = new HashSet<>();
		for (Bond bond : now.content().bonds()) {
			Bond former = new Bond(bond.type(), bond.outgoing(), from);
			boolean moves = bond.other().equals(into) && before.bonds().contains(former);
			bonds.add(moves ? former : citedBefore(bond, before, undo).orElse(bond));
		}
		Content after = new Content(undo.element(), before.kind(), now.content().properties(), bonds);
		draft.put(now.retracted() ? new Change(ChangeKind.RETRACTED, now, after)
				: new Change(ChangeKind.UNMERGED, now, after));
	}

	/**
	 * What a citation supported before the merge, if it supports now what the merge gave
	 * it, or what that was merged into since. Another merge may have been taken back and
	 * may have given it something else.
	 */
	private Optional<Bond> citedBefore(Bond bond, Content before, Undo undo) {
		if (!bond.type().equals(SUPPORTS) || undo.after() == null) {
			return Optional.empty();
		}
		boolean given = Form
			.content(undo.element(), before.kind(), JSON.readTree(undo.after()), UnaryOperator.identity())
			.bonds()
			.stream()
			.filter((own) -> own.type().equals(SUPPORTS))
			.anyMatch((own) -> bond.other().equals(own.other())
					|| bond.other().equals(this.store.mergedInto(own.other())));
		return given ? before.bonds().stream().filter((own) -> own.type().equals(SUPPORTS)).findFirst()
				: Optional.empty();
	}

	/**
	 * The result of declaring two records distinct.
	 *
	 * @param outcome the outcome of the act
	 * @param otherId the id of the second record; null if the act was refused
	 */
	record Distinguished(Outcome outcome, @Nullable String otherId) {
	}

	/**
	 * Declares two actors or two meetings distinct, so that they are not proposed as
	 * duplicates again; or removes that declaration.
	 */
	Distinguished distinguish(Viewer viewer, Map<String, @Nullable Object> values) {
		String[] other = new String[1];
		Outcome outcome = this.recording.act(viewer, Permission.CURATE, "declareDistinct", values, (draft, input) -> {
			String one = draft.named(Objects.requireNonNull(input.object("one")), Kind.MERGEABLE, null);
			String two = draft.named(Objects.requireNonNull(input.object("other")), Kind.MERGEABLE, null);
			if (one == null || two == null) {
				return null;
			}
			if (one.equals(two)) {
				draft.refuse(input.at("other"), UserErrorCode.CONFLICT, "Both name the same record");
				return null;
			}
			if (Ids.kindOf(one).isActor() != Ids.kindOf(two).isActor()) {
				draft.refuse(input.at("other"), UserErrorCode.CONFLICT,
						"One is an actor and the other a meeting; only two actors or two meetings can be declared distinct");
				return null;
			}
			other[0] = two;
			Pair pair = Pair.of(one, two);
			if (Boolean.FALSE.equals(input.value("distinct"))) {
				draft.alsoDo(() -> this.graph.noLongerDistinguish(pair));
			}
			else {
				draft.alsoDo(() -> this.graph.distinguish(pair, viewer.name(),
						Objects.requireNonNullElse(input.text("reason"), "")));
			}
			draft.sealBeside(List.of(one, two));
			return one;
		});
		return new Distinguished(outcome, other[0]);
	}

}
