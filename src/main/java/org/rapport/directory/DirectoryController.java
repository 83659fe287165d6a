package org.rapport.directory;

import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;

import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

import org.rapport.api.Connection;
import org.rapport.api.NodeRefInput;
import org.rapport.api.Pages;
import org.rapport.api.Roots;
import org.rapport.kernel.Element;
import org.rapport.kernel.Kind;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/**
 * The queries and fields for actors, topics and places, and for the names, identifiers,
 * memberships and roles of actors.
 */
@Controller
class DirectoryController {

	private final DirectoryLists lists;

	private final Pages pages;

	private final Roots roots;

	DirectoryController(DirectoryLists lists, Pages pages, Roots roots) {
		this.lists = lists;
		this.pages = pages;
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

	@QueryMapping
	CompletableFuture<Connection<Person>> people(DataFetchingEnvironment field) {
		return this.pages.page(field, this.lists.people());
	}

	@QueryMapping
	CompletableFuture<Connection<Organisation>> organisations(DataFetchingEnvironment field) {
		return this.pages.page(field, this.lists.organisations());
	}

	@QueryMapping
	CompletableFuture<Connection<Government>> governments(DataFetchingEnvironment field) {
		return this.pages.page(field, this.lists.governments());
	}

	@QueryMapping
	CompletableFuture<Connection<Post>> posts(DataFetchingEnvironment field) {
		return this.pages.page(field, this.lists.posts());
	}

	@QueryMapping
	CompletableFuture<Connection<Topic>> topics(DataFetchingEnvironment field) {
		return this.pages.page(field, this.lists.topics());
	}

	@QueryMapping
	CompletableFuture<Connection<Place>> places(DataFetchingEnvironment field) {
		return this.pages.page(field, this.lists.places());
	}

}
