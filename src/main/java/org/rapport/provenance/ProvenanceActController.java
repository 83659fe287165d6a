package org.rapport.provenance;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rapport.access.Viewer;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** The mutations that record and correct documents, claims, statuses and citations. */
@Controller
class ProvenanceActController {

	private final Sources sources;

	ProvenanceActController(Sources sources) {
		this.sources = sources;
	}

	@MutationMapping
	Map<String, @Nullable Object> addDocument(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.sources.addDocument(viewer, input).as("document");
	}

	@MutationMapping
	Map<String, @Nullable Object> setDocumentText(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.sources.setText(viewer, input).as("document");
	}

	@MutationMapping
	Map<String, @Nullable Object> cite(@Argument Map<String, @Nullable Object> input, @ContextValue Viewer viewer) {
		return this.sources.cite(viewer, input).as("citation");
	}

}
