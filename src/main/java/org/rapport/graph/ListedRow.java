package org.rapport.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.neo4j.driver.Value;
import org.neo4j.driver.Values;
import org.neo4j.driver.types.MapAccessor;

/**
 * A row that a statement returned as a list of its columns.
 *
 * @param places the places of the columns, by their names
 * @param row the list
 */
record ListedRow(Map<String, Integer> places, Value row) implements MapAccessor {

	/** The places of columns in their order. */
	static Map<String, Integer> places(List<String> columns) {
		Map<String, Integer> places = new HashMap<>();
		for (int i = 0; i < columns.size(); i++) {
			places.put(columns.get(i), i);
		}
		return places;
	}

	@Override
	public Iterable<String> keys() {
		return this.places.keySet();
	}

	@Override
	public boolean containsKey(String key) {
		return this.places.containsKey(key);
	}

	@Override
	public Value get(String key) {
		Integer place = this.places.get(key);
		return (place != null) ? this.row.get(place) : Values.NULL;
	}

	@Override
	public int size() {
		return this.places.size();
	}

	@Override
	public Iterable<Value> values() {
		return this.row.values();
	}

	@Override
	public <T> Iterable<T> values(Function<Value, T> mapFunction) {
		return this.row.values(mapFunction);
	}

	@Override
	public Map<String, Object> asMap() {
		return asMap(Value::asObject);
	}

	@Override
	public <T> Map<String, T> asMap(Function<Value, T> mapFunction) {
		Map<String, T> map = new HashMap<>();
		this.places.forEach((name, place) -> map.put(name, mapFunction.apply(this.row.get(place))));
		return map;
	}

}
