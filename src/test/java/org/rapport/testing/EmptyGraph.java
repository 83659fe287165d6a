package org.rapport.testing;

import org.springframework.data.neo4j.core.Neo4jClient;

/** Empties the graph that the tests share. */
public final class EmptyGraph {

	private EmptyGraph() {
	}

	/** Removes all elements with their history, and what loads and merges left. */
	public static void make(Neo4jClient client) {
		client.query(
				"MATCH (node:Record|Fact|Retracted|Dataset|Revision|Act|Alias|Distinction|Likeness|LikenessSearch|Paragraph|SourceRow|Tombstone|ErasedMark|ErasureKey) DETACH DELETE node")
			.run();
	}

}
