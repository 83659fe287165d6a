package org.rapport.provenance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.neo4j.driver.Value;
import org.neo4j.driver.types.MapAccessor;

import org.rapport.graph.CypherListing;
import org.rapport.graph.DayCypher;
import org.rapport.graph.Elements;
import org.rapport.graph.Graph;
import org.rapport.graph.IndexWalk.Branch;
import org.rapport.graph.IndexWalk;
import org.rapport.graph.NodeProperties;
import org.rapport.graph.Reading.Key;
import org.rapport.graph.Reading.Order;
import org.rapport.graph.Reading;
import org.rapport.graph.Rows;
import org.rapport.kernel.Element;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Listing;
import org.rapport.kernel.Paragraph;
import org.rapport.provenance.SourceRow.SourceCell;
import org.springframework.stereotype.Component;

/** Reads documents, citations, claims and statuses. */
@Component
public class ProvenanceGraph {

	private static final String NAMED = "WHERE {{x}}";

	private static final NodeProperties DOCUMENT = NodeProperties.of("slug", "title", "description", "kind", "date",
			"url", "language");

	private static final NodeProperties CITATION = NodeProperties.of("locator", "quote", "note", "basis", "accessed");

	private final Elements elements;

	private final Listing<Document> documents;

	private final Listing<Document> documentsAbout;

	private final Listing<Claim> allClaims;

	private final Listing<Citation> citationsOfRecord;

	private final Listing<Citation> citationsOfFact;

	private final Listing<Citation> citationsFrom;

	private final Listing<Claim> claims;

	private final Listing<StatusChange> statusesOfRecord;

	private final Listing<StatusChange> statusesOfFact;

	private final Listing<Document> documentsPresentedAt;

	private final Listing<Element> about;

	private final Listing<Paragraph> paragraphs;

	private final Listing<Paragraph> passages;

	private final Listing<SourceRow> rows;

	ProvenanceGraph(Graph graph, Elements elements) {
		this.elements = elements;
		Reading<Document> document = elements.record(Kind.DOCUMENT, DOCUMENT, ProvenanceGraph::document,
				Order.descending("DATE", Key.undatedLast("f.lensDay"), Key.day("f.dateLatest")),
				Order.ascending("TITLE", Key.title("f")));
		this.documents = document.listing(graph, "documents", "MATCH (f:Document)",
				Map.of("kind", "f.kind = $kind", "language", "f.language = $language", "during", DayCypher.during("f"),
						"about", "EXISTS { (f)-[:ABOUT]->(matter:Record {id: $about}) WHERE {{matter}} }"),
				List.of(IndexWalk.filtered("DATE", "about", about("$about")),
						IndexWalk.filtered("DATE", "during", DateCypher.beganDuring("Document"),
								DateCypher.wentOnDuring("Document")),
						IndexWalk.filtered("DATE", "language", Branch.of("Document", "language")),
						IndexWalk.filtered("DATE", "kind", Branch.of("Document", "kind")),
						IndexWalk.all("DATE", Branch.of("Document")), IndexWalk.all("TITLE", Branch.of("Document"))));
		this.documentsAbout = document.listing(graph, "topic.documents",
				"MATCH (x:Record {id: key})<-[:ABOUT]-(f:Document) " + NAMED, Map.of(),
				List.of(IndexWalk.all("DATE", about("key"))));
		Reading<Citation> citation = elements.fact(Kind.CITATION,
				new Reading<>("""
						MATCH (f)-[:SUPPORTS]->(supported), (f)-[:FROM]->(document:Document)
						WHERE {{f:Citation supported document}}""", "f, document, supported.id AS supportedId",
						ProvenanceGraph::citation,
						List.of(Order.ascending("SOURCE", Key.text("document.slug"), Key.text("f.locator"))))
					.reading("f", CITATION)
					.reading("document", DOCUMENT));
		// Citations are read with almost every query. The record or fact that they
		// support was just read through the same lens, so it is not checked again.
		Reading<Citation> ofShown = new Reading<>("""
				MATCH (f)-[:FROM]->(document:Document)
				WHERE {{f}} AND {{document}}""", "f, document, x.id AS supportedId", ProvenanceGraph::citation,
				citation.orders(), citation.read());
		this.citationsOfRecord = ofShown.listing(graph, "record.citations",
				"MATCH (x:Record {id: key})<-[:SUPPORTS]-(f:Citation) " + NAMED);
		this.citationsOfFact = ofShown.listing(graph, "fact.citations",
				"MATCH (x:Fact {id: key})<-[:SUPPORTS]-(f:Citation) " + NAMED);
		this.citationsFrom = citation.ordered(Order.ascending("LOCATOR", Key.text("f.locator")))
			.listing(graph, "document.supports", "MATCH (x:Record {id: key})<-[:FROM]-(f:Citation) " + NAMED, Map.of(),
					List.of(IndexWalk.all("LOCATOR", Branch.facts("Citation", "f.lensInId = key", List.of("f.lensInId"),
							List.of("f.locator"), "f.id"))));
		Reading<Claim> claim = elements.fact(Kind.CLAIM,
				new Reading<>("MATCH (f)-[:ABOUT]->(about:Record) WHERE {{f:Claim about}}", "f, about", this::claim,
						List.of(Order.ascending("MEASURE", Key.text("f.measure"),
								Key.undatedLast("f.lensDay", "f.lensDayUndatedLast")),
								Order.descending("DATE", Key.undatedLast("f.lensDay"), Key.day("f.dateLatest"))))
					.reading("f", NodeProperties.of("measure", "value", "bound", "wording", "unit", "date"))
					.reading("about", Elements.RECORD));
		this.claims = claim.listing(graph, "record.claims", "MATCH (x:Record {id: key})<-[:ABOUT]-(f:Claim) " + NAMED);
		this.allClaims = claim.listing(graph, "claims", "MATCH (f:Claim)",
				Map.of("about", "EXISTS { (f)-[:ABOUT]->(matter:Record {id: $about}) WHERE {{matter}} }", "measure",
						"f.measure = $measure"),
				List.of(IndexWalk.unordered("about",
						Branch.from("MATCH (x:Record {id: $about})<-[:ABOUT]-(f:Claim) " + NAMED)),
						IndexWalk.filtered("MEASURE", "measure",
								Branch.facts("Claim", "f.measure = $measure", List.of(), List.of(), "f.id")),
						IndexWalk.all("MEASURE", Branch.of("Claim")), IndexWalk.all("DATE", Branch.of("Claim"))));
		Reading<StatusChange> statusChange = elements.fact(Kind.STATUS_CHANGE,
				new Reading<>("MATCH (f)-[:OF]->(element) WHERE {{f:StatusChange element}}",
						"f, element.id AS elementId", ProvenanceGraph::statusChange, List.of(Order.ascending("DATE",
								Key.undatedLast(DayCypher.of("f.date")), Key.day("f.dateLatest"))))
					.reading("f", NodeProperties.of("status", "date")));
		this.statusesOfRecord = statusChange.listing(graph, "record.statusChanges",
				"MATCH (x:Record {id: key})<-[:OF]-(f:StatusChange) " + NAMED);
		this.statusesOfFact = statusChange.listing(graph, "fact.statusChanges",
				"MATCH (x:Fact {id: key})<-[:OF]-(f:StatusChange) " + NAMED);
		this.documentsPresentedAt = document.ordered(Order.ascending("TITLE", Key.title("f")))
			.listing(graph, "meeting.documents", "MATCH (x:Record {id: key})<-[:PRESENTED_AT]-(f:Document) " + NAMED);
		this.about = elements.anyRecord()
			.listing(graph, "record.about", "MATCH (x:Record {id: key})-[:ABOUT]->(f) " + NAMED);
		this.paragraphs = paragraphs(graph, "document.paragraphs", """
				MATCH (x:Record {id: key})<-[:WRITTEN_IN]-(f:Paragraph)
				WHERE {{x}} AND {{f}}""");
		this.passages = paragraphs(graph, "citation.passage", """
				MATCH (x:Fact {id: key})-[:FROM]->(source:Document)
				MATCH (f:Paragraph {documentId: source.id, label: trim(x.locator)})
				USING INDEX f:Paragraph(documentId, label)
				WHERE {{x}} AND {{source}} AND {{f}}""");
		this.rows = new CypherListing<>(graph, "citation.row",
				new CypherListing.Query<>("""
						MATCH (x:Fact {id: key})-[:READ_FROM]->(f:SourceRow)
						WHERE {{x}} AND {{f}}""", "f.id",
						"f.file AS file, f.sheet AS sheet, f.line AS line, f.columns AS columns, f.texts AS texts",
						ProvenanceGraph::row, List.of(Order.ascending("LINE", Key.number("f.line")))),
				Map.of());
	}

	private static SourceRow row(MapAccessor row) {
		List<String> columns = row.get("columns").asList(Value::asString);
		List<String> texts = row.get("texts").asList(Value::asString);
		List<SourceCell> cells = new ArrayList<>();
		for (int i = 0; i < columns.size(); i++) {
			cells.add(new SourceCell(columns.get(i), texts.get(i)));
		}
		return new SourceRow(row.get("file").asString(), Rows.text(row, "sheet"), row.get("line").asInt(), cells);
	}

	private static Listing<Paragraph> paragraphs(Graph graph, String name, String body) {
		return new CypherListing<>(graph, name,
				new CypherListing.Query<>(body, "f.label", "f.label AS label, f.text AS text",
						(row) -> new Paragraph(row.get("label").asString(), row.get("text").asString()),
						List.of(Order.ascending("POSITION", Key.number("f.position")))),
				Map.of());
	}

	private static Branch about(String subject) {
		return Branch.through("(f)-[t:ABOUT]->(x:Record)", "t:ABOUT",
				"t.lensToId = " + subject + " AND t.lensFromKind = 'Document' AND {{x}}", "",
				List.of("t.lensToId", "t.lensFromKind"), List.of("t.lensDay", "t.lensDayLatest"), "t.lensFromId");
	}

	/**
	 * All documents, newest first. Filters: {@code kind}, {@code language},
	 * {@code during}, a list of a first and a last day, and the id {@code about}.
	 */
	Listing<Document> documents() {
		return this.documents;
	}

	/** The documents about a topic, newest first. */
	Listing<Document> documentsAbout() {
		return this.documentsAbout;
	}

	/** All claims, by measure. Filters: the id {@code about}, and {@code measure}. */
	Listing<Claim> allClaims() {
		return this.allClaims;
	}

	/** The citations that support a record, by source and locator. */
	public Listing<Citation> citationsOfRecord() {
		return this.citationsOfRecord;
	}

	/** The citations that support a fact, by source and locator. */
	public Listing<Citation> citationsOfFact() {
		return this.citationsOfFact;
	}

	/** The citations from a document, by locator. */
	public Listing<Citation> citationsFrom() {
		return this.citationsFrom;
	}

	/** The claims about a record. */
	public Listing<Claim> claims() {
		return this.claims;
	}

	/** The status changes of a meeting, an initiative or a milestone, earliest first. */
	public Listing<StatusChange> statusesOfRecord() {
		return this.statusesOfRecord;
	}

	/** The status changes of an endorsement, earliest first. */
	public Listing<StatusChange> statusesOfFact() {
		return this.statusesOfFact;
	}

	/** The documents presented at a meeting. */
	public Listing<Document> documentsPresentedAt() {
		return this.documentsPresentedAt;
	}

	/** The subjects that a meeting, a document or an initiative is about. */
	public Listing<Element> about() {
		return this.about;
	}

	/** The paragraphs of a document, in their order. */
	Listing<Paragraph> paragraphs() {
		return this.paragraphs;
	}

	/** The paragraph that a citation names by its locator, if its document has one. */
	Listing<Paragraph> passages() {
		return this.passages;
	}

	/** The row of a table from which a citation was read, if it was. */
	Listing<SourceRow> rows() {
		return this.rows;
	}

	private static Document document(MapAccessor node) {
		return new Document(Rows.entry(node), Rows.required(node, "slug"), Rows.required(node, "title"),
				Rows.text(node, "description"), Rows.required(node, "kind"), Rows.date(node, "date"),
				Rows.text(node, "url"), Rows.text(node, "language"));
	}

	private static Citation citation(MapAccessor row) {
		MapAccessor node = Rows.node(row, "f");
		return new Citation(Rows.entry(node), row.get("supportedId").asString(),
				Rows.end(row, "document", ProvenanceGraph::document), Rows.required(node, "locator"),
				Rows.text(node, "quote"), Rows.text(node, "note"), Rows.required(node, "basis"),
				Rows.date(node, "accessed"));
	}

	private Claim claim(MapAccessor row) {
		MapAccessor node = Rows.node(row, "f");
		return new Claim(Rows.entry(node), Rows.end(row, "about", this.elements::recordOf),
				Rows.required(node, "measure"), Rows.figure(node, "value"), Rows.text(node, "bound"),
				Rows.text(node, "wording"), Rows.text(node, "unit"), Rows.date(node, "date"));
	}

	private static StatusChange statusChange(MapAccessor row) {
		MapAccessor node = Rows.node(row, "f");
		return new StatusChange(Rows.entry(node), row.get("elementId").asString(), Rows.required(node, "status"),
				Rows.date(node, "date"));
	}

}
