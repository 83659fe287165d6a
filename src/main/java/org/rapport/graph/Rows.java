package org.rapport.graph;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.neo4j.driver.exceptions.TransientException;
import org.neo4j.driver.types.MapAccessor;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Entry;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Visibility;

/** Reads the properties of nodes and rows as Java types. */
public final class Rows {

	/**
	 * The code with which Neo4j itself refuses to return a node that is deleted
	 * meanwhile.
	 */
	private static final String OUTDATED = "Neo.TransientError.Transaction.Outdated";

	private Rows() {
	}

	/** Reads the properties that every record and fact has. */
	public static Entry entry(MapAccessor node) {
		ZonedDateTime recordedAt = value(node, "recordedAt").asZonedDateTime();
		return new Entry(required(node, "id"), Visibility.of(value(node, "visibility").asLong()), text(node, "circle"),
				OffsetDateTime.ofInstant(recordedAt.toInstant(), ZoneOffset.UTC), required(node, "recordedBy"),
				value(node, "version").asLong());
	}

	/**
	 * A text that every node of a kind has.
	 * @throws TransientException if it is missing, because the node was deleted while its
	 * properties were read; the statement is then sent again
	 */
	public static String required(MapAccessor node, String property) {
		return value(node, property).asString();
	}

	private static Value value(MapAccessor node, String property) {
		Value value = node.get(property);
		if (value.isNull()) {
			throw new TransientException(OUTDATED, "A node was deleted while it was read: it has no " + property);
		}
		return value;
	}

	/** The kind of a record or fact, from its id. */
	public static Kind kind(MapAccessor node) {
		return Ids.kindOf(required(node, "id"));
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
