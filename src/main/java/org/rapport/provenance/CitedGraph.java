package org.rapport.provenance;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.rapport.store.RowValues;
import org.rapport.store.Sealing;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.stereotype.Component;

/**
 * Reads the citations of facts past the lens, for the rule that a fact stays cited for
 * everyone who sees it.
 */
@Component
class CitedGraph {

	/**
	 * The facts are those among the changed elements and all that depend on them, and
	 * those that changed or erased citations support.
	 */
	private static final String TOUCHED = Sealing.WITH_DEPENDENTS + """
			CALL (elements) {
			  UNWIND elements AS x
			  MATCH (x)-[:SUPPORTS]->(fact:Fact|Retracted)
			  RETURN collect(DISTINCT fact) AS supported
			}
			CALL () {
			  UNWIND $erased AS id
			  MATCH (:Fact|Retracted {id: id})-[:SUPPORTS]->(fact:Fact|Retracted)
			  RETURN collect(DISTINCT fact) AS left
			}
			WITH elements, elements + supported + left AS all
			CALL (all) {
			  UNWIND all AS fact
			  WITH DISTINCT fact WHERE NOT fact:Record
			  MATCH (fact)<-[:SUPPORTS]-(citation:Citation|Retracted)
			  RETURN collect([fact.id, citation.id]) AS citing, collect(citation) AS citations
			}
			WITH elements, citing, all + citations AS some
			""" + Sealing.NEEDED + """
			RETURN [x IN elements | x.id] AS affected, citing, [x IN some + needed | x.id] AS ids""";

	private final Neo4jClient client;

	CitedGraph(Neo4jClient client) {
		this.client = client;
	}

	/**
	 * What changes can have to do with facts and their citations.
	 *
	 * @param affected the ids of the changed elements and of all that depend on them
	 * @param citing the ids of the citations of each fact that may lose one, retracted
	 * ones included
	 * @param ids the ids of all these, of the facts that lose a citation, and of all that
	 * they need
	 */
	record Touched(Set<String> affected, Map<String, Set<String>> citing, Set<String> ids) {
	}

	/**
	 * Finds what changes have to do with facts and their citations.
	 * @param changed the ids of the changed elements
	 * @param erased the ids of the citations that are erased
	 */
	Touched touched(Collection<String> changed, Collection<String> erased) {
		Map<String, Object> row = this.client.query(TOUCHED)
			.bindAll(Map.of("ids", RowValues.filledIds(changed), "dependent", Sealing.DEPENDENT, "dated",
					Sealing.NONE_DATED, "erased", RowValues.filledIds(erased)))
			.fetch()
			.one()
			.orElseThrow();
		Map<String, Set<String>> citing = new HashMap<>();
		for (Object pair : (List<?>) Objects.requireNonNull(row.get("citing"))) {
			List<String> ids = RowValues.texts(pair);
			citing.computeIfAbsent(ids.get(0), (none) -> new TreeSet<>()).add(ids.get(1));
		}
		return new Touched(new LinkedHashSet<>(RowValues.texts(row.get("affected"))), citing,
				new LinkedHashSet<>(RowValues.texts(row.get("ids"))));
	}

}
