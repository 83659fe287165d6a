package org.rapport.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.neo4j.driver.types.MapAccessor;

import org.rapport.directory.ActingCypher;
import org.rapport.directory.DirectoryGraph;
import org.rapport.engagement.EncounterCypher;
import org.rapport.graph.CypherListing;
import org.rapport.graph.DayCypher;
import org.rapport.graph.Elements;
import org.rapport.graph.Graph;
import org.rapport.graph.Reading.Key;
import org.rapport.graph.Reading.Order;
import org.rapport.graph.Statement;
import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Listing;
import org.rapport.kernel.Parent;
import org.rapport.network.MemberLink.LeftOutThing;
import org.rapport.network.MemberLink.LinkReason;
import org.rapport.network.MemberLink.Shared;
import org.springframework.stereotype.Component;

/** Reads the links between the members of a network. */
@Component
class NetworkGraph {

	/**
	 * Cypher that finds everything that each member of {@code $network} may share with
	 * others. Each tie has the kind, the thing, the member ({@code mem}), the fact, and
	 * the event that dates it, if any. It also has the first and the last day on which it
	 * can have been so while the actor was a member.
	 */
	private static final String TIES = """
			MATCH (net:Record {id: $network})<-[:IN]-(ms:Membership {kind: 'MEMBER'})<-[:HAS]-(mem:Actor)
			WHERE {{net}} AND {{ms:Membership net mem}} AND %s
			CALL (mem, ms) {
			  MATCH (mem)-[:TOOK_PART|REPRESENTING]-(p:Participation)-[:IN]->(m:Meeting)
			  WHERE 'MEETING' IN $via::LIST<STRING> AND {{p:Participation m}} AND %s AND %s
			  %s
			  RETURN 'MEETING' AS kind, top AS thing, p AS fact, top AS event, m.dateEarliest AS begin, m.dateLatest AS end
			  UNION ALL
			  MATCH (mem)<-[:IN]-(r:Role)<-[:HOLDS]-(who:Person)
			  WHERE 'PERSON' IN $via::LIST<STRING> AND {{r:Role mem who}}
			    AND r.startDateEarliest <= ms.endDateLatest AND r.endDateLatest >= ms.startDateEarliest
			  RETURN 'PERSON' AS kind, who AS thing, r AS fact, null AS event,
			    CASE WHEN r.startDateEarliest > ms.startDateEarliest THEN r.startDateEarliest ELSE ms.startDateEarliest END AS begin,
			    CASE WHEN r.endDateLatest < ms.endDateLatest THEN r.endDateLatest ELSE ms.endDateLatest END AS end
			  UNION ALL
			  MATCH (mem)-[:GAVE|ON_BEHALF_OF]-(e:Endorsement)-[:OF]->(endorsed:Record)
			  WHERE 'ENDORSEMENT' IN $via::LIST<STRING> AND {{e:Endorsement endorsed}} AND %s
			    AND (e.withdrawn IS NULL OR NOT {{begun e.withdrawn}})
			  RETURN 'ENDORSEMENT' AS kind, endorsed AS thing, e AS fact, e AS event, e.dateEarliest AS begin, e.dateLatest AS end
			  UNION ALL
			  MATCH (mem)-[:HAS]->(i:Involvement)-[:IN]->(joint:Initiative)
			  WHERE 'INITIATIVE' IN $via::LIST<STRING> AND {{i:Involvement mem joint}}
			    AND i.kind IN ['LEADS', 'HOSTED', 'ISSUED', 'PRESENTED']
			  RETURN 'INITIATIVE' AS kind, joint AS thing, i AS fact, null AS event,
			    ms.startDateEarliest AS begin, ms.endDateLatest AS end
			  UNION ALL
			  MATCH (mem)-[:HAS]->(g:Membership {kind: 'MEMBER'})-[:IN]->(grp:Record)
			  WHERE 'GROUP' IN $via::LIST<STRING> AND {{g:Membership mem grp}} AND grp.id <> $network AND %s
			    AND g.startDateEarliest <= ms.endDateLatest AND g.endDateLatest >= ms.startDateEarliest
			  RETURN 'GROUP' AS kind, grp AS thing, g AS fact, null AS event,
			    CASE WHEN g.startDateEarliest > ms.startDateEarliest THEN g.startDateEarliest ELSE ms.startDateEarliest END AS begin,
			    CASE WHEN g.endDateLatest < ms.endDateLatest THEN g.endDateLatest ELSE ms.endDateLatest END AS end
			}
			WITH kind, thing, collect(DISTINCT mem) AS sharing,
			  collect({mem: mem, fact: fact.id, event: event, begin: begin, end: end}) AS ties"""
		.formatted(ActingCypher.isNamed("mem"), EncounterCypher.held("m"), ActingCypher.together("ms", "m"),
				EncounterCypher.encounter("m", "top"), ActingCypher.together("ms", "e"), ActingCypher.isNamed("grp"));

	/**
	 * Cypher that makes pairs of members, each with everything the two share. For a
	 * person to link them, there must be a day on which both roles can have been held;
	 * for a group, one on which both can have been its members.
	 */
	private static final String PAIRS = """
			UNWIND ties AS one
			UNWIND ties AS two
			WITH kind, thing, one, two
			WHERE %s AND (NOT kind IN ['PERSON', 'GROUP'] OR (one.begin <= two.end AND two.begin <= one.end))
			WITH one.mem AS a, two.mem AS b, kind, thing, collect(DISTINCT one.fact) + collect(DISTINCT two.fact) AS facts,
			  collect(DISTINCT CASE WHEN one.event.dateEarliest >= two.event.dateEarliest THEN one.event ELSE two.event END) AS events
			WITH a, b, kind, thing, facts, COLLECT { UNWIND events AS event WITH event WHERE event.lensDay > date('0000-01-01')
			    RETURN event ORDER BY event.dateEarliest, event.dateLatest, event.id LIMIT 1 }[0] AS event
			WITH a, b, collect({kind: kind, id: thing.id, facts: facts, day: event.dateEarliest}) AS shared,
			  collect(event) AS events
			WITH a, b, shared, size(shared) AS strength,
			  COLLECT { UNWIND events AS event
			    RETURN event ORDER BY event.dateEarliest, event.dateLatest, event.id LIMIT 1 }[0] AS first,
			  COLLECT { UNWIND events AS event
			    RETURN event ORDER BY event.dateEarliest DESC, event.dateLatest DESC, event.id DESC LIMIT 1 }[0] AS last
			WHERE strength >= $minimumStrength::INTEGER""";

	private static final Statement LEFT_OUT = Statement.of("network.leftOut", TIES + """

			WHERE size(sharing) > $maxSharedSize::INTEGER
			UNWIND $ids::LIST<STRING> AS id
			WITH id, sharing WHERE id = '' OR any(each IN sharing WHERE each.id = id)
			RETURN id, count(*) AS total""");

	/** The most things that {@link #largestLeftOut} lists for one member. */
	private static final int MOST_LISTED = 25;

	private static final Statement LARGEST_LEFT_OUT = Statement.of("network.largestLeftOut", TIES + """

			WHERE size(sharing) > $maxSharedSize::INTEGER
			UNWIND $ids::LIST<STRING> AS id
			WITH id, kind, thing, sharing WHERE id = '' OR any(each IN sharing WHERE each.id = id)
			WITH id, kind, thing, size(sharing) AS members ORDER BY members DESC, kind, thing.id
			WITH id, collect({kind: kind, thing: thing, members: members})[..%d] AS largest
			UNWIND range(0, size(largest) - 1) AS place
			RETURN id, largest[place].kind AS kind, largest[place].thing AS thing, largest[place].members AS members
			ORDER BY id, place""".formatted(MOST_LISTED));

	/** Stands for all members in place of a member's id. No member has the empty id. */
	static final String ALL_MEMBERS = "";

	private static final Map<String, String> PARAMETERS = Map.of("network", "", "via", "", "minimumStrength", "",
			"maxSharedSize", "");

	private final Graph graph;

	private final Elements elements;

	private final Listing<MemberLink> links;

	private final Listing<MemberLink> linksOfMember;

	private final Listing<LinkReason> reasons;

	NetworkGraph(Graph graph, Elements elements) {
		this.graph = graph;
		this.elements = elements;
		this.links = links(graph, "memberLinks", "",
				"(one.mem.lensSortKey < two.mem.lensSortKey OR (one.mem.lensSortKey = two.mem.lensSortKey AND one.mem.id < two.mem.id))");
		this.linksOfMember = links(graph, "actor.linkedMembers", " AND any(each IN sharing WHERE each.id = key)",
				"one.mem.id = key AND two.mem.id <> key");
		this.reasons = new CypherListing<>(graph, "memberLink.reasons",
				new CypherListing.Query<>("""
						UNWIND %s AS entry
						MATCH (thing:Record {id: entry.id})
						WHERE {{thing}}""".formatted(CypherListing.ENTRIES), "thing.id", "entry, thing",
						(row) -> reason(row, elements),
						List.of(Order.ascending("KIND", Key.text("entry.kind"), Key.number("entry.age")))),
				Map.of("kind", "entry.kind = $kind"));
	}

	private static Listing<MemberLink> links(Graph graph, String name, String which, String pairs) {
		return new CypherListing<>(graph, name,
				new CypherListing.Query<>(
						TIES + "\nWHERE size(sharing) > 1 AND size(sharing) <= $maxSharedSize::INTEGER" + which + "\n"
								+ PAIRS.formatted(pairs),
						"a.id + ' ' + b.id", "a, b, shared, first.date AS firstDate, last.date AS lastDate",
						NetworkGraph::link,
						List.of(Order.descending("STRENGTH", Key.number("strength"), Key.name("a").against(),
								Key.name("b").against()), Order.ascending("NAME", Key.name("a"), Key.name("b")),
								Order.ascending("FIRST_DATE", Key.undatedLast(day("first"))),
								Order.descending("LAST_DATE", Key.undatedLast(day("last"))))),
				PARAMETERS);
	}

	/** The day of an event at which a link stands in an order. */
	private static String day(String event) {
		return "coalesce(%s.lensDay, %s)".formatted(event, DayCypher.UNDATED);
	}

	/**
	 * The links between members of a network, strongest first. Four parameters are always
	 * given: {@code network} (an id), {@code via} (kinds), {@code minimumStrength} and
	 * {@code maxSharedSize}.
	 */
	Listing<MemberLink> links() {
		return this.links;
	}

	/**
	 * The links of one member. The other member is {@code b}. Parameters as for
	 * {@link #links()}.
	 */
	Listing<MemberLink> linksOfMember() {
		return this.linksOfMember;
	}

	/**
	 * The things that link two members, by kind and then newest first. The parent is a
	 * {@link #parent}. Filter: {@code kind}.
	 */
	Listing<LinkReason> reasons() {
		return this.reasons;
	}

	/**
	 * How many things were left out because more than {@code maxSharedSize} members share
	 * them, by member id. Members without any are not in the map.
	 * @param members the ids of the members, or {@link #ALL_MEMBERS}
	 */
	Map<String, Integer> leftOut(Lens lens, Map<String, Object> parameters, List<String> members) {
		Map<String, Object> all = new HashMap<>(parameters);
		all.put("ids", members);
		Map<String, Integer> leftOut = new HashMap<>();
		this.graph.read(LEFT_OUT, lens, all, (row) -> leftOut.put(row.get("id").asString(), row.get("total").asInt()));
		return leftOut;
	}

	/**
	 * The things that were left out because more than {@code maxSharedSize} members share
	 * them, by member id: those that most members share first, at most 25. Members
	 * without any are not in the map.
	 * @param members the ids of the members, or {@link #ALL_MEMBERS}
	 */
	Map<String, List<LeftOutThing>> largestLeftOut(Lens lens, Map<String, Object> parameters, List<String> members) {
		Map<String, Object> all = new HashMap<>(parameters);
		all.put("ids", members);
		Map<String, List<LeftOutThing>> leftOut = new HashMap<>();
		this.graph.read(LARGEST_LEFT_OUT, lens, all,
				(row) -> leftOut.computeIfAbsent(row.get("id").asString(), (member) -> new ArrayList<>())
					.add(new LeftOutThing(LinkKind.valueOf(row.get("kind").asString()),
							this.elements.recordOf(row.get("thing").asNode()), row.get("members").asInt())));
		return leftOut;
	}

	/** A link as the parent of the list of its reasons. */
	static Parent parent(MemberLink link) {
		return new Parent.Composed(link.shared()
			.stream()
			.map((thing) -> Map.<String, Object>of("kind", thing.kind().name(), "id", thing.id(), "facts",
					thing.factIds(), "age", (thing.day() != null) ? -thing.day().toEpochDay() : Long.MAX_VALUE))
			.toList());
	}

	private static MemberLink link(MapAccessor row) {
		return new MemberLink(DirectoryGraph.actor(row.get("a").asNode()), DirectoryGraph.actor(row.get("b").asNode()),
				date(row.get("firstDate")), date(row.get("lastDate")),
				row.get("shared")
					.asList((thing) -> new Shared(LinkKind.valueOf(thing.get("kind").asString()),
							thing.get("id").asString(), thing.get("facts").asList(Value::asString),
							thing.get("day").isNull() ? null : thing.get("day").asLocalDate())));
	}

	private static LinkReason reason(MapAccessor row, Elements elements) {
		Value entry = row.get("entry");
		return new LinkReason(LinkKind.valueOf(entry.get("kind").asString()),
				elements.recordOf(row.get("thing").asNode()), entry.get("facts").asList(Value::asString));
	}

	private static @Nullable ApproximateDate date(Value text) {
		return text.isNull() ? null : ApproximateDate.parse(text.asString());
	}

}
