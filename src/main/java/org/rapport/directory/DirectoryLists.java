package org.rapport.directory;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

import org.rapport.api.FieldLists;
import org.rapport.api.Filters;
import org.rapport.api.ListArguments;
import org.rapport.api.ListFields;
import org.rapport.api.RootList;
import org.rapport.kernel.Kind;
import org.springframework.stereotype.Component;

/** The lists of names, identifiers, memberships, successions, roles and places. */
@Component
public class DirectoryLists implements FieldLists {

	private static final Function<ListArguments, Filters> DURING = (asked) -> asked.filters("during");

	private static final String FILTER = "filter";

	private final DirectoryGraph graph;

	DirectoryLists(DirectoryGraph graph) {
		this.graph = graph;
	}

	/** All people, by name. */
	public RootList<Person> people() {
		return new RootList<>("people", this.graph.allPeople(), (asked) -> {
			ListArguments filter = asked.inside(FILTER);
			return filter.record(new Filters(), "roleIn", "memberOf");
		});
	}

	/** All organisations, by name. */
	public RootList<Organisation> organisations() {
		return new RootList<>("organisations", this.graph.organisations(), (asked) -> {
			ListArguments filter = asked.inside(FILTER);
			return filter.record(filter.filters("kind", "countryCode"), "memberOf", "officeIn");
		});
	}

	/** All governments, by name. */
	public RootList<Government> governments() {
		return new RootList<>("governments", this.graph.governments(), (asked) -> {
			ListArguments filter = asked.inside(FILTER);
			return filter.record(filter.filters("kind", "countryCode"), "bodyOf", "memberOf");
		});
	}

	/** All posts, by name. */
	public RootList<Post> posts() {
		return new RootList<>("posts", this.graph.posts(),
				(asked) -> asked.inside(FILTER).record(new Filters(), "bodyOf"));
	}

	/** All topics, by name. */
	public RootList<Topic> topics() {
		return new RootList<>("topics", this.graph.topics(), (asked) -> new Filters());
	}

	/** All places, by name. */
	public RootList<Place> places() {
		return new RootList<>("places", this.graph.allPlaces(), (asked) -> asked.inside(FILTER).filters("countryCode"));
	}

	@Override
	public void describe(ListFields fields) {
		fields.root("actor", Kind.ACTORS);
		for (Kind kind : List.of(Kind.PERSON, Kind.ORGANISATION, Kind.GOVERNMENT, Kind.POST, Kind.TOPIC, Kind.PLACE)) {
			fields.root(kind.label().toLowerCase(Locale.ROOT), Set.of(kind));
		}
		for (RootList<?> all : List.of(people(), organisations(), governments(), posts(), topics(), places())) {
			fields.root(all);
		}
		fields.all("Subject", "identifiers", this.graph.identifications());
		fields.all("Actor", "otherNames", this.graph.names());
		fields.page("Actor", "memberships", this.graph.memberships(), (asked) -> asked.filters("kind", "during"));
		fields.page("Person", "roles", this.graph.roles(), DURING);
		fields.page("Organisation", "members", this.graph.members(), DURING);
		fields.page("Government", "members", this.graph.members(), DURING);
		fields.page("Organisation", "parts", this.graph.parts(), DURING);
		fields.page("Government", "bodies", this.graph.parts(), DURING);
		for (String body : List.of("Organisation", "Government")) {
			fields.page(body, "predecessors", this.graph.predecessors(), (asked) -> asked.filters("kind"));
			fields.page(body, "successors", this.graph.successors(), (asked) -> asked.filters("kind"));
		}
		fields.page("Organisation", "people", this.graph.people(), DURING);
		fields.page("Government", "people", this.graph.people(), DURING);
		fields.page("Post", "holders", this.graph.people(), DURING);
		fields.all("Organisation", "offices", this.graph.offices());
		fields.all("Meeting", "places", this.graph.places());
		fields.page("Place", "organisations", this.graph.organisationsAt());
	}

}
