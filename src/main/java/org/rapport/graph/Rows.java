package org.rapport.graph;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.neo4j.driver.types.MapAccessor;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Entry;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Visibility;

/** Reads the properties of nodes and rows as Java types. */
public final class Rows {

	private Rows() {
	}

	/** Reads the properties that every record and fact has. */
	public static Entry entry(MapAccessor node) {
		ZonedDateTime recordedAt = node.get("recordedAt").asZonedDateTime();
		return new Entry(node.get("id").asString(), Visibility.of(node.get("visibility").asLong()),
				text(node, "circle"), OffsetDateTime.ofInstant(recordedAt.toInstant(), ZoneOffset.UTC),
				node.get("recordedBy").asString(), node.get("version").asLong());
	}

	/** The kind of a record or fact, from its id. */
	public static Kind kind(MapAccessor node) {
		return Ids.kindOf(node.get("id").asString());
	}

	public static @Nullable String text(MapAccessor node, String property) {
		Value value = node.get(property);
		return value.isNull() ? null : value.asString();
	}

	public static @Nullable Integer number(MapAccessor node, String property) {
		Value value = node.get(property);
		return value.isNull() ? null : value.asInt();
	}

	public static @Nullable Double figure(MapAccessor node, String property) {
		Value value = node.get(property);
		return value.isNull() ? null : value.asDouble();
	}

	public static @Nullable ApproximateDate date(MapAccessor node, String property) {
		Value value = node.get(property);
		return value.isNull() ? null : ApproximateDate.parse(value.asString());
	}

	/** Maps the nodes of a list column. */
	public static <T> List<T> list(MapAccessor row, String column, Function<MapAccessor, T> mapping) {
		return row.get(column).asList(mapping::apply);
	}

}
