package org.rapport.engagement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

import org.rapport.directory.ActingCypher;
import org.rapport.directory.ActingGraph.ActorPart;
import org.rapport.directory.ActingGraph;
import org.rapport.directory.Actor;
import org.rapport.directory.DirectoryGraph;
import org.rapport.graph.DayCypher;
import org.rapport.graph.Graph;
import org.rapport.graph.Statement;
import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Days;
import org.rapport.kernel.Lens;
import org.springframework.stereotype.Component;

/**
 * Reads the data that engagements are computed from: the encounters of actors with their
 * participations, and who the participants are. One query answers for all actors of a
 * level, and reads each actor once.
 */
@Component
class EngagementGraph {

	/**
	 * An encounter in which some of the actors were.
	 *
	 * @param meetingId the id of the topmost meeting
	 * @param date the date of this meeting, or null
	 * @param matches whether this meeting matches the filters
	 * @param attendances all participations in the meetings of the encounter
	 */
	record Found(String meetingId, @Nullable ApproximateDate date, boolean matches, List<Attendance> attendances) {

		/** The same with the participations of these actors only. */
		Found of(Set<String> actors) {
			return new Found(this.meetingId, this.date, this.matches,
					this.attendances.stream()
						.filter((attendance) -> actors.contains(attendance.actorId()))
						.map((attendance) -> attendance.representing(actors))
						.toList());
		}

	}

	/**
	 * A participation in one of the meetings of an encounter. A meeting whose date has
	 * gaps gives one for each stretch between them.
	 *
	 * @param day when the meeting can have been
	 * @param days from the first to the last day on which the meeting can have been
	 * @param matches whether the meeting matches the filters
	 * @param actorId the id of the actor
	 * @param representing the ids of the actors that it represented
	 */
	record Attendance(Days day, Days days, boolean matches, String actorId, List<String> representing) {

		private Attendance representing(Set<String> actors) {
			return new Attendance(this.day, this.days, this.matches, this.actorId,
					this.representing.stream().filter(actors::contains).toList());
		}

	}

	/**
	 * An actor that took part or was represented.
	 *
	 * @param actor the actor
	 * @param offices where the actor held a role, if it is a person
	 * @param holders who held the actor, if it is a post
	 */
	record PresentActor(Actor actor, List<Office> offices, List<Holding> holders) {
	}

	/**
	 * Where a person held a role.
	 *
	 * @param id the id of the organisation, government or post
	 * @param days the days on which the person can have held it
	 */
	record Office(String id, Days days) {
	}

	/**
	 * A person who held a post.
	 *
	 * @param personId the id of the person
	 * @param days the days on which the person certainly held it
	 */
	record Holder(String personId, Days days) {
	}

	/**
	 * A holder of a post, with the person.
	 *
	 * @param holder the holder
	 * @param person the person
	 * @param offices where the person held a role
	 */
	record Holding(Holder holder, Actor person, List<Office> offices) {
	}

	/**
	 * An actor of one of two sides.
	 *
	 * @param askedId the id by which it was asked for, which may be a former one
	 * @param actor the actor
	 * @param parts the parts through which it acts
	 * @param offices where it held a role, if it is a person
	 */
	record SideActor(String askedId, Actor actor, List<ActorPart> parts, List<Office> offices) {
	}

	/**
	 * Two sides, and the encounters in which somebody of each was.
	 *
	 * @param actors the actors of both sides
	 * @param holders who held the posts that took part, by the id of the post
	 * @param found the encounters. They have only the participations in which somebody of
	 * the two sides took part or was represented
	 */
	record Sides(List<SideActor> actors, Map<String, List<Holder>> holders, List<Found> found) {
	}

	/** A time that includes every meeting. */
	private static final List<LocalDate> ALWAYS = List.of(ApproximateDate.UNBOUNDED_PAST,
			ApproximateDate.UNBOUNDED_FUTURE);

	private static final Statement ENCOUNTERS = Statement.of("engagement.encounters",
			"""
					UNWIND $ids::LIST<STRING> AS id
					MATCH (part:Record {id: id})-[:TOOK_PART|REPRESENTING]-(p:Participation)-[:IN]->(m:Meeting)
					WHERE {{part}} AND {{p:Participation m}}
					WITH DISTINCT m
					WHERE %s
					%s
					WITH top, %s AS topMatches, %s AS matches
					WHERE topMatches OR matches OR EXISTS { (top)<-[:PART_OF]-(session:Meeting) WHERE {{session}} }
					WITH DISTINCT top, topMatches
					WHERE $anybody::BOOLEAN OR EXISTS {
					  MATCH %s
					    <-[:IN]-(there:Participation)-[:TOOK_PART|REPRESENTING]-(who:Actor)
					  WHERE {{top}} AND {{there:Participation at}} AND {{who}} AND who.id IN $others::LIST<STRING> }
					CALL (top) {
					  MATCH %s
					  WHERE {{top}} AND {{n}} AND %s
					  WITH DISTINCT n
					  MATCH (n)<-[:IN]-(q:Participation)<-[:TOOK_PART]-(y:Actor)
					  WHERE {{q:Participation n y}}
					  RETURN collect([n.dateEarliest, n.dateLatest, n.lensGaps, %s, y.id,
					    COLLECT { MATCH (q)-[:REPRESENTING]->(side:Actor) WHERE {{side}} RETURN side.id }]) AS attendances
					}
					RETURN top.id AS id, top.date AS date, topMatches AS matches, attendances"""
				.formatted(EncounterCypher.held("m"), EncounterCypher.encounter("m", "top"), matches("top"),
						matches("m"), EncounterCypher.meetings("top", "at"), EncounterCypher.meetings("top", "n"),
						EncounterCypher.held("n"), matches("n")));

	private static final String OFFICES = """
			COLLECT { MATCH (%1$s)-[:HOLDS]->(%1$sRole:Role)-[:IN]->(%1$sOffice:Actor) WHERE {{%1$sRole:Role %1$s %1$sOffice}}
			    RETURN [%1$sOffice.id, %1$sRole.startDateEarliest, %1$sRole.endDateLatest] }""";

	private static final Statement ACTORS = Statement.of("engagement.actors",
			"""
					UNWIND $ids::LIST<STRING> AS id
					MATCH (y:Record {id: id}) WHERE {{y}}
					RETURN %s AS y, %s AS offices,
					  COLLECT { MATCH (y)<-[:IN]-(held:Role)<-[:HOLDS]-(holder:Person) WHERE y:Post AND {{held:Role y holder}}
					    RETURN [%s, held.startDateLatest, held.endDateEarliest, %s] } AS holders"""
				.formatted(DirectoryGraph.ACTOR.from("y"), OFFICES.formatted("y"), DirectoryGraph.ACTOR.from("holder"),
						OFFICES.formatted("holder")));

	/**
	 * The actors of two sides, their parts, and their encounters in one: to read the
	 * parts first, and then who was in the encounters and for whom, took four statements.
	 * A post that a person of a side held is among the parts of this side.
	 */
	private static final Statement SIDES = Statement.of("engagement.sides",
			"""
					UNWIND $sides::LIST<STRING> AS id
					CALL (id) {
					  MATCH (x:Record {id: id}) WHERE {{x}}
					  RETURN x
					  UNION
					  MATCH (former:Alias {name: id})-[:STANDS_FOR]->(x:Record)
					  WHERE {{former}} AND {{x}}
					  RETURN x
					}
					WITH id, x WHERE x:Actor
					CALL (x) {
					  MATCH (x) %s{0,8} (part:Actor)
					  WHERE {{x}} AND {{part}}
					  RETURN collect(DISTINCT part) AS parts,
					    collect([part.id, [via IN downVia | [via.startDateEarliest, via.endDateLatest]]]) AS ways
					}
					CALL (x) {
					  MATCH (x)-[:HOLDS]->(role:Role)-[:IN]->(office:Actor) WHERE {{role:Role x office}}
					  RETURN collect(CASE WHEN office:Post THEN office END) AS posts,
					    collect([office.id, role.startDateEarliest, role.endDateLatest]) AS offices
					}
					WITH collect({id: id, actor: %s, ways: ways, offices: offices, parts: parts + posts}) AS sides
					WITH [side IN sides | [side.id, side.actor, side.ways, side.offices]] AS actors,
					  reduce(all = [], side IN sides | CASE WHEN side.id IN $ids::LIST<STRING> THEN all + side.parts ELSE all END) AS here,
					  reduce(all = [], side IN sides | CASE WHEN side.id IN $others::LIST<STRING> THEN all + side.parts ELSE all END) AS there
					CALL (here, there) {
					  UNWIND CASE WHEN size(there) > 0 THEN here ELSE [] END AS part
					  WITH DISTINCT part, here, there
					  MATCH (part)-[:TOOK_PART|REPRESENTING]-(p:Participation)-[:IN]->(m:Meeting)
					  WHERE {{part}} AND {{p:Participation m}}
					  WITH DISTINCT m, here, there
					  WHERE %s
					  %s
					  WITH top, here, there, %s AS topMatches, %s AS matches
					  WHERE topMatches OR matches OR EXISTS { (top)<-[:PART_OF]-(session:Meeting) WHERE {{session}} }
					  WITH DISTINCT top, here, there, topMatches
					  WHERE EXISTS {
					    MATCH %s
					      <-[:IN]-(seat:Participation)-[:TOOK_PART|REPRESENTING]-(who:Actor)
					    WHERE who IN there AND {{top}} AND {{seat:Participation at}} AND {{who}} }
					  CALL (top, here, there) {
					    MATCH %s
					    WHERE {{top}} AND {{n}} AND %s
					    WITH DISTINCT n, here, there
					    CALL (n, here, there) {
					      MATCH (n)<-[:IN]-(q:Participation)-[:TOOK_PART|REPRESENTING]-(of:Actor)
					      WHERE (of IN here OR of IN there) AND {{q:Participation n}} AND {{of}}
					      WITH DISTINCT n, q
					      MATCH (q)<-[:TOOK_PART]-(y:Actor)
					      WHERE {{q:Participation n y}}
					      RETURN collect([y.id,
					        COLLECT { MATCH (q)-[:REPRESENTING]->(side:Actor) WHERE {{side}} RETURN side.id },
					        CASE WHEN y:Post THEN COLLECT { MATCH (y)<-[:IN]-(held:Role)<-[:HOLDS]-(holder:Person)
					          WHERE {{held:Role y holder}} RETURN [holder.id, held.startDateLatest, held.endDateEarliest] }
					          ELSE [] END]) AS seats
					    }
					    RETURN collect([n.dateEarliest, n.dateLatest, n.lensGaps, %s, seats]) AS meetings
					  }
					  RETURN collect([top.id, top.date, topMatches, meetings]) AS encounters
					}
					RETURN actors, encounters"""
				.formatted(ActingCypher.DOWN, DirectoryGraph.ACTOR.from("x"), EncounterCypher.held("m"),
						EncounterCypher.encounter("m", "top"), matches("top"), matches("m"),
						EncounterCypher.meetings("top", "at"), EncounterCypher.meetings("top", "n"),
						EncounterCypher.held("n"), matches("n")));

	private final Graph graph;

	EngagementGraph(Graph graph) {
		this.graph = graph;
	}

	/** Cypher condition: the meeting matches the filters. */
	private static String matches(String meeting) {
		return """
				(($anyKind::BOOLEAN OR %1$s.kind IN $kinds::LIST<STRING>)
				  AND %2$s
				  AND ($aboutAnything::BOOLEAN OR EXISTS { (%1$s)-[:ABOUT]->(%1$sMatter:Record {id: $about})
				    WHERE {{%1$s}} AND {{%1$sMatter}} }))""".formatted(meeting, DayCypher.during(meeting));
	}

	/**
	 * The encounters in which some actors took part or were represented. Leaves out those
	 * in which no meeting can match the filters.
	 * @param others the actors of whom one took part or was represented too; null if it
	 * may be anybody
	 */
	List<Found> encounters(Lens lens, Collection<String> actors, @Nullable Collection<String> others,
			Map<String, @Nullable Object> filters) {
		return this.graph.read(ENCOUNTERS, lens, parameters(actors, others, filters), (row) -> new Found(
				row.get("id").asString(), date(row.get("date")), row.get("matches").asBoolean(),
				row.get("attendances").asList(EngagementGraph::attendances).stream().flatMap(List::stream).toList()));
	}

	private static List<Attendance> attendances(Value row) {
		return ActingGraph.stretches(row.get(0), row.get(1), row.get(2))
			.stream()
			.map((day) -> new Attendance(day, ActingGraph.days(row.get(0), row.get(1)), row.get(3).asBoolean(),
					row.get(4).asString(), row.get(5).asList(Value::asString)))
			.toList();
	}

	/** Who the actors with these ids are, by their ids. */
	Map<String, PresentActor> actors(Lens lens, Collection<String> ids) {
		return this.graph
			.read(ACTORS, lens, Map.of("ids", ids),
					(row) -> new PresentActor(DirectoryGraph.actor(row.get("y")), offices(row.get("offices")),
							row.get("holders").asList(EngagementGraph::holding)))
			.stream()
			.collect(Collectors.toMap((known) -> known.actor().id(), Function.identity()));
	}

	private static Holding holding(Value holder) {
		Actor person = DirectoryGraph.actor(holder.get(0));
		return new Holding(new Holder(person.id(), ActingGraph.days(holder.get(1), holder.get(2))), person,
				offices(holder.get(3)));
	}

	/**
	 * Two sides and their encounters.
	 * @param ids the ids of the actors of one side, which may be former ones
	 * @param others those of the other side
	 */
	Sides sides(Lens lens, Collection<String> ids, Collection<String> others, Map<String, @Nullable Object> filters) {
		Map<String, Object> parameters = parameters(ids, others, filters);
		parameters.remove("anybody");
		parameters.put("sides", Stream.concat(ids.stream(), others.stream()).distinct().toList());
		List<SideActor> actors = new ArrayList<>();
		Map<String, List<Holder>> holders = new HashMap<>();
		List<Found> found = new ArrayList<>();
		this.graph.read(SIDES, lens, parameters, (row) -> {
			row.get("actors").values().forEach((side) -> actors.add(side(side)));
			row.get("encounters")
				.values()
				.forEach((top) -> found.add(new Found(top.get(0).asString(), date(top.get(1)), top.get(2).asBoolean(),
						seats(top.get(3), holders))));
			return row;
		});
		return new Sides(actors, holders, found);
	}

	private static SideActor side(Value side) {
		Actor actor = DirectoryGraph.actor(side.get(1));
		return new SideActor(side.get(0).asString(), actor,
				side.get(2)
					.asList((way) -> new ActorPart(actor, way.get(0).asString(), ActingGraph.common(way.get(1))))
					.stream()
					.filter((part) -> !part.days().isEmpty())
					.toList(),
				offices(side.get(3)));
	}

	/** The participations in some meetings. Adds those who held the posts among them. */
	private static List<Attendance> seats(Value meetings, Map<String, List<Holder>> holders) {
		List<Attendance> all = new ArrayList<>();
		for (Value meeting : meetings.values()) {
			List<Days> stretches = ActingGraph.stretches(meeting.get(0), meeting.get(1), meeting.get(2));
			Days days = ActingGraph.days(meeting.get(0), meeting.get(1));
			boolean matches = meeting.get(3).asBoolean();
			for (Value seat : meeting.get(4).values()) {
				String actor = seat.get(0).asString();
				List<String> representing = seat.get(1).asList(Value::asString);
				stretches.forEach((day) -> all.add(new Attendance(day, days, matches, actor, representing)));
				if (!seat.get(2).isEmpty()) {
					holders.put(actor,
							seat.get(2)
								.asList((held) -> new Holder(held.get(0).asString(),
										ActingGraph.days(held.get(1), held.get(2)))));
				}
			}
		}
		return all;
	}

	private static @Nullable ApproximateDate date(Value date) {
		return date.isNull() ? null : ApproximateDate.parse(date.asString());
	}

	private static List<Office> offices(Value offices) {
		return offices
			.asList((office) -> new Office(office.get(0).asString(), ActingGraph.days(office.get(1), office.get(2))));
	}

	private static Map<String, Object> parameters(Collection<String> ids, @Nullable Collection<String> others,
			Map<String, @Nullable Object> filters) {
		Map<String, Object> parameters = new HashMap<>();
		parameters.put("ids", ids);
		parameters.put("anybody", others == null);
		parameters.put("others", Objects.requireNonNullElse(others, List.of()));
		parameters.put("during", Objects.requireNonNullElse(filters.get("during"), ALWAYS));
		parameters.put("anyKind", filters.get("kinds") == null);
		parameters.put("kinds", Objects.requireNonNullElse(filters.get("kinds"), List.of()));
		parameters.put("aboutAnything", filters.get("about") == null);
		parameters.put("about", Objects.requireNonNullElse(filters.get("about"), ""));
		return parameters;
	}

}
