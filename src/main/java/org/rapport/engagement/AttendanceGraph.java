package org.rapport.engagement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.rapport.graph.Graph;
import org.rapport.graph.Statement;
import org.rapport.kernel.Lens;
import org.rapport.store.RowValues;
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

	/**
	 * Begins with the given sides, those of erased participations, and those in
	 * participations that name one of the ends, if somebody represented them there. The
	 * actor can be the end itself, so its tie is matched twice, which one pattern never
	 * does.
	 */
	private static final String AROUND = """
			CALL () {
			  UNWIND $sides AS side
			  WITH side WHERE side.actor IS NOT NULL
			  RETURN side.actor AS actor, side.meeting AS meeting
			  UNION
			  UNWIND $erased AS id
			  MATCH (part:Participation|Retracted {id: id})-[:TOOK_PART|REPRESENTING]-(end)
			  MATCH (part)-[:IN]->(place)
			  RETURN end.id AS actor, place.id AS meeting
			  UNION
			  UNWIND $ends AS id
			  MATCH (:Record|Retracted {id: id})-[:TOOK_PART|REPRESENTING|IN]-(part)
			  MATCH (part)-[:TOOK_PART|REPRESENTING]-(end)
			  MATCH (part)-[:IN]->(place)
			  WHERE EXISTS { (place)<-[:IN]-()-[:REPRESENTING]->(end) }
			  RETURN end.id AS actor, place.id AS meeting
			}
			CALL (actor, meeting) {
			  MATCH (:Record|Retracted {id: meeting})<-[:IN]-(part:Participation|Retracted)
			  WHERE EXISTS { (part)-[:TOOK_PART|REPRESENTING]-(:Record|Retracted {id: actor}) }
			  RETURN collect({ id: part.id, ends: [(part)-[:TOOK_PART|REPRESENTING|IN]-(end) | end.id],
			    citations: COLLECT { MATCH (part)<-[:SUPPORTS]-(citation:Citation|Retracted)
			      WHERE citation:Citation OR citation.follows RETURN citation.id },
			    sources: COLLECT { MATCH (part)<-[:SUPPORTS]-(citation:Citation|Retracted)-[:FROM]->(source)
			      WHERE citation:Citation OR citation.follows RETURN source.id } }) AS parts
			}
			RETURN actor, meeting, parts
			ORDER BY meeting, actor""";

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
	 * What is recorded around sides in meetings.
	 *
	 * @param sides the sides that were found
	 * @param citations the ids of the citations, which are not retracted, of each
	 * participation of a side
	 * @param ids the ids of these participations and citations, and of all that they need
	 */
	record Around(List<Side> sides, Map<String, List<String>> citations, Set<String> ids) {

		static final Around NOTHING = new Around(List.of(), Map.of(), Set.of());

	}

	/**
	 * Reads, without a lens, all participations in which actors took part or were
	 * represented in meetings, retracted ones included.
	 * @param sides the actors and meetings
	 * @param ends the ids of other actors and meetings: it also reads about the sides in
	 * participations that name one of them, if somebody represented them there
	 * @param erased the ids of participations whose sides it also reads about
	 */
	Around around(Collection<Side> sides, Collection<String> ends, Collection<String> erased) {
		if (sides.isEmpty() && ends.isEmpty() && erased.isEmpty()) {
			return Around.NOTHING;
		}
		List<Side> found = new ArrayList<>();
		Map<String, List<String>> citations = new TreeMap<>();
		Set<String> ids = new TreeSet<>();
		this.client.query(AROUND)
			.bindAll(Map.of("sides", RowValues.filled(
					sides.stream().map((side) -> Map.of("actor", side.actor(), "meeting", side.meeting())).toList()),
					"ends", RowValues.filledIds(ends), "erased", RowValues.filledIds(erased)))
			.fetch()
			.all()
			.forEach((row) -> {
				found.add(new Side(RowValues.text(row.get("actor")), RowValues.text(row.get("meeting"))));
				for (Map<String, Object> part : RowValues.maps(row.get("parts"))) {
					String id = RowValues.text(part.get("id"));
					citations.put(id, RowValues.texts(part.get("citations")));
					ids.add(id);
					List.of("ends", "citations", "sources")
						.forEach((those) -> ids.addAll(RowValues.texts(part.get(those))));
				}
			});
		return new Around(found, citations, ids);
	}

	/**
	 * For each of these participations, the participations in the same meeting in which
	 * somebody represented its actor. Only those that the lens shows.
	 */
	List<Known> represented(Lens lens, Collection<String> participations) {
		return read(REPRESENTED, lens, Map.of("ids", participations));
	}

	private List<Known> read(Statement statement, Lens lens, Map<String, ?> parameters) {
		return this.graph.read(statement, lens, parameters,
				(row) -> new Known(row.get("id").asString(), row.get("fact").asString(), row.get("actor").asString()));
	}

}
