package org.rapport.endorsement;

import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.rapport.api.FieldLists;
import org.rapport.api.Filters;
import org.rapport.api.ListArguments;
import org.rapport.api.ListFields;
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

/** The lists of endorsements, derivations, initiatives, milestones and asks. */
@Component
public class EndorsementLists implements FieldLists {

	private static final Function<ListArguments, Filters> ENDORSEMENTS = (asked) -> asked.filters("kind", "standing",
			"during");

	private static final String FILTER = "filter";

	private final EndorsementGraph graph;

	private final Selections selections;

	private final ActingGraph acting;

	EndorsementLists(EndorsementGraph graph, Selections selections, ActingGraph acting) {
		this.graph = graph;
		this.selections = selections;
		this.acting = acting;
	}

	/** All initiatives, by title. */
	public RootList<Initiative> initiatives() {
		return new RootList<>("initiatives", this.graph.initiatives(), (asked) -> {
			ListArguments filter = asked.inside(FILTER);
			return filter.record(filter.filters("kind", "status"), "about");
		});
	}

	/** All endorsements, newest first. */
	public RootList<Endorsement> endorsements() {
		return new RootList<>("endorsements", this.graph.endorsements(), (asked) -> {
			ListArguments filter = asked.inside(FILTER);
			return filter.record(ENDORSEMENTS.apply(filter), "endorsed", "endorser", "onBehalfOf");
		});
	}

	/** All asks, by document, newest first, and position. */
	public RootList<Ask> asks() {
		return new RootList<>("asks", this.graph.asks(),
				(asked) -> asked.filters("answered")
					.with("askedBy", side(asked, "askedBy"))
					.with("askedOf", side(asked, "askedOf")));
	}

	private @Nullable Object side(ListArguments asked, String name) {
		ActorSelection selection = ActorSelection.of(asked, name);
		if (selection == null) {
			return null;
		}
		Selected selected = this.selections.find(asked.lens(), selection, asked.lookup());
		return Ways
			.through(asked.shared(new Asked(asked.lens(), selected), () -> this.acting.acting(asked.lens(), selected))
				.parts());
	}

	@Override
	public void describe(ListFields fields) {
		fields.root("initiative", Set.of(Kind.INITIATIVE));
		fields.root(initiatives());
		fields.root(endorsements());
		fields.root(asks());
		fields.page("Topic", "initiatives", this.graph.initiativesAbout());
		fields.page("Actor", "endorsements",
				(asked) -> this.graph.endorsementsBy(RollUp.valueOf(asked.always("rollUp"))), ENDORSEMENTS);
		fields.page("Endorsable", "endorsements", this.graph.endorsementsOf(), ENDORSEMENTS);
		fields.page("ChainStep", "endorsements", this.graph.endorsementsOf());
		fields.page("Endorsable", "derivesFrom", this.graph.derivationsOfRecord());
		fields.page("Endorsement", "derivesFrom", this.graph.derivationsOfFact());
		fields.page("Endorsable", "ledTo", this.graph.derivationsFrom());
		fields.page("Ask", "ledTo", this.graph.derivationsFrom());
		fields.all("Endorsement", "voicedIn", this.graph.voicedIn());
		fields.all("Initiative", "milestones", this.graph.milestones());
		fields.one("Milestone", "initiative", this.graph.initiative());
		fields.all("Milestone", "realisedBy", this.graph.realisedBy());
		fields.all("Document", "asks", this.graph.asksOf());
		fields.one("Ask", "document", this.graph.asking());
		fields.all("Ask", "askedBy", this.graph.askedBy());
		fields.all("Ask", "askedOf", this.graph.askedOf());
		fields.any("Ask", "answered", this.graph.answers());
	}

}
