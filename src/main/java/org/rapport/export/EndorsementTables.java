package org.rapport.export;

import java.util.List;

import org.rapport.endorsement.Ask;
import org.rapport.endorsement.Endorsement;
import org.rapport.endorsement.EndorsementGraph;
import org.rapport.endorsement.EndorsementLists;
import org.rapport.endorsement.Initiative;
import org.rapport.provenance.ProvenanceGraph;
import org.rapport.provenance.StatusChange;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The tables of endorsements, initiatives and asks. */
@Component
@Order(3)
class EndorsementTables implements TableGroup {

	private final EndorsementLists lists;

	private final EndorsementGraph graph;

	private final ProvenanceGraph provenance;

	EndorsementTables(EndorsementLists lists, EndorsementGraph graph, ProvenanceGraph provenance) {
		this.lists = lists;
		this.graph = graph;
		this.provenance = provenance;
	}

	@Override
	public List<Table<?>> tables() {
		return List.of(endorsements(), initiatives(), asks());
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
			.number("amount", "The sum, in units of the currency.",
					(row) -> (row.amount() != null) ? row.amount().value() : null)
			.text("currency", "The currency, in ISO 4217.",
					(row) -> (row.amount() != null) ? row.amount().currency() : null)
			.visibility()
			.basisAndSources(this.provenance.citationsOfFact());
		return DirectoryTables.root("An endorsement.", this.lists.endorsements(), columns.all());
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

	private Table<Ask> asks() {
		Columns<Ask> columns = new Columns<Ask>().id()
			.text("slug", "A readable name for addresses.", Ask::slug)
			.record("document", "The document that asks", this.graph.asking())
			.text("position", "Its place among the asks of the document, from 1.",
					(row) -> String.valueOf(row.position()))
			.text("heading", "The group of asks in which the document puts it.", Ask::heading)
			.text("summary", "The request, in the curator's words.", Ask::summary)
			.text("wording", "The request, in the words of the document.", Ask::wording)
			.records("asked_by", "Who asks", this.graph.askedBy(), (row) -> row)
			.records("asked_of", "Who is asked", this.graph.askedOf(), (row) -> row)
			.list("answered", "yes if something adopts, answers or implements it, otherwise no.", this.graph.answers(),
					(row) -> row, (answers) -> answers.isEmpty() ? "no" : "yes")
			.visibility()
			.sources(this.provenance.citationsOfRecord());
		return DirectoryTables.root("An ask of a document.", this.lists.asks(), columns.all());
	}

}
