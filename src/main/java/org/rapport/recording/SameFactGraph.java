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

	/** The kinds of facts that lead from one end to another. */
	private static final List<Kind> BETWEEN = List.of(Kind.ROLE, Kind.MEMBERSHIP, Kind.PARTICIPATION, Kind.INVOLVEMENT,
			Kind.ENDORSEMENT, Kind.DERIVATION);

	/** The kinds of facts about one record. */
	private static final List<Kind> ABOUT_ONE = List.of(Kind.NAME, Kind.IDENTIFICATION);

	private static final Map<Kind, Statement> BY_ENDS = new EnumMap<>(Kind.class);

	static {
		BETWEEN.forEach((kind) -> BY_ENDS.put(kind,
				statement(kind,
						"(one%s {id: told.one})-[:%s]->(f:%s)-[:%s]->(other:Record {id: told.other})".formatted(
								tie(kind, false).kinds().stream().allMatch(Kind::isRecord) ? ":Record" : "",
								tie(kind, false).type(), kind.label(), tie(kind, true).type()),
						"one other")));
		ABOUT_ONE.forEach((kind) -> BY_ENDS.put(kind, statement(kind,
				"(one:Record {id: told.one})-[:%s]->(f:%s)".formatted(tie(kind, false).type(), kind.label()), "one")));
	}

	private final Graph graph;

	SameFactGraph(Graph graph) {
		this.graph = graph;
	}

	private static Statement statement(Kind kind, String pattern, String ends) {
		return Statement.of("recording.sameEnds." + kind.label(), """
				UNWIND $facts::LIST<MAP> AS told
				MATCH %s
				WHERE {{f:%s %s}}
				RETURN told.fact AS told, f""".formatted(pattern, kind.label(), ends));
	}

	private static Tie tie(Kind kind, boolean outgoing) {
		return Tie.of(kind)
			.stream()
			.filter((tie) -> tie.need() == Tie.Need.ONE && tie.outgoing() == outgoing)
			.findFirst()
			.orElseThrow();
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
		for (Tie tie : Tie.of(fact.kind())) {
			if (tie.need() == Tie.Need.ONE) {
				fact.tied(tie).forEach((end) -> row.put(tie.outgoing() ? "other" : "one", end));
			}
		}
		return row;
	}

}
