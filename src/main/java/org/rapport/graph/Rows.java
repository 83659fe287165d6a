package org.rapport.graph;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
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
	@SuppressWarnings("NullAway") // Null only where nobody asks, see value.
	public static Entry entry(MapAccessor node) {
		return new Entry(required(node, "id"),
				value(node, "visibility", (level) -> Visibility.of(level.asLong()), null), text(node, "circle"),
				value(node, "recordedAt",
						(time) -> OffsetDateTime.ofInstant(time.asZonedDateTime().toInstant(), ZoneOffset.UTC), null),
				required(node, "recordedBy"), value(node, "version", Value::asLong, 0L));
	}

	/**
	 * A text that every node of a kind has.
	 * @throws TransientException if it is missing, because the node was deleted while its
	 * properties were read; the statement is then sent again
	 */
	@SuppressWarnings("NullAway") // Null only where nobody asks, see value.
	public static String required(MapAccessor node, String property) {
		return value(node, property, Value::asString, null);
	}

	/** A whole number that every node of a kind has, see {@link #required}. */
	public static int requiredNumber(MapAccessor node, String property) {
		return Objects.requireNonNull(value(node, property, Value::asInt, 0));
	}

	/**
	 * Of a node that comes as a list, only those properties were read that an operation
	 * asks for. The others are null or zero in the object that is made of it, and nobody
	 * reads them.
	 */
	private static <T> @Nullable T value(MapAccessor node, String property, Function<Value, T> mapping,
			@Nullable T notRead) {
		Value value = (node instanceof ListedRow listed) ? listed.read(property) : node.get(property);
		if (value == null) {
			return notRead;
		}
		if (!value.isNull()) {
			return mapping.apply(value);
		}
		throw new TransientException(OUTDATED, "A node was deleted while it was read: it has no " + property);
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

	/** A node that a statement returned as a list of properties with these names. */
	public static MapAccessor node(List<String> names, Value values) {
		return new ListedRow(RowPlaces.of(names), values);
	}

	/** The node of a column, however the statement returned it. */
	public static MapAccessor node(MapAccessor row, String column) {
		return (row instanceof ListedRow listed) ? listed.node(column) : row.get(column);
	}

	/** Maps an end of a fact; null only where nobody asks for it, and it was not read. */
	@SuppressWarnings("NullAway")
	public static <T> T end(MapAccessor row, String column, Function<MapAccessor, T> mapping) {
		MapAccessor end = node(row, column);
		return (end instanceof Value value && value.isNull()) ? null : mapping.apply(end);
	}

	/** Maps the nodes of a list column. */
	public static <T> List<T> list(MapAccessor row, String column, Function<MapAccessor, T> mapping) {
		return row.get(column).asList(mapping::apply);
	}

}
