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

	private static final String LEFT = """
			CALL () {
				UNWIND $ids AS id
				MATCH (:Fact|Retracted {id: id})-[:SUPPORTS]->(fact:Fact|Retracted)
				WHERE NOT fact.id IN $ids AND NOT EXISTS {
					MATCH (fact)<-[:SUPPORTS]-(other:Citation|Retracted)-[:FROM]->(:Document)
					WHERE NOT other.id IN $ids AND (other:Citation OR other.follows) }
				RETURN collect(DISTINCT fact.id) AS uncited
			}
			CALL () {
				UNWIND $ids AS id
				CALL (id) {
					MATCH (:Fact|Retracted {id: id})-[:OF|FROM]->(text:Document|Retracted) RETURN text
					UNION
					MATCH (:Record|Retracted {id: id})<-[:PRESENTED_AT]-(text:Document|Retracted) RETURN text
				}
				WITH DISTINCT text
				WHERE NOT text.id IN $ids
				RETURN collect(text.id) AS texts
			}
			RETURN uncited, texts""";

	/**
	 * Removes the elements and everything beside them:
	 * <ul>
	 * <li>the digest of the input of acts, because somebody could confirm a guess of the
	 * erased content with it
	 * <li>their history, other names, and notes about two records
	 * <li>rows of tables, which may repeat everything that was erased. They go as a
	 * whole, and no load brings them back
	 * <li>the texts of documents.
	 * </ul>
	 */
	private static final String ERASE = """
			CALL () {
				UNWIND $ids AS id
				MATCH (revision:Revision {elementId: id})
				WITH collect(DISTINCT revision.actId) AS acts
				MATCH (act:Act)
				WHERE act.id IN acts OR act.result IN $ids
				SET act.digest = ''
			}
			CALL () {
				UNWIND $ids AS id
				MATCH (revision:Revision {elementId: id})
				DETACH DELETE revision
			}
			CALL () {
				MATCH (former:Alias)
				WHERE former.name IN $ids OR former.merged IN $ids OR former.through IN $ids
					OR EXISTS { (former)-[:STANDS_FOR]->(element:Record|Fact|Retracted) WHERE element.id IN $ids }
				DETACH DELETE former
			}
			CALL () {
				UNWIND $ids AS id
				MATCH (:Record|Fact|Retracted {id: id})<-[:BETWEEN]-(note:Distinction|Likeness)
				DETACH DELETE note
			}
			CALL () {
				UNWIND $ids AS id
				CALL (id) {
					MATCH (:Record|Fact|Retracted {id: id})<-[:TELLS_OF|TOLD_OF]-(row:SourceRow) RETURN row
					UNION
					MATCH (:Fact|Retracted {id: id})-[:READ_FROM]->(row:SourceRow) RETURN row
				}
				WITH DISTINCT row
				MERGE (stone:Tombstone {id: row.id})
				SET stone.erasedAt = $at, stone.erasedBy = $by
				DETACH DELETE row
			}
			CALL () {
				UNWIND $ids AS id
				MATCH (:Record|Retracted {id: id})<-[:WRITTEN_IN]-(paragraph:Paragraph|Retracted)
				DETACH DELETE paragraph
			}
			CALL () {
				UNWIND $ids AS id
				MERGE (stone:Tombstone {id: id})
				SET stone.erasedAt = $at, stone.erasedBy = $by
				WITH id
				MATCH (element:Record|Fact|Retracted {id: id})
				DETACH DELETE element
			}""";

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

	/**
	 * What elements leave behind that are erased.
	 *
	 * @param uncited the ids of facts that no other citation supports
	 * @param texts the ids of the documents whose seals depend on the elements: the day
	 * from which they are known, or their use as a source
	 */
	record Left(Set<String> uncited, Set<String> texts) {
	}

	/** What these elements leave behind. */
	Left left(Collection<String> ids) {
		Map<String, Object> row = this.client.query(LEFT)
			.bindAll(Map.of("ids", List.copyOf(ids)))
			.fetch()
			.one()
			.orElseThrow();
		return new Left(new TreeSet<>(RowValues.texts(row.get("uncited"))),
				new TreeSet<>(RowValues.texts(row.get("texts"))));
	}

	/**
	 * Removes these elements with everything stored beside them, and leaves a tombstone
	 * for each.
	 */
	void erase(Collection<String> ids, OffsetDateTime at, String by) {
		this.client.query(ERASE).bindAll(Map.of("ids", List.copyOf(ids), "at", at, "by", by)).run();
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
