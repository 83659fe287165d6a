package org.rapport.provenance;

import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.rapport.access.Permission;
import org.rapport.access.Viewer;
import org.rapport.kernel.Content;
import org.rapport.kernel.Kind;
import org.rapport.recording.Draft;
import org.rapport.recording.Input;
import org.rapport.recording.Outcome;
import org.rapport.recording.Recording;
import org.springframework.stereotype.Component;

/** Records documents with their asks, their texts, and citations. */
@Component
class Sources {

	private final Recording recording;

	Sources(Recording recording) {
		this.recording = recording;
	}

	/** Adds a document and its asks as one act. */
	Outcome addDocument(Viewer viewer, Map<String, @Nullable Object> values) {
		return this.recording.act(viewer, Permission.RECORD, "addDocument", values, (draft, input) -> {
			String id = draft.add(Kind.DOCUMENT, input, null);
			Content document = draft.drafted(id);
			for (Input ask : input.objects("asks")) {
				draft.add(Kind.ASK, ask.with("document", Map.of("id", id)), document);
			}
			return id;
		});
	}

	/** Replaces the whole text of a document. */
	Outcome setText(Viewer viewer, Map<String, @Nullable Object> values) {
		return this.recording.act(viewer, Permission.RECORD, "setDocumentText", values, Draft::changeText);
	}

	/** Adds a citation to a record or fact that is recorded already. */
	Outcome cite(Viewer viewer, Map<String, @Nullable Object> values) {
		return this.recording.act(viewer, Permission.RECORD, "cite", values, (draft, input) -> {
			Input supports = Objects.requireNonNull(input.object("supports"));
			String id = draft.named(supports, Kind.CITED, null);
			return draft.cite(id, input, null);
		});
	}

}
