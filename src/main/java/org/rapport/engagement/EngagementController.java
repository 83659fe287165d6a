package org.rapport.engagement;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

import org.rapport.api.Connection;
import org.rapport.api.Filters;
import org.rapport.api.NodeRefInput;
import org.rapport.api.Pages;
import org.rapport.api.References;
import org.rapport.directory.Actor;
import org.rapport.directory.ActorSelection;
import org.rapport.directory.RollUp;
import org.rapport.directory.Selecting;
import org.rapport.directory.Selections.Selected;
import org.rapport.directory.Selections;
import org.rapport.engagement.Engagements.Counterparts;
import org.rapport.engagement.Engagements.Question;
import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Parent;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** The queries and fields for meetings, participations, involvements and engagements. */
@Controller
class EngagementController {

	private final Engagements engagements;

	private final MeetingGraph meetings;

	private final Pages pages;

	private final Selections selections;

	private final References references;

	EngagementController(Engagements engagements, MeetingGraph meetings, Pages pages, Selections selections,
			References references) {
		this.engagements = engagements;
		this.meetings = meetings;
		this.pages = pages;
		this.selections = selections;
		this.references = references;
	}

	@QueryMapping
	CompletableFuture<Connection<Engagement>> engagements(@Argument ActorSelection side,
			@Argument @Nullable ActorSelection otherSide, @Argument RollUp rollUp, @Argument Counterparts counterparts,
			@Argument @Nullable MeetingFilter filter, DataFetchingEnvironment field, @ContextValue Lens lens) {
		Selected asking;
		Selected others = null;
		if (otherSide != null && side.actors() != null && otherSide.actors() != null) {
			asking = this.selections.named(lens, side, this.references.of(field));
			others = this.selections.named(lens, otherSide, this.references.of(field));
		}
		else {
			asking = this.selections.find(lens, side, this.references.of(field));
			others = (otherSide != null) ? this.selections.find(lens, otherSide, this.references.of(field)) : null;
		}
		Question question = new Question(asking, others, rollUp, counterparts, parameters(filter, field, lens));
		return this.pages.page(field, this.engagements.listing("engagements", question), Parent.ROOT, Map.of());
	}

	@SchemaMapping(typeName = "Actor")
	CompletableFuture<Connection<Engagement>> engagedWith(Actor actor, @Argument RollUp rollUp,
			@Argument Counterparts counterparts, @Argument @Nullable MeetingFilter filter,
			DataFetchingEnvironment field, @ContextValue Lens lens) {
		Question question = new Question(new Selected(Selecting.ACTORS, List.of()), null, rollUp, counterparts,
				parameters(filter, field, lens));
		return this.pages.page(field, this.engagements.listing("actor.engagedWith", question), actor);
	}

	@SchemaMapping(typeName = "Engagement", field = "meetings")
	CompletableFuture<Connection<Meeting>> meetingsOfEngagement(Engagement engagement, DataFetchingEnvironment field) {
		return this.pages.page(field, this.meetings.ofEngagement(), MeetingGraph.parent(engagement), Map.of());
	}

	/** The input {@code MeetingFilter} of the API. */
	record MeetingFilter(@Nullable ApproximateDate during, @Nullable List<String> kinds, @Nullable NodeRefInput about) {
	}

	private Map<String, @Nullable Object> parameters(@Nullable MeetingFilter filter, DataFetchingEnvironment field,
			Lens lens) {
		Filters filters = new Filters();
		if (filter != null) {
			filters.during(filter.during())
				.with("kinds", filter.kinds())
				.record("about", filter.about(), this.references.of(field), lens);
		}
		return filters.given();
	}

}
