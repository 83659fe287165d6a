package org.rapport.endorsement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.neo4j.driver.Value;
import org.neo4j.driver.types.MapAccessor;

import org.rapport.directory.ActingCypher;
import org.rapport.directory.ActingGraph;
import org.rapport.directory.Actor;
import org.rapport.directory.DirectoryGraph;
import org.rapport.directory.RollUp;
import org.rapport.directory.RolledUpListing;
import org.rapport.directory.Ways;
import org.rapport.graph.DayCypher;
import org.rapport.graph.CypherListing;
import org.rapport.graph.Elements;
import org.rapport.graph.Graph;
import org.rapport.graph.IndexWalk.Branch;
import org.rapport.graph.IndexWalk;
import org.rapport.graph.NodeProperties;
import org.rapport.graph.Reading.Key;
import org.rapport.graph.Reading.Order;
import org.rapport.graph.Reading;
import org.rapport.graph.Rows;
import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Element;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Listing;
import org.rapport.provenance.DateCypher;
import org.rapport.provenance.StatusCypher;
import org.springframework.stereotype.Component;

/** Reads endorsements, initiatives with their milestones, asks and derivations. */
@Component
public class EndorsementGraph {

	private static final String OF_PARENT = " WHERE {{x}}";

	private static final Map<String, String> ENDORSEMENT_FILTERS = Map.of("kind", "f.kind = $kind", "standing",
			"(f.withdrawn IS NULL OR NOT {{begun f.withdrawn}}) = ($standing = 'STANDING')", "during",
			DayCypher.during("f"));

	static final NodeProperties DERIVATION = NodeProperties.of("kind", "askedWording", "adoptedWording");

	private static final NodeProperties ASK = NodeProperties.of("slug", "position", "heading", "summary", "wording");

	private final Elements elements;

	private final Listing<Initiative> initiatives;

	private final Listing<Initiative> initiativesAbout;

	private final Listing<Endorsement> endorsements;

	private final Listing<Endorsement> ownEndorsements;

	private final Listing<Endorsement> rolledUpEndorsements;

	private final Listing<Endorsement> endorsementsOf;

	private final Listing<Element> voicedIn;

	private final Listing<Derivation> derivationsOfRecord;

	private final Listing<Derivation> derivationsOfFact;

	private final Listing<Derivation> derivationsFrom;

	private final Listing<Derivation> answers;

	private final Listing<Milestone> milestones;

	private final Listing<Element> initiative;

	private final Listing<Element> realisedBy;

	private final Listing<Ask> asks;

	private final Listing<Ask> asksOf;

	private final Listing<Element> asking;

	private final Listing<Actor> askedBy;

	private final Listing<Actor> askedOf;

	EndorsementGraph(Graph graph, Elements elements, ActingGraph acting) {
		this.elements = elements;
		Reading<Initiative> initiativeShape = elements.record(Kind.INITIATIVE,
				NodeProperties.of("slug", "title", "description", "kind"), EndorsementGraph::initiative,
				Order.ascending("TITLE", Key.title("f")));
		this.initiatives = initiativeShape.listing(graph, "initiatives", "MATCH (f:Initiative)",
				Map.of("kind", "f.kind = $kind", "status", StatusCypher.IS, "about",
						"EXISTS { (f)-[:ABOUT]->(matter:Record {id: $about}) WHERE {{matter}} }"),
				List.of(IndexWalk.unordered("about",
						Branch.from("MATCH (x:Record {id: $about})<-[:ABOUT]-(f:Initiative)" + OF_PARENT)),
						IndexWalk.unordered("status", Branch.from(StatusCypher.latestIs("Initiative"))),
						IndexWalk.filtered("TITLE", "kind", Branch.of("Initiative", "kind")),
						IndexWalk.all("TITLE", Branch.of("Initiative"))));
		this.initiativesAbout = initiativeShape.listing(graph, "topic.initiatives",
				"MATCH (x:Record {id: key})<-[:ABOUT]-(f:Initiative)" + OF_PARENT);
		Reading<Endorsement> endorsement = elements.fact(Kind.ENDORSEMENT, new Reading<>("""
				MATCH (endorser:Actor)-[:GAVE]->(f)-[:OF]->(endorsed)
				WHERE {{f:Endorsement endorser endorsed}}""",
				"""
						f, endorser, endorsed, CASE WHEN {{begun f.withdrawn}} THEN f.withdrawn END AS withdrawn,
						COLLECT { MATCH (f)-[:ON_BEHALF_OF]->(side:Actor) WHERE {{side}}
						  RETURN side ORDER BY side.lensSortKey, side.id } AS onBehalfOf,
						COLLECT { MATCH (f)-[:PROMPTED_BY]->(prompt) WHERE {{prompt}} RETURN prompt.id ORDER BY prompt.id } AS promptedBy""",
				this::endorsement,
				List.of(Order.descending("DATE", Key.undatedLast("f.lensDay"), Key.day("f.dateLatest")),
						Order.ascending("NAME", Key.name("endorser")), Order.ascending("TITLE", Key.title("endorsed"))))
			.reading("f", NodeProperties.of("kind", "date", "capacity", "amount", "currency"))
			.reading("endorser", DirectoryGraph.ACTOR)
			.reading("endorsed", Elements.RECORD));
		this.endorsements = endorsement.listing(graph, "endorsements", "MATCH (f:Endorsement)", rootFilters(),
				List.of(IndexWalk.filtered("DATE", "endorsed", end("lensOfId", "$endorsed")),
						IndexWalk.filtered("DATE", "endorser", end("lensActorId", "$endorser")),
						IndexWalk.filtered("DATE", "onBehalfOf", onBehalfOf("t.lensToId = $onBehalfOf")),
						IndexWalk.filtered("DATE", "during", DateCypher.beganDuring("Endorsement"),
								DateCypher.wentOnDuring("Endorsement")),
						IndexWalk.filtered("DATE", "kind", Branch.of("Endorsement", "kind")),
						IndexWalk.all("DATE", Branch.of("Endorsement")),
						IndexWalk.all("NAME",
								Branch.facts("Endorsement", "", List.of(), List.of("f.lensActorSortKey"), "f.id")),
						IndexWalk.all("TITLE",
								Branch.facts("Endorsement", "", List.of(), List.of("f.lensOfSortKey"), "f.id"))));
		this.ownEndorsements = endorsement.listing(graph, "actor.ownEndorsements",
				"MATCH (x:Record {id: key})-[:GAVE]->(f:Endorsement)" + OF_PARENT, ENDORSEMENT_FILTERS,
				List.of(IndexWalk.all("DATE", end("lensActorId", "key"))));
		String onDay = ActingCypher.on("f.lensDay", "f.dateLatest") + " AND " + ActingCypher.onADayOf("f");
		this.rolledUpEndorsements = new RolledUpListing<>(acting, endorsement.listing(graph, "actor.endorsements", """
				UNWIND %s AS way
				MATCH (x:Record {id: way.id})-[:GAVE|ON_BEHALF_OF]-(f:Endorsement)
				WHERE {{x}} AND %s
				WITH DISTINCT f""".formatted(CypherListing.ENTRIES, onDay), ENDORSEMENT_FILTERS,
				List.of(IndexWalk.all("DATE", end("lensActorId", "way.id AND " + onDay).forEach(CypherListing.ENTRIES),
						onBehalfOf("t.lensToId = way.id AND " + ActingCypher.on("t.lensDay", "t.lensDayLatest")
								+ " AND " + ActingCypher.onADayOf("f"))
							.forEach(CypherListing.ENTRIES)))),
				(of) -> Ways.through(of.parts()));
		this.endorsementsOf = endorsement.listing(graph, "endorsable.endorsements",
				"MATCH (x:Record {id: key})<-[:OF]-(f:Endorsement)" + OF_PARENT, ENDORSEMENT_FILTERS,
				List.of(IndexWalk.all("DATE", end("lensOfId", "key"))));
		this.voicedIn = elements.anyRecord()
			.listing(graph, "endorsement.voicedIn", "MATCH (x:Fact {id: key})-[:VOICED_IN]->(f:Record)" + OF_PARENT);
		Reading<Derivation> derivation = elements.fact(Kind.DERIVATION,
				new Reading<>("""
						MATCH (later)-[:HAS]->(f)-[:FROM]->(earlier)
						WHERE {{f:Derivation later earlier}}""", "f, earlier, later.id AS laterId", this::derivation,
						List.of(Order.ascending("KIND", Key.text("f.kind"))))
					.reading("f", DERIVATION)
					.reading("earlier", Elements.RECORD));
		this.derivationsOfRecord = derivation.listing(graph, "record.derivesFrom",
				"MATCH (x:Record {id: key})-[:HAS]->(f:Derivation)" + OF_PARENT);
		this.derivationsOfFact = derivation.listing(graph, "endorsement.derivesFrom",
				"MATCH (x:Fact {id: key})-[:HAS]->(f:Derivation)" + OF_PARENT);
		this.derivationsFrom = derivation.listing(graph, "record.ledTo", """
						MATCH (x:Record {id: key}) ((asked:Document)-[:ASKS]->(ask:Ask)
				  WHERE {{asked}} AND {{ask}}){0,1} (source:Record)<-[:FROM]-(f:Derivation)
				WHERE {{x}} AND {{source}}""");
		this.answers = derivation.listing(graph, "ask.answers", """
				MATCH (x:Record {id: key})<-[:FROM]-(f:Derivation)
				WHERE {{x}} AND f.kind IN ['ADOPTS', 'ANSWERS', 'IMPLEMENTS']""");
		this.milestones = elements
			.record(Kind.MILESTONE, NodeProperties.of("slug", "kind", "position", "title", "date", "output"),
					EndorsementGraph::milestone,
					Order.ascending("POSITION", Key.text("f.kind"), Key.number("f.position")))
			.listing(graph, "initiative.milestones",
					"MATCH (x:Record {id: key})<-[:STEP_OF]-(f:Milestone)" + OF_PARENT);
		this.initiative = elements.anyRecord()
			.listing(graph, "milestone.initiative",
					"MATCH (x:Record {id: key})-[:STEP_OF]->(f:Initiative)" + OF_PARENT);
		this.realisedBy = elements.anyRecord()
			.listing(graph, "milestone.realisedBy",
					"MATCH (x:Record {id: key})-[:REALISED_BY]->(f:Record)" + OF_PARENT);
		Reading<Ask> ask = elements.record(Kind.ASK, ASK, EndorsementGraph::ask,
				Order.ascending("POSITION", Key.number("f.position")));
		this.asksOf = ask.listing(graph, "document.asks", "MATCH (x:Record {id: key})-[:ASKS]->(f:Ask)" + OF_PARENT);
		this.asks = new Reading<>("""
				MATCH (f)<-[:ASKS]-(text:Document)
				WHERE {{f}} AND {{text}}""", "f", (row) -> ask(Rows.node(row, "f")),
				List.of(Order.descending("DOCUMENT", Key.undatedLast("text.lensDay"), Key.text("text.slug"),
						Key.number("-f.position"))))
			.reading("f", ASK)
			.listing(graph, "asks", "MATCH (f:Ask)", askFilters(), List.of(IndexWalk.all("DOCUMENT",
					Branch.facts("Ask", "", List.of(), List.of("f.lensDay", "f.lensInSlug", "f.lensLast"), "f.id"))));
		this.asking = elements.anyRecord()
			.listing(graph, "ask.document", "MATCH (x:Record {id: key})<-[:ASKS]-(f:Document)" + OF_PARENT);
		this.askedBy = DirectoryGraph.anyActor()
			.listing(graph, "ask.askedBy", involvedIn("x:Record {id: key}", "ISSUED"));
		this.askedOf = DirectoryGraph.anyActor()
			.listing(graph, "ask.askedOf", involvedIn("x:Record {id: key}", "ADDRESSED"));
	}

	private static Map<String, String> rootFilters() {
		Map<String, String> filters = new HashMap<>(ENDORSEMENT_FILTERS);
		filters.put("endorsed", "EXISTS { (f)-[:OF]->(matter:Record {id: $endorsed}) WHERE {{matter}} }");
		filters.put("onBehalfOf", "EXISTS { (f)-[:ON_BEHALF_OF]->(side:Record {id: $onBehalfOf}) WHERE {{side}} }");
		filters.put("endorser", "EXISTS { (who:Record {id: $endorser})-[:GAVE]->(f) WHERE {{who}} }");
		return filters;
	}

	/** The endorsements with this id at one end. The seal holds the ids of both ends. */
	private static Branch end(String property, String id) {
		return Branch
			.facts("Endorsement", "f.%s = %s".formatted(property, id), List.of("f." + property), List.of(), "f.id")
			.selecting();
	}

	/** The endorsements on behalf of the actor that the condition finds. */
	private static Branch onBehalfOf(String condition) {
		return Branch.through("(f:Endorsement)-[t:ON_BEHALF_OF]->(x:Actor)", "t:ON_BEHALF_OF", condition + " AND {{x}}",
				"", List.of("t.lensToId"), List.of("t.lensDay", "t.lensDayLatest"), "t.lensFromId");
	}

	/**
	 * Cypher pattern for the actors involved in an ask or in its document, for example
	 * those who issued it.
	 */
	private static String involvedIn(String ask, String kind) {
		return """
				MATCH (%s) ((lower:Ask)<-[:ASKS]-(upper:Document) WHERE {{lower}} AND {{upper}}){0,1} (text:Record)
				MATCH (text)<-[:IN]-(involved:Involvement {kind: '%s'})<-[:HAS]-(f:Actor)
				WHERE {{x}} AND {{text}} AND {{involved:Involvement text f}} WITH DISTINCT f""".formatted(ask, kind);
	}

	/**
	 * For each side of asks, the Cypher condition that one of its parts was on that side
	 * at the time of the document.
	 */
	private static Map<String, String> askFilters() {
		Map<String, String> filters = new HashMap<>();
		Map.of("askedBy", "ISSUED", "askedOf", "ADDRESSED")
			.forEach((side, kind) -> filters.put(side,
					"""
							EXISTS {
							  UNWIND [f, text] AS matter
							  MATCH (matter)<-[:IN]-(involved:Involvement {kind: '%s'})<-[:HAS]-(actor:Actor)
							  WHERE {{involved:Involvement matter actor}} AND any(way IN $%s::LIST<MAP> WHERE way.id = actor.id AND %s) }"""
						.formatted(kind, side, ActingCypher.on("text"))));
		filters.put("answered",
				"""
						EXISTS { (f)<-[:FROM]-(answer:Derivation)
						    WHERE {{answer:Derivation f}} AND answer.kind IN ['ADOPTS', 'ANSWERS', 'IMPLEMENTS'] } = $answered::BOOLEAN""");
		return filters;
	}

	/**
	 * All initiatives, by title. Filters: {@code kind}, {@code status}, and the id
	 * {@code about}.
	 */
	Listing<Initiative> initiatives() {
		return this.initiatives;
	}

	/** The initiatives about a topic, by title. */
	Listing<Initiative> initiativesAbout() {
		return this.initiativesAbout;
	}

	/**
	 * All endorsements, newest first. Filters: {@code kind}, {@code standing},
	 * {@code during}, a list of a first and a last day, and the ids {@code endorsed},
	 * {@code endorser} and {@code onBehalfOf}.
	 */
	Listing<Endorsement> endorsements() {
		return this.endorsements;
	}

	/**
	 * The endorsements that an actor gave, newest first. FULL also lists those that were
	 * given on its behalf, and those by or on behalf of its parts on the day of the
	 * endorsement. Filters: {@code kind}, {@code standing}, {@code during}.
	 */
	Listing<Endorsement> endorsementsBy(RollUp rollUp) {
		return (rollUp == RollUp.FULL) ? this.rolledUpEndorsements : this.ownEndorsements;
	}

	/**
	 * The endorsements of a document or initiative, newest first. Filters: {@code kind},
	 * {@code standing}, {@code during}.
	 */
	Listing<Endorsement> endorsementsOf() {
		return this.endorsementsOf;
	}

	/** The documents and meetings in which an endorsement was voiced. */
	public Listing<Element> voicedIn() {
		return this.voicedIn;
	}

	/** The derivations of a document or initiative from earlier ones. */
	Listing<Derivation> derivationsOfRecord() {
		return this.derivationsOfRecord;
	}

	/** The derivations of an endorsement from earlier documents, initiatives and asks. */
	Listing<Derivation> derivationsOfFact() {
		return this.derivationsOfFact;
	}

	/**
	 * The derivations from a document, an initiative or an ask. For a document, also
	 * those from its asks.
	 */
	Listing<Derivation> derivationsFrom() {
		return this.derivationsFrom;
	}

	/** The derivations that adopt, answer or implement an ask. */
	public Listing<Derivation> answers() {
		return this.answers;
	}

	/** The conditions and steps of an initiative, each kind in its own order. */
	Listing<Milestone> milestones() {
		return this.milestones;
	}

	/** The initiative of a milestone. */
	Listing<Element> initiative() {
		return this.initiative;
	}

	/** The meetings and documents that realised a milestone. */
	Listing<Element> realisedBy() {
		return this.realisedBy;
	}

	/**
	 * All asks, by document, newest first, and position. Filters: {@code askedBy} and
	 * {@code askedOf}, which are {@link Ways}, and {@code answered}.
	 */
	Listing<Ask> asks() {
		return this.asks;
	}

	/** The asks of a document, in order. */
	Listing<Ask> asksOf() {
		return this.asksOf;
	}

	/** The document of an ask. */
	public Listing<Element> asking() {
		return this.asking;
	}

	/** The actors who issued an ask or its document. */
	public Listing<Actor> askedBy() {
		return this.askedBy;
	}

	/** The actors to whom an ask or its document is addressed. */
	public Listing<Actor> askedOf() {
		return this.askedOf;
	}

	private static Initiative initiative(MapAccessor node) {
		return new Initiative(Rows.entry(node), Rows.required(node, "slug"), Rows.required(node, "title"),
				Rows.text(node, "description"), Rows.required(node, "kind"));
	}

	private static Milestone milestone(MapAccessor node) {
		return new Milestone(Rows.entry(node), Rows.required(node, "slug"), Rows.required(node, "kind"),
				Rows.requiredNumber(node, "position"), Rows.required(node, "title"), Rows.date(node, "date"),
				Rows.text(node, "output"));
	}

	private static Ask ask(MapAccessor node) {
		return new Ask(Rows.entry(node), Rows.required(node, "slug"), Rows.requiredNumber(node, "position"),
				Rows.text(node, "heading"), Rows.required(node, "summary"), Rows.text(node, "wording"));
	}

	private Endorsement endorsement(MapAccessor row) {
		MapAccessor node = Rows.node(row, "f");
		Value withdrawn = row.get("withdrawn");
		Value amount = node.get("amount");
		return new Endorsement(Rows.entry(node), Rows.end(row, "endorser", DirectoryGraph::actor),
				Rows.end(row, "endorsed", this.elements::recordOf), Rows.required(node, "kind"),
				Rows.date(node, "date"), Rows.text(node, "capacity"),
				Rows.list(row, "onBehalfOf", DirectoryGraph::actor),
				withdrawn.isNull() ? null : ApproximateDate.parse(withdrawn.asString()),
				amount.isNull() ? null : new Money(amount.asNumber().doubleValue(), Rows.required(node, "currency")),
				row.get("promptedBy").asList(Value::asString));
	}

	private Derivation derivation(MapAccessor row) {
		return derivation(Rows.node(row, "f"), row.get("laterId").asString(),
				Rows.end(row, "earlier", this.elements::recordOf));
	}

	static Derivation derivation(MapAccessor node, String laterId, Element earlier) {
		return new Derivation(Rows.entry(node), laterId, earlier, Rows.required(node, "kind"),
				Rows.text(node, "askedWording"), Rows.text(node, "adoptedWording"));
	}

}
