package org.rapport.engagement;

import java.util.List;
import java.util.Map;

import org.neo4j.driver.Record;
import org.neo4j.driver.types.Node;

import org.rapport.directory.DirectoryGraph;
import org.rapport.graph.Elements;
import org.rapport.graph.Graph;
import org.rapport.graph.Rows;
import org.rapport.graph.Shape;
import org.rapport.graph.Shape.Key;
import org.rapport.graph.Shape.Order;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Listing;
import org.springframework.stereotype.Component;

/** Reads meetings, who took part in them, and who was otherwise involved in anything. */
@Component
public class MeetingGraph {

	private static final Key[] DATE = { Key.day("f.dateEarliest"), Key.day("f.dateLatest") };

	private static final Map<String, String> MEETING_FILTERS = Map.of("during",
			"f.dateEarliest <= $during[1] AND f.dateLatest >= $during[0]", "kinds", "f.kind IN $kinds", "about",
			"EXISTS { (f)-[:ABOUT]->(matter:Record {id: $about}) WHERE {{matter}} }");

	private final Elements elements;

	private final Listing<Meeting> meetingsOfActor;

	private final Listing<Meeting> sessions;

	private final Listing<Meeting> whole;

	private final Listing<Meeting> ofDocument;

	private final Listing<Meeting> amongIds;

	private final Listing<Participation> participationsOfActor;

	private final Listing<Participation> participationsIn;

	private final Listing<Involvement> involvementsOfActor;

	private final Listing<Involvement> involvementsIn;

	MeetingGraph(Graph graph, Elements elements) {
		this.elements = elements;
		Shape<Meeting> meeting = elements.record(Kind.MEETING, MeetingGraph::meeting, Order.descending("DATE", DATE),
				Order.ascending("TITLE", Key.text("f.title")));
		Shape<Meeting> earliestFirst = meeting.ordered(Order.ascending("DATE", DATE));
		Shape<Participation> participation = elements.fact(Kind.PARTICIPATION, new Shape<>("""
				MATCH (actor:Actor)-[:TOOK_PART]->(f)-[:IN]->(in:Meeting)
				WHERE {{f actor in}}""", """
				f, actor, in, COLLECT { MATCH (f)-[:REPRESENTING]->(side:Actor) WHERE {{side}}
				  RETURN side ORDER BY side.name, side.id } AS representing""", MeetingGraph::participation,
				List.of(Order.descending("DATE", Key.day("in.dateEarliest"), Key.day("in.dateLatest")))));
		Shape<Involvement> involvement = elements.fact(Kind.INVOLVEMENT, new Shape<>("""
				MATCH (actor:Actor)-[:HAS]->(f)-[:IN]->(in)
				WHERE {{f actor in}}""", "f, actor, in", this::involvement,
				List.of(Order.ascending("KIND", Key.text("f.kind"), Key.text("in.slug")))));
		this.meetingsOfActor = meeting.listing(graph, "actor.meetings", """
				MATCH (x:Record {id: key})-[:TOOK_PART|REPRESENTING]-(p:Participation)-[:IN]->(f:Meeting)
				WHERE {{x}} AND {{p f}} WITH DISTINCT f""", MEETING_FILTERS);
		this.sessions = earliestFirst.listing(graph, "meeting.sessions",
				"MATCH (x:Record {id: key})<-[:PART_OF]-(f:Meeting) WHERE {{x}}");
		this.whole = earliestFirst.listing(graph, "meeting.partOf",
				"MATCH (x:Record {id: key})-[:PART_OF]->(f:Meeting) WHERE {{x}}");
		this.ofDocument = earliestFirst.listing(graph, "document.presentedAt",
				"MATCH (x:Record {id: key})-[:PRESENTED_AT]->(f:Meeting) WHERE {{x}}");
		this.amongIds = meeting.listing(graph, "engagement.meetings",
				"UNWIND split(key, ' ') AS id MATCH (f:Record:Meeting {id: id})");
		this.participationsOfActor = participation.listing(graph, "actor.participations",
				"MATCH (x:Record {id: key})-[:TOOK_PART]->(f:Participation) WHERE {{x}}");
		this.participationsIn = participation.ordered(Order.ascending("NAME", Key.text("actor.name")))
			.listing(graph, "meeting.participations", "MATCH (x:Record {id: key})<-[:IN]-(f:Participation) WHERE {{x}}",
					Map.of("role", "f.role = $role"));
		this.involvementsOfActor = involvement.listing(graph, "actor.involvements",
				"MATCH (x:Record {id: key})-[:HAS]->(f:Involvement) WHERE {{x}}", Map.of("kind", "f.kind = $kind"));
		this.involvementsIn = involvement.ordered(Order.ascending("NAME", Key.text("f.kind"), Key.text("actor.name")))
			.listing(graph, "record.involvements", "MATCH (x:Record {id: key})<-[:IN]-(f:Involvement) WHERE {{x}}",
					Map.of("kind", "f.kind = $kind"));
	}

	/**
	 * The meetings in which an actor took part or was represented; filters:
	 * {@code during}, {@code kinds}, {@code about}.
	 */
	Listing<Meeting> meetingsOfActor() {
		return this.meetingsOfActor;
	}

	/** The parts of a meeting, by date. */
	Listing<Meeting> sessions() {
		return this.sessions;
	}

	/** The meeting that a meeting was a part of, if any. */
	Listing<Meeting> whole() {
		return this.whole;
	}

	/** The meetings at which a document was presented. */
	Listing<Meeting> ofDocument() {
		return this.ofDocument;
	}

	/**
	 * The meetings of these ids: the parent's key is the ids with blanks between them.
	 */
	Listing<Meeting> amongIds() {
		return this.amongIds;
	}

	/** What an actor took part in, newest first. */
	Listing<Participation> participationsOfActor() {
		return this.participationsOfActor;
	}

	/** Who took part in a meeting, by name; filter: {@code role}. */
	Listing<Participation> participationsIn() {
		return this.participationsIn;
	}

	/** How an actor is involved in anything; filter: {@code kind}. */
	Listing<Involvement> involvementsOfActor() {
		return this.involvementsOfActor;
	}

	/** Who is involved in a record; filter: {@code kind}. */
	Listing<Involvement> involvementsIn() {
		return this.involvementsIn;
	}

	static Meeting meeting(Node node) {
		return new Meeting(Rows.entry(node), node.get("slug").asString(), node.get("title").asString(),
				Rows.text(node, "description"), node.get("kind").asString(), Rows.date(node, "date"),
				node.get("multiplicity").asString());
	}

	private static Participation participation(Record row) {
		Node node = row.get("f").asNode();
		return new Participation(Rows.entry(node), DirectoryGraph.actor(row.get("actor").asNode()),
				meeting(row.get("in").asNode()), node.get("role").asString(), Rows.text(node, "capacity"),
				Rows.list(row, "representing", DirectoryGraph::actor));
	}

	private Involvement involvement(Record row) {
		Node node = row.get("f").asNode();
		return new Involvement(Rows.entry(node), DirectoryGraph.actor(row.get("actor").asNode()),
				this.elements.recordOf(row.get("in").asNode()), node.get("kind").asString());
	}

}
