package org.rapport.provenance;

import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;

import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

import org.rapport.api.Connection;
import org.rapport.api.Filters;
import org.rapport.api.NodeRefInput;
import org.rapport.api.Pages;
import org.rapport.api.References;
import org.rapport.api.Roots;
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

/** The queries and fields for documents, citations, claims and statuses. */
@Controller
class ProvenanceController {

	private final ProvenanceGraph graph;

	private final Pages pages;

	private final References references;

	private final Roots roots;

	ProvenanceController(ProvenanceGraph graph, Pages pages, References references, Roots roots) {
		this.graph = graph;
		this.pages = pages;
		this.references = references;
		this.roots = roots;
	}

	@QueryMapping
	@Nullable Element document(@Argument NodeRefInput by, DataFetchingEnvironment field) {
		return this.roots.find(field, by, EnumSet.of(Kind.DOCUMENT));
	}

	/** The input {@code DocumentFilter} of the API. */
	record DocumentFilter(@Nullable String kind, @Nullable String language, @Nullable ApproximateDate during,
			@Nullable NodeRefInput about) {
	}

	@QueryMapping
	CompletableFuture<Connection<Document>> documents(@Argument @Nullable DocumentFilter filter,
			DataFetchingEnvironment field, @ContextValue Lens lens) {
		Filters filters = new Filters();
		if (filter != null) {
			filters.with("kind", filter.kind())
				.with("language", filter.language())
				.during(filter.during())
				.record("about", filter.about(), this.references.of(field), lens);
		}
		return this.pages.page(field, this.graph.documents(), Parent.ROOT, filters.given());
	}

	/** The input {@code ClaimFilter} of the API. */
	record ClaimFilter(@Nullable NodeRefInput about, @Nullable String measure) {
	}

	@QueryMapping
	CompletableFuture<Connection<Claim>> claims(@Argument @Nullable ClaimFilter filter, DataFetchingEnvironment field,
			@ContextValue Lens lens) {
		Filters filters = new Filters();
		if (filter != null) {
			filters.record("about", filter.about(), this.references.of(field), lens).with("measure", filter.measure());
		}
		return this.pages.page(field, this.graph.allClaims(), Parent.ROOT, filters.given());
	}

	@SchemaMapping(typeName = "Citation", field = "supports")
	CompletableFuture<@Nullable Element> supported(Citation citation, DataFetchingEnvironment field) {
		return this.pages.element(field, citation.supportedId());
	}

	@SchemaMapping(typeName = "StatusChange")
	CompletableFuture<@Nullable Element> element(StatusChange change, DataFetchingEnvironment field) {
		return this.pages.element(field, change.elementId());
	}

}
