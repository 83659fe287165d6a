package org.rapport.directory;

import java.util.EnumSet;
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
import org.rapport.kernel.Element;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Parent;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/**
 * The queries and fields for actors, topics and places, and for the names, identifiers,
 * memberships and roles of actors.
 */
@Controller
class DirectoryController {

	private final DirectoryGraph graph;

	private final Pages pages;

	private final References references;

	private final Roots roots;

	DirectoryController(DirectoryGraph graph, Pages pages, References references, Roots roots) {
		this.graph = graph;
		this.pages = pages;
		this.references = references;
		this.roots = roots;
	}

	@QueryMapping
	@Nullable Element actor(@Argument NodeRefInput by, DataFetchingEnvironment field) {
		return this.roots.find(field, by, Kind.ACTORS);
	}

	@QueryMapping
	@Nullable Element person(@Argument NodeRefInput by, DataFetchingEnvironment field) {
		return this.roots.find(field, by, EnumSet.of(Kind.PERSON));
	}

	@QueryMapping
	@Nullable Element organisation(@Argument NodeRefInput by, DataFetchingEnvironment field) {
		return this.roots.find(field, by, EnumSet.of(Kind.ORGANISATION));
	}

	@QueryMapping
	@Nullable Element government(@Argument NodeRefInput by, DataFetchingEnvironment field) {
		return this.roots.find(field, by, EnumSet.of(Kind.GOVERNMENT));
	}

	@QueryMapping
	@Nullable Element post(@Argument NodeRefInput by, DataFetchingEnvironment field) {
		return this.roots.find(field, by, EnumSet.of(Kind.POST));
	}

	@QueryMapping
	@Nullable Element topic(@Argument NodeRefInput by, DataFetchingEnvironment field) {
		return this.roots.find(field, by, EnumSet.of(Kind.TOPIC));
	}

	@QueryMapping
	@Nullable Element place(@Argument NodeRefInput by, DataFetchingEnvironment field) {
		return this.roots.find(field, by, EnumSet.of(Kind.PLACE));
	}

	/** The input {@code PersonFilter} of the API. */
	record PersonFilter(@Nullable NodeRefInput roleIn, @Nullable NodeRefInput memberOf) {
	}

	@QueryMapping
	CompletableFuture<Connection<Person>> people(@Argument @Nullable PersonFilter filter, DataFetchingEnvironment field,
			@ContextValue Lens lens) {
		Filters filters = new Filters();
		if (filter != null) {
			filters.record("roleIn", filter.roleIn(), this.references.of(field), lens)
				.record("memberOf", filter.memberOf(), this.references.of(field), lens);
		}
		return this.pages.page(field, this.graph.allPeople(), Parent.ROOT, filters.given());
	}

	/** The input {@code OrganisationFilter} of the API. */
	record OrganisationFilter(@Nullable String kind, @Nullable String countryCode, @Nullable NodeRefInput memberOf,
			@Nullable NodeRefInput officeIn) {
	}

	@QueryMapping
	CompletableFuture<Connection<Organisation>> organisations(@Argument @Nullable OrganisationFilter filter,
			DataFetchingEnvironment field, @ContextValue Lens lens) {
		Filters filters = new Filters();
		if (filter != null) {
			filters.with("kind", filter.kind())
				.with("countryCode", filter.countryCode())
				.record("memberOf", filter.memberOf(), this.references.of(field), lens)
				.record("officeIn", filter.officeIn(), this.references.of(field), lens);
		}
		return this.pages.page(field, this.graph.organisations(), Parent.ROOT, filters.given());
	}

	/** The input {@code GovernmentFilter} of the API. */
	record GovernmentFilter(@Nullable String kind, @Nullable String countryCode, @Nullable NodeRefInput bodyOf,
			@Nullable NodeRefInput memberOf) {
	}

	@QueryMapping
	CompletableFuture<Connection<Government>> governments(@Argument @Nullable GovernmentFilter filter,
			DataFetchingEnvironment field, @ContextValue Lens lens) {
		Filters filters = new Filters();
		if (filter != null) {
			filters.with("kind", filter.kind())
				.with("countryCode", filter.countryCode())
				.record("bodyOf", filter.bodyOf(), this.references.of(field), lens)
				.record("memberOf", filter.memberOf(), this.references.of(field), lens);
		}
		return this.pages.page(field, this.graph.governments(), Parent.ROOT, filters.given());
	}

	/** The input {@code PostFilter} of the API. */
	record PostFilter(@Nullable NodeRefInput bodyOf) {
	}

	@QueryMapping
	CompletableFuture<Connection<Post>> posts(@Argument @Nullable PostFilter filter, DataFetchingEnvironment field,
			@ContextValue Lens lens) {
		Filters filters = new Filters();
		if (filter != null) {
			filters.record("bodyOf", filter.bodyOf(), this.references.of(field), lens);
		}
		return this.pages.page(field, this.graph.posts(), Parent.ROOT, filters.given());
	}

	@QueryMapping
	CompletableFuture<Connection<Topic>> topics(DataFetchingEnvironment field) {
		return this.pages.page(field, this.graph.topics(), Parent.ROOT, Map.of());
	}

	/** The input {@code PlaceFilter} of the API. */
	record PlaceFilter(@Nullable String countryCode) {
	}

	@QueryMapping
	CompletableFuture<Connection<Place>> places(@Argument @Nullable PlaceFilter filter, DataFetchingEnvironment field) {
		Filters filters = new Filters();
		if (filter != null) {
			filters.with("countryCode", filter.countryCode());
		}
		return this.pages.page(field, this.graph.allPlaces(), Parent.ROOT, filters.given());
	}

}
