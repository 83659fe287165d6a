package org.rapport.endorsement;

import java.util.EnumSet;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rapport.access.Permission;
import org.rapport.access.Viewer;
import org.rapport.kernel.Content;
import org.rapport.kernel.Kind;
import org.rapport.kernel.UserErrorCode;
import org.rapport.recording.Outcome;
import org.rapport.recording.Recording;
import org.rapport.store.Stored;
import org.springframework.stereotype.Component;

/** Records initiatives with their milestones, and withdrawals of endorsements. */
@Component
class Endorsements {

	private final Recording recording;

	Endorsements(Recording recording) {
		this.recording = recording;
	}

	/** Adds an initiative and its milestones as one act. */
	Outcome addInitiative(Viewer viewer, Map<String, @Nullable Object> values) {
		return this.recording.act(viewer, Permission.RECORD, "addInitiative", values, (draft, input) -> {
			String id = draft.add(Kind.INITIATIVE, input, null);
			Content initiative = draft.drafted(id);
			input.objects("milestones")
				.forEach((milestone) -> draft.add(Kind.MILESTONE, milestone.with("initiative", Map.of("id", id)),
						initiative));
			return id;
		});
	}

	/** Records that an endorsement was withdrawn. */
	Outcome withdraw(Viewer viewer, Map<String, @Nullable Object> values) {
		return this.recording.act(viewer, Permission.RECORD, "withdrawEndorsement", values, (draft, input) -> {
			Stored before = draft.expected(input, EnumSet.of(Kind.ENDORSEMENT));
			if (before == null) {
				return null;
			}
			if (before.content().properties().containsKey("withdrawn")) {
				draft.refuse(input.at("id"), UserErrorCode.CONFLICT, "The endorsement is already withdrawn");
			}
			if (input.objects("citations").isEmpty()) {
				draft.refuse(input.at("citations"), UserErrorCode.CITATION_NEEDED, "Cite a source for the withdrawal");
			}
			String id = draft.change(Kind.ENDORSEMENT, input);
			if (id != null) {
				input.objects("citations").forEach((citation) -> draft.cite(id, citation, before.content()));
			}
			return id;
		});
	}

}
