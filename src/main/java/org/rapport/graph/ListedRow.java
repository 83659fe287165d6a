package org.rapport.graph;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;
import org.neo4j.driver.types.MapAccessor;

/**
 * A row that a statement returned as a list of its columns, or a node that it returned as
 * a list of some properties.
 *
 * @param places the places of the columns or properties
 * @param row the list
 */
record ListedRow(RowPlaces places, Value row) implements MapAccessor {

	/** The node of a column. */
	MapAccessor node(String column) {
		Value node = get(column);
		RowPlaces properties = this.places.nodes().get(column);
		return (properties != null && !node.isNull()) ? new ListedRow(properties, node) : node;
	}

	@Override
	public Iterable<String> keys() {
		return this.places.names().keySet();
	}

	@Override
	public boolean containsKey(String key) {
		return this.places.names().containsKey(key);
	}

	@Override
	public Value get(String key) {
		Value value = read(key);
		return (value != null) ? value : Values.NULL;
	}

	/** The value of a column or property; null if it was not read. */
	@Nullable Value read(String name) {
		Integer place = this.places.names().get(name);
		return (place != null) ? this.row.get(place) : null;
	}

	@Override
	public int size() {
		return this.places.names().size();
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
		this.places.names().forEach((name, place) -> map.put(name, mapFunction.apply(this.row.get(place))));
		return map;
	}

}
