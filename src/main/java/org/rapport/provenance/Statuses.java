package org.rapport.provenance;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.rapport.kernel.Content;
import org.rapport.kernel.Element;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Page;
import org.rapport.kernel.Slice;
import org.rapport.kernel.Today;
import org.rapport.kernel.UserErrorCode;
import org.rapport.recording.Change;
import org.rapport.recording.ChangeKind;
import org.rapport.recording.Draft;
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

	private final Clock clock = Clock.systemUTC();

	Statuses(ProvenanceGraph graph, ElementStore store) {
		this.graph = graph;
		this.store = store;
	}

	/** The kinds that a status fits. */
	public static Set<Kind> kindsOf(String status) {
		return ONLY_OF.getOrDefault(status, Kind.CITED);
	}

	/** Whether a status is about a plan. A plan may have a date in the future. */
	public static boolean isOfPlans(String status) {
		return AHEAD.contains(status);
	}

	/** Whether the lens shows any status of a record. */
	public boolean has(Lens lens, Element record) {
		return !of(lens, record.id()).isEmpty();
	}

	private boolean isHeld(Lens lens, String meeting) {
		return of(lens, meeting).stream().anyMatch((change) -> change.status().equals("HELD"));
	}

	private List<StatusChange> of(Lens lens, String record) {
		Page all = new Page("DATE", false, MOST, false, null, null);
		return this.graph.statusesOfRecord()
			.page(lens, List.of(record), Map.of(), all)
			.getOrDefault(record, Slice.empty())
			.rows()
			.stream()
			.map(Slice.Row::value)
			.toList();
	}

	@Override
	public void judge(Draft draft) {
		for (Change change : draft.changes()) {
			Content meeting = change.after();
			// The act is refused only if it changes the date. It need not repair what was
			// wrong before.
			if (meeting.kind() == Kind.MEETING && change.before() != null && change.kind() != ChangeKind.RETRACTED
					&& !Objects.equals(meeting.properties().get("date"),
							change.before().content().properties().get("date"))
					&& liesAhead(meeting) && isHeld(draft.lens(), meeting.id())) {
				draft.refuse(draft.place(meeting.id(), "date"), UserErrorCode.IN_THE_FUTURE,
						"The meeting is recorded as HELD, so its date cannot be in the future");
			}
		}
		for (Content change : draft.said(Kind.STATUS_CHANGE)) {
			if (!(change.properties().get("status") instanceof String status)) {
				continue;
			}
			refuseWhatMakesNoSense(draft, change, status);
			if (isOfPlans(status)) {
				continue;
			}
			if (liesAhead(change)) {
				draft.refuse(draft.place(change.id(), "date"), UserErrorCode.IN_THE_FUTURE,
						"The status cannot be %s yet: the date is in the future".formatted(status));
			}
			else if (status.equals("HELD")) {
				change.needed().stream().filter((id) -> Ids.kindOf(id) == Kind.MEETING).forEach((meeting) -> {
					Content held = said(draft, meeting);
					if (held != null && liesAhead(held)) {
						draft.refuse(draft.place(change.id(), "status"), UserErrorCode.IN_THE_FUTURE,
								"The status cannot be HELD yet: the meeting is in the future");
					}
				});
			}
		}
	}

	private static void refuseWhatMakesNoSense(Draft draft, Content change, String status) {
		Set<Kind> kinds = kindsOf(status);
		change.needed()
			.stream()
			.map(Ids::kindOf)
			.filter((kind) -> !kinds.contains(kind))
			.forEach((kind) -> draft.refuse(draft.place(change.id(), "status"), UserErrorCode.INVALID,
					"The type %s cannot have the status %s; only %s can".formatted(kind.label(), status,
							kinds.stream().map(Kind::label).collect(Collectors.joining(" and ")))));
	}

	private @Nullable Content said(Draft draft, String id) {
		for (Content meeting : draft.said(Kind.MEETING)) {
			if (meeting.id().equals(id)) {
				return meeting;
			}
		}
		Stored stored = this.store.stored(List.of(id)).get(id);
		return (stored != null) ? stored.content() : null;
	}

	private boolean liesAhead(Content event) {
		return event.properties().containsKey("date")
				&& event.properties().get("dateEarliest") instanceof LocalDate earliest
				&& Today.isAfter(earliest, this.clock);
	}

}
