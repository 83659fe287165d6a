package org.rapport.engagement;

import java.util.EnumSet;
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
import org.rapport.api.Roots;
import org.rapport.directory.ActingGraph.Asked;
import org.rapport.directory.ActingGraph;
import org.rapport.directory.Actor;
import org.rapport.directory.ActorSelection;
import org.rapport.directory.RollUp;
import org.rapport.directory.Selecting;
import org.rapport.directory.Selections.Selected;
import org.rapport.directory.Selections;
import org.rapport.directory.Ways;
import org.rapport.engagement.Engagements.Counterparts;
import org.rapport.engagement.Engagements.Question;
import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Element;
import org.rapport.kernel.Kind;
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

	private final ActingGraph acting;

	private final References references;

	private final Roots roots;

	EngagementController(Engagements engagements, MeetingGraph meetings, Pages pages, Selections selections,
			ActingGraph acting, References references, Roots roots) {
		this.engagements = engagements;
		this.meetings = meetings;
		this.pages = pages;
		this.selections = selections;
		this.acting = acting;
		this.references = references;
		this.roots = roots;
	}

	@QueryMapping
	CompletableFuture<Connection<Engagement>> engagements(@Argument ActorSelection side,
			@Argument @Nullable ActorSelection otherSide, @Argument RollUp rollUp, @Argument Counterparts counterparts,
			@Argument @Nullable MeetingFilter filter, DataFetchingEnvironment field, @ContextValue Lens lens) {
		Selected asking = this.selections.find(lens, side, this.references.of(field));
		Selected others = (otherSide != null) ? this.selections.find(lens, otherSide, this.references.of(field)) : null;
		Question question = new Question(asking, others, rollUp, counterparts, parameters(filter, field, lens));
		return this.pages.page(field, this.engagements.listing("engagements", question), Parent.ROOT, Map.of());
	}

	@QueryMapping
	CompletableFuture<Connection<Meeting>> meetings(@Argument @Nullable MeetingFilter filter,
			@Argument @Nullable NodeRefInput participant, @Argument RollUp rollUp,
			@Argument @Nullable NodeRefInput place, @Argument @Nullable String status, DataFetchingEnvironment field,
			@ContextValue Lens lens) {
		Filters filters = filters(filter, field, lens).record("place", place, this.references.of(field), lens)
			.with("status", status);
		if (rollUp == RollUp.OWN) {
			filters.record("participant", participant, this.references.of(field), lens);
		}
		else if (participant != null) {
			filters.with("participants", ways(participant, field, lens));
		}
		return this.pages.page(field, this.meetings.all(), Parent.ROOT, filters.given());
	}

	/** The ways of the actor that an argument names. */
	private List<Map<String, Object>> ways(NodeRefInput participant, DataFetchingEnvironment field, Lens lens) {
		Selected selected = this.selections.find(lens, new ActorSelection(List.of(participant), null, null),
				this.references.of(field));
		return Ways.throughPartsAndPosts(
				this.references.shared(field, new Asked(lens, selected), () -> this.acting.acting(lens, selected)));
	}

	/** The input {@code InvolvementFilter} of the API. */
	record InvolvementFilter(@Nullable String kind, @Nullable NodeRefInput actor, @Nullable NodeRefInput subject) {
	}

	@QueryMapping
	CompletableFuture<Connection<Involvement>> involvements(@Argument @Nullable InvolvementFilter filter,
			DataFetchingEnvironment field, @ContextValue Lens lens) {
		Filters filters = new Filters();
		if (filter != null) {
			filters.with("kind", filter.kind())
				.record("actor", filter.actor(), this.references.of(field), lens)
				.record("subject", filter.subject(), this.references.of(field), lens);
		}
		return this.pages.page(field, this.meetings.involvements(), Parent.ROOT, filters.given());
	}

	@QueryMapping
	@Nullable Element meeting(@Argument NodeRefInput by, DataFetchingEnvironment field) {
		return this.roots.find(field, by, EnumSet.of(Kind.MEETING));
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

	/** The same filter for stored lists. */
	private Filters filters(@Nullable MeetingFilter filter, DataFetchingEnvironment field, Lens lens) {
		Filters filters = new Filters();
		if (filter == null) {
			return filters;
		}
		return MeetingLists.ofKinds(filters, filter.kinds())
			.during(filter.during())
			.record("about", filter.about(), this.references.of(field), lens);
	}

}
