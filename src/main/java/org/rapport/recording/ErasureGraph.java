package org.rapport.recording;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.rapport.store.RowValues;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.stereotype.Component;

/** Removes erased elements and their traces from the graph. */
@Component
class ErasureGraph {

	private static final String MERGED = """
			UNWIND $ids AS id
			MATCH (:Record|Fact|Retracted {id: id})<-[:STANDS_FOR]-(former:Alias)
			WHERE former.merged IS NOT NULL
			RETURN DISTINCT former.merged AS id""";

	private static final String ONLY_CITED_THERE = """
			UNWIND $ids AS id
			MATCH (:Fact|Retracted {id: id})-[:SUPPORTS]->(fact:Fact|Retracted)
			WHERE NOT fact.id IN $ids AND NOT EXISTS {
				MATCH (fact)<-[:SUPPORTS]-(other:Citation|Retracted)-[:FROM]->(:Document)
				WHERE NOT other.id IN $ids AND (other:Citation OR other.follows) }
			RETURN DISTINCT fact.id AS id""";

	private static final String TEXTS = """
			UNWIND $ids AS id
			CALL (id) {
				MATCH (:Fact|Retracted {id: id})-[:OF|FROM]->(text:Document|Retracted) RETURN text
				UNION
				MATCH (:Record|Retracted {id: id})<-[:PRESENTED_AT]-(text:Document|Retracted) RETURN text
			}
			WITH DISTINCT text
			WHERE NOT text.id IN $ids
			RETURN text.id AS id""";

	/**
	 * Removes the digest of the input of acts, because somebody could confirm a guess of
	 * the erased content with it.
	 */
	private static final String ACTS = """
			MATCH (revision:Revision)
			WHERE revision.elementId IN $ids
			WITH collect(DISTINCT revision.actId) AS acts
			MATCH (act:Act)
			WHERE act.id IN acts OR act.result IN $ids
			SET act.digest = ''""";

	private static final String REVISIONS = """
			MATCH (revision:Revision)
			WHERE revision.elementId IN $ids
			DETACH DELETE revision""";

	private static final String NAMES = """
			MATCH (former:Alias)
			WHERE former.name IN $ids OR former.merged IN $ids OR former.through IN $ids
				OR EXISTS { (former)-[:STANDS_FOR]->(element:Record|Fact|Retracted) WHERE element.id IN $ids }
			DETACH DELETE former""";

	private static final String DISTINCTIONS = """
			UNWIND $ids AS id
			MATCH (:Record|Fact|Retracted {id: id})<-[:BETWEEN]-(note:Distinction|Likeness)
			DETACH DELETE note""";

	/**
	 * A row of a table may repeat everything that was erased, so it goes as a whole, and
	 * no load brings it back.
	 */
	private static final String ROWS = """
			UNWIND $ids AS id
			CALL (id) {
				MATCH (:Record|Fact|Retracted {id: id})<-[:TELLS_OF|TOLD_OF]-(row:SourceRow) RETURN row
				UNION
				MATCH (:Fact|Retracted {id: id})-[:READ_FROM]->(row:SourceRow) RETURN row
			}
			WITH DISTINCT row
			MERGE (stone:Tombstone {id: row.id})
			SET stone.erasedAt = $at, stone.erasedBy = $by
			DETACH DELETE row""";

	private static final String TOMBSTONES = """
			UNWIND $ids AS id
			MERGE (stone:Tombstone {id: id})
			SET stone.erasedAt = $at, stone.erasedBy = $by""";

	private final Neo4jClient client;

	ErasureGraph(Neo4jClient client) {
		this.client = client;
	}

	/**
	 * The ids of the records that were merged into these, and of facts that these tell.
	 */
	Set<String> merged(Collection<String> ids) {
		return ids(MERGED, ids);
	}

	/** The ids of the facts that no citation other than these supports. */
	Set<String> onlyCitedBy(Collection<String> citations) {
		return ids(ONLY_CITED_THERE, citations);
	}

	/**
	 * The ids of the documents whose seals depend on these elements: the day from which
	 * they are known, or their use as a source.
	 */
	Set<String> texts(Collection<String> ids) {
		return ids(TEXTS, ids);
	}

	/**
	 * Removes what is stored beside these elements and leaves a tombstone for each.
	 * {@code ElementStore} removes the elements themselves.
	 */
	void erase(Collection<String> ids, OffsetDateTime at, String by) {
		Map<String, Object> these = Map.of("ids", List.copyOf(ids));
		for (String statement : List.of(ACTS, REVISIONS, NAMES, DISTINCTIONS)) {
			this.client.query(statement).bindAll(these).run();
		}
		for (String statement : List.of(ROWS, TOMBSTONES)) {
			this.client.query(statement).bindAll(Map.of("ids", List.copyOf(ids), "at", at, "by", by)).run();
		}
	}

	private Set<String> ids(String statement, Collection<String> ids) {
		Set<String> found = new TreeSet<>();
		this.client.query(statement)
			.bindAll(Map.of("ids", List.copyOf(ids)))
			.fetch()
			.all()
			.forEach((row) -> found.add(RowValues.text(row.get("id"))));
		return found;
	}

}
