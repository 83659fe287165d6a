package org.rapport.provenance;

import java.util.List;
import java.util.Set;

import org.rapport.api.FieldLists;
import org.rapport.api.ListArguments;
import org.rapport.api.ListFields;
import org.rapport.api.RootList;
import org.rapport.kernel.Kind;
import org.springframework.stereotype.Component;

/** The lists of citations, passages, rows, claims, status changes and documents. */
@Component
public class ProvenanceLists implements FieldLists {

	private final ProvenanceGraph graph;

	ProvenanceLists(ProvenanceGraph graph) {
		this.graph = graph;
	}

	/** All documents, newest first. */
	public RootList<Document> documents() {
		return new RootList<>("documents", this.graph.documents(), (asked) -> {
			ListArguments filter = asked.inside("filter");
			return filter.record(filter.filters("kind", "language", "during"), "about");
		});
	}

	/** All claims, by measure. */
	public RootList<Claim> claims() {
		return new RootList<>("claims", this.graph.allClaims(), (asked) -> {
			ListArguments filter = asked.inside("filter");
			return filter.record(filter.filters("measure"), "about");
		});
	}

	@Override
	public void describe(ListFields fields) {
		fields.root("document", Set.of(Kind.DOCUMENT));
		fields.root(documents());
		fields.root(claims());
		fields.page("Topic", "documents", this.graph.documentsAbout());
		fields.all("Subject", "citations", this.graph.citationsOfRecord());
		fields.all("Fact", "citations", this.graph.citationsOfFact());
		fields.all("Fact", "basis", this.graph.citationsOfFact(), Citation::basisOf);
		fields.page("Document", "supports", this.graph.citationsFrom());
		fields.all("Document", "paragraphs", this.graph.paragraphs());
		fields.one("Citation", "passage", this.graph.passages());
		fields.one("Citation", "row", this.graph.rows());
		fields.all("Subject", "claims", this.graph.claims());
		fields.all("Tracked", "statusChanges", this.graph.statusesOfRecord());
		fields.all("Tracked", "status", this.graph.statusesOfRecord(), StatusChange::latest);
		fields.all("Endorsement", "statusChanges", this.graph.statusesOfFact());
		fields.all("Endorsement", "fulfilment", this.graph.statusesOfFact(), StatusChange::latest);
		for (String record : List.of("Document", "Meeting", "Initiative")) {
			fields.all(record, "about", this.graph.about());
		}
		fields.all("Meeting", "documents", this.graph.documentsPresentedAt());
	}

}
