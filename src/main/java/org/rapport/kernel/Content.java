package org.rapport.kernel;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The content of a record, a fact or a citation: its properties and its relationships,
 * either as stored or as an act would store them.
 *
 * @param id its id
 * @param kind its kind
 * @param properties its properties, without its id, its bookkeeping ({@code recordedAt},
 * {@code recordedBy}, {@code version}) and the properties of its seal
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

	/** The ids of the elements that this element refers to through a tie. */
	public Set<String> tied(Tie tie) {
		return this.bonds.stream()
			.filter((bond) -> bond.type().equals(tie.type()) && bond.outgoing() == tie.outgoing())
			.map(Bond::other)
			.collect(Collectors.toUnmodifiableSet());
	}

	/** The ids of the elements whose removal would change the meaning of this element. */
	public Set<String> needed() {
		return Tie.of(this.kind)
			.stream()
			.filter(Tie::isNeeded)
			.map(this::tied)
			.flatMap(Collection::stream)
			.collect(Collectors.toUnmodifiableSet());
	}

	public Visibility visibility() {
		return Visibility.of((Long) Objects.requireNonNull(this.properties.get("visibility")));
	}

}
