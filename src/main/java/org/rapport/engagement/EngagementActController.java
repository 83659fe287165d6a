package org.rapport.engagement;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rapport.access.Viewer;
import org.rapport.kernel.Kind;
import org.rapport.recording.Recording;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** The mutations that record and correct meetings, participations and involvements. */
@Controller
class EngagementActController {

	private final Recording recording;

	private final Meetings meetings;

	EngagementActController(Recording recording, Meetings meetings) {
		this.recording = recording;
		this.meetings = meetings;
	}

	@MutationMapping
	Map<String, @Nullable Object> recordMeeting(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.meetings.record(viewer, input).as("meeting");
	}

	@MutationMapping
	Map<String, @Nullable Object> updateMeeting(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.update(viewer, "updateMeeting", Kind.MEETING, input).as("meeting");
	}

	@MutationMapping
	Map<String, @Nullable Object> addParticipation(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.add(viewer, "addParticipation", Kind.PARTICIPATION, input).as("participation");
	}

	@MutationMapping
	Map<String, @Nullable Object> updateParticipation(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.update(viewer, "updateParticipation", Kind.PARTICIPATION, input).as("participation");
	}

	@MutationMapping
	Map<String, @Nullable Object> addInvolvement(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.add(viewer, "addInvolvement", Kind.INVOLVEMENT, input).as("involvement");
	}

	@MutationMapping
	Map<String, @Nullable Object> updateInvolvement(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.update(viewer, "updateInvolvement", Kind.INVOLVEMENT, input).as("involvement");
	}

}
