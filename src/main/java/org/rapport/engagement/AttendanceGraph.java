package org.rapport.engagement;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.rapport.graph.Graph;
import org.rapport.graph.Statement;
import org.rapport.kernel.Lens;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.stereotype.Component;

/** Reads who is known to have taken part, for the rules of what may be recorded. */
@Component
class AttendanceGraph {

	private static final Statement PRESENT = Statement.of("attendance.present", """
			UNWIND $ids AS id
			MATCH (m:Record {id: id})<-[:IN]-(f:Participation)<-[:TOOK_PART]-(actor:Actor)
			WHERE actor.id IN $others AND {{f m actor}}
			RETURN id, f.id AS fact, actor.id AS actor""");

	private static final Statement REPRESENTED = Statement.of("attendance.represented", """
			UNWIND $ids AS id
			MATCH (actor:Actor)-[:TOOK_PART]->(f:Fact {id: id})-[:IN]->(m:Meeting)
			WHERE {{f actor m}}
			MATCH (m)<-[:IN]-(other:Participation)-[:REPRESENTING]->(actor)
			WHERE {{other m actor}}
			RETURN id, other.id AS fact, actor.id AS actor""");

	private static final String CITING = """
			UNWIND $ids AS id
			MATCH (:Fact {id: id})<-[:SUPPORTS]-(citation:Citation)
			WHERE NOT citation:Retracted
			RETURN citation.id AS id""";

	private final Neo4jClient client;

	private final Graph graph;

	AttendanceGraph(Neo4jClient client, Graph graph) {
		this.client = client;
		this.graph = graph;
	}

	/**
	 * That a fact is about an actor.
	 *
	 * @param of the id that was asked about
	 * @param fact the id of the fact
	 * @param actor the id of the actor
	 */
	record Known(String of, String fact, String actor) {
	}

	/** The participations of these actors in these meetings that the lens shows. */
	List<Known> present(Lens lens, Collection<String> meetings, Collection<String> actors) {
		return read(PRESENT, lens, Map.of("ids", meetings, "others", actors));
	}

	/**
	 * By participations, those of others that represent the same actor in the same
	 * meeting.
	 */
	List<Known> represented(Lens lens, Collection<String> participations) {
		return read(REPRESENTED, lens, Map.of("ids", participations));
	}

	/** The ids of the citations of a participation, whoever may see them. */
	List<String> citing(String participation) {
		return List.copyOf(
				this.client.query(CITING).bindAll(Map.of("ids", List.of(participation))).fetchAs(String.class).all());
	}

	private List<Known> read(Statement statement, Lens lens, Map<String, ?> parameters) {
		return this.graph.read(statement, lens, parameters,
				(row) -> new Known(row.get("id").asString(), row.get("fact").asString(), row.get("actor").asString()));
	}

}
