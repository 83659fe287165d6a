package org.rapport.recording;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.neo4j.driver.types.MapAccessor;

import org.rapport.graph.Graph;
import org.rapport.graph.Statement;
import org.rapport.kernel.Content;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Tie;
import org.springframework.stereotype.Component;

/** Reads the facts that have the same ends as others. */
@Component
class SameFactGraph {

	private static final Map<Kind, Statement> BY_ENDS = new EnumMap<>(Kind.class);

	static {
		Kind.FACTS.forEach((kind) -> BY_ENDS.put(kind, statement(kind)));
	}

	private final Graph graph;

	SameFactGraph(Graph graph) {
		this.graph = graph;
	}

	/** The fact stands between its ends, of which it has one or two. */
	private static Statement statement(Kind kind) {
		List<Tie> ends = ends(kind);
		Tie one = ends.get(0);
		String pattern = "%s%s(f:%s)".formatted(end("one", one),
				one.outgoing() ? "<-[:%s]-".formatted(one.type()) : "-[:%s]->".formatted(one.type()), kind.label());
		if (ends.size() > 1) {
			Tie other = ends.get(1);
			pattern += "%s%s".formatted(
					other.outgoing() ? "-[:%s]->".formatted(other.type()) : "<-[:%s]-".formatted(other.type()),
					end("other", other));
		}
		return Statement.of("recording.sameEnds." + kind.label(), """
				UNWIND $facts::LIST<MAP> AS told
				MATCH %s
				WHERE {{f:%s %s}}
				RETURN told.fact AS told, f""".formatted(pattern, kind.label(),
				(ends.size() > 1) ? "one other" : "one"));
	}

	private static String end(String name, Tie tie) {
		String label = tie.kinds().stream().allMatch(Kind::isRecord) ? "Record" : "Record|Fact";
		return "(%1$s:%2$s {id: told.%1$s})".formatted(name, label);
	}

	/** The ends that facts of a kind always have. */
	private static List<Tie> ends(Kind kind) {
		return Tie.of(kind).stream().filter((tie) -> tie.need() == Tie.Need.ONE).toList();
	}

	/**
	 * A recorded fact.
	 *
	 * @param told the id of the fact that has the same ends
	 * @param id its id
	 * @param properties its properties
	 */
	record KnownFact(String told, String id, Map<String, Object> properties) {
	}

	/** The other facts of this kind, with the ends of these, that the lens shows. */
	List<KnownFact> withEndsOf(Lens lens, Kind kind, Collection<Content> facts) {
		List<Map<String, String>> rows = facts.stream().map(SameFactGraph::row).toList();
		return this.graph.read(Objects.requireNonNull(BY_ENDS.get(kind)), lens, Map.of("facts", rows), (row) -> {
			MapAccessor fact = row.get("f").asNode();
			return new KnownFact(row.get("told").asString(), fact.get("id").asString(), fact.asMap());
		}).stream().filter((known) -> !known.id().equals(known.told())).toList();
	}

	private static Map<String, String> row(Content fact) {
		Map<String, String> row = new HashMap<>(Map.of("fact", fact.id()));
		List<Tie> ends = ends(fact.kind());
		for (int i = 0; i < ends.size(); i++) {
			String name = (i == 0) ? "one" : "other";
			fact.tied(ends.get(i)).forEach((end) -> row.put(name, end));
		}
		return row;
	}

}
