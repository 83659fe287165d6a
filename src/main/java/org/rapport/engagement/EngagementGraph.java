package org.rapport.engagement;

import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

import org.rapport.directory.ActingCypher;
import org.rapport.directory.ActingGraph.Day;
import org.rapport.directory.ActingGraph.Span;
import org.rapport.directory.ActingGraph;
import org.rapport.directory.Actor;
import org.rapport.directory.DirectoryGraph;
import org.rapport.directory.Selecting;
import org.rapport.directory.Selections.Selected;
import org.rapport.graph.DayCypher;
import org.rapport.graph.Graph;
import org.rapport.graph.Statement;
import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Lens;
import org.springframework.stereotype.Component;

/**
 * Reads the data that engagements are computed from: the meetings of actors, the other
 * participants, and the actors these act for. One query answers for all actors of a
 * level.
 */
@Component
class EngagementGraph {

	/**
	 * An actor's presence in a meeting.
	 *
	 * @param actorId the id of the actor
	 * @param itself true if the actor took part itself, false if it was only represented
	 * @param day when the meeting was
	 * @param encounter the encounter that the meeting belongs to
	 * @param counts whether the meeting or the encounter matches the filters
	 */
	record Presence(String actorId, boolean itself, Day day, Meeting encounter, boolean counts) {
	}

	/**
	 * A participant of an encounter.
	 *
	 * @param encounterId the id of the encounter
	 * @param day when the meeting was in which the actor took part
	 * @param actor the actor
	 * @param representing the actors that it represented
	 */
	record Participant(String encounterId, Day day, Actor actor, List<Actor> representing) {
	}

	/**
	 * A whole that an actor acts for.
	 *
	 * @param actorId the id of the actor
	 * @param whole the whole, or the actor itself
	 * @param through the spans of the memberships between the two; empty for the actor
	 * itself
	 * @param above the spans in which the whole itself acts for another
	 * @param selected the ways in which the whole is selected, each a chain of spans;
	 * empty if it is not
	 */
	record Whole(String actorId, Actor whole, List<Span> through, List<Span> above, List<List<Span>> selected) {
	}

	/** A time that includes every meeting. */
	private static final List<LocalDate> ALWAYS = List.of(ApproximateDate.UNBOUNDED_PAST,
			ApproximateDate.UNBOUNDED_FUTURE);

	private static final Statement PRESENCES = Statement.of("engagement.presences",
			"""
					UNWIND $ids::LIST<STRING> AS id
					MATCH (part:Record {id: id})-[:TOOK_PART|REPRESENTING]-(p:Participation)-[:IN]->(m:Meeting)
					WHERE {{part}} AND {{p:Participation m}}
					WITH part, m, count(CASE WHEN (part)-[:TOOK_PART]->(p) THEN 1 END) > 0 AS itself
					WHERE %s
					%s
					RETURN part.id AS id, m, top, itself, any(s IN [m, top] WHERE ($anyKind::BOOLEAN OR s.kind IN $kinds::LIST<STRING>)
					  AND %s
					  AND ($aboutAnything::BOOLEAN OR EXISTS { (s)-[:ABOUT]->(matter:Record {id: $about}) WHERE {{s}} AND {{matter}} })) AS counts"""
				.formatted(EncounterCypher.held("m"), EncounterCypher.encounter("m", "top"), DayCypher.during("s")));

	private static final Statement PARTICIPANTS = Statement.of("engagement.participants",
			"""
					UNWIND $ids::LIST<STRING> AS id
					MATCH (top:Record {id: id}) ((outer:Meeting)<-[:PART_OF]-(inner:Meeting)
					  WHERE {{outer}} AND {{inner}}){0,6} (n:Meeting)
					WHERE {{top}} AND {{n}} AND %s
					WITH DISTINCT id, n
					MATCH (n)<-[:IN]-(q:Participation)<-[:TOOK_PART]-(y:Actor)
					WHERE {{q:Participation n y}}
					RETURN id, n, y, COLLECT { MATCH (q)-[:REPRESENTING]->(side:Actor) WHERE {{side}} RETURN side } AS representing"""
				.formatted(EncounterCypher.held("n")));

	private static final String WHOLES = """
			UNWIND $ids::LIST<STRING> AS id
			MATCH (x:Record {id: id}) %s{0,8} (whole:Actor)
			WHERE {{x}} AND {{whole}}
			RETURN id, whole, [via IN upVia | [via.startDateEarliest, via.endDateLatest]] AS through,
			  COLLECT { MATCH (whole)-[:HAS]->(on:Membership)-[:IN]->(more:Actor)
			    WHERE on.kind %s AND {{on:Membership whole more}} RETURN [on.startDateEarliest, on.endDateLatest] } AS above,
			  %s AS selected""";

	private static final Map<Selecting, Statement> COUNTED = new EnumMap<>(Map.of(Selecting.ACTORS,
			wholes(Selecting.ACTORS,
					"CASE WHEN $anybody::BOOLEAN OR whole.id IN $others::LIST<STRING> THEN [[]] ELSE [] END"),
			Selecting.MEMBERS,
			wholes(Selecting.MEMBERS,
					"""
							COLLECT { MATCH (whole)-[:HAS]->(other:Membership {kind: 'MEMBER'})-[:IN]->(g:Record {id: $others::LIST<STRING>[0]})
							    WHERE {{other:Membership whole g}} RETURN [[other.startDateEarliest, other.endDateLatest]] }"""),
			Selecting.BODIES, wholes(Selecting.BODIES, """
					COLLECT { MATCH (whole) %s{1,8} (g:Record {id: $others::LIST<STRING>[0]})
					    WHERE {{g}} RETURN [via IN overVia | [via.startDateEarliest, via.endDateLatest]] }"""
				.formatted(ActingCypher.UP.replace("up", "over")))));

	private final Graph graph;

	EngagementGraph(Graph graph) {
		this.graph = graph;
	}

	private static Statement wholes(Selecting selecting, String selected) {
		return Statement.of(
				"engagement.counted" + selecting.name().charAt(0)
						+ selecting.name().substring(1).toLowerCase(Locale.ROOT),
				WHOLES.formatted(ActingCypher.UP, ActingCypher.ACTING, selected));
	}

	/** The held meetings of some actors, each with the encounter that it belongs to. */
	List<Presence> presences(Lens lens, Collection<String> actors, Map<String, @Nullable Object> meetings) {
		Map<String, Object> parameters = new HashMap<>();
		parameters.put("ids", actors);
		parameters.put("during", Objects.requireNonNullElse(meetings.get("during"), ALWAYS));
		parameters.put("anyKind", meetings.get("kinds") == null);
		parameters.put("kinds", Objects.requireNonNullElse(meetings.get("kinds"), List.of()));
		parameters.put("aboutAnything", meetings.get("about") == null);
		parameters.put("about", Objects.requireNonNullElse(meetings.get("about"), ""));
		return this.graph.read(PRESENCES, lens, parameters,
				(row) -> new Presence(row.get("id").asString(), row.get("itself").asBoolean(), day(row.get("m")),
						MeetingGraph.meeting(row.get("top").asNode()), row.get("counts").asBoolean()));
	}

	/** All participants of some encounters. */
	List<Participant> participants(Lens lens, Collection<String> encounters) {
		return this.graph.read(PARTICIPANTS, lens, Map.of("ids", encounters),
				(row) -> new Participant(row.get("id").asString(), day(row.get("n")),
						DirectoryGraph.actor(row.get("y").asNode()),
						row.get("representing").asList((side) -> DirectoryGraph.actor(side.asNode()))));
	}

	/**
	 * The wholes that some actors act for. Each actor is a whole of itself.
	 * @param others the selection that wholes are compared with, or null if every whole
	 * counts
	 */
	List<Whole> wholes(Lens lens, Collection<String> actors, @Nullable Selected others) {
		Map<String, Object> parameters = new HashMap<>();
		parameters.put("ids", actors);
		parameters.put("anybody", others == null);
		parameters.put("others", (others != null) ? others.ids() : List.of());
		return this.graph.read(known(COUNTED, (others != null) ? others.selecting() : Selecting.ACTORS), lens,
				parameters, EngagementGraph::whole);
	}

	private static Whole whole(Record row) {
		return new Whole(row.get("id").asString(), DirectoryGraph.actor(row.get("whole").asNode()),
				ActingGraph.spans(row.get("through")), ActingGraph.spans(row.get("above")),
				ActingGraph.ways(row.get("selected")));
	}

	private static Statement known(Map<Selecting, Statement> statements, Selecting selecting) {
		Statement statement = statements.get(selecting);
		if (statement == null) {
			throw new IllegalArgumentException("No statement for " + selecting);
		}
		return statement;
	}

	private static Day day(Value meeting) {
		return new Day(meeting.get("dateEarliest").asLocalDate(), meeting.get("dateLatest").asLocalDate(),
				ActingGraph.gaps(meeting));
	}

}
