package org.rapport.provenance;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

import org.rapport.api.Connection;
import org.rapport.api.NodeRefInput;
import org.rapport.api.Pages;
import org.rapport.api.Roots;
import org.rapport.kernel.Element;
import org.rapport.kernel.Kind;
import org.rapport.provenance.CreditGraph.Credit;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** The queries and fields for documents, citations, claims and statuses. */
@Controller
class ProvenanceController {

	private final ProvenanceLists lists;

	private final Pages pages;

	private final Roots roots;

	private final CreditGraph credits;

	ProvenanceController(ProvenanceLists lists, Pages pages, Roots roots, CreditGraph credits) {
		this.lists = lists;
		this.pages = pages;
		this.roots = roots;
		this.credits = credits;
	}

	@QueryMapping
	@Nullable Element document(@Argument NodeRefInput by, DataFetchingEnvironment field) {
		return this.roots.find(field, by, EnumSet.of(Kind.DOCUMENT));
	}

	@QueryMapping
	CompletableFuture<Connection<Document>> documents(DataFetchingEnvironment field) {
		return this.pages.page(field, this.lists.documents());
	}

	@QueryMapping
	CompletableFuture<Connection<Claim>> claims(DataFetchingEnvironment field) {
		return this.pages.page(field, this.lists.claims());
	}

	@SchemaMapping(typeName = "Citation", field = "supports")
	CompletableFuture<@Nullable Element> supported(Citation citation, DataFetchingEnvironment field) {
		return this.pages.element(field, citation.supportedId());
	}

	@BatchMapping
	Map<Citation, Credit> dataset(List<Citation> citations) {
		Map<String, Credit> found = this.credits.of(citations.stream()
			.map((citation) -> citation.entry().dataset())
			.filter(Objects::nonNull)
			.map(Objects::requireNonNull)
			.collect(Collectors.toSet()));
		Map<Citation, Credit> credits = new HashMap<>();
		citations.forEach((citation) -> {
			String dataset = citation.entry().dataset();
			Credit credit = (dataset != null) ? found.get(dataset) : null;
			if (credit != null) {
				credits.put(citation, credit);
			}
		});
		return credits;
	}

	@SchemaMapping(typeName = "StatusChange")
	CompletableFuture<@Nullable Element> element(StatusChange change, DataFetchingEnvironment field) {
		return this.pages.element(field, change.elementId());
	}

}
