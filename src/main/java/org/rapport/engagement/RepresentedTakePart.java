package org.rapport.engagement;

import java.util.ArrayList;
import java.util.Comparator;
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
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.rapport.engagement.AttendanceGraph.Around;
import org.rapport.engagement.AttendanceGraph.Known;
import org.rapport.engagement.AttendanceGraph.Side;
import org.rapport.kernel.Content;
import org.rapport.kernel.Hiding;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Tie;
import org.rapport.kernel.UserErrorCode;
import org.rapport.recording.Change;
import org.rapport.recording.ChangeKind;
import org.rapport.recording.Draft;
import org.rapport.recording.ActRule;
import org.rapport.store.Stored;
import org.springframework.stereotype.Component;

/**
 * Keeps this rule: anyone shown as represented in a meeting is also shown as a
 * participant. It adds the missing participation, marked INFERRED, with the sources of
 * the representation. It retracts that participation when it has no reason left that all
 * its viewers can see, and refuses to show it to anyone who would not see the reason.
 * <p>
 * The rule looks at everything recorded, not only at what the curator sees. Only viewers
 * who see the representation see the participation that follows from it.
 */
@Component
class RepresentedTakePart implements ActRule {

	private static final String NOTE = "Took part through somebody who represented it.";

	private static final Map<String, Tie> TIES = Tie.of(Kind.PARTICIPATION)
		.stream()
		.collect(Collectors.toMap(Tie::field, (tie) -> tie));

	private final AttendanceGraph graph;

	RepresentedTakePart(AttendanceGraph graph) {
		this.graph = graph;
	}

	/**
	 * A participation as it is before or after the act.
	 *
	 * @param content its properties and ties
	 * @param hiding how hidden it is
	 */
	private record Part(Content content, Hiding hiding) {

		Set<String> tied(String field) {
			return this.content.tied(Objects.requireNonNull(TIES.get(field)));
		}

		boolean isOf(Side side) {
			return tied("actor").contains(side.actor()) && tied("meeting").contains(side.meeting());
		}

		boolean represents(Side side) {
			return tied("representing").contains(side.actor()) && tied("meeting").contains(side.meeting());
		}

	}

	/**
	 * A participation to add.
	 *
	 * @param from the participation it follows from
	 * @param hiding how hidden it must be
	 */
	private record Missing(Part from, Hiding hiding) {
	}

	@Override
	public void judge(Draft draft) {
		refuseToLeaveTheRepresentedOut(draft);
		if (!draft.stands()) {
			return;
		}
		Set<Side> sides = new LinkedHashSet<>();
		Around around = around(draft, sides);
		sides.addAll(around.sides());
		if (!sides.isEmpty()) {
			Attendance attendance = new Attendance(draft, around);
			sides.forEach(attendance::judge);
		}
	}

	private void refuseToLeaveTheRepresentedOut(Draft draft) {
		Set<String> retracted = new TreeSet<>(draft.retracted(Kind.PARTICIPATION));
		// A merge takes out participations that others tell to all their viewers.
		retracted.removeIf((id) -> !Objects.requireNonNull(draft.change(id)).with().isEmpty());
		// An erasure is never refused. A participation that it takes is inferred again.
		if (retracted.isEmpty() || !draft.erased().isEmpty()) {
			return;
		}
		for (Known known : this.graph.represented(draft.lens(), retracted)) {
			if (!retracted.contains(known.fact())) {
				draft.refuse(List.of("id"), UserErrorCode.CONFLICT,
						"Another participation represents this actor; retract or correct that one first");
			}
		}
	}

	/**
	 * What is recorded about every side for which the act can change who sees the
	 * representation or the participation.
	 * @param sides gets those that the act names itself
	 */
	private Around around(Draft draft, Set<Side> sides) {
		Set<String> ends = new TreeSet<>();
		for (Change change : draft.changes()) {
			if (change.after().kind() == Kind.PARTICIPATION) {
				sides.addAll(sides(change.after()));
				if (change.before() != null) {
					sides.addAll(sides(change.before().content()));
				}
			}
			else if (isEnd(change.after().kind()) && change.before() != null && changesHands(change)) {
				ends.add(change.after().id());
			}
		}
		Set<String> erased = draft.erased()
			.stream()
			.filter((id) -> id.startsWith(Kind.PARTICIPATION.prefix() + "_"))
			.collect(Collectors.toSet());
		// Nobody attends a new meeting yet.
		List<Side> recorded = sides.stream()
			.filter((side) -> !draft.isNew(side.meeting()) && !draft.isNew(side.actor()))
			.toList();
		return this.graph.around(recorded, ends, erased);
	}

	private static boolean isEnd(Kind kind) {
		return kind.isActor() || kind == Kind.MEETING;
	}

	private static boolean changesHands(Change change) {
		Map<String, Object> before = Objects.requireNonNull(change.before()).content().properties();
		Map<String, Object> after = change.after().properties();
		return change.kind() != ChangeKind.CHANGED || !Objects.equals(before.get("visibility"), after.get("visibility"))
				|| !Objects.equals(before.get("circle"), after.get("circle"));
	}

	private static List<Side> sides(Content participation) {
		Part part = new Part(participation, Hiding.NONE);
		Set<String> actors = new TreeSet<>(part.tied("representing"));
		actors.addAll(part.tied("actor"));
		List<Side> sides = new ArrayList<>();
		part.tied("meeting").forEach((meeting) -> actors.forEach((actor) -> sides.add(new Side(actor, meeting))));
		return sides;
	}

	/** The participations of the sides, before and after the act. */
	private final class Attendance {

		private final Draft draft;

		private final Map<String, Change> changes = new LinkedHashMap<>();

		private final Map<String, Stored> stored = new HashMap<>();

		/** By id. Participations that the act adds come first, in its order. */
		private final Map<String, Part> before = new LinkedHashMap<>();

		private final Map<String, Part> after = new LinkedHashMap<>();

		/** The ids of the citations of each recorded participation. */
		private final Map<String, List<String>> citations;

		Attendance(Draft draft, Around around) {
			this.draft = draft;
			this.citations = around.citations();
			draft.changes().forEach((change) -> this.changes.put(change.after().id(), change));
			Set<String> ends = new TreeSet<>(around.ids());
			draft.said(Kind.PARTICIPATION).forEach((one) -> ends.addAll(one.needed()));
			this.stored.putAll(draft.stored(ends.stream().filter((end) -> !draft.isNew(end)).toList()));
			Map<String, Stored> present = new TreeMap<>(this.stored);
			present.keySet().retainAll(around.citations().keySet());
			draft.said(Kind.PARTICIPATION).forEach((one) -> keep(this.after, part(one, false)));
			present.forEach((id, one) -> {
				keep(this.before, one.retracted() ? null : part(one.content(), true));
				if (!this.changes.containsKey(id) && !one.retracted() && !draft.erased().contains(id)) {
					keep(this.after, part(one.content(), false));
				}
			});
		}

		private void keep(Map<String, Part> parts, @Nullable Part part) {
			if (part != null) {
				parts.put(part.content().id(), part);
			}
		}

		/**
		 * The participation before or after the act, or null if one of its ends is
		 * missing.
		 */
		private @Nullable Part part(Content content, boolean then) {
			Hiding hiding = hiding(content, content.needed(), then);
			return (hiding != null) ? new Part(content, hiding) : null;
		}

		/**
		 * How hidden an element is with these ends before or after the act, or null if
		 * one of them is missing.
		 */
		private @Nullable Hiding hiding(Content content, Set<String> ends, boolean then) {
			Hiding hiding = Hiding.of(content);
			for (String need : ends) {
				Stored end = this.stored.get(need);
				Change change = then ? null : this.changes.get(need);
				boolean gone = then ? end == null || end.retracted()
						: this.draft.takesAway(need) || (change == null && (end == null || end.retracted()));
				if (gone) {
					return null;
				}
				hiding = hiding
					.and((change != null) ? Hiding.of(change.after()) : Objects.requireNonNull(end).hiding());
			}
			return hiding;
		}

		void judge(Side side) {
			boolean merges = this.changes.values().stream().anyMatch((change) -> change.kind() == ChangeKind.MERGED);
			for (Part own : those(this.after, side, false)) {
				// A merge can join an actor with its own representative, so a merge
				// retracts nothing.
				if (!merges && isSupported(this.before, own, side) && !isSupported(this.after, own, side)
						&& isInferred(own)) {
					if (this.changes.containsKey(own.content().id())) {
						this.draft.refuse(List.of("visibility"), UserErrorCode.CONFLICT,
								"This participation only follows from a representation that would be more hidden; show that one, too, or cite a source for this one first");
						continue;
					}
					this.draft.retract(Objects.requireNonNull(this.stored.get(own.content().id())));
					this.after.remove(own.content().id());
				}
			}
			those(this.after, side, true).stream()
				.flatMap((part) -> missing(part, side))
				.sorted(Comparator.comparingLong((Missing missing) -> missing.hiding().level())
					.thenComparing((missing) -> missing.hiding().circles().size()))
				.forEach((missing) -> {
					if (!isCovered(this.after, missing.hiding(), side)) {
						infer(side, missing);
					}
				});
		}

		private static List<Part> those(Map<String, Part> parts, Side side, boolean representing) {
			return parts.values()
				.stream()
				.filter((part) -> representing ? part.represents(side) : part.isOf(side))
				.toList();
		}

		/**
		 * Whether every viewer of the participation also sees a representation of the
		 * side.
		 */
		private static boolean isSupported(Map<String, Part> parts, Part own, Side side) {
			Part then = parts.get(own.content().id());
			return then != null
					&& those(parts, side, true).stream().anyMatch((part) -> part.hiding().isOpenTo(then.hiding()));
		}

		/** Whether every viewer with this clearance also sees the side take part. */
		private static boolean isCovered(Map<String, Part> parts, Hiding hiding, Side side) {
			return those(parts, side, false).stream().anyMatch((own) -> own.hiding().isOpenTo(hiding));
		}

		/**
		 * The participations that this act makes necessary: for viewers who did not see
		 * the representation before, and for those who saw the side take part. The act is
		 * not the cause for anyone else. They must not learn of an act on a participation
		 * that is hidden from them.
		 */
		private Stream<Missing> missing(Part part, Side side) {
			if (isCovered(this.after, part.hiding(), side)) {
				return Stream.empty();
			}
			Part then = this.before.get(part.content().id());
			if (then == null || !then.represents(side) || !then.hiding().isOpenTo(part.hiding())) {
				return Stream.of(new Missing(part, part.hiding()));
			}
			return those(this.before, side, false).stream()
				.map((own) -> part.hiding().and(own.hiding()))
				.filter((hiding) -> !isCovered(this.after, hiding, side))
				.map((hiding) -> new Missing(part, hiding));
		}

		/**
		 * Whether this rule added the participation, and nobody has added to it since.
		 */
		private boolean isInferred(Part own) {
			Stored stored = this.stored.get(own.content().id());
			if (stored == null || own.content().properties().containsKey("capacity")
					|| !own.tied("representing").isEmpty()) {
				return false;
			}
			// Only citations that every viewer of the participation sees may decide.
			// Otherwise a retraction would tell them of hidden ones.
			List<Content> seen = this.draft.stored(this.citations.getOrDefault(own.content().id(), List.of()))
				.values()
				.stream()
				.map(Stored::content)
				.filter((citation) -> isSeenWith(own, citation))
				.toList();
			return !seen.isEmpty()
					&& seen.stream().allMatch((citation) -> NOTE.equals(citation.properties().get("note")));
		}

		/** Whether every viewer of the participation sees this citation of it. */
		private boolean isSeenWith(Part own, Content citation) {
			Set<String> sources = new TreeSet<>(citation.needed());
			sources.remove(own.content().id());
			this.stored.putAll(this.draft.stored(sources));
			Hiding hiding = hiding(citation, sources, false);
			return hiding != null && hiding.isOpenTo(own.hiding());
		}

		private void infer(Side side, Missing missing) {
			Part from = missing.from();
			Hiding ends = Hiding.NONE;
			for (String end : List.of(side.actor(), side.meeting())) {
				Change change = this.changes.get(end);
				Stored known = this.stored.get(end);
				ends = ends.and((change != null) ? Hiding.of(change.after()) : Objects.requireNonNull(known).hiding());
			}
			Set<String> circles = new TreeSet<>(missing.hiding().circles());
			circles.removeAll(ends.circles());
			// A fact can have only one circle of its own, so it cannot be hidden enough.
			if (circles.size() > 1) {
				return;
			}
			Map<String, Object> seen = new HashMap<>();
			seen.put("visibility", missing.hiding().level());
			circles.forEach((circle) -> seen.put("circle", circle));
			Content as = new Content(from.content().id(), Kind.PARTICIPATION, seen, Set.of());
			String id = this.draft.infer(Kind.PARTICIPATION, Map.of("actor", side.actor(), "meeting", side.meeting()),
					as, citations(from.content()), NOTE);
			this.after.put(id, new Part(this.draft.drafted(id), missing.hiding()));
		}

		/**
		 * The citations of a participation, both those of the act and those recorded
		 * before.
		 */
		private List<Content> citations(Content participation) {
			List<Content> drafted = this.draft.said(Kind.CITATION)
				.stream()
				.filter((citation) -> citation.needed().contains(participation.id()))
				.toList();
			Set<String> known = new HashSet<>();
			// A participation that the act adds has only the act's citations.
			known.addAll(this.citations.getOrDefault(participation.id(), List.of()));
			drafted.forEach((citation) -> known.remove(citation.id()));
			known.removeIf(this.draft::takesAway);
			List<Content> all = new ArrayList<>(drafted);
			new TreeMap<>(this.draft.stored(known)).values().forEach((citation) -> all.add(citation.content()));
			return all;
		}

	}

}
