package org.rapport.provenance;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.rapport.api.FieldLists;
import org.rapport.api.ListFields;
import org.springframework.stereotype.Component;

/** The lists of citations, passages, claims, status changes and documents. */
@Component
class ProvenanceLists implements FieldLists {

	private final ProvenanceGraph graph;

	ProvenanceLists(ProvenanceGraph graph) {
		this.graph = graph;
	}

	@Override
	public void describe(ListFields fields) {
		fields.page("Topic", "documents", this.graph.documentsAbout());
		fields.all("Subject", "citations", this.graph.citationsOfRecord());
		fields.all("Fact", "citations", this.graph.citationsOfFact());
		fields.all("Fact", "basis", this.graph.citationsOfFact(), Citation::basisOf);
		fields.page("Document", "supports", this.graph.citationsFrom());
		fields.all("Document", "paragraphs", this.graph.paragraphs());
		fields.one("Citation", "passage", this.graph.passages());
		fields.all("Subject", "claims", this.graph.claims());
		fields.all("Tracked", "statusChanges", this.graph.statusesOfRecord());
		fields.all("Tracked", "status", this.graph.statusesOfRecord(), ProvenanceLists::latest);
		fields.all("Endorsement", "statusChanges", this.graph.statusesOfFact());
		fields.all("Endorsement", "fulfilment", this.graph.statusesOfFact(), ProvenanceLists::latest);
		for (String record : List.of("Document", "Meeting", "Initiative")) {
			fields.all(record, "about", this.graph.about());
		}
		fields.all("Meeting", "documents", this.graph.documentsPresentedAt());
	}

	private static @Nullable String latest(List<StatusChange> changes) {
		return changes.isEmpty() ? null : changes.get(changes.size() - 1).status();
	}

}
