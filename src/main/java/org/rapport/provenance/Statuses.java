package org.rapport.provenance;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.rapport.kernel.Content;
import org.rapport.kernel.Element;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Page;
import org.rapport.kernel.Parent;
import org.rapport.kernel.Slice;
import org.rapport.kernel.UserErrorCode;
import org.rapport.recording.Change;
import org.rapport.recording.ChangeKind;
import org.rapport.recording.Proposal;
import org.rapport.recording.Rule;
import org.rapport.store.ElementStore;
import org.rapport.store.Stored;
import org.springframework.stereotype.Component;

/**
 * Checks the status changes of an act. A status that says something happened, for example
 * HELD, is not dated in the future. A meeting in the future cannot be HELD. And a status
 * has to fit the kind of thing: only a meeting can be HELD.
 */
@Component
public class Statuses implements Rule {

	private static final Set<String> AHEAD = Set.of("PROPOSED", "PLANNED", "CONFIRMED", "POSTPONED", "CANCELLED");

	/** The kinds that each of these statuses fits. Other statuses fit every kind. */
	private static final Map<String, Set<Kind>> ONLY_OF = Map.of("HELD", EnumSet.of(Kind.MEETING), "REACHED",
			EnumSet.of(Kind.INITIATIVE, Kind.MILESTONE), "MISSED", EnumSet.of(Kind.INITIATIVE, Kind.MILESTONE),
			"ESTABLISHED", EnumSet.of(Kind.INITIATIVE), "ENACTED", EnumSet.of(Kind.INITIATIVE), "KEPT",
			EnumSet.of(Kind.ENDORSEMENT), "BROKEN", EnumSet.of(Kind.ENDORSEMENT));

	private static final int MOST = 200;

	private final ProvenanceGraph graph;

	private final ElementStore store;

	Statuses(ProvenanceGraph graph, ElementStore store) {
		this.graph = graph;
		this.store = store;
	}

	/** Whether the lens shows any status of a record. */
	public boolean has(Lens lens, Element record) {
		return !of(lens, record.id()).isEmpty();
	}

	/** Whether the lens shows that a meeting was held, and the proposal leaves that. */
	private boolean isHeld(Proposal proposal, String meeting) {
		return of(proposal.lens(), meeting).stream()
			.anyMatch((change) -> change.status().equals("HELD") && proposal.change(change.id()) == null);
	}

	private List<StatusChange> of(Lens lens, String record) {
		Page all = new Page("DATE", false, MOST, false, null, null);
		return this.graph.statusesOfRecord()
			.page(lens, List.of(Parent.of(record)), Map.of(), all)
			.getOrDefault(Parent.of(record), Slice.empty())
			.rows()
			.stream()
			.map(Slice.Row::value)
			.toList();
	}

	@Override
	public void judge(Proposal proposal) {
		for (Change change : proposal.changesOfRecorded()) {
			Content meeting = change.after();
			// Only a date that changes can be an error. What was wrong before need not be
			// repaired.
			if (meeting.kind() == Kind.MEETING && change.before() != null && change.kind() != ChangeKind.RETRACTED
					&& !Objects.equals(meeting.properties().get("date"),
							change.before().content().properties().get("date"))
					&& proposal.liesAhead(meeting, "date") && isHeld(proposal, meeting.id())) {
				proposal.refuse(proposal.place(meeting.id(), "date"), UserErrorCode.IN_THE_FUTURE,
						"The meeting is recorded as HELD, so its date cannot be in the future");
			}
		}
		Map<String, String> held = new LinkedHashMap<>();
		for (Content change : proposal.said(Kind.STATUS_CHANGE)) {
			if (!(change.properties().get("status") instanceof String status)) {
				continue;
			}
			refuseStatusOfAnotherKind(proposal, change, status);
			if (AHEAD.contains(status)) {
				continue;
			}
			if (proposal.liesAhead(change, "date")) {
				proposal.refuse(proposal.place(change.id(), "date"), UserErrorCode.IN_THE_FUTURE,
						"The status cannot be %s yet: the date is in the future".formatted(status));
			}
			else if (status.equals("HELD")) {
				change.needed()
					.stream()
					.filter((id) -> Ids.kindOf(id) == Kind.MEETING)
					.forEach((meeting) -> held.put(change.id(), meeting));
			}
		}
		refuseHeldAhead(proposal, held);
	}

	/**
	 * Refuses the status HELD of meetings in the future.
	 * @param held the meeting of each status change that says HELD
	 */
	private void refuseHeldAhead(Proposal proposal, Map<String, String> held) {
		Set<String> elsewhere = held.values()
			.stream()
			.filter((meeting) -> proposal.change(meeting) == null)
			.collect(Collectors.toSet());
		Map<String, Stored> stored = elsewhere.isEmpty() ? Map.of() : this.store.stored(elsewhere);
		held.forEach((status, meeting) -> {
			Change change = proposal.change(meeting);
			Stored known = stored.get(meeting);
			Content content = (change != null) ? change.after() : (known != null) ? known.content() : null;
			if (content != null && proposal.liesAhead(content, "date")) {
				proposal.refuse(proposal.place(status, "status"), UserErrorCode.IN_THE_FUTURE,
						"The status cannot be HELD yet: the meeting is in the future");
			}
		});
	}

	private static void refuseStatusOfAnotherKind(Proposal proposal, Content change, String status) {
		Set<Kind> kinds = ONLY_OF.getOrDefault(status, Kind.CITED);
		change.needed()
			.stream()
			.map(Ids::kindOf)
			.filter((kind) -> !kinds.contains(kind))
			.forEach((kind) -> proposal.refuse(proposal.place(change.id(), "status"), UserErrorCode.INVALID,
					"The type %s cannot have the status %s; only %s can".formatted(kind.label(), status,
							kinds.stream().map(Kind::label).sorted().collect(Collectors.joining(" and ")))));
	}

}
