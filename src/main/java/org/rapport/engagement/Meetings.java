package org.rapport.engagement;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rapport.access.Permission;
import org.rapport.access.Viewer;
import org.rapport.kernel.Content;
import org.rapport.kernel.Kind;
import org.rapport.kernel.UserErrorCode;
import org.rapport.recording.Draft;
import org.rapport.recording.Input;
import org.rapport.recording.Outcome;
import org.rapport.recording.Recording;
import org.springframework.stereotype.Component;

/** Records a meeting together with its participations, involvements and status. */
@Component
class Meetings {

	private static final int MOST = 500;

	private final Recording recording;

	Meetings(Recording recording) {
		this.recording = recording;
	}

	/**
	 * Records a meeting as one act. A fact without citations of its own gets the
	 * citations of the meeting. At most 500 participations are accepted.
	 */
	Outcome record(Viewer viewer, Map<String, @Nullable Object> values) {
		return this.recording.act(viewer, Permission.RECORD, "recordMeeting", values, (draft, input) -> {
			String id = draft.add(Kind.MEETING, input, null);
			Content meeting = draft.drafted(id);
			List<Input> participations = input.objects("participations");
			if (participations.size() > MOST) {
				draft.refuse(input.at("participations"), UserErrorCode.INVALID,
						"Give at most %d participations here; add the others afterwards".formatted(MOST));
			}
			else {
				participations.forEach((one) -> add(draft, Kind.PARTICIPATION, input, one, id, "meeting"));
			}
			input.objects("involvements").forEach((one) -> add(draft, Kind.INVOLVEMENT, input, one, id, "subject"));
			if (input.text("status") != null) {
				Input status = new Input(Map.of("status", String.valueOf(input.text("status"))), input.path());
				draft.add(Kind.STATUS_CHANGE,
						status.with("date", input.value("date")).with("element", Map.of("id", id)), meeting,
						input.objects("citations"));
			}
			return id;
		});
	}

	private static void add(Draft draft, Kind kind, Input meeting, Input fact, String id, String tie) {
		List<Input> own = fact.objects("citations");
		draft.add(kind, fact.with(tie, Map.of("id", id)), draft.drafted(id),
				own.isEmpty() ? meeting.objects("citations") : own);
	}

}
