package org.rapport.recording;

import java.util.List;
import java.util.Map;

import org.rapport.kernel.Content;
import org.rapport.kernel.Kind;
import org.rapport.kernel.WarmedUp;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Warms up the statements of acts: it records a meeting with all that belongs to it,
 * corrects and retracts it, and rolls everything back. It comes first: until then, the
 * first act would have its statements planned while all others wait for it.
 */
@Component
@Order(1)
class RecordingWarmUp implements WarmedUp {

	private static final Map<String, Object> CITATION = Map.of("locator", "warm-up", "document",
			Map.of("newDocument", Map.of("title", "Warm-up", "kind", "BRIEF", "date", "2000")));

	private static final Input MEETING = Input.of(Map.of("title", "Warm-up", "kind", "MEETING", "date", "2000",
			"visibility", "CONFIDENTIAL", "about", List.of(Map.of("newTopic", Map.of("name", "Warm-up"))), "places",
			List.of(Map.of("newPlace", Map.of("name", "Warm-up"))), "citations", List.of(CITATION)));

	private static final Input PARTICIPATION = Input.of(Map.of("actor", Map.of("newPerson", Map.of("name", "Warm-up")),
			"representing", List.of(Map.of("newOrganisation", Map.of("name", "Warm-up", "kind", "NETWORK")))));

	/** Nothing has this name, so the act is refused after it has looked the name up. */
	private static final Map<String, Object> UNKNOWN = Map.of("slug", "warm-up");

	private static final Input NAMING = MEETING.with("about", List.of(UNKNOWN)).with("places", List.of(UNKNOWN));

	private final Recording recording;

	RecordingWarmUp(Recording recording) {
		this.recording = recording;
	}

	@Override
	public void warmUp() {
		this.recording.warmUp(NAMING, (draft, input) -> draft.add(Kind.MEETING, input, null));
		this.recording.warmUp(MEETING, (draft, input) -> {
			String id = draft.add(Kind.MEETING, input, null);
			Content meeting = draft.drafted(id);
			draft.add(Kind.PARTICIPATION, PARTICIPATION.with("meeting", Map.of("id", id)), meeting,
					input.objects("citations"));
			return id;
		});
	}

}
