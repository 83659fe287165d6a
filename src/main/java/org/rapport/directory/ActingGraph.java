package org.rapport.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

import org.rapport.directory.Selections.Selected;
import org.rapport.graph.Graph;
import org.rapport.graph.Statement;
import org.rapport.kernel.ApproximateDate.Gap;
import org.rapport.kernel.Days;
import org.rapport.kernel.Lens;
import org.springframework.stereotype.Component;

/**
 * Reads through which parts actors act, and on which days: downwards from a whole to its
 * parts, and upwards from a part to its wholes.
 */
@Component
public class ActingGraph {

	/**
	 * A selected actor with a part through which it acts.
	 *
	 * @param actor the actor
	 * @param partId the id of the part, or of the actor itself
	 * @param days the days on which, at once, the actor can have been selected and all
	 * memberships between the actor and the part can have been in force
	 */
	public record ActorPart(Actor actor, String partId, Days days) {
	}

	/**
	 * A selected person with a post that the person held.
	 *
	 * @param personId the id of the person
	 * @param postId the id of the post
	 * @param days the days on which the person certainly held it
	 */
	public record Held(String personId, String postId, Days days) {
	}

	/**
	 * Through whom the selected actors act.
	 *
	 * @param parts the actors, each with itself and with every part, at most eight
	 * memberships away. Two entries may differ only in their days
	 * @param held the posts of the people among them
	 */
	public record Acting(List<ActorPart> parts, List<Held> held) {
	}

	/**
	 * A question for {@link #acting}, under which an operation can keep the answer.
	 *
	 * @param lens the lens
	 * @param selected the actors
	 */
	public record Asked(Lens lens, Selected selected) {
	}

	/**
	 * A membership, as a way from a part to its whole or from a member to its network.
	 *
	 * @param partId the id of the part or member
	 * @param whole the whole or network
	 * @param member whether the actor is a member and not a part
	 * @param days the days on which the membership can have been in force
	 */
	public record Belonging(String partId, Actor whole, boolean member, Days days) {
	}

	private static final String PARTS = """

			WITH x, selected, COLLECT { MATCH (x)-[:HOLDS]->(role:Role)-[:IN]->(post:Post) WHERE {{role:Role x post}}
			    RETURN [post.id, role.startDateLatest, role.endDateEarliest] } AS held
			CALL (x) {
			  MATCH (x) %s{0,8} (part:Actor)
			  WHERE {{x}} AND {{part}}
			  RETURN part, [via IN downVia | [via.startDateEarliest, via.endDateLatest]] AS through
			}
			RETURN %s AS x, selected, held, part.id AS partId, through""".formatted(ActingCypher.DOWN,
			DirectoryGraph.ACTOR.from("x"));

	private static final Map<Selecting, Statement> SIDES = new EnumMap<>(Map.of(Selecting.ACTORS,
			Statement.of("acting.ofActors", """
					UNWIND $between::LIST<STRING> AS id
					MATCH (x:Record {id: id}) WHERE {{x}}
					WITH x, [[]] AS selected""" + PARTS), Selecting.MEMBERS,
			Statement.of("acting.ofMembers",
					"""
							MATCH (n:Record {id: $between::LIST<STRING>[0]})<-[:IN]-(joining:Membership {kind: 'MEMBER'})<-[:HAS]-(x:Actor)
							WHERE {{joining:Membership n x}}
							WITH x, collect([[joining.startDateEarliest, joining.endDateLatest]]) AS selected"""
							+ PARTS),
			Selecting.BODIES, Statement.of("acting.ofBodies", """
					MATCH (n:Record {id: $between::LIST<STRING>[0]}) WHERE {{n}}
					MATCH (n) %s{1,8} (x:Actor) WHERE {{x}}
					WITH x, collect([via IN downVia | [via.startDateEarliest, via.endDateLatest]]) AS selected"""
				.formatted(ActingCypher.DOWN) + PARTS)));

	private static final Statement BELONGING = Statement.of("acting.belonging",
			"""
					UNWIND $ids::LIST<STRING> AS id
					MATCH (x:Record {id: id}) %s{0,7} (part:Actor)
					WHERE {{x}} AND {{part}}
					WITH DISTINCT part
					MATCH (part)-[:HAS]->(on:Membership)-[:IN]->(whole:Actor)
					WHERE {{on:Membership part whole}} AND (on.kind %s OR (on.kind = 'MEMBER' AND whole.id IN $networks::LIST<STRING>))
					WITH whole, collect([part.id, on.kind = 'MEMBER', on.startDateEarliest, on.endDateLatest]) AS belonging
					RETURN %s AS whole, belonging"""
				.formatted(ActingCypher.UP, ActingCypher.ACTING, DirectoryGraph.ACTOR.from("whole")));

	private final Graph graph;

	ActingGraph(Graph graph) {
		this.graph = graph;
	}

	/** Through whom the selected actors act. */
	public Acting acting(Lens lens, Selected selected) {
		Statement statement = SIDES.get(selected.selecting());
		if (statement == null) {
			throw new IllegalArgumentException("No statement for " + selected.selecting());
		}
		List<ActorPart> parts = new ArrayList<>();
		List<Held> held = new ArrayList<>();
		this.graph.read(statement, lens, Map.of("between", selected.ids()), (row) -> {
			add(row, parts, held);
			return row;
		});
		return new Acting(List.copyOf(parts), held.stream().distinct().toList());
	}

	private static void add(Record row, List<ActorPart> parts, List<Held> held) {
		Actor actor = DirectoryGraph.actor(row.get("x"));
		Days through = common(row.get("through"));
		row.get("selected").asList((way) -> common(way).and(through)).stream().distinct().forEach((days) -> {
			if (!days.isEmpty()) {
				parts.add(new ActorPart(actor, row.get("partId").asString(), days));
			}
		});
		row.get("held").values().forEach((post) -> {
			Days days = days(post.get(1), post.get(2));
			if (!days.isEmpty()) {
				held.add(new Held(actor.id(), post.get(0).asString(), days));
			}
		});
	}

	/**
	 * The memberships that lead from some actors to their wholes, at most eight
	 * memberships away.
	 * @param networks the ids of networks, whose members are read too
	 */
	public List<Belonging> belonging(Lens lens, Collection<String> actors, Collection<String> networks) {
		List<Belonging> all = new ArrayList<>();
		this.graph.read(BELONGING, lens, Map.of("ids", actors, "networks", networks), (row) -> {
			Actor whole = DirectoryGraph.actor(row.get("whole"));
			row.get("belonging")
				.values()
				.forEach((each) -> all.add(new Belonging(each.get(0).asString(), whole, each.get(1).asBoolean(),
						days(each.get(2), each.get(3)))));
			return row;
		});
		return all;
	}

	/** The days that spans have in common, each a list of the first and the last day. */
	public static Days common(Value spans) {
		Days common = Days.ALL;
		for (Value span : spans.values()) {
			common = common.and(days(span.get(0), span.get(1)));
		}
		return common;
	}

	/** The days that a meeting or text can have had, without its gaps. */
	public static List<Days> stretches(Value earliest, Value latest, Value gaps) {
		return Days.of(earliest.asLocalDate(), latest.asLocalDate(),
				gaps.isNull() ? List.of() : Gap.of(gaps.asList(Value::asLocalDate)));
	}

	/** The days from one to another, both included. */
	public static Days days(Value first, Value last) {
		return new Days(first.asLocalDate(), last.asLocalDate());
	}

}
