package org.rapport.provenance;

/** Cypher for the latest status that the lens shows. */
public final class StatusCypher {

	private static final String LATEST = """
			NOT EXISTS { (f)<-[:OF]-(later:StatusChange) WHERE {{later:StatusChange f}} AND (later.dateEarliest > now.dateEarliest
			    OR (later.dateEarliest = now.dateEarliest AND (later.dateLatest > now.dateLatest
			    OR (later.dateLatest = now.dateLatest AND later.id > now.id)))) }""";

	/** Cypher condition: the latest status of {@code f} is {@code $status}. */
	public static final String IS = """
			EXISTS { (f)<-[:OF]-(now:StatusChange) WHERE {{now:StatusChange f}} AND now.status = $status AND %s }"""
		.formatted(LATEST);

	private StatusCypher() {
	}

	/**
	 * Cypher that finds everything whose latest status is {@code $status}. It starts from
	 * the status changes.
	 * @param label the label of the nodes; each is bound to {@code f}
	 */
	public static String latestIs(String label) {
		return "MATCH (now:StatusChange) WHERE now.status = $status MATCH (now)-[:OF]->(f:" + label + ")\n"
				+ "WHERE {{now:StatusChange f}} AND " + LATEST;
	}

}
