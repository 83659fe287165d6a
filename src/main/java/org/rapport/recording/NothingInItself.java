package org.rapport.recording;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.rapport.kernel.Content;
import org.rapport.kernel.Days;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Tie;
import org.rapport.kernel.UserErrorCode;
import org.rapport.recording.ActGraph.PartOfWhole;
import org.springframework.stereotype.Component;

/**
 * Keeps this rule: nothing contains itself. No fact ties an element to itself, no meeting
 * is part of itself, and on no day is an actor a body or chapter of itself. This holds
 * however many steps lie between. Steps that the viewer does not see are not counted,
 * because a refusal would reveal them.
 * <p>
 * Two bodies may swap places over the years: memberships form a circle only if they can
 * all have been in force on one day.
 * <p>
 * Only steps that are added count. Two authors who do not see each other's memberships
 * can close a circle between them; whoever sees it must be able to correct it.
 */
@Component
class NothingInItself implements Rule {

	private static final Set<String> ACTING = Set.of("BODY", "CHAPTER");

	private final ActGraph graph;

	NothingInItself(ActGraph graph) {
		this.graph = graph;
	}

	@Override
	public void judge(Proposal proposal) {
		refuseTiesToItself(proposal);
		Map<PartOfWhole, List<String>> meetings = new LinkedHashMap<>();
		for (Change change : proposal.changes((kind) -> kind == Kind.MEETING)) {
			Content meeting = change.after();
			if (change.kind() != ChangeKind.RETRACTED) {
				Set<String> wholes = new HashSet<>(tied(meeting, "partOf"));
				if (change.before() != null) {
					// Only ties that are added can be an error.
					wholes.removeAll(tied(change.before().content(), "partOf"));
				}
				wholes.forEach((whole) -> meetings.put(new PartOfWhole(meeting.id(), meeting.id(), whole, Days.ALL),
						proposal.place(meeting.id(), "partOf")));
			}
		}
		if (!meetings.isEmpty()) {
			refuse(proposal, meetings, Set.of(), this.graph.meetingsAbove(proposal.lens(), wholes(proposal, meetings)),
					"The meeting would be part of itself");
		}
		Map<PartOfWhole, List<String>> bodies = new LinkedHashMap<>();
		Set<PartOfWhole> kept = new HashSet<>();
		for (Change change : proposal.changes((kind) -> kind == Kind.MEMBERSHIP)) {
			Content membership = change.after();
			if (change.kind() != ChangeKind.RETRACTED) {
				Set<PartOfWhole> before = stepsBefore(change);
				for (PartOfWhole step : steps(membership)) {
					List<String> place = proposal.place(membership.id(), "belongsTo");
					added(step, before).forEach((added) -> bodies.put(added, place));
					kept.add(step);
				}
			}
		}
		if (!bodies.isEmpty()) {
			refuse(proposal, bodies, kept, this.graph.bodiesAbove(proposal.lens(), wholes(proposal, bodies)),
					"The actor would be a body or chapter of itself; memberships may form a circle only if there is "
							+ "no day on which all of them can have been in force");
		}
	}

	/** The step that a membership makes from a part to its whole. */
	private static Set<PartOfWhole> steps(Content membership) {
		Map<String, Object> said = membership.properties();
		Set<PartOfWhole> steps = new HashSet<>();
		if (ACTING.contains(String.valueOf(said.get("kind")))) {
			Days days = Days.between(said.get("startDateEarliest"), said.get("endDateLatest"));
			tied(membership, "actor").forEach((part) -> tied(membership, "belongsTo")
				.forEach((whole) -> steps.add(new PartOfWhole(membership.id(), part, whole, days))));
		}
		return steps;
	}

	private static Set<PartOfWhole> stepsBefore(Change change) {
		return (change.before() != null && change.before().isShown()) ? steps(change.before().content()) : Set.of();
	}

	/** The parts of a step, by their days, that a membership did not make before. */
	private static List<PartOfWhole> added(PartOfWhole step, Set<PartOfWhole> before) {
		Days days = before.stream()
			.filter((each) -> each.part().equals(step.part()) && each.whole().equals(step.whole()))
			.map(PartOfWhole::days)
			.findFirst()
			.orElse(null);
		return ((days != null) ? step.days().without(days) : List.of(step.days())).stream()
			.map((added) -> new PartOfWhole(step.owner(), step.part(), step.whole(), added))
			.toList();
	}

	/** Refuses facts whose required ties name the same element twice. */
	private static void refuseTiesToItself(Proposal proposal) {
		for (Change change : proposal.changes(NothingInItself::needsSeveral)) {
			boolean told = change.kind() == ChangeKind.RECORDED || change.kind() == ChangeKind.CHANGED;
			if (!told) {
				continue;
			}
			Map<String, String> fields = new HashMap<>();
			for (Tie tie : Tie.of(change.after().kind())) {
				for (String id : change.after().tied(tie)) {
					String other = fields.putIfAbsent(id, tie.field());
					if (tie.isNeeded() && other != null) {
						proposal.refuse(proposal.place(change.id(), tie.field()), UserErrorCode.CIRCULAR,
								"This is the same record as in \"%s\"".formatted(other));
					}
				}
			}
		}
	}

	private static boolean needsSeveral(Kind kind) {
		// A document may be the source of facts about itself.
		return kind != Kind.CITATION && Tie.of(kind).size() > 1 && Tie.of(kind).stream().anyMatch(Tie::isNeeded);
	}

	private static Set<String> tied(Content content, String field) {
		return Tie.of(content.kind())
			.stream()
			.filter((tie) -> tie.field().equals(field))
			.flatMap((tie) -> content.tied(tie).stream())
			.collect(Collectors.toSet());
	}

	/**
	 * The wholes from which recorded steps can lead back to a part. They cannot lead to a
	 * part that is new, so there is none if all parts are new.
	 */
	private static Set<String> wholes(Proposal proposal, Map<PartOfWhole, List<String>> steps) {
		if (steps.keySet().stream().allMatch((step) -> isNew(proposal, step.part()))) {
			return Set.of();
		}
		return steps.keySet()
			.stream()
			.map(PartOfWhole::whole)
			.filter((whole) -> !isNew(proposal, whole))
			.collect(Collectors.toSet());
	}

	private static boolean isNew(Proposal proposal, String id) {
		return proposal.adds(id);
	}

	private static void refuse(Proposal proposal, Map<PartOfWhole, List<String>> added, Set<PartOfWhole> kept,
			Set<PartOfWhole> stored, String message) {
		Set<PartOfWhole> all = new HashSet<>(added.keySet());
		all.addAll(kept);
		// For an element that changes, its new content counts.
		stored.stream().filter((step) -> proposal.change(step.owner()) == null).forEach(all::add);
		Set<PartOfWhole> left = withoutDeadEnds(all);
		Set<PartOfWhole> open = new HashSet<>(added.keySet());
		open.retainAll(left);
		// If steps have a common day, they have the first day of the latest one in
		// common.
		Iterator<LocalDate> days = new TreeSet<>(left.stream().map((step) -> step.days().first()).toList()).iterator();
		while (!open.isEmpty() && days.hasNext()) {
			LocalDate day = days.next();
			Map<String, List<PartOfWhole>> up = withoutDeadEnds(
					left.stream().filter((step) -> step.days().includes(day)).collect(Collectors.toSet()))
				.stream()
				.collect(Collectors.groupingBy(PartOfWhole::part));
			open.removeIf((step) -> {
				boolean circular = up.getOrDefault(step.part(), List.of()).contains(step)
						&& reaches(step.whole(), step.part(), up);
				if (circular) {
					proposal.refuse(Objects.requireNonNull(added.get(step)), UserErrorCode.CIRCULAR, message);
				}
				return circular;
			});
		}
	}

	private static Set<PartOfWhole> withoutDeadEnds(Set<PartOfWhole> steps) {
		return withoutEnds(withoutEnds(steps, PartOfWhole::part, PartOfWhole::whole), PartOfWhole::whole,
				PartOfWhole::part);
	}

	/**
	 * Removes every step that leads to a dead end, until none is left. Large imports need
	 * that: few steps of a hierarchy remain to be followed one by one.
	 */
	private static Set<PartOfWhole> withoutEnds(Set<PartOfWhole> steps, Function<PartOfWhole, String> from,
			Function<PartOfWhole, String> to) {
		Map<String, List<PartOfWhole>> arriving = steps.stream().collect(Collectors.groupingBy(to));
		Map<String, Integer> leaving = new HashMap<>();
		steps.forEach((step) -> leaving.merge(from.apply(step), 1, Integer::sum));
		Deque<String> ends = new ArrayDeque<>();
		arriving.keySet().stream().filter((place) -> !leaving.containsKey(place)).forEach(ends::add);
		Set<PartOfWhole> left = new HashSet<>(steps);
		while (!ends.isEmpty()) {
			for (PartOfWhole step : arriving.getOrDefault(ends.remove(), List.of())) {
				left.remove(step);
				String place = from.apply(step);
				if (leaving.merge(place, -1, Integer::sum) == 0) {
					ends.add(place);
				}
			}
		}
		return left;
	}

	private static boolean reaches(String from, String to, Map<String, List<PartOfWhole>> up) {
		Set<String> seen = new HashSet<>();
		Deque<String> open = new ArrayDeque<>(List.of(from));
		while (!open.isEmpty()) {
			String at = open.remove();
			if (at.equals(to)) {
				return true;
			}
			if (seen.add(at)) {
				up.getOrDefault(at, List.of()).forEach((step) -> open.add(step.whole()));
			}
		}
		return false;
	}

}
