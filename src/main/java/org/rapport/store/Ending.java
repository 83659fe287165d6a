package org.rapport.store;

import java.util.Map;
import java.util.Set;

import org.springframework.data.neo4j.core.Neo4jClient;

/**
 * The end of the statement that seals last: what is written once all elements are sealed.
 */
public interface Ending {

	/**
	 * What is written, in Cypher that reads no variables of the rest of the statement.
	 */
	String text();

	/**
	 * The parameters of the text.
	 * @param sealed the ids of the elements for which everything beside them is to be
	 * sealed
	 */
	Map<String, Object> parameters(Set<String> sealed);

	/** Runs it as a statement of its own. */
	default void run(Neo4jClient client, Set<String> sealed) {
		client.query(text()).bindAll(parameters(sealed)).run();
	}

}
