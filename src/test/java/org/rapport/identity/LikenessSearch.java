package org.rapport.identity;

import org.springframework.context.ApplicationContext;
import org.springframework.data.neo4j.core.Neo4jClient;

/** Searches for possible duplicates in tests, where no thread does it. */
public final class LikenessSearch {

	private LikenessSearch() {
	}

	/** Searches what was written since the last search. */
	public static void goOn(ApplicationContext context) {
		context.getBean(Likenesses.class).search();
	}

	/** Forgets everything that was found, and compares all records of the graph. */
	public static void anew(ApplicationContext context) {
		Neo4jClient client = context.getBean(Neo4jClient.class);
		client.query("MATCH (found:Likeness|LikenessSearch) DETACH DELETE found").run();
		// A graph that was restricted has lost parts of its history.
		client.query("MATCH (x:Record) CREATE (:Revision {id: 'probe of ' + x.id, moment: 1})-[:REVISES]->(x)").run();
		goOn(context);
		client.query("MATCH (probe:Revision {moment: 1}) DETACH DELETE probe").run();
	}

}
