package org.rapport.engagement;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

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
	}

	/**
	 * An actor that took part or was represented.
	 *
	 * @param actor the actor
	 * @param offices where the actor held a role, if it is a person
	 * @param holders who held the actor, if it is a post
	 */
	record PresentActor(Actor actor, List<Office> offices, List<Holder> holders) {
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
	 * @param person the person
	 * @param days the days on which the person certainly held it
	 * @param offices where the person held a role
	 */
	record Holder(Actor person, Days days, List<Office> offices) {
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
				row.get("id").asString(),
				row.get("date").isNull() ? null : ApproximateDate.parse(row.get("date").asString()),
				row.get("matches").asBoolean(),
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
							row.get("holders").asList(EngagementGraph::holder)))
			.stream()
			.collect(Collectors.toMap((known) -> known.actor().id(), Function.identity()));
	}

	private static Holder holder(Value holder) {
		return new Holder(DirectoryGraph.actor(holder.get(0)), ActingGraph.days(holder.get(1), holder.get(2)),
				offices(holder.get(3)));
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
