package org.rapport.recording;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.rapport.kernel.Content;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Tie;
import org.rapport.kernel.UserErrorCode;
import org.rapport.recording.ActGraph.PartOfWhole;
import org.springframework.stereotype.Component;

/**
 * Keeps this rule: nothing contains itself. No fact ties an element to itself, no meeting
 * is part of itself, and no actor is a body or chapter of itself. This holds however many
 * steps lie between. Steps that the viewer does not see are not counted, because a
 * refusal would reveal them.
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
		for (Change change : proposal.changes()) {
			Content meeting = change.after();
			if (meeting.kind() == Kind.MEETING && change.kind() != ChangeKind.RETRACTED) {
				Set<String> wholes = new HashSet<>(tied(meeting, "partOf"));
				if (change.before() != null) {
					// Only ties that are added can be an error.
					wholes.removeAll(tied(change.before().content(), "partOf"));
				}
				wholes.forEach((whole) -> meetings.put(new PartOfWhole(meeting.id(), meeting.id(), whole),
						proposal.place(meeting.id(), "partOf")));
			}
		}
		if (!meetings.isEmpty()) {
			refuse(proposal, meetings, this.graph.meetingsAbove(proposal.lens(), wholes(meetings)),
					"The meeting would be part of itself");
		}
		Map<PartOfWhole, List<String>> bodies = new LinkedHashMap<>();
		for (Content membership : proposal.said(Kind.MEMBERSHIP)) {
			if (ACTING.contains(String.valueOf(membership.properties().get("kind")))) {
				tied(membership, "actor").forEach((part) -> tied(membership, "belongsTo").forEach((whole) -> bodies
					.put(new PartOfWhole(membership.id(), part, whole), proposal.place(membership.id(), "belongsTo"))));
			}
		}
		if (!bodies.isEmpty()) {
			refuse(proposal, bodies, this.graph.bodiesAbove(proposal.lens(), wholes(bodies)),
					"The actor would be a body or chapter of itself");
		}
	}

	/** Refuses facts whose required ties name the same element twice. */
	private static void refuseTiesToItself(Proposal proposal) {
		for (Change change : proposal.changes()) {
			boolean told = change.kind() == ChangeKind.RECORDED || change.kind() == ChangeKind.CHANGED;
			// A document may be the source of facts about itself.
			if (!told || change.after().kind() == Kind.CITATION) {
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

	private static Set<String> tied(Content content, String field) {
		return Tie.of(content.kind())
			.stream()
			.filter((tie) -> tie.field().equals(field))
			.flatMap((tie) -> content.tied(tie).stream())
			.collect(Collectors.toSet());
	}

	private static Set<String> wholes(Map<PartOfWhole, List<String>> steps) {
		return steps.keySet().stream().map(PartOfWhole::whole).collect(Collectors.toSet());
	}

	private static void refuse(Proposal proposal, Map<PartOfWhole, List<String>> added, Set<PartOfWhole> stored,
			String message) {
		Set<PartOfWhole> all = new HashSet<>(added.keySet());
		// For an element that changes, its new content counts.
		stored.stream().filter((step) -> proposal.change(step.owner()) == null).forEach(all::add);
		Map<String, List<PartOfWhole>> up = withoutEnds(withoutEnds(all, PartOfWhole::part, PartOfWhole::whole),
				PartOfWhole::whole, PartOfWhole::part)
			.stream()
			.collect(Collectors.groupingBy(PartOfWhole::part));
		added.forEach((step, place) -> {
			if (up.getOrDefault(step.part(), List.of()).contains(step) && reaches(step.whole(), step.part(), up)) {
				proposal.refuse(place, UserErrorCode.CIRCULAR, message);
			}
		});
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
