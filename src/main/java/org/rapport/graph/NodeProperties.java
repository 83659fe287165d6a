package org.rapport.graph;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Entry;

/**
 * The properties that a mapping reads of a node. A statement that returns only these does
 * much less work: the words for searches alone are longer than all of them.
 *
 * @param names their names, those that {@link Rows#entry} reads included
 */
public record NodeProperties(List<String> names) {

	private static final List<String> ENTRY = List.of("id", "visibility", "circle", "recordedAt", "recordedBy",
			"version");

	/** These properties, and those of an {@link Entry}. */
	public static NodeProperties of(String... names) {
		return new NodeProperties(Stream.concat(ENTRY.stream(), Stream.of(names)).toList());
	}

	/** Cypher for a map of these properties of a variable. */
	public String from(String variable) {
		return variable + this.names.stream().map((name) -> "." + name).collect(Collectors.joining(", ", " {", "}"));
	}

	/**
	 * Cypher for a list of the id and of some properties of a variable that is never
	 * null.
	 * @param needed their names
	 */
	public String listed(String variable, Set<String> needed) {
		return names(needed).stream().map((name) -> variable + "." + name).collect(Collectors.joining(", ", "[", "]"));
	}

	/**
	 * The names of the id and of some properties.
	 * @param needed their names; null for all
	 */
	public List<String> names(@Nullable Set<String> needed) {
		return this.names.stream()
			.filter((name) -> needed == null || name.equals("id") || needed.contains(name))
			.toList();
	}

}
