package org.rapport.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the columns of a row that comes as a list are, or the properties of a node that
 * comes as one: without their names, a statement returns half as much.
 *
 * @param names the places in the list, by name
 * @param nodes the places in the columns that hold such a node, by the names of these
 * columns
 */
record RowPlaces(Map<String, Integer> names, Map<String, RowPlaces> nodes) {

	/**
	 * The places of columns.
	 * @param columns their names, in the order of the list
	 * @param nodes the names of the properties of columns with a node
	 */
	static RowPlaces of(List<String> columns, Map<String, List<String>> nodes) {
		Map<String, RowPlaces> inside = new HashMap<>();
		nodes.forEach((column, properties) -> inside.put(column, of(properties)));
		return new RowPlaces(places(columns), inside);
	}

	/** The places of properties. */
	static RowPlaces of(List<String> properties) {
		return new RowPlaces(places(properties), Map.of());
	}

	private static Map<String, Integer> places(List<String> names) {
		Map<String, Integer> places = new HashMap<>();
		for (int i = 0; i < names.size(); i++) {
			places.put(names.get(i), i);
		}
		return places;
	}

}
