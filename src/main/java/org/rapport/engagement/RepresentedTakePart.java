package org.rapport.engagement;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.rapport.engagement.AttendanceGraph.Known;
import org.rapport.graph.ElementStore;
import org.rapport.graph.Stored;
import org.rapport.kernel.Content;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Tie;
import org.rapport.kernel.UserErrorCode;
import org.rapport.recording.Draft;
import org.rapport.recording.Rule;
import org.springframework.stereotype.Component;

/**
 * Who is represented in a meeting takes part in it too: what lacks is added, as inferred
 * from what it is inferred from, and does not go while somebody represents it.
 */
@Component
class RepresentedTakePart implements Rule {

	private static final String NOTE = "Took part through somebody who represented it.";

	private static final Map<String, Tie> TIES = Tie.of(Kind.PARTICIPATION)
		.stream()
		.collect(Collectors.toMap(Tie::field, (tie) -> tie));

	private final AttendanceGraph graph;

	private final ElementStore store;

	RepresentedTakePart(AttendanceGraph graph, ElementStore store) {
		this.graph = graph;
		this.store = store;
	}

	/**
	 * Somebody's side in a meeting.
	 *
	 * @param actor the id of the actor
	 * @param meeting the id of the meeting
	 */
	private record Side(String actor, String meeting) {
	}

	@Override
	public void judge(Draft draft) {
		refuseToLeaveTheRepresentedOut(draft);
		Map<Side, Content> open = new LinkedHashMap<>();
		Set<Side> present = new HashSet<>();
		for (Content participation : draft.said(Kind.PARTICIPATION)) {
			for (String meeting : tied(participation, "in")) {
				tied(participation, "actor").forEach((actor) -> present.add(new Side(actor, meeting)));
				tied(participation, "representing")
					.forEach((actor) -> open.putIfAbsent(new Side(actor, meeting), participation));
			}
		}
		open.keySet().removeAll(present);
		if (open.isEmpty()) {
			return;
		}
		Set<String> retracted = draft.retracted(Kind.PARTICIPATION);
		this.graph.present(draft.lens(), those(open.keySet(), Side::meeting), those(open.keySet(), Side::actor))
			.stream()
			.filter((known) -> !retracted.contains(known.fact()))
			.forEach((known) -> open.remove(new Side(known.actor(), known.of())));
		open.forEach((side, participation) -> draft.infer(Kind.PARTICIPATION,
				Map.of("actor", side.actor(), "in", side.meeting()), participation, citations(draft, participation),
				NOTE));
	}

	private void refuseToLeaveTheRepresentedOut(Draft draft) {
		Set<String> retracted = draft.retracted(Kind.PARTICIPATION);
		if (retracted.isEmpty()) {
			return;
		}
		for (Known known : this.graph.represented(draft.lens(), retracted)) {
			if (!retracted.contains(known.fact())) {
				draft.refuse(List.of("id"), UserErrorCode.CONFLICT,
						"Somebody took part representing it; retract or correct that first");
			}
		}
	}

	/** What a participation is written in: what the act says, and what is recorded. */
	private List<Content> citations(Draft draft, Content participation) {
		List<Content> drafted = draft.said(Kind.CITATION)
			.stream()
			.filter((citation) -> citation.needed().contains(participation.id()))
			.toList();
		if (!drafted.isEmpty()) {
			return drafted;
		}
		List<String> ids = this.graph.citing(draft.lens(), List.of(participation.id()))
			.stream()
			.map(Known::fact)
			.toList();
		return this.store.stored(ids).values().stream().map(Stored::content).toList();
	}

	private static Set<String> tied(Content participation, String field) {
		Tie tie = TIES.get(field);
		return (tie != null) ? participation.tied(tie) : Set.of();
	}

	private static Set<String> those(Collection<Side> sides, Function<Side, String> part) {
		return sides.stream().map(part).collect(Collectors.toSet());
	}

}
