package org.rapport.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.neo4j.driver.types.MapAccessor;

import org.rapport.api.ListBelow;
import org.rapport.directory.ActingCypher;
import org.rapport.directory.ActingGraph;
import org.rapport.directory.Actor;
import org.rapport.directory.DirectoryGraph;
import org.rapport.graph.CypherListing;
import org.rapport.graph.Elements;
import org.rapport.graph.Graph;
import org.rapport.graph.NodeProperties;
import org.rapport.graph.Reading.Key;
import org.rapport.graph.Reading.Order;
import org.rapport.graph.ReturnedColumns;
import org.rapport.graph.Rows;
import org.rapport.graph.Statement;
import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Days;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Listing;
import org.rapport.kernel.Page;
import org.rapport.kernel.Parent;
import org.rapport.network.MemberLink.LinkReason;
import org.rapport.network.MemberLinks.LinkQuestion;
import org.rapport.network.MemberTies.Thing;
import org.rapport.network.MemberTies.MemberTie;
import org.springframework.stereotype.Component;

/** Reads the links between the members of a network. */
@Component
class NetworkGraph {

	/**
	 * How the statements return what they find: of the members only the properties that
	 * the operation asks for, and the ids of the ties only if it asks for them.
	 */
	private static final String TIES = """

			WITH mem, collect(DISTINCT [thing.id, CASE WHEN $facts::BOOLEAN THEN fact.id ELSE '' END, begin, end, dated]) AS ties
			RETURN [property IN $properties::LIST<STRING> | mem[property]] AS mem, ties""";

	private static final String BY_ID = "ID";

	/** The most members that are read of a list of one member. */
	private static final int MOST_MEMBERS = 100_000;

	/** Finds the network by its id, which may be a former one. */
	private static final String NETWORK = """
			CALL () {
			  MATCH (net:Record {id: $network}) WHERE {{net}}
			  RETURN net
			  UNION
			  MATCH (former:Alias {name: $network})-[:STANDS_FOR]->(net:Record) WHERE {{former}} AND {{net}}
			  RETURN net
			}
			""";

	/**
	 * Each member of {@code $network} with all things of a kind that it may share with
	 * others. Each kind has a statement of its own: to run one for all costs more than
	 * what most questions need.
	 */
	private static final Map<LinkKind, Statement> OF_NETWORK = statements(
			(kind) -> Statement.of("network.ties." + kind, NETWORK + """
					MATCH (net)<-[:IN]-(ms:Membership {kind: 'MEMBER'})<-[:HAS]-(mem:Actor)
					WHERE {{net}} AND {{ms:Membership net mem}} AND %s
					""".formatted(ActingCypher.isNamed("mem")) + MemberTieCypher.ofMember(kind) + TIES));

	/**
	 * The members of {@code $network} that are tied to the same things of a kind as some
	 * of them, these among them. Only ties to these things are read.
	 */
	private static final Map<LinkKind, Statement> OF_MEMBERS = statements(
			(kind) -> Statement.of("network.tiesOfMembers." + kind, NETWORK + """
					UNWIND $members::LIST<STRING> AS id
					MATCH (mem:Record {id: id}) WHERE %s
					%s
					""".formatted(ActingCypher.isNamed("mem"), MemberTieCypher.MEMBERSHIP)
					+ MemberTieCypher.ofMember(kind) + """

							WITH DISTINCT net, thing
							""" + MemberTieCypher.ofThing(kind) + TIES));

	/**
	 * The same for one member, as a list of the member: those who share a thing of a kind
	 * with it, by id, with their ties to all such things. The member is one of them.
	 */
	private static String ofOne(LinkKind kind) {
		return """
				MATCH (x:Record {id: key}) WHERE {{x}}
				%sWITH net, x AS mem
				WHERE %s
				%s
				""".formatted(NETWORK, ActingCypher.isNamed("mem"), MemberTieCypher.MEMBERSHIP)
				+ MemberTieCypher.ofMember(kind) + """

						WITH DISTINCT net, thing
						""" + MemberTieCypher.ofThing(kind) + """

						WITH mem, collect(DISTINCT [thing, fact, begin, end, dated]) AS found
						WHERE true""";
	}

	/**
	 * What an operation needs to know of links.
	 *
	 * @param properties the names of the properties of members; null for all
	 * @param facts whether it needs the ids of the facts that tie them to things
	 */
	record Needed(@Nullable Set<String> properties, boolean facts) {

		/** What an operation needs that asks for fields of these names; null for all. */
		static Needed of(@Nullable Set<String> fields) {
			Set<String> named = new HashSet<>((fields != null) ? fields : Set.of());
			// Links are sorted by name.
			named.add("name");
			return new Needed((fields != null) ? named : null, fields == null || fields.contains("reasons"));
		}

	}

	private final Graph graph;

	private final Listing<LinkReason> reasons;

	private final Map<LinkKind, CypherListing<MemberTies>> ofOne = new EnumMap<>(LinkKind.class);

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
		for (LinkKind kind : LinkKind.values()) {
			this.ofOne.put(kind,
					new CypherListing<>(graph, "actor.ties." + kind,
							new CypherListing.Query<>(ofOne(kind), "mem.id", NetworkGraph::columns,
									(row) -> ties(kind, DirectoryGraph.actor(Rows.node(row, "member")), row),
									List.of(Order.ascending(BY_ID, Key.text("mem.id"))), List.of(), "", null),
							Map.of("network", "")));
		}
	}

	private static ReturnedColumns columns(@Nullable Set<String> fields) {
		Needed needed = Needed.of(fields);
		NodeProperties member = DirectoryGraph.ACTOR;
		String columns = "%s AS member, [tie IN found | [tie[0].id, %s, tie[2], tie[3], tie[4]]] AS ties";
		String fact = needed.facts() ? "tie[1].id" : "''";
		Set<String> properties = needed.properties();
		return (properties != null)
				? new ReturnedColumns(columns.formatted(member.listed("mem", properties), fact),
						Map.of("member", member.names(properties)))
				: new ReturnedColumns(columns.formatted(member.from("mem"), fact));
	}

	private static MemberTies ties(LinkKind kind, Actor member, MapAccessor row) {
		return new MemberTies(member, row.get("ties").asList((tie) -> tie(kind, tie)));
	}

	/**
	 * The lists of those who share something with a member, one for each kind of thing
	 * that a question names. They have the member itself too.
	 */
	List<ListBelow<?>> ofOne(LinkQuestion question) {
		return question.via()
			.stream()
			.<ListBelow<?>>map((kind) -> new ListBelow<>(Objects.requireNonNull(this.ofOne.get(kind)),
					new Page(BY_ID, false, MOST_MEMBERS, false, null, null), Map.of("network", question.network()),
					"linkedMembers"))
			.toList();
	}

	private static Map<LinkKind, Statement> statements(Function<LinkKind, Statement> statement) {
		return Stream.of(LinkKind.values()).collect(Collectors.toMap(Function.identity(), statement));
	}

	/** What ties the members of a network to things that others may share. */
	List<MemberTies> ties(Lens lens, LinkQuestion question, Needed needed) {
		return ties(OF_NETWORK, lens, question, needed, Map.of());
	}

	/**
	 * What ties some members of a network, and those who share it, to what these members
	 * may share.
	 * @param members the ids of the members
	 */
	List<MemberTies> ties(Lens lens, LinkQuestion question, Needed needed, Collection<String> members) {
		return ties(OF_MEMBERS, lens, question, needed, Map.of("members", members));
	}

	private List<MemberTies> ties(Map<LinkKind, Statement> statements, Lens lens, LinkQuestion question, Needed needed,
			Map<String, Object> given) {
		List<String> properties = DirectoryGraph.ACTOR.names(needed.properties());
		Map<String, Object> parameters = new HashMap<>(given);
		parameters.put("network", question.network());
		parameters.put("properties", properties);
		parameters.put("facts", needed.facts());
		List<MemberTies> all = new ArrayList<>();
		question.via()
			.forEach(
					(kind) -> all.addAll(this.graph.read(Objects.requireNonNull(statements.get(kind)), lens, parameters,
							(row) -> ties(kind, DirectoryGraph.actor(Rows.node(properties, row.get("mem"))), row))));
		return MemberTies.together(all);
	}

	private static MemberTie tie(LinkKind kind, Value tie) {
		ApproximateDate date = tie.get(4).isNull() ? null : ApproximateDate.parse(tie.get(4).asString());
		return new MemberTie(new Thing(kind, tie.get(0).asString()), tie.get(1).asString(),
				tie.get(2).isNull() ? Days.ALL : ActingGraph.days(tie.get(2), tie.get(3)),
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
