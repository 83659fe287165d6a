package org.rapport.export;

import java.math.BigDecimal;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.rapport.endorsement.Endorsement;
import org.rapport.endorsement.EndorsementGraph;
import org.rapport.endorsement.EndorsementLists;
import org.rapport.endorsement.Initiative;
import org.rapport.endorsement.Money;
import org.rapport.provenance.Document;
import org.rapport.provenance.ProvenanceGraph;
import org.rapport.provenance.ProvenanceLists;
import org.rapport.provenance.StatusChange;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The tables of endorsements, and of what is endorsed: initiatives and documents. */
@Component
@Order(3)
class EndorsementTables implements TableGroup {

	private final EndorsementLists lists;

	private final EndorsementGraph graph;

	private final ProvenanceLists documents;

	private final ProvenanceGraph provenance;

	EndorsementTables(EndorsementLists lists, EndorsementGraph graph, ProvenanceLists documents,
			ProvenanceGraph provenance) {
		this.lists = lists;
		this.graph = graph;
		this.documents = documents;
		this.provenance = provenance;
	}

	@Override
	public List<Table<?>> tables() {
		return List.of(endorsements(), initiatives(), documents());
	}

	private Table<Endorsement> endorsements() {
		Columns<Endorsement> columns = new Columns<Endorsement>().id()
			.end("endorser", "Who endorsed", Endorsement::endorser)
			.text("kind", "The form of the endorsement.", Endorsement::kind)
			.end("endorsed", "What was endorsed", Endorsement::endorsed)
			.date("date", "", "When it was given", Endorsement::date)
			.text("capacity", "The capacity, as the source states it.", Endorsement::capacity)
			.ends("on_behalf_of", "On whose behalf it was given", Endorsement::onBehalfOf)
			.records("voiced_in", "The documents and meetings in which it was voiced", this.graph.voicedIn(),
					(row) -> row)
			.text("standing", "STANDING or WITHDRAWN.", Endorsement::standing)
			.date("withdrawn", "withdrawn_", "When it was withdrawn", Endorsement::withdrawn)
			.list("fulfilment", "The latest status of a pledge.", this.provenance.statusesOfFact(), (row) -> row,
					StatusChange::latest)
			.text("amount", "The sum, in units of the currency.", (row) -> amount(row.amount()))
			.text("currency", "The currency, in ISO 4217.",
					(row) -> (row.amount() != null) ? row.amount().currency() : null)
			.visibility()
			.basisAndSources(this.provenance.citationsOfFact());
		return DirectoryTables.root("An endorsement.", this.lists.endorsements(), columns.all());
	}

	private static @Nullable String amount(@Nullable Money money) {
		return (money != null) ? BigDecimal.valueOf(money.value()).stripTrailingZeros().toPlainString() : null;
	}

	private Table<Initiative> initiatives() {
		Columns<Initiative> columns = new Columns<Initiative>().id()
			.text("slug", "A readable name for addresses.", Initiative::slug)
			.text("title", "The title.", Initiative::title)
			.text("kind", "The kind of initiative.", Initiative::kind)
			.list("status", "Its latest status.", this.provenance.statusesOfRecord(), (row) -> row,
					StatusChange::latest)
			.records("about", "What it is about", this.provenance.about(), (row) -> row)
			.text("description", "One sentence about it.", Initiative::description)
			.visibility()
			.sources(this.provenance.citationsOfRecord());
		return DirectoryTables.root("An initiative.", this.lists.initiatives(), columns.all());
	}

	private Table<Document> documents() {
		Columns<Document> columns = new Columns<Document>().id()
			.text("slug", "A readable name for addresses.", Document::slug)
			.text("title", "The title.", Document::title)
			.text("kind", "The form of the text.", Document::kind)
			.date("date", "", "The date on the document", Document::date)
			.text("language", "The language of the text, as a BCP 47 tag.", Document::language)
			.text("link", "Where it can be read.", Document::url)
			.records("about", "What it is about", this.provenance.about(), (row) -> row)
			.text("description", "One sentence about it.", Document::description)
			.visibility()
			.sources(this.provenance.citationsOfRecord());
		return DirectoryTables.root("A document.", this.documents.documents(), columns.all());
	}

}
