package org.rapport.export;

import java.util.List;

import org.rapport.provenance.Claim;
import org.rapport.provenance.Document;
import org.rapport.provenance.ProvenanceGraph;
import org.rapport.provenance.ProvenanceLists;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The tables of documents and claims. */
@Component
@Order(4)
class ProvenanceTables implements TableGroup {

	private final ProvenanceLists lists;

	private final ProvenanceGraph graph;

	ProvenanceTables(ProvenanceLists lists, ProvenanceGraph graph) {
		this.lists = lists;
		this.graph = graph;
	}

	@Override
	public List<Table<?>> tables() {
		return List.of(documents(), claims());
	}

	private Table<Document> documents() {
		Columns<Document> columns = new Columns<Document>().id()
			.text("slug", "A readable name for addresses.", Document::slug)
			.text("title", "The title.", Document::title)
			.text("kind", "The form of the text.", Document::kind)
			.date("date", "", "The date on the document", Document::date)
			.text("language", "The language of the text, as a BCP 47 tag.", Document::language)
			.text("link", "Where it can be read.", Document::url)
			.records("about", "What it is about", this.graph.about(), (row) -> row)
			.text("description", "One sentence about it.", Document::description)
			.visibility()
			.sources(this.graph.citationsOfRecord());
		return DirectoryTables.root("A document.", this.lists.documents(), columns.all());
	}

	private Table<Claim> claims() {
		Columns<Claim> columns = new Columns<Claim>().id()
			.end("about", "What the figure is about", Claim::about)
			.text("measure", "What is counted or measured.", Claim::measure)
			.number("value", "The figure. Empty if the source gives only words.", Claim::value)
			.text("bound", "EXACT, AT_LEAST or AT_MOST. Empty if there is no figure.", Claim::bound)
			.text("wording", "The words of the source for the figure.", Claim::wording)
			.text("unit", "The unit.", Claim::unit)
			.date("date", "", "The day for which it is stated", Claim::date)
			.visibility()
			.basisAndSources(this.graph.citationsOfFact());
		return DirectoryTables.root("A figure that a source states.", this.lists.claims(), columns.all());
	}

}
