package org.rapport.recording;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
	public void judge(Draft draft) {
		refuseTiesToItself(draft);
		Map<PartOfWhole, List<String>> meetings = new HashMap<>();
		for (Change change : draft.changes()) {
			Content meeting = change.after();
			if (meeting.kind() == Kind.MEETING && change.kind() != ChangeKind.RETRACTED) {
				Set<String> wholes = new HashSet<>(tied(meeting, "partOf"));
				if (change.before() != null) {
					// Only ties that the act adds can be its error.
					wholes.removeAll(tied(change.before().content(), "partOf"));
				}
				wholes.forEach((whole) -> meetings.put(new PartOfWhole(meeting.id(), whole),
						draft.place(meeting.id(), "partOf")));
			}
		}
		if (!meetings.isEmpty()) {
			Set<PartOfWhole> above = this.graph.meetingsAbove(draft.lens(), wholes(meetings));
			// A changed meeting is no longer part of its former whole.
			above.removeIf((step) -> draft.places(step.part()));
			refuse(draft, meetings, above, "The meeting would be a part of itself");
		}
		Map<PartOfWhole, List<String>> bodies = new HashMap<>();
		for (Content membership : draft.said(Kind.MEMBERSHIP)) {
			if (ACTING.contains(String.valueOf(membership.properties().get("kind")))) {
				tied(membership, "actor").forEach((part) -> tied(membership, "belongsTo").forEach((whole) -> bodies
					.put(new PartOfWhole(part, whole), draft.place(membership.id(), "belongsTo"))));
			}
		}
		if (!bodies.isEmpty()) {
			refuse(draft, bodies, this.graph.bodiesAbove(draft.lens(), wholes(bodies)),
					"The actor would be a body or chapter of itself");
		}
	}

	/** Refuses facts whose required ties name the same element twice. */
	private static void refuseTiesToItself(Draft draft) {
		for (Change change : draft.changes()) {
			boolean told = change.kind() == ChangeKind.RECORDED || change.kind() == ChangeKind.CHANGED;
			// A document may be the source of facts about itself.
			if (!told || change.after().kind() == Kind.CITATION) {
				continue;
			}
			Map<String, String> fields = new HashMap<>();
			for (Tie tie : Tie.of(change.after().kind())) {
				for (String id : change.after().tied(tie)) {
					String other = fields.putIfAbsent(id, tie.field());
					if (tie.need() != Tie.Need.NONE && other != null) {
						draft.refuse(draft.place(change.id(), tie.field()), UserErrorCode.CIRCULAR,
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

	private static void refuse(Draft draft, Map<PartOfWhole, List<String>> added, Set<PartOfWhole> above,
			String message) {
		Set<PartOfWhole> all = new HashSet<>(above);
		all.addAll(added.keySet());
		added.forEach((step, place) -> {
			if (reaches(step.whole(), step.part(), all)) {
				draft.refuse(place, UserErrorCode.CIRCULAR, message);
			}
		});
	}

	private static boolean reaches(String from, String to, Collection<PartOfWhole> steps) {
		Map<String, List<PartOfWhole>> up = steps.stream().collect(Collectors.groupingBy(PartOfWhole::part));
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
