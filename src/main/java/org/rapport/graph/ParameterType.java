package org.rapport.graph;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.neo4j.driver.Values;

/**
 * The type of a parameter of a {@link Statement}, written behind it as Cypher writes
 * types: {@code $ids::LIST<STRING>}. Neo4j plans a statement again for each new
 * combination of types, so a parameter always has the same one.
 */
enum ParameterType {

	STRING("STRING", ""),

	BOOLEAN("BOOLEAN", true),

	INTEGER("INTEGER", 1L),

	DATE("DATE", LocalDate.EPOCH),

	STRINGS("LIST<STRING>", List.of("")),

	DATES("LIST<DATE>", List.of(LocalDate.EPOCH, LocalDate.EPOCH)),

	PAIRS("LIST<LIST<STRING>>", List.of(List.of("", ""))),

	MAPS("LIST<MAP>", List.of(Map.of())),

	LISTS_OF_MAPS("LIST<LIST<MAP>>", List.of(List.of(Map.of())));

	private final String cypher;

	private final Object sample;

	ParameterType(String cypher, Object sample) {
		this.cypher = cypher;
		this.sample = sample;
	}

	/**
	 * The type that is written so.
	 * @throws IllegalArgumentException if no parameter has such a type
	 */
	static ParameterType of(String cypher) {
		return Stream.of(values())
			.filter((type) -> type.cypher.equals(cypher))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("No type of a parameter: " + cypher));
	}

	/** The type of the values of a sort key. */
	static ParameterType of(Class<?> type) {
		return (type == Long.class) ? INTEGER : (type == LocalDate.class) ? DATE : STRING;
	}

	/** How Cypher writes the type. */
	String cypher() {
		return this.cypher;
	}

	/** A value of the type that matches nothing. */
	Object sample() {
		return this.sample;
	}

	/** Whether a value has this type, as far as Neo4j tells types apart when it plans. */
	boolean accepts(Object value) {
		return Values.value(value).type().name().equals(Values.value(this.sample).type().name());
	}

}
