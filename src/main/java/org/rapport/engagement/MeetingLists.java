package org.rapport.engagement;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.rapport.api.FieldLists;
import org.rapport.api.Filters;
import org.rapport.api.ListArguments;
import org.rapport.api.ListFields;
import org.rapport.directory.RollUp;
import org.springframework.stereotype.Component;

/** The lists of meetings, participations and involvements. */
@Component
class MeetingLists implements FieldLists {

	private static final Function<ListArguments, Filters> KIND = (asked) -> asked.filters("kind");

	private final MeetingGraph graph;

	MeetingLists(MeetingGraph graph) {
		this.graph = graph;
	}

	@Override
	public void describe(ListFields fields) {
		fields.page("Actor", "meetings", (asked) -> this.graph.meetingsOfActor(RollUp.valueOf(asked.always("rollUp"))),
				MeetingLists::meetings);
		fields.page("Place", "meetings", this.graph.meetingsAt(), MeetingLists::meetings);
		fields.page("Topic", "meetings", this.graph.meetingsAbout(), MeetingLists::meetings);
		fields.page("Actor", "participations", this.graph.participationsOfActor(),
				(asked) -> asked.filters("role", "during"));
		fields.page("Actor", "involvements", this.graph.involvementsOfActor(), KIND);
		fields.page("Meeting", "sessions", this.graph.sessions());
		fields.one("Meeting", "partOf", this.graph.whole());
		fields.page("Meeting", "participations", this.graph.participationsIn(), (asked) -> asked.filters("role"));
		for (String subject : List.of("Meeting", "Document", "Initiative", "Ask")) {
			fields.page(subject, "involvements", this.graph.involvementsIn(), KIND);
		}
		fields.all("Document", "presentedAt", this.graph.ofDocument());
	}

	/** The filters of an input {@code MeetingFilter}. */
	private static Filters meetings(ListArguments asked) {
		ListArguments filter = asked.inside("filter");
		return filter.record(ofKinds(filter.filters("during"), filter.get("kinds")), "about");
	}

	/** Adds the filter by kinds. Stored lists have an index for a single kind. */
	static Filters ofKinds(Filters filters, @Nullable List<String> kinds) {
		return (kinds != null && kinds.size() == 1) ? filters.with("kind", kinds.get(0)) : filters.with("kinds", kinds);
	}

}
