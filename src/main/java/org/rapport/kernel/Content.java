package org.rapport.kernel;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a record, a fact or a citation says, as it stands or is to stand in the graph.
 *
 * @param id its id
 * @param kind its kind
 * @param properties its properties without its id, without who recorded it when, and
 * without what is derived
 * @param bonds the relationships that it owns
 */
public record Content(String id, Kind kind, Map<String, Object> properties, Set<Bond> bonds) {

	public Content {
		properties = Map.copyOf(properties);
		bonds = Set.copyOf(bonds);
	}

	/**
	 * A relationship, seen from the element that owns it.
	 *
	 * @param type its type
	 * @param outgoing whether it leads away from the owner
	 * @param other the id at its other end
	 */
	public record Bond(String type, boolean outgoing, String other) {
	}

	/** The ids that the element is tied to by a tie of its kind. */
	public Set<String> tied(Tie tie) {
		return this.bonds.stream()
			.filter((bond) -> bond.type().equals(tie.type()) && bond.outgoing() == tie.outgoing())
			.map(Bond::other)
			.collect(Collectors.toUnmodifiableSet());
	}

	/** The ids of all without which it would say something else. */
	public Set<String> needed() {
		return Tie.of(this.kind)
			.stream()
			.filter((tie) -> tie.need() != Tie.Need.NONE)
			.map(this::tied)
			.flatMap(Collection::stream)
			.collect(Collectors.toUnmodifiableSet());
	}

	/** Its visibility. */
	public Visibility visibility() {
		return Visibility.of((Long) Objects.requireNonNull(this.properties.get("visibility")));
	}

}
