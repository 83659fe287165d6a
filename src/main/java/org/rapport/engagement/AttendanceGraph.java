package org.rapport.engagement;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.rapport.graph.Graph;
import org.rapport.graph.Statement;
import org.rapport.kernel.Lens;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.stereotype.Component;

/** Reads participations for the rules that check an act. */
@Component
class AttendanceGraph {

	private static final Statement REPRESENTED = Statement.of("attendance.represented", """
			UNWIND $ids::LIST<STRING> AS id
			MATCH (actor:Actor)-[:TOOK_PART]->(f:Fact {id: id})-[:IN]->(m:Meeting)
			WHERE {{f:Fact actor m}}
			MATCH (m)<-[:IN]-(other:Participation)-[:REPRESENTING]->(actor)
			WHERE {{other:Participation m actor}}
			RETURN id, other.id AS fact, actor.id AS actor""");

	private static final String ATTENDING = """
			UNWIND $sides AS side
			MATCH (:Record|Retracted {id: side.meeting})<-[:IN]-(part:Participation|Retracted)
			WHERE EXISTS { (part)-[:TOOK_PART|REPRESENTING]-(:Record|Retracted {id: side.actor}) }
			RETURN DISTINCT part.id AS id""";

	/**
	 * The actor can be the end itself, so its tie is matched twice, which one pattern
	 * never does.
	 */
	private static final String SIDES_THROUGH = """
			UNWIND $ids AS id
			MATCH (:Record|Retracted {id: id})-[:TOOK_PART|REPRESENTING|IN]-(part)
			MATCH (part)-[:TOOK_PART|REPRESENTING]-(actor)
			MATCH (part)-[:IN]->(meeting)
			WHERE EXISTS { (meeting)<-[:IN]-()-[:REPRESENTING]->(actor) }
			RETURN DISTINCT actor.id AS actor, meeting.id AS meeting
			ORDER BY meeting, actor""";

	private static final String CITING = """
			UNWIND $ids AS id
			MATCH (:Fact|Retracted {id: id})<-[:SUPPORTS]-(citation:Citation|Retracted)
			WHERE citation:Citation OR citation.follows
			RETURN citation.id AS id""";

	private final Neo4jClient client;

	private final Graph graph;

	AttendanceGraph(Neo4jClient client, Graph graph) {
		this.client = client;
		this.graph = graph;
	}

	/**
	 * A fact that names an actor.
	 *
	 * @param of the id that was asked about
	 * @param fact the id of the fact
	 * @param actor the id of the actor
	 */
	record Known(String of, String fact, String actor) {
	}

	/**
	 * An actor's side in a meeting.
	 *
	 * @param actor the id of the actor
	 * @param meeting the id of the meeting
	 */
	record Side(String actor, String meeting) {
	}

	/**
	 * The ids of all participations in these meetings in which these actors took part or
	 * were represented. Reads without a lens, retracted ones included.
	 */
	List<String> attending(Collection<Side> sides) {
		if (sides.isEmpty()) {
			return List.of();
		}
		List<Map<String, String>> rows = sides.stream()
			.map((side) -> Map.of("actor", side.actor(), "meeting", side.meeting()))
			.toList();
		return List.copyOf(this.client.query(ATTENDING).bindAll(Map.of("sides", rows)).fetchAs(String.class).all());
	}

	/**
	 * The sides in all participations that name one of these actors or meetings, if
	 * somebody represented them there. Reads without a lens.
	 */
	List<Side> sidesThrough(Collection<String> ends) {
		if (ends.isEmpty()) {
			return List.of();
		}
		return List.copyOf(this.client.query(SIDES_THROUGH)
			.bindAll(Map.of("ids", List.copyOf(ends)))
			.fetchAs(Side.class)
			.mappedBy((types, row) -> new Side(row.get("actor").asString(), row.get("meeting").asString()))
			.all());
	}

	/**
	 * For each of these participations, the participations in the same meeting in which
	 * somebody represented its actor. Only those that the lens shows.
	 */
	List<Known> represented(Lens lens, Collection<String> participations) {
		return read(REPRESENTED, lens, Map.of("ids", participations));
	}

	/**
	 * The ids of the citations of a participation that are not retracted. Reads without a
	 * lens.
	 */
	List<String> citing(String participation) {
		return List.copyOf(
				this.client.query(CITING).bindAll(Map.of("ids", List.of(participation))).fetchAs(String.class).all());
	}

	private List<Known> read(Statement statement, Lens lens, Map<String, ?> parameters) {
		return this.graph.read(statement, lens, parameters,
				(row) -> new Known(row.get("id").asString(), row.get("fact").asString(), row.get("actor").asString()));
	}

}
