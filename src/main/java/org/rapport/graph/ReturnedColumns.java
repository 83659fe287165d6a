package org.rapport.graph;

import java.util.List;
import java.util.Map;

/**
 * The columns that a statement returns.
 *
 * @param cypher what follows RETURN
 * @param nodes the names of the properties of each column that holds a node as a list of
 * some of them, in their order
 */
public record ReturnedColumns(String cypher, Map<String, List<String>> nodes) {

	public ReturnedColumns {
		nodes = Map.copyOf(nodes);
	}

	/** ReturnedColumns with nodes as they are, or as maps. */
	public ReturnedColumns(String cypher) {
		this(cypher, Map.of());
	}

}
