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
public record Columns(String cypher, Map<String, List<String>> nodes) {

	public Columns {
		nodes = Map.copyOf(nodes);
	}

	/** Columns with nodes as they are, or as maps. */
	public Columns(String cypher) {
		this(cypher, Map.of());
	}

}
