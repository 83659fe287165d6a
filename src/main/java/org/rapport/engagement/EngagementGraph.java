package org.rapport.engagement;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

import org.rapport.directory.ActingCypher;
import org.rapport.directory.DirectoryGraph;
import org.rapport.graph.CypherListing;
import org.rapport.graph.Graph;
import org.rapport.graph.Shape.Key;
import org.rapport.graph.Shape.Order;
import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Listing;
import org.springframework.stereotype.Component;

/**
 * Reads engagements: for each actor of the asking side, the counterparts with whom it
 * shared encounters. An encounter is a meeting that is part of no other that the lens
 * shows, with all its sessions.
 */
@Component
class EngagementGraph {

	/** Who asks. */
	enum Asking {

		/** The parent of the list. */
		PARENT("""
				MATCH (x:Record {id: key}) WHERE {{x:Actor}}
				WITH x, [[]] AS joined"""),
		/** Those of some ids. */
		ACTORS("""
				UNWIND $between AS id
				MATCH (x:Record {id: id}) WHERE {{x:Actor}}
				WITH x, [[]] AS joined"""),
		/** The members of a network, on the day of the meeting. */
		MEMBERS("""
				MATCH (n:Record {id: $between})<-[:IN]-(joining:Membership {kind: 'MEMBER'})<-[:HAS]-(x:Actor)
				WHERE {{n:Actor}} AND {{joining:Membership IN=n HAS=x}}
				WITH x, collect([joining]) AS joined"""),
		/** The bodies of a government, on the day of the meeting. */
		BODIES("""
				MATCH (n:Record {id: $between}) WHERE {{n:Actor}}
				MATCH (n) %s{1,8} (x:Actor)
				WHERE {{x:Actor}}
				WITH x, collect(downVia) AS joined""".formatted(ActingCypher.DOWN));

		private final String cypher;

		Asking(String cypher) {
			this.cypher = cypher;
		}

	}

	/** Whom the other side's participants are counted as. */
	enum Counted {

		/** As they took part. */
		AS_RECORDED,
		/** As their topmost body on the day of the meeting. */
		TOP,
		/** As those of some ids for whom they acted. */
		ACTORS,
		/** As the members of a network for whom they acted. */
		MEMBERS,
		/** As the bodies of a government for which they acted. */
		BODIES

	}

	private final Map<Asking, Map<Counted, Map<RollUp, Listing<Engagement>>>> listings = new EnumMap<>(Asking.class);

	EngagementGraph(Graph graph) {
		for (Asking asking : Asking.values()) {
			for (Counted counted : Counted.values()) {
				for (RollUp rollUp : RollUp.values()) {
					this.listings.computeIfAbsent(asking, (key) -> new EnumMap<>(Counted.class))
						.computeIfAbsent(counted, (key) -> new EnumMap<>(RollUp.class))
						.put(rollUp, listing(graph, asking, counted, rollUp));
				}
			}
		}
	}

	/**
	 * Engagements by the names of actor and counterpart. Always given are the parameters
	 * {@code between} and {@code others}, each an id, a list of ids or null as the sides
	 * need them, {@code during} (two days), {@code kinds} and {@code about}, null where
	 * they do not restrict the meetings.
	 */
	Listing<Engagement> engagements(Asking asking, Counted counted, RollUp rollUp) {
		Listing<Engagement> listing = this.listings.getOrDefault(asking, Map.of())
			.getOrDefault(counted, Map.of())
			.get(rollUp);
		if (listing == null) {
			throw new IllegalArgumentException("No engagements of " + asking + ", " + counted + ", " + rollUp);
		}
		return listing;
	}

	private static Listing<Engagement> listing(Graph graph, Asking asking, Counted counted, RollUp rollUp) {
		String body = String.join("\n", asking.cypher, parts(), encounters(rollUp), sides(),
				counterparts(counted, rollUp), """
						WITH x, counterpart, collect(DISTINCT top) AS shared
						WITH x, counterpart, shared, size(shared) AS meetingCount,
						  COLLECT { UNWIND shared AS s WITH s WHERE s.date IS NOT NULL
						    RETURN s ORDER BY s.dateEarliest, s.dateLatest, s.id LIMIT 1 } AS first,
						  COLLECT { UNWIND shared AS s WITH s WHERE s.date IS NOT NULL
						    RETURN s ORDER BY s.dateLatest DESC, s.dateEarliest DESC, s.id DESC LIMIT 1 } AS last
						WHERE true""");
		String name = (asking == Asking.PARENT) ? "actor.engagedWith"
				: "engagements." + asking.name().toLowerCase(Locale.ROOT);
		return new CypherListing<>(graph, name + "." + counted + "." + rollUp,
				new CypherListing.Query<>(body, "x.id + ' ' + counterpart.id", """
						x, counterpart, meetingCount, first[0].date AS firstDate, last[0].date AS lastDate,
						[s IN shared | s.id] AS meetingIds""", EngagementGraph::engagement,
						List.of(Order.ascending("NAME", Key.text("x.name"), Key.text("counterpart.name")),
								Order.ascending("MEETING_COUNT", Key.number("meetingCount")),
								Order.ascending("FIRST",
										Key.day("coalesce(first[0].dateEarliest, date('9999-12-31'))")),
								Order.ascending("LAST", Key.day("coalesce(last[0].dateLatest, date('0001-01-01'))")))),
				Map.of("between", "", "others", "", "during", "", "kinds", "", "about", ""));
	}

	/** The asking actor and all through which it acts. */
	private static String parts() {
		return """
				CALL (x) {
				  RETURN x AS part, [] AS through
				  UNION ALL
				  MATCH (x) %s{1,8} (part:Actor)
				  WHERE {{part:Actor}}
				  RETURN part, downVia AS through
				}""".formatted(ActingCypher.DOWN);
	}

	/**
	 * The encounters in which one of them took part or was represented, on a day on which
	 * they belonged together.
	 */
	private static String encounters(RollUp rollUp) {
		return """
				MATCH (part)-[:TOOK_PART|REPRESENTING]-(p:Participation)-[:IN]->(m:Meeting)
				WHERE {{p:Participation IN=m}} AND %s
				  AND any(way IN joined WHERE all(j IN way WHERE %s))
				  AND all(j IN through WHERE %s)
				%s
				WITH x, top, collect(DISTINCT part) AS parts, [top] + collect(DISTINCT m) AS meetings,
				  count(CASE WHEN part = x AND (x)-[:TOOK_PART]->(p) THEN 1 END) AS own
				WHERE any(s IN meetings WHERE ($kinds IS NULL OR s.kind IN $kinds)
				    AND ($during IS NULL OR (s.dateEarliest <= $during[1] AND s.dateLatest >= $during[0]))
				    AND ($about IS NULL OR EXISTS { (s)-[:ABOUT]->(matter:Record {id: $about})
				      WHERE {{s:Meeting}} AND {{matter:Record}} }))%s""".formatted(EncounterCypher.held("m"),
				ActingCypher.together("j", "m"), ActingCypher.together("j", "m"), EncounterCypher.encounter("m", "top"),
				(rollUp == RollUp.NONE) ? " AND own > 0" : "");
	}

	/**
	 * All who took part in an encounter, and the side of the asking actor: all through
	 * which it acts, those whom they represent, and those who represent any of these.
	 */
	private static String sides() {
		return """
				CALL (top) {
				  MATCH (top) ((outer:Meeting)<-[:PART_OF]-(inner:Meeting) WHERE {{outer:Meeting}} AND {{inner:Meeting}}){0,6} (n:Meeting)
				  MATCH (n)<-[:IN]-(q:Participation)<-[:TOOK_PART]-(y:Actor)
				  WHERE {{n:Meeting}} AND %s AND {{q:Participation IN=n TOOK_PART=y}}
				  RETURN collect({y: y, n: n, represented: COLLECT {
				    MATCH (q)-[:REPRESENTING]->(r:Actor) WHERE {{r:Actor}} RETURN r }}) AS present
				}
				WITH x, top, present, reduce(side = parts, e IN present |
				  CASE WHEN e.y IN parts THEN side + e.represented ELSE side END) AS represented
				WITH x, top, present, represented + [e IN present WHERE any(r IN e.represented WHERE r IN represented) | e.y] AS side
				UNWIND present AS e
				WITH x, top, side, e.y AS y, e.n AS n, e.represented AS represented"""
			.formatted(EncounterCypher.held("n"));
	}

	private static String counterparts(Counted counted, RollUp rollUp) {
		String chosen = switch (counted) {
			case AS_RECORDED, TOP -> "";
			case ACTORS -> "\n  AND counterpart.id IN $others";
			case MEMBERS ->
				"""

						AND EXISTS { (counterpart)-[:HAS]->(other:Membership {kind: 'MEMBER'})-[:IN]->(g:Record {id: $others})
						  WHERE {{g:Actor}} AND {{other:Membership HAS=counterpart IN=g}} AND %s }"""
					.formatted(ActingCypher.together("other", "n"));
			case BODIES -> """

					AND EXISTS { MATCH (counterpart) %s{1,8} (g:Record {id: $others})
					  WHERE {{g:Actor}} AND all(j IN upVia WHERE %s) }""".formatted(
					ActingCypher.UP.replace("up", "over").replace("overVia", "upVia"), ActingCypher.together("j", "n"));
		};
		if (counted == Counted.AS_RECORDED || (counted != Counted.TOP && rollUp == RollUp.NONE)) {
			return """
					WITH x, top, y AS counterpart, n, side
					WHERE {{counterpart:Actor}} AND NOT counterpart IN side%s""".formatted(chosen);
		}
		if (counted == Counted.TOP) {
			return """
					WITH x, top, side, y, n WHERE NOT y IN side
					MATCH (y) %1$s{0,8} (counterpart:Actor)
					WHERE {{counterpart:Actor}} AND all(j IN upVia WHERE %2$s) AND NOT counterpart IN side
					  AND NOT EXISTS { (counterpart)-[:HAS]->(on:Membership)-[:IN]->(more:Actor)
					    WHERE on.kind %3$s AND {{on:Membership HAS=counterpart IN=more}} AND %4$s }""".formatted(
					ActingCypher.UP, ActingCypher.together("j", "n"), ActingCypher.ACTING,
					ActingCypher.together("on", "n"));
		}
		return """
				UNWIND [y] + represented AS acting
				WITH x, top, side, acting, n WHERE NOT acting IN side
				MATCH (acting) %s{0,8} (counterpart:Actor)
				WHERE {{acting:Actor}} AND {{counterpart:Actor}} AND all(j IN upVia WHERE %s) AND NOT counterpart IN side%s"""
			.formatted(ActingCypher.UP, ActingCypher.together("j", "n"), chosen);
	}

	private static Engagement engagement(Record row) {
		return new Engagement(DirectoryGraph.actor(row.get("x").asNode()),
				DirectoryGraph.actor(row.get("counterpart").asNode()), row.get("meetingCount").asInt(),
				date(row.get("firstDate")), date(row.get("lastDate")), row.get("meetingIds").asList(Value::asString));
	}

	private static @Nullable ApproximateDate date(Value text) {
		return text.isNull() ? null : ApproximateDate.parse(text.asString());
	}

}
