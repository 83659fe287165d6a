package org.rapport.engagement;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
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
 * Reads the data that engagements are computed from: the encounters of actors and their
 * participants. One query answers for all actors of a level.
 */
@Component
class EngagementGraph {

	/**
	 * An encounter in which some of the actors were.
	 *
	 * @param meeting the topmost meeting
	 * @param matches whether this meeting matches the filters
	 */
	record Found(Meeting meeting, boolean matches) {
	}

	/**
	 * A participation in one of the meetings of an encounter. A meeting whose date has
	 * gaps gives one for each stretch between them.
	 *
	 * @param encounterId the id of the encounter
	 * @param day when the meeting can have been
	 * @param matches whether the meeting matches the filters
	 * @param actor the actor
	 * @param representing the actors that it represented
	 * @param offices where the actor held a role, if it is a person
	 * @param holders who certainly held the actor on the day, if it is a post
	 */
	record Participant(String encounterId, Days day, boolean matches, Actor actor, List<Actor> representing,
			List<Office> offices, List<Holder> holders) {
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
	 * @param offices where the person held a role
	 */
	record Holder(Actor person, List<Office> offices) {
	}

	/** A time that includes every meeting. */
	private static final List<LocalDate> ALWAYS = List.of(ApproximateDate.UNBOUNDED_PAST,
			ApproximateDate.UNBOUNDED_FUTURE);

	private static final Statement ENCOUNTERS = Statement.of("engagement.encounters", """
			UNWIND $ids::LIST<STRING> AS id
			MATCH (part:Record {id: id})-[:TOOK_PART|REPRESENTING]-(p:Participation)-[:IN]->(m:Meeting)
			WHERE {{part}} AND {{p:Participation m}}
			WITH DISTINCT m
			WHERE %s
			%s
			WITH top, %s AS topMatches, %s AS matches
			WHERE topMatches OR matches OR EXISTS { (top)<-[:PART_OF]-(session:Meeting) WHERE {{session}} }
			RETURN DISTINCT top, topMatches AS matches""".formatted(EncounterCypher.held("m"),
			EncounterCypher.encounter("m", "top"), matches("top"), matches("m")));

	private static final String OFFICES = """
			COLLECT { MATCH (%1$s)-[:HOLDS]->(%1$sRole:Role)-[:IN]->(%1$sOffice:Actor) WHERE {{%1$sRole:Role %1$s %1$sOffice}}
			    RETURN [%1$sOffice.id, %1$sRole.startDateEarliest, %1$sRole.endDateLatest] }""";

	private static final Statement PARTICIPANTS = Statement.of("engagement.participants",
			"""
					UNWIND $ids::LIST<STRING> AS id
					MATCH (top:Record {id: id}) ((outer:Meeting)<-[:PART_OF]-(inner:Meeting)
					  WHERE {{outer}} AND {{inner}}){0,6} (n:Meeting)
					WHERE {{top}} AND {{n}} AND %s
					WITH DISTINCT id, n
					MATCH (n)<-[:IN]-(q:Participation)<-[:TOOK_PART]-(y:Actor)
					WHERE {{q:Participation n y}}
					RETURN id, n.dateEarliest AS earliest, n.dateLatest AS latest, n.lensGaps AS gaps, %s AS matches, y,
					  COLLECT { MATCH (q)-[:REPRESENTING]->(side:Actor) WHERE {{side}} RETURN side } AS representing,
					  %s AS offices,
					  COLLECT { MATCH (y:Post)<-[:IN]-(held:Role)<-[:HOLDS]-(holder:Person)
					    WHERE {{held:Role y holder}} AND held.startDateLatest <= n.dateEarliest AND held.endDateEarliest >= n.dateLatest
					    WITH DISTINCT holder
					    RETURN [holder, %s] } AS holders"""
				.formatted(EncounterCypher.held("n"), matches("n"), OFFICES.formatted("y"),
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
	 */
	List<Found> encounters(Lens lens, Collection<String> actors, Map<String, @Nullable Object> filters) {
		return this.graph.read(ENCOUNTERS, lens, parameters(actors, filters),
				(row) -> new Found(MeetingGraph.meeting(row.get("top").asNode()), row.get("matches").asBoolean()));
	}

	/** All participations in some encounters. */
	List<Participant> participants(Lens lens, Collection<String> encounters, Map<String, @Nullable Object> filters) {
		return this.graph
			.read(PARTICIPANTS, lens, parameters(encounters, filters),
					(row) -> ActingGraph.stretches(row.get("earliest"), row.get("latest"), row.get("gaps"))
						.stream()
						.map((day) -> participant(row, day))
						.toList())
			.stream()
			.flatMap(List::stream)
			.toList();
	}

	private static Participant participant(Record row, Days day) {
		return new Participant(row.get("id").asString(), day, row.get("matches").asBoolean(),
				DirectoryGraph.actor(row.get("y").asNode()),
				row.get("representing").asList((side) -> DirectoryGraph.actor(side.asNode())),
				offices(row.get("offices")),
				row.get("holders")
					.asList((holder) -> new Holder(DirectoryGraph.actor(holder.get(0).asNode()),
							offices(holder.get(1)))));
	}

	private static List<Office> offices(Value offices) {
		return offices
			.asList((office) -> new Office(office.get(0).asString(), ActingGraph.days(office.get(1), office.get(2))));
	}

	private static Map<String, Object> parameters(Collection<String> ids, Map<String, @Nullable Object> filters) {
		Map<String, Object> parameters = new HashMap<>();
		parameters.put("ids", ids);
		parameters.put("during", Objects.requireNonNullElse(filters.get("during"), ALWAYS));
		parameters.put("anyKind", filters.get("kinds") == null);
		parameters.put("kinds", Objects.requireNonNullElse(filters.get("kinds"), List.of()));
		parameters.put("aboutAnything", filters.get("about") == null);
		parameters.put("about", Objects.requireNonNullElse(filters.get("about"), ""));
		return parameters;
	}

}
