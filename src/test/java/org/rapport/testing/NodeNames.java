package org.rapport.testing;

import java.util.Map;

/** Tells nodes of two graphs apart, so that the graphs can be compared. */
public final class NodeNames {

	private NodeNames() {
	}

	/**
	 * What a node is called in every graph that has the same elements.
	 * @param node its properties
	 */
	public static String of(Map<String, Object> node) {
		if (node.containsKey("elementId")) {
			return "revision " + node.get("elementId") + " " + node.get("version");
		}
		if (node.containsKey("documentId")) {
			return "paragraph " + node.get("documentId") + " " + node.get("position");
		}
		return String.valueOf(node.getOrDefault("id", node.get("name")));
	}

}
