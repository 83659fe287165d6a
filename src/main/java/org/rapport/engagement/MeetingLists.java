package org.rapport.engagement;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.rapport.api.FieldLists;
import org.rapport.api.Filters;
import org.rapport.api.ListArguments;
import org.rapport.api.ListFields;
import org.rapport.api.NodeRefInput;
import org.rapport.api.RootList;
import org.rapport.directory.ActingGraph.Asked;
import org.rapport.directory.ActingGraph;
import org.rapport.directory.ActorSelection;
import org.rapport.directory.RollUp;
import org.rapport.directory.Selections.Selected;
import org.rapport.directory.Selections;
import org.rapport.directory.Ways;
import org.rapport.kernel.Kind;
import org.springframework.stereotype.Component;

/** The lists of meetings, participations and involvements. */
@Component
public class MeetingLists implements FieldLists {

	private static final Function<ListArguments, Filters> KIND = (asked) -> asked.filters("kind");

	private final MeetingGraph graph;

	private final Selections selections;

	private final ActingGraph acting;

	MeetingLists(MeetingGraph graph, Selections selections, ActingGraph acting) {
		this.graph = graph;
		this.selections = selections;
		this.acting = acting;
	}

	/** All meetings, newest first. */
	public RootList<Meeting> meetings() {
		return new RootList<>("meetings", this.graph.all(), this::ofParticipant);
	}

	/** All involvements, by kind. */
	public RootList<Involvement> involvements() {
		return new RootList<>("involvements", this.graph.involvements(), (asked) -> {
			ListArguments filter = asked.inside("filter");
			return filter.record(filter.filters("kind"), "actor", "subject");
		});
	}

	private Filters ofParticipant(ListArguments asked) {
		Filters filters = asked.record(filtered(asked), "place").with("status", asked.get("status"));
		NodeRefInput participant = asked.reference("participant");
		if (participant == null) {
			return filters;
		}
		if (RollUp.valueOf(asked.always("rollUp")) == RollUp.OWN) {
			return asked.record(filters, "participant");
		}
		Selected selected = this.selections.find(asked.lens(), new ActorSelection(List.of(participant), null, null),
				asked.lookup());
		return filters.with("participants", Ways.throughPartsAndPosts(
				asked.shared(new Asked(asked.lens(), selected), () -> this.acting.acting(asked.lens(), selected))));
	}

	@Override
	public void describe(ListFields fields) {
		fields.root("meeting", Set.of(Kind.MEETING));
		fields.root(meetings());
		fields.root(involvements());
		fields.page("Actor", "meetings", (asked) -> this.graph.meetingsOfActor(RollUp.valueOf(asked.always("rollUp"))),
				MeetingLists::filtered);
		fields.page("Place", "meetings", this.graph.meetingsAt(), MeetingLists::filtered);
		fields.page("Topic", "meetings", this.graph.meetingsAbout(), MeetingLists::filtered);
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
	private static Filters filtered(ListArguments asked) {
		ListArguments filter = asked.inside("filter");
		return filter.record(ofKinds(filter.filters("during"), filter.get("kinds")), "about");
	}

	/** Adds the filter by kinds. Stored lists have an index for a single kind. */
	private static Filters ofKinds(Filters filters, @Nullable List<String> kinds) {
		return (kinds != null && kinds.size() == 1) ? filters.with("kind", kinds.get(0)) : filters.with("kinds", kinds);
	}

}
