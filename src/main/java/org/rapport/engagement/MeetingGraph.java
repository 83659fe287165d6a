package org.rapport.engagement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.neo4j.driver.types.MapAccessor;

import org.rapport.directory.ActingCypher;
import org.rapport.directory.ActingGraph;
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
import org.rapport.kernel.Kind;
import org.rapport.kernel.Listing;
import org.rapport.kernel.Parent;
import org.rapport.provenance.DateCypher;
import org.rapport.provenance.StatusCypher;
import org.springframework.stereotype.Component;

/** Reads meetings, participations and involvements. */
@Component
public class MeetingGraph {

	private static final Key[] DATE = { Key.undatedLast("f.lensDay"), Key.day("f.dateLatest") };

	private static final Map<String, String> MEETING_FILTERS = Map.of("during", DayCypher.during("f"), "kind",
			"f.kind = $kind", "kinds", "f.kind IN $kinds::LIST<STRING>", "about",
			"EXISTS { (f)-[:ABOUT]->(matter:Record {id: $about}) WHERE {{matter}} }");

	private static final String PARTICIPANTS = "$participants::LIST<MAP>";

	/** The columns after the end's id in the indexes that list meetings by their ties. */
	private static final List<String> TIE_DATE = List.of("t.lensDay", "t.lensDayLatest");

	/** Cypher condition: the bounds of the tie's day meet those of the way. */
	private static final String ON_DAY = ActingCypher.on("t.lensDay", "t.lensDayLatest");

	private static final NodeProperties MEETING = NodeProperties.of("slug", "title", "description", "kind", "date",
			"multiplicity", "attendanceMode");

	private final Elements elements;

	private final Listing<Meeting> all;

	private final Listing<Meeting> meetingsAt;

	private final Listing<Meeting> meetingsAbout;

	private final Listing<Meeting> ownMeetings;

	private final Listing<Meeting> rolledUpMeetings;

	private final Listing<Meeting> sessions;

	private final Listing<Meeting> whole;

	private final Listing<Meeting> ofDocument;

	private final Listing<Meeting> ofEngagement;

	private final Listing<Participation> participationsOfActor;

	private final Listing<Participation> participationsIn;

	private final Listing<Involvement> involvements;

	private final Listing<Involvement> involvementsOfActor;

	private final Listing<Involvement> involvementsIn;

	MeetingGraph(Graph graph, Elements elements, ActingGraph acting) {
		this.elements = elements;
		Reading<Meeting> meeting = elements.record(Kind.MEETING, MEETING, MeetingGraph::meeting,
				Order.descending("DATE", DATE), Order.ascending("TITLE", Key.title("f")));
		Reading<Meeting> earliestFirst = meeting.ordered(Order.ascending("DATE", DATE));
		Reading<Participation> participation = elements.fact(Kind.PARTICIPATION, new Reading<>("""
				MATCH (actor:Actor)-[:TOOK_PART]->(f)-[:IN]->(meeting:Meeting)
				WHERE {{f:Participation actor meeting}}""", """
				f, actor, meeting, COLLECT { MATCH (f)-[:REPRESENTING]->(side:Actor) WHERE {{side}}
				  RETURN side ORDER BY side.lensSortKey, side.id } AS representing""", MeetingGraph::participation,
				List.of(Order.descending("DATE", Key.undatedLast("meeting.lensDay"), Key.day("meeting.dateLatest"),
						Key.text("meeting.id")), Order.ascending("TITLE", Key.title("meeting"))))
			.reading("f", NodeProperties.of("role", "capacity"))
			.reading("actor", DirectoryGraph.ACTOR)
			.reading("meeting", MEETING));
		Reading<Involvement> involvement = elements.fact(Kind.INVOLVEMENT, new Reading<>("""
				MATCH (actor:Actor)-[:HAS]->(f)-[:IN]->(subject)
				WHERE {{f:Involvement actor subject}}""", "f, actor, subject", this::involvement,
				List.of(Order.ascending("KIND", Key.text("f.kind"), Key.text("subject.slug")),
						Order.ascending("NAME", Key.titled("coalesce(subject.title, subject.summary)", "subject"))))
			.reading("f", NodeProperties.of("kind"))
			.reading("actor", DirectoryGraph.ACTOR)
			.reading("subject", Elements.RECORD));
		this.all = meeting.listing(graph, "meetings", "MATCH (f:Meeting)", rootFilters(), rootWalks());
		this.meetingsAt = meeting.listing(graph, "place.meetings",
				"MATCH (x:Record {id: key})<-[:HELD_IN]-(f:Meeting) WHERE {{x}}", MEETING_FILTERS,
				List.of(IndexWalk.all("DATE", meetingsHeldIn("key"))));
		this.meetingsAbout = meeting.listing(graph, "topic.meetings",
				"MATCH (x:Record {id: key})<-[:ABOUT]-(f:Meeting) WHERE {{x}}", MEETING_FILTERS,
				List.of(IndexWalk.all("DATE", about("key"))));
		this.ownMeetings = meeting.listing(graph, "actor.ownMeetings", """
				MATCH (x:Record {id: key})-[:TOOK_PART|REPRESENTING]-(p:Participation)-[:IN]->(f:Meeting)
				WHERE {{x}} AND {{p:Participation f}} WITH DISTINCT f""", MEETING_FILTERS,
				List.of(IndexWalk.all("DATE", tookPart("key"), represented("key"))));
		this.rolledUpMeetings = new RolledUpListing<>(acting,
				meeting.listing(graph, "actor.meetings", """
						UNWIND %s AS way
						MATCH (x:Record {id: way.id})-[:TOOK_PART|REPRESENTING]-(p:Participation)-[:IN]->(f:Meeting)
						WHERE {{x}} AND {{p:Participation f}} AND %s
						  AND (NOT way.itself OR (x)-[:TOOK_PART]->(p))
						WITH DISTINCT f""".formatted(CypherListing.ENTRIES, ActingCypher.on("f")), MEETING_FILTERS,
						List.of(IndexWalk.all("DATE", tookPartThrough(CypherListing.ENTRIES),
								representedThrough(CypherListing.ENTRIES)))),
				Ways::throughPartsAndPosts);
		this.sessions = earliestFirst.listing(graph, "meeting.sessions",
				"MATCH (x:Record {id: key})<-[:PART_OF]-(f:Meeting) WHERE {{x}}");
		this.whole = earliestFirst.listing(graph, "meeting.partOf",
				"MATCH (x:Record {id: key})-[:PART_OF]->(f:Meeting) WHERE {{x}}");
		this.ofDocument = earliestFirst.listing(graph, "document.presentedAt",
				"MATCH (x:Record {id: key})-[:PRESENTED_AT]->(f:Meeting) WHERE {{x}}");
		this.ofEngagement = meeting.listing(graph, "engagement.meetings",
				"UNWIND " + CypherListing.ENTRIES + " AS entry MATCH (f:Record:Meeting {id: entry.id})");
		this.participationsOfActor = participation.listing(graph, "actor.participations",
				"MATCH (x:Record {id: key})-[:TOOK_PART]->(f:Participation) WHERE {{x}}",
				Map.of("role", "f.role = $role", "during", DayCypher.during("meeting")),
				List.of(IndexWalk.all("DATE", Branch.facts("Participation", "f.lensActorId = key",
						List.of("f.lensActorId"), List.of("f.lensDay", "f.lensDayLatest", "f.lensInId"), ""))));
		this.participationsIn = participation
			.ordered(Order.ascending("NAME", Key.name("actor")),
					Order.ascending("ROLE", Key.text("f.role"), Key.name("actor")))
			.listing(graph, "meeting.participations", "MATCH (x:Record {id: key})<-[:IN]-(f:Participation) WHERE {{x}}",
					Map.of("role", "f.role = $role"), List.of(IndexWalk.all("NAME", Branch.facts("Participation",
							"f.lensInId = key", List.of("f.lensInId"), List.of("f.lensActorSortKey"), ""))));
		this.involvementsOfActor = involvement.listing(graph, "actor.involvements",
				"MATCH (x:Record {id: key})-[:HAS]->(f:Involvement) WHERE {{x}}", Map.of("kind", "f.kind = $kind"));
		Order byKind = Order.ascending("KIND", Key.text("f.kind"), Key.name("actor"));
		Order byName = Order.ascending("NAME", Key.name("actor"));
		List<String> kindAndName = List.of("f.kind", "f.lensActorSortKey");
		this.involvementsIn = involvement.ordered(byKind, byName)
			.listing(graph, "record.involvements", "MATCH (x:Record {id: key})<-[:IN]-(f:Involvement) WHERE {{x}}",
					Map.of("kind", "f.kind = $kind"), List.of(IndexWalk.all("KIND",
							Branch.facts("Involvement", "f.lensInId = key", List.of("f.lensInId"), kindAndName, ""))));
		this.involvements = involvement.ordered(byKind, byName)
			.listing(graph, "involvements", "MATCH (f:Involvement)",
					Map.of("kind", "f.kind = $kind", "actor",
							"EXISTS { (who:Record {id: $actor})-[:HAS]->(f) WHERE {{who}} }", "subject",
							"EXISTS { (f)-[:IN]->(matter:Record {id: $subject}) WHERE {{matter}} }"),
					List.of(IndexWalk.filtered("KIND", "subject",
							Branch.facts("Involvement", "f.lensInId = $subject", List.of("f.lensInId"), kindAndName, "")
								.selecting()),
							IndexWalk.unordered("actor",
									Branch
										.from("MATCH (who:Record {id: $actor})-[:HAS]->(f:Involvement) WHERE {{who}}")),
							IndexWalk.filtered("KIND", "kind",
									Branch.facts("Involvement", "f.kind = $kind", List.of(), kindAndName, "")),
							IndexWalk.filtered("NAME", "kind",
									Branch.facts("Involvement", "f.kind = $kind", List.of("f.kind"),
											List.of("f.lensActorSortKey"), "")),
							IndexWalk.all("KIND", Branch.facts("Involvement", "", List.of(), kindAndName, "")),
							IndexWalk.all("NAME", Branch.facts("Involvement", "", List.of(),
									List.of("f.lensActorSortKey"), "f.id"))));
	}

	/** An engagement as the parent of the list of its meetings. */
	static Parent parent(Engagement engagement) {
		return new Parent.Composed(
				engagement.meetingIds().stream().map((id) -> Map.<String, Object>of("id", id)).toList());
	}

	private static Map<String, String> rootFilters() {
		Map<String, String> filters = new HashMap<>(MEETING_FILTERS);
		filters.put("status", StatusCypher.IS);
		filters.put("place", "EXISTS { (f)-[:HELD_IN]->(where:Record {id: $place}) WHERE {{where}} }");
		filters.put("participant", """
				EXISTS { (f)<-[:IN]-(seat:Participation)-[:TOOK_PART|REPRESENTING]-(who:Record {id: $participant})
				    WHERE {{seat:Participation f}} AND {{who}} }""");
		filters.put("participants", """
				EXISTS { (f)<-[:IN]-(seat:Participation)-[:TOOK_PART|REPRESENTING]-(who:Actor)
				    WHERE {{seat:Participation f}} AND {{who}} AND any(way IN %s WHERE way.id = who.id AND %s
				      AND (NOT way.itself OR (who)-[:TOOK_PART]->(seat))) }""".formatted(PARTICIPANTS,
				ActingCypher.on("f")));
		return filters;
	}

	private static List<IndexWalk> rootWalks() {
		return List.of(IndexWalk.filtered("DATE", "participant", tookPart("$participant"), represented("$participant")),
				IndexWalk.filtered("DATE", "participants", tookPartThrough(PARTICIPANTS),
						representedThrough(PARTICIPANTS)),
				IndexWalk.filtered("DATE", "place", meetingsHeldIn("$place")),
				IndexWalk.filtered("DATE", "about", about("$about")),
				IndexWalk.unordered("status", Branch.from(StatusCypher.latestIs("Meeting"))),
				IndexWalk.filtered("DATE", "during", DateCypher.beganDuring("Meeting"),
						DateCypher.wentOnDuring("Meeting")),
				IndexWalk.filtered("DATE", "kind", Branch.of("Meeting", "kind")),
				IndexWalk.all("DATE", Branch.of("Meeting")), IndexWalk.all("TITLE", Branch.of("Meeting")));
	}

	/** The meetings in which an actor took part itself. */
	private static Branch tookPart(String actor) {
		return took("t.lensActorId = " + actor, "");
	}

	/** The same for each way of a list. */
	private static Branch tookPartThrough(String ways) {
		return took("t.lensActorId = way.id AND " + ON_DAY, " AND " + ActingCypher.onADayOf("f")).forEach(ways);
	}

	private static Branch took(String condition, String further) {
		return Branch.through("(t:Participation)", "t:Participation", condition,
				"MATCH (t)-[:IN]->(f:Meeting) WHERE {{t:Participation f}}" + further, List.of("t.lensActorId"),
				TIE_DATE, "t.lensInId");
	}

	/** The meetings in which an actor was represented. */
	private static Branch represented(String actor) {
		return standing("t.lensToId = " + actor, "");
	}

	/** The same for each way of a list. */
	private static Branch representedThrough(String ways) {
		return standing("t.lensToId = way.id AND NOT way.itself AND " + ON_DAY, " AND " + ActingCypher.onADayOf("f"))
			.forEach(ways);
	}

	private static Branch standing(String condition, String further) {
		return Branch.through("(p:Participation)-[t:REPRESENTING]->(x:Actor)", "t:REPRESENTING", condition,
				"MATCH (p)-[:IN]->(f:Meeting) WHERE {{p:Participation f x}}" + further, List.of("t.lensToId"), TIE_DATE,
				"t.lensFromId");
	}

	private static Branch meetingsHeldIn(String place) {
		return Branch.through("(f)-[t:HELD_IN]->(x:Record)", "t:HELD_IN", "t.lensToId = " + place + " AND {{x}}", "",
				List.of("t.lensToId"), TIE_DATE, "t.lensFromId");
	}

	/**
	 * The meetings about a record. The kind is read from the tie: with a label in the
	 * pattern, Neo4j would scan all meetings of a small graph.
	 */
	private static Branch about(String subject) {
		return Branch.through("(f)-[t:ABOUT]->(x:Record)", "t:ABOUT",
				"t.lensToId = " + subject + " AND t.lensFromKind = 'Meeting' AND {{x}}", "",
				List.of("t.lensToId", "t.lensFromKind"), TIE_DATE, "t.lensFromId");
	}

	/**
	 * All meetings, newest first. Filters: those of {@link #meetingsOfActor},
	 * {@code status}, the ids {@code place} and {@code participant}, and
	 * {@code participants}, which are {@link Ways}.
	 */
	Listing<Meeting> all() {
		return this.all;
	}

	/**
	 * The meetings at a place, newest first. Filters as for {@link #meetingsOfActor}.
	 */
	Listing<Meeting> meetingsAt() {
		return this.meetingsAt;
	}

	/**
	 * The meetings about a topic, newest first. Filters as for {@link #meetingsOfActor}.
	 */
	Listing<Meeting> meetingsAbout() {
		return this.meetingsAbout;
	}

	/**
	 * All involvements, by kind and actor. Filters: {@code kind}, and the ids
	 * {@code actor} and {@code subject}.
	 */
	Listing<Involvement> involvements() {
		return this.involvements;
	}

	/**
	 * The meetings in which an actor took part or was represented. FULL also lists those
	 * of its parts on the day of the meeting, and those in which a post took part that
	 * the actor certainly held. Filters: {@code during}, {@code kind}, {@code kinds},
	 * {@code about}.
	 */
	Listing<Meeting> meetingsOfActor(RollUp rollUp) {
		return (rollUp == RollUp.FULL) ? this.rolledUpMeetings : this.ownMeetings;
	}

	/** The parts of a meeting, by date. */
	Listing<Meeting> sessions() {
		return this.sessions;
	}

	/** The meeting that a meeting is part of, if any. */
	public Listing<Meeting> whole() {
		return this.whole;
	}

	/** The meetings at which a document was presented. */
	Listing<Meeting> ofDocument() {
		return this.ofDocument;
	}

	/** The meetings that an engagement counts. The parent is a {@link #parent}. */
	Listing<Meeting> ofEngagement() {
		return this.ofEngagement;
	}

	/**
	 * The participations of an actor, newest first. Filters: {@code role} and
	 * {@code during}.
	 */
	Listing<Participation> participationsOfActor() {
		return this.participationsOfActor;
	}

	/** The participations in a meeting, by name. Filter: {@code role}. */
	public Listing<Participation> participationsIn() {
		return this.participationsIn;
	}

	/** The involvements of an actor. Filter: {@code kind}. */
	Listing<Involvement> involvementsOfActor() {
		return this.involvementsOfActor;
	}

	/** The involvements in a record. Filter: {@code kind}. */
	Listing<Involvement> involvementsIn() {
		return this.involvementsIn;
	}

	static Meeting meeting(MapAccessor node) {
		return new Meeting(Rows.entry(node), Rows.required(node, "slug"), Rows.required(node, "title"),
				Rows.text(node, "description"), Rows.required(node, "kind"), Rows.date(node, "date"),
				Rows.required(node, "multiplicity"), Rows.text(node, "attendanceMode"));
	}

	private static Participation participation(MapAccessor row) {
		MapAccessor node = Rows.node(row, "f");
		return new Participation(Rows.entry(node), Rows.end(row, "actor", DirectoryGraph::actor),
				Rows.end(row, "meeting", MeetingGraph::meeting), Rows.required(node, "role"),
				Rows.text(node, "capacity"), Rows.list(row, "representing", DirectoryGraph::actor));
	}

	private Involvement involvement(MapAccessor row) {
		MapAccessor node = Rows.node(row, "f");
		return new Involvement(Rows.entry(node), Rows.end(row, "actor", DirectoryGraph::actor),
				Rows.end(row, "subject", this.elements::recordOf), Rows.required(node, "kind"));
	}

}
