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
				MATCH (x:Record {id: key}) WHERE {{x}}
				WITH x, [[]] AS joined"""),
		/** Those of some ids. */
		ACTORS("""
				UNWIND $between AS id
				MATCH (x:Record {id: id}) WHERE {{x}}
				WITH x, [[]] AS joined"""),
		/** The members of a network, on the day of the meeting. */
		MEMBERS("""
				MATCH (n:Record {id: $between})<-[:IN]-(joining:Membership {kind: 'MEMBER'})<-[:HAS]-(x:Actor)
				WHERE {{n}} AND {{joining n x}}
				WITH x, collect([joining]) AS joined"""),
		/** The bodies of a government, on the day of the meeting. */
		BODIES("""
				MATCH (n:Record {id: $between}) WHERE {{n}}
				MATCH (n) %s{1,8} (x:Actor)
				WHERE {{x}}
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

	private final Map<Asking, Map<Counted, Listing<Engagement>>> listings = new EnumMap<>(Asking.class);

	EngagementGraph(Graph graph) {
		for (Asking asking : Asking.values()) {
			for (Counted counted : Counted.values()) {
				this.listings.computeIfAbsent(asking, (key) -> new EnumMap<>(Counted.class))
					.put(counted, listing(graph, asking, counted));
			}
		}
	}

	/**
	 * Engagements by the names of actor and counterpart. Always given are the parameters
	 * {@code between} and {@code others}, each an id, a list of ids or null as the sides
	 * need them, {@code during} (two days), {@code kinds} and {@code about}, null where
	 * they do not restrict the meetings, and {@code ownOnly} and {@code topmost}: whether
	 * only own participations count, and whether counterparts are topmost bodies all the
	 * same.
	 */
	Listing<Engagement> engagements(Asking asking, Counted counted) {
		Listing<Engagement> listing = this.listings.getOrDefault(asking, Map.of()).get(counted);
		if (listing == null) {
			throw new IllegalArgumentException("No engagements of " + asking + ", " + counted);
		}
		return listing;
	}

	private static Listing<Engagement> listing(Graph graph, Asking asking, Counted counted) {
		String body = String.join("\n", asking.cypher, parts(), encounters(), sides(), counterparts(counted), """
				WITH x, counterpart, collect(DISTINCT top) AS shared
				WITH x, counterpart, shared, size(shared) AS meetingCount,
				  COLLECT { UNWIND shared AS s WITH s WHERE s.date IS NOT NULL
				    RETURN s ORDER BY s.dateEarliest, s.dateLatest, s.id LIMIT 1 } AS first,
				  COLLECT { UNWIND shared AS s WITH s WHERE s.date IS NOT NULL
				    RETURN s ORDER BY s.dateLatest DESC, s.dateEarliest DESC, s.id DESC LIMIT 1 } AS last
				WHERE true""");
		String name = (asking == Asking.PARENT) ? "actor.engagedWith"
				: "engagements." + asking.name().toLowerCase(Locale.ROOT);
		return new CypherListing<>(graph, name + "." + counted,
				new CypherListing.Query<>(body, "x.id + ' ' + counterpart.id", """
						x, counterpart, meetingCount, first[0].date AS firstDate, last[0].date AS lastDate,
						[s IN shared | s.id] AS meetingIds""", EngagementGraph::engagement,
						List.of(Order.ascending("NAME", Key.text("x.name"), Key.text("counterpart.name")),
								Order.ascending("MEETING_COUNT", Key.number("meetingCount")),
								Order.ascending("FIRST",
										Key.day("coalesce(first[0].dateEarliest, date('9999-12-31'))")),
								Order.ascending("LAST", Key.day("coalesce(last[0].dateLatest, date('0001-01-01'))")))),
				Map.of("between", "", "others", "", "during", "", "kinds", "", "about", "", "ownOnly", "", "topmost",
						""));
	}

	/** The asking actor and all through which it acts. */
	private static String parts() {
		return """
				CALL (x) {
				  RETURN x AS part, [] AS through
				  UNION ALL
				  MATCH (x) %s{1,8} (part:Actor)
				  WHERE {{part}}
				  RETURN part, downVia AS through
				}""".formatted(ActingCypher.DOWN);
	}

	/**
	 * The encounters in which one of them took part or was represented, on a day on which
	 * they belonged together.
	 */
	private static String encounters() {
		return """
				CALL (part) {
				  MATCH (part)-[:TOOK_PART|REPRESENTING]-(p:Participation)-[:IN]->(m:Meeting)
				  WHERE {{part}} AND {{p m}} AND %s
				  RETURN m, count(CASE WHEN (part)-[:TOOK_PART]->(p) THEN 1 END) > 0 AS itself
				}
				WITH x, joined, part, through, m, itself
				WHERE any(way IN joined WHERE all(j IN way WHERE %s)) AND all(j IN through WHERE %s)
				%s
				WITH x, top, collect(DISTINCT part) AS parts, [top] + collect(DISTINCT m) AS meetings,
				  count(CASE WHEN part = x AND itself THEN 1 END) AS own
				WHERE (own > 0 OR NOT $ownOnly) AND any(s IN meetings WHERE ($kinds IS NULL OR s.kind IN $kinds)
				    AND ($during IS NULL OR (s.dateEarliest <= $during[1] AND s.dateLatest >= $during[0]))
				    AND ($about IS NULL OR EXISTS { (s)-[:ABOUT]->(matter:Record {id: $about})
				      WHERE {{s}} AND {{matter}} }))""".formatted(EncounterCypher.held("m"),
				ActingCypher.together("j", "m"), ActingCypher.together("j", "m"),
				EncounterCypher.encounter("m", "top"));
	}

	/**
	 * All who took part in an encounter, and the side of the asking actor: all through
	 * which it acts, those whom they represent, and those who represent any of these.
	 */
	private static String sides() {
		return """
				CALL (top) {
				  MATCH (top) ((outer:Meeting)<-[:PART_OF]-(inner:Meeting) WHERE {{outer}} AND {{inner}}){0,6} (n:Meeting)
				  WHERE {{n}} AND %s
				  WITH DISTINCT n
				  MATCH (n)<-[:IN]-(q:Participation)<-[:TOOK_PART]-(y:Actor)
				  WHERE {{q n y}}
				  RETURN collect({y: y, n: n, represented: COLLECT {
				    MATCH (q)-[:REPRESENTING]->(r:Actor) WHERE {{r}} RETURN r }}) AS present
				}
				WITH x, top, present, reduce(side = parts, e IN present |
				  CASE WHEN e.y IN parts THEN side + e.represented ELSE side END) AS represented
				WITH x, top, present, represented + [e IN present WHERE any(r IN e.represented WHERE r IN represented) | e.y] AS side
				UNWIND present AS e
				WITH x, top, side, e.y AS y, e.n AS n, e.represented AS represented"""
			.formatted(EncounterCypher.held("n"));
	}

	/** Whom those of the other side are counted as. */
	private static String counterparts(Counted counted) {
		if (counted == Counted.AS_RECORDED) {
			return """
					WITH x, top, y AS counterpart, side
					WHERE {{counterpart}} AND NOT counterpart IN side""";
		}
		String chosen = switch (counted) {
			case ACTORS -> "counterpart.id IN $others";
			case MEMBERS -> """
					EXISTS { (counterpart)-[:HAS]->(other:Membership {kind: 'MEMBER'})-[:IN]->(g:Record {id: $others})
					    WHERE {{other counterpart g}} AND %s }""".formatted(ActingCypher.together("other", "n"));
			case BODIES -> """
					EXISTS { MATCH (counterpart) %s{1,8} (g:Record {id: $others})
					    WHERE {{g}} AND all(j IN overVia WHERE %s) }""".formatted(ActingCypher.UP.replace("up", "over"),
					ActingCypher.together("j", "n"));
			default -> """
					NOT EXISTS { (counterpart)-[:HAS]->(on:Membership)-[:IN]->(more:Actor)
					    WHERE on.kind %s AND {{on counterpart more}} AND %s }""".formatted(ActingCypher.ACTING,
					ActingCypher.together("on", "n"));
		};
		return """
				UNWIND %s AS acting
				WITH x, top, side, acting, n, y WHERE NOT acting IN side
				CALL (acting, n) {
				  MATCH (acting) %s{0,8} (counterpart:Actor)
				  WHERE {{acting}} AND {{counterpart}} AND all(j IN upVia WHERE %s)
				  RETURN counterpart, size(upVia) AS height
				}
				WITH x, top, side, acting, n, y, counterpart, height
				WHERE NOT counterpart IN side AND (NOT $ownOnly OR (height = 0 AND acting = y) OR $topmost) AND %s"""
			.formatted((counted == Counted.TOP) ? "[y]" : "([y] + represented)", ActingCypher.UP,
					ActingCypher.together("j", "n"), chosen);
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
