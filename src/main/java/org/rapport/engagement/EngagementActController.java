package org.rapport.engagement;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rapport.access.Viewer;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** The mutations that record and correct meetings, participations and involvements. */
@Controller
class EngagementActController {

	private final Meetings meetings;

	EngagementActController(Meetings meetings) {
		this.meetings = meetings;
	}

	@MutationMapping
	Map<String, @Nullable Object> recordMeeting(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.meetings.record(viewer, input).as("meeting");
	}

}
