package org.rapport.provenance;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rapport.access.Viewer;
import org.rapport.kernel.Kind;
import org.rapport.recording.Recording;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** The mutations that record and correct documents, claims, statuses and citations. */
@Controller
class ProvenanceActController {

	private final Recording recording;

	private final Sources sources;

	ProvenanceActController(Recording recording, Sources sources) {
		this.recording = recording;
		this.sources = sources;
	}

	@MutationMapping
	Map<String, @Nullable Object> addDocument(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.sources.addDocument(viewer, input).as("document");
	}

	@MutationMapping
	Map<String, @Nullable Object> updateDocument(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.update(viewer, "updateDocument", Kind.DOCUMENT, input).as("document");
	}

	@MutationMapping
	Map<String, @Nullable Object> addClaim(@Argument Map<String, @Nullable Object> input, @ContextValue Viewer viewer) {
		return this.recording.add(viewer, "addClaim", Kind.CLAIM, input).as("claim");
	}

	@MutationMapping
	Map<String, @Nullable Object> updateClaim(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.update(viewer, "updateClaim", Kind.CLAIM, input).as("claim");
	}

	@MutationMapping
	Map<String, @Nullable Object> recordStatus(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.add(viewer, "recordStatus", Kind.STATUS_CHANGE, input).as("statusChange");
	}

	@MutationMapping
	Map<String, @Nullable Object> updateStatus(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.update(viewer, "updateStatus", Kind.STATUS_CHANGE, input).as("statusChange");
	}

	@MutationMapping
	Map<String, @Nullable Object> cite(@Argument Map<String, @Nullable Object> input, @ContextValue Viewer viewer) {
		return this.sources.cite(viewer, input).as("citation");
	}

	@MutationMapping
	Map<String, @Nullable Object> updateCitation(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.update(viewer, "updateCitation", Kind.CITATION, input).as("citation");
	}

}
