package org.rapport.network;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.neo4j.driver.Value;
import org.neo4j.driver.types.MapAccessor;

import org.rapport.directory.ActingCypher;
import org.rapport.directory.ActingGraph;
import org.rapport.directory.DirectoryGraph;
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
import org.rapport.network.MemberLinks.LinkQuestion;
import org.rapport.network.MemberTies.Thing;
import org.rapport.network.MemberTies.MemberTie;
import org.springframework.stereotype.Component;

/** Reads the links between the members of a network. */
@Component
class NetworkGraph {

	/** How both statements return what they find. */
	private static final String TIES = """

			WITH mem, collect([kind, thing.id, fact.id, begin, end, dated]) AS ties
			RETURN %s AS mem, ties""".formatted(DirectoryGraph.ACTOR.from("mem"));

	/** Each member of {@code $network} with everything that it may share with others. */
	private static final Statement OF_NETWORK = Statement.of("network.ties", """
			MATCH (net:Record {id: $network})<-[:IN]-(ms:Membership {kind: 'MEMBER'})<-[:HAS]-(mem:Actor)
			WHERE {{net}} AND {{ms:Membership net mem}} AND %s
			""".formatted(ActingCypher.isNamed("mem")) + MemberTieCypher.ofMember() + TIES);

	/**
	 * The members of {@code $network} that are tied to the same things as some of them,
	 * these among them. Only ties to these things are read.
	 */
	private static final Statement OF_MEMBERS = Statement.of("network.tiesOfMembers",
			"""
					UNWIND $members::LIST<STRING> AS id
					MATCH (net:Record {id: $network})<-[:IN]-(ms:Membership {kind: 'MEMBER'})<-[:HAS]-(mem:Record {id: id})
					WHERE {{net}} AND {{ms:Membership net mem}} AND %s
					"""
				.formatted(ActingCypher.isNamed("mem")) + MemberTieCypher.ofMember() + """

						WITH DISTINCT net, kind, thing
						""" + MemberTieCypher.ofThing() + TIES);

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
	List<MemberTies> ties(Lens lens, LinkQuestion question) {
		return this.graph.read(OF_NETWORK, lens, parameters(question), NetworkGraph::ties);
	}

	/**
	 * What ties some members of a network, and those who share it, to what these members
	 * may share.
	 * @param members the ids of the members
	 */
	List<MemberTies> ties(Lens lens, LinkQuestion question, Collection<String> members) {
		Map<String, Object> parameters = new HashMap<>(parameters(question));
		parameters.put("members", members);
		return this.graph.read(OF_MEMBERS, lens, parameters, NetworkGraph::ties);
	}

	private static Map<String, Object> parameters(LinkQuestion question) {
		return Map.of("network", question.network(), "via", question.via().stream().map(LinkKind::name).toList());
	}

	private static MemberTies ties(MapAccessor row) {
		return new MemberTies(DirectoryGraph.actor(row.get("mem")), row.get("ties").asList(NetworkGraph::tie));
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
