package org.rapport.directory;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

import org.rapport.api.Connection;
import org.rapport.api.NodeRefInput;
import org.rapport.api.Pages;
import org.rapport.kernel.Element;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.NodeLookup;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Answers who there is, and who belongs to what. */
@Controller
class DirectoryController {

	private final DirectoryGraph graph;

	private final Pages pages;

	private final NodeLookup lookup;

	DirectoryController(DirectoryGraph graph, Pages pages, NodeLookup lookup) {
		this.graph = graph;
		this.pages = pages;
		this.lookup = lookup;
	}

	@QueryMapping
	@Nullable Element actor(@Argument NodeRefInput by, @ContextValue Lens lens) {
		return find(by, lens, Kind.ACTORS);
	}

	@QueryMapping
	@Nullable Element person(@Argument NodeRefInput by, @ContextValue Lens lens) {
		return find(by, lens, EnumSet.of(Kind.PERSON));
	}

	@QueryMapping
	@Nullable Element organisation(@Argument NodeRefInput by, @ContextValue Lens lens) {
		return find(by, lens, EnumSet.of(Kind.ORGANISATION));
	}

	@QueryMapping
	@Nullable Element government(@Argument NodeRefInput by, @ContextValue Lens lens) {
		return find(by, lens, EnumSet.of(Kind.GOVERNMENT));
	}

	@QueryMapping
	@Nullable Element post(@Argument NodeRefInput by, @ContextValue Lens lens) {
		return find(by, lens, EnumSet.of(Kind.POST));
	}

	private @Nullable Element find(NodeRefInput by, Lens lens, Set<Kind> kinds) {
		return this.lookup.find(lens, by.reference(), kinds).orElse(null);
	}

	@SchemaMapping(typeName = "Subject")
	CompletableFuture<List<Identification>> identifiers(Element record, DataFetchingEnvironment field) {
		return this.pages.all(field, this.graph.identifications(), record);
	}

	@SchemaMapping(typeName = "Actor")
	CompletableFuture<List<Name>> otherNames(Actor actor, DataFetchingEnvironment field) {
		return this.pages.all(field, this.graph.names(), actor);
	}

	@SchemaMapping(typeName = "Actor")
	CompletableFuture<Connection<Membership>> memberships(Actor actor, @Argument @Nullable String kind,
			DataFetchingEnvironment field) {
		Map<String, @Nullable Object> filter = new HashMap<>();
		filter.put("kind", kind);
		return this.pages.page(field, this.graph.memberships(), actor, filter);
	}

	@SchemaMapping
	CompletableFuture<Connection<Role>> roles(Person person, DataFetchingEnvironment field) {
		return this.pages.page(field, this.graph.roles(), person);
	}

	@SchemaMapping(typeName = "Organisation", field = "members")
	CompletableFuture<Connection<Membership>> membersOfOrganisation(Organisation organisation,
			DataFetchingEnvironment field) {
		return this.pages.page(field, this.graph.members(), organisation);
	}

	@SchemaMapping(typeName = "Government", field = "members")
	CompletableFuture<Connection<Membership>> membersOfGovernment(Government government,
			DataFetchingEnvironment field) {
		return this.pages.page(field, this.graph.members(), government);
	}

	@SchemaMapping
	CompletableFuture<Connection<Membership>> parts(Organisation organisation, DataFetchingEnvironment field) {
		return this.pages.page(field, this.graph.parts(), organisation);
	}

	@SchemaMapping
	CompletableFuture<Connection<Membership>> bodies(Government government, DataFetchingEnvironment field) {
		return this.pages.page(field, this.graph.parts(), government);
	}

	@SchemaMapping(typeName = "Organisation", field = "people")
	CompletableFuture<Connection<Role>> peopleOfOrganisation(Organisation organisation, DataFetchingEnvironment field) {
		return this.pages.page(field, this.graph.people(), organisation);
	}

	@SchemaMapping(typeName = "Government", field = "people")
	CompletableFuture<Connection<Role>> peopleOfGovernment(Government government, DataFetchingEnvironment field) {
		return this.pages.page(field, this.graph.people(), government);
	}

	@SchemaMapping
	CompletableFuture<Connection<Role>> holders(Post post, DataFetchingEnvironment field) {
		return this.pages.page(field, this.graph.people(), post);
	}

	@SchemaMapping
	CompletableFuture<List<Place>> offices(Organisation organisation, DataFetchingEnvironment field) {
		return this.pages.all(field, this.graph.offices(), organisation);
	}

	@SchemaMapping(typeName = "Meeting")
	CompletableFuture<List<Place>> places(Element meeting, DataFetchingEnvironment field) {
		return this.pages.all(field, this.graph.places(), meeting);
	}

}
