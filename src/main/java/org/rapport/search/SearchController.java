package org.rapport.search;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

import org.rapport.api.Connection;
import org.rapport.api.Pages;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Parent;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** The query {@code search}: finds records by their names. */
@Controller
class SearchController {

	private final Searches searches;

	private final Pages pages;

	private final ContextGraph contexts;

	SearchController(Searches searches, Pages pages, ContextGraph contexts) {
		this.searches = searches;
		this.pages = pages;
		this.contexts = contexts;
	}

	@QueryMapping
	CompletableFuture<Connection<SearchResult>> search(@Argument String text, @Argument @Nullable List<Kind> types,
			DataFetchingEnvironment field) {
		Set<Kind> kinds = EnumSet.noneOf(Kind.class);
		kinds.addAll((types != null) ? types : Kind.RECORDS);
		return this.pages.page(field, this.searches.listing(text, kinds), Parent.ROOT, Map.of());
	}

	/** A record about which nothing is known has no entry, so its field is null. */
	@BatchMapping(typeName = "SearchEdge")
	Map<Connection.Edge<SearchResult>, String> context(List<Connection.Edge<SearchResult>> results,
			@ContextValue Lens lens) {
		Map<String, String> contexts = this.contexts.contexts(lens,
				results.stream().map((result) -> result.node().record().id()).distinct().toList());
		Map<Connection.Edge<SearchResult>, String> known = new HashMap<>();
		for (Connection.Edge<SearchResult> result : results) {
			String context = contexts.get(result.node().record().id());
			if (context != null) {
				known.put(result, context);
			}
		}
		return known;
	}

}
