package org.rapport.directory;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.neo4j.driver.Value;

import org.rapport.directory.Selections.Selected;
import org.rapport.graph.Graph;
import org.rapport.graph.Statement;
import org.rapport.kernel.ApproximateDate.Gap;
import org.rapport.kernel.Lens;
import org.springframework.stereotype.Component;

/**
 * Reads through which parts the selected actors act, and in which spans of time. The
 * caller decides whether an actor was selected, and acted through a part, on the day of
 * an event.
 */
@Component
public class ActingGraph {

	/**
	 * The time in which a state can have been in force.
	 *
	 * @param from the first day
	 * @param to the last day, included
	 */
	public record Span(LocalDate from, LocalDate to) {

		/** Whether the span includes a day that the event can have had. */
		public boolean meets(Day day) {
			return !this.from.isAfter(day.latest()) && !this.to.isBefore(day.earliest())
					&& day.gaps().stream().noneMatch((gap) -> gap.includes(this.from, this.to));
		}

		/**
		 * Whether in at least one chain every span includes a day that the event can have
		 * had.
		 */
		public static boolean anyWay(List<List<Span>> ways, Day day) {
			return ways.stream().anyMatch((way) -> way.stream().allMatch((span) -> span.meets(day)));
		}

	}

	/**
	 * The days that an event can have had.
	 *
	 * @param earliest the earliest day
	 * @param latest the latest day
	 * @param gaps the days between them that the event cannot have had
	 */
	public record Day(LocalDate earliest, LocalDate latest, List<Gap> gaps) {

		public Day {
			gaps = List.copyOf(gaps);
		}

	}

	/**
	 * A selected actor with a part through which it acts.
	 *
	 * @param actor the actor
	 * @param selected how the actor came to be selected, each way a chain of spans
	 * @param partId the id of the part, or of the actor itself
	 * @param through the spans of the memberships between the actor and the part; empty
	 * for the actor itself
	 */
	public record ActorPart(Actor actor, List<List<Span>> selected, String partId, List<Span> through) {

		/**
		 * Whether, on that day, the actor can have been selected and have acted through
		 * the part.
		 */
		public boolean standsOn(Day day) {
			return Span.anyWay(this.selected, day) && this.through.stream().allMatch((span) -> span.meets(day));
		}

		/** The chains of spans by which the part acts for a selected actor. */
		public Stream<List<Span>> ways() {
			return this.selected.stream().map((way) -> Stream.concat(way.stream(), this.through.stream()).toList());
		}

	}

	private static final String PARTS = """

			CALL (x) {
			  MATCH (x) %s{0,8} (part:Actor)
			  WHERE {{x}} AND {{part}}
			  RETURN part, [via IN downVia | [via.startDateEarliest, via.endDateLatest]] AS through
			}
			RETURN x, selected, part.id AS partId, through""".formatted(ActingCypher.DOWN);

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

	private final Graph graph;

	ActingGraph(Graph graph) {
		this.graph = graph;
	}

	/**
	 * The selected actors, each with itself and with every part through which it acts, at
	 * most eight memberships away.
	 */
	public List<ActorPart> parts(Lens lens, Selected selected) {
		Statement statement = SIDES.get(selected.selecting());
		if (statement == null) {
			throw new IllegalArgumentException("No statement for " + selected.selecting());
		}
		return this.graph.read(statement, lens, Map.of("between", selected.ids()),
				(row) -> new ActorPart(DirectoryGraph.actor(row.get("x").asNode()), ways(row.get("selected")),
						row.get("partId").asString(), spans(row.get("through"))));
	}

	/** Reads a column that holds chains of spans. */
	public static List<List<Span>> ways(Value ways) {
		return ways.asList(ActingGraph::spans);
	}

	/** The gaps in the date of an event. */
	public static List<Gap> gaps(Value event) {
		Value bounds = event.get("lensGaps");
		return bounds.isNull() ? List.of() : Gap.of(bounds.asList(Value::asLocalDate));
	}

	/** Reads a column that holds spans, each a list of the first and the last day. */
	public static List<Span> spans(Value spans) {
		return spans.asList((span) -> new Span(span.get(0).asLocalDate(), span.get(1).asLocalDate()));
	}

}
