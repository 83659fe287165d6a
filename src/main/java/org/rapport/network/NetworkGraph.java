package org.rapport.network;

import java.util.List;
import java.util.Map;

import org.neo4j.driver.Value;
import org.neo4j.driver.types.MapAccessor;

import org.rapport.directory.ActingCypher;
import org.rapport.directory.ActingGraph;
import org.rapport.directory.DirectoryGraph;
import org.rapport.engagement.EncounterCypher;
import org.rapport.graph.CypherListing;
import org.rapport.graph.Elements;
import org.rapport.graph.Graph;
import org.rapport.graph.Reading.Key;
import org.rapport.graph.Reading.Order;
import org.rapport.graph.Statement;
import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Listing;
import org.rapport.kernel.Parent;
import org.rapport.network.MemberLink.LinkReason;
import org.rapport.network.MemberTies.Thing;
import org.rapport.network.MemberTies.MemberTie;
import org.springframework.stereotype.Component;

/** Reads the links between the members of a network. */
@Component
class NetworkGraph {

	/**
	 * Each member of {@code $network} with everything that it may share with others. Each
	 * tie has the kind, the thing, the fact, and the date of the meeting or endorsement,
	 * if any. It also has the first and the last day on which it can have been so while
	 * the actor was a member.
	 */
	private static final Statement TIES = Statement.of("network.ties",
			"""
					MATCH (net:Record {id: $network})<-[:IN]-(ms:Membership {kind: 'MEMBER'})<-[:HAS]-(mem:Actor)
					WHERE {{net}} AND {{ms:Membership net mem}} AND %s
					CALL (mem, ms) {
					  MATCH (mem)-[:TOOK_PART|REPRESENTING]-(p:Participation)-[:IN]->(m:Meeting)
					  WHERE 'MEETING' IN $via::LIST<STRING> AND {{p:Participation m}} AND %s AND %s
					  %s
					  RETURN 'MEETING' AS kind, top AS thing, p AS fact, top.date AS dated, m.dateEarliest AS begin, m.dateLatest AS end
					  UNION ALL
					  MATCH (mem)<-[:IN]-(r:Role)<-[:HOLDS]-(who:Person)
					  WHERE 'PERSON' IN $via::LIST<STRING> AND {{r:Role mem who}}
					    AND r.startDateEarliest <= ms.endDateLatest AND r.endDateLatest >= ms.startDateEarliest
					  RETURN 'PERSON' AS kind, who AS thing, r AS fact, null AS dated,
					    CASE WHEN r.startDateEarliest > ms.startDateEarliest THEN r.startDateEarliest ELSE ms.startDateEarliest END AS begin,
					    CASE WHEN r.endDateLatest < ms.endDateLatest THEN r.endDateLatest ELSE ms.endDateLatest END AS end
					  UNION ALL
					  MATCH (mem)-[:GAVE|ON_BEHALF_OF]-(e:Endorsement)-[:OF]->(endorsed:Record)
					  WHERE 'ENDORSEMENT' IN $via::LIST<STRING> AND {{e:Endorsement endorsed}} AND %s
					    AND (e.withdrawn IS NULL OR NOT {{begun e.withdrawn}})
					  RETURN 'ENDORSEMENT' AS kind, endorsed AS thing, e AS fact, e.date AS dated, e.dateEarliest AS begin, e.dateLatest AS end
					  UNION ALL
					  MATCH (mem)-[:HAS]->(i:Involvement)-[:IN]->(joint:Initiative)
					  WHERE 'INITIATIVE' IN $via::LIST<STRING> AND {{i:Involvement mem joint}}
					    AND i.kind IN ['LEADS', 'HOSTED', 'ISSUED', 'PRESENTED']
					  RETURN 'INITIATIVE' AS kind, joint AS thing, i AS fact, null AS dated,
					    ms.startDateEarliest AS begin, ms.endDateLatest AS end
					  UNION ALL
					  MATCH (mem)-[:HAS]->(g:Membership {kind: 'MEMBER'})-[:IN]->(grp:Record)
					  WHERE 'GROUP' IN $via::LIST<STRING> AND {{g:Membership mem grp}} AND grp.id <> $network AND %s
					    AND g.startDateEarliest <= ms.endDateLatest AND g.endDateLatest >= ms.startDateEarliest
					  RETURN 'GROUP' AS kind, grp AS thing, g AS fact, null AS dated,
					    CASE WHEN g.startDateEarliest > ms.startDateEarliest THEN g.startDateEarliest ELSE ms.startDateEarliest END AS begin,
					    CASE WHEN g.endDateLatest < ms.endDateLatest THEN g.endDateLatest ELSE ms.endDateLatest END AS end
					}
					WITH mem, collect([kind, thing.id, fact.id, begin, end, dated]) AS ties
					RETURN %s AS mem, ties"""
				.formatted(ActingCypher.isNamed("mem"), EncounterCypher.held("m"), ActingCypher.together("ms", "m"),
						EncounterCypher.encounter("m", "top"), ActingCypher.together("ms", "e"),
						ActingCypher.isNamed("grp"), DirectoryGraph.ACTOR.from("mem")));

	private final Graph graph;

	private final Listing<LinkReason> reasons;

	NetworkGraph(Graph graph, Elements elements) {
		this.graph = graph;
		this.reasons = new CypherListing<>(graph, "memberLink.reasons",
				new CypherListing.Query<>("""
						UNWIND %s AS entry
						MATCH (thing:Record {id: entry.id})
						WHERE {{thing}}""".formatted(CypherListing.ENTRIES), "thing.id",
						"entry, " + Elements.RECORD.from("thing") + " AS thing", (row) -> reason(row, elements),
						List.of(Order.ascending("KIND", Key.text("entry.kind"), Key.number("entry.age")))),
				Map.of("kind", "entry.kind = $kind"));
	}

	/** What ties the members of a network to things that others may share. */
	List<MemberTies> ties(Lens lens, MemberLinks.LinkQuestion question) {
		return this.graph.read(TIES, lens,
				Map.of("network", question.network(), "via", question.via().stream().map(LinkKind::name).toList()),
				(row) -> new MemberTies(DirectoryGraph.actor(row.get("mem")),
						row.get("ties").asList(NetworkGraph::tie)));
	}

	private static MemberTie tie(Value tie) {
		ApproximateDate date = tie.get(5).isNull() ? null : ApproximateDate.parse(tie.get(5).asString());
		return new MemberTie(new Thing(LinkKind.valueOf(tie.get(0).asString()), tie.get(1).asString()),
				tie.get(2).asString(), ActingGraph.days(tie.get(3), tie.get(4)),
				(date != null && date.isKnown()) ? date : null);
	}

	/**
	 * The things that link two members, by kind and then newest first. The parent is a
	 * {@link #parent}. Filter: {@code kind}.
	 */
	Listing<LinkReason> reasons() {
		return this.reasons;
	}

	/** A link as the parent of the list of its reasons. */
	static Parent parent(MemberLink link) {
		return new Parent.Composed(link.shared()
			.stream()
			.map((thing) -> Map.<String, Object>of("kind", thing.kind().name(), "id", thing.id(), "facts",
					thing.factIds(), "age", (thing.day() != null) ? -thing.day().toEpochDay() : Long.MAX_VALUE))
			.toList());
	}

	private static LinkReason reason(MapAccessor row, Elements elements) {
		Value entry = row.get("entry");
		return new LinkReason(LinkKind.valueOf(entry.get("kind").asString()), elements.recordOf(row.get("thing")),
				entry.get("facts").asList(Value::asString));
	}

}
