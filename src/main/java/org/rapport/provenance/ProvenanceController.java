package org.rapport.provenance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

import org.rapport.api.Pages;
import org.rapport.graph.DatasetGraph;
import org.rapport.graph.DatasetGraph.ShownDataset;
import org.rapport.kernel.Element;
import org.rapport.kernel.Lens;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** The queries and fields for documents, citations, claims and statuses. */
@Controller
class ProvenanceController {

	private final Pages pages;

	private final DatasetGraph datasets;

	ProvenanceController(Pages pages, DatasetGraph datasets) {
		this.pages = pages;
		this.datasets = datasets;
	}

	@SchemaMapping(typeName = "Citation", field = "supports")
	CompletableFuture<@Nullable Element> supported(Citation citation, DataFetchingEnvironment field) {
		return this.pages.element(field, citation.supportedId());
	}

	@QueryMapping
	List<ShownDataset> datasets(@ContextValue Lens lens) {
		return this.datasets.all(lens.clearance());
	}

	@BatchMapping
	Map<Citation, ShownDataset> dataset(List<Citation> citations, @ContextValue Lens lens) {
		Map<String, ShownDataset> shown = this.datasets.named(citations.stream()
			.map((citation) -> citation.entry().dataset())
			.filter(Objects::nonNull)
			.map(Objects::requireNonNull)
			.collect(Collectors.toSet()), lens.clearance());
		Map<Citation, ShownDataset> datasets = new HashMap<>();
		citations.forEach((citation) -> {
			String name = citation.entry().dataset();
			ShownDataset dataset = (name != null) ? shown.get(name) : null;
			if (dataset != null) {
				datasets.put(citation, dataset);
			}
		});
		return datasets;
	}

	@SchemaMapping(typeName = "StatusChange")
	CompletableFuture<@Nullable Element> element(StatusChange change, DataFetchingEnvironment field) {
		return this.pages.element(field, change.elementId());
	}

}
