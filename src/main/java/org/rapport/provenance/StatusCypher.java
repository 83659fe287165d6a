package org.rapport.provenance;

/** Cypher for the latest status that the lens shows. */
public final class StatusCypher {

	private static final String LATEST = """
			NOT EXISTS { (f)<-[:OF]-(later:StatusChange) WHERE {{later f}} AND (later.dateEarliest > now.dateEarliest
			    OR (later.dateEarliest = now.dateEarliest AND (later.dateLatest > now.dateLatest
			    OR (later.dateLatest = now.dateLatest AND later.id > now.id)))) }""";

	/** Whether the latest status of {@code f} is {@code $status}. */
	public static final String IS = """
			EXISTS { (f)<-[:OF]-(now:StatusChange) WHERE {{now f}} AND now.status = $status AND %s }"""
		.formatted(LATEST);

	private StatusCypher() {
	}

	/**
	 * Those whose latest status is {@code $status}, from its changes on.
	 * @param label the label of what has the status; it becomes {@code f}
	 */
	public static String latestIs(String label) {
		return "MATCH (now:StatusChange) WHERE now.status = $status MATCH (now)-[:OF]->(f:" + label + ")\n"
				+ "WHERE {{now f}} AND " + LATEST;
	}

}
