package org.rapport.kernel;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A field of a record or fact that refers to other records or facts, and the relationship
 * that stores it in the graph. The element that has the field owns the relationship.
 *
 * @param field the name of the field
 * @param type the type of the relationship
 * @param outgoing whether the relationship leads from the element to the target of the
 * field
 * @param kinds the kinds that the field may refer to
 * @param need whether the element keeps its meaning without the target
 */
public record Tie(String field, String type, boolean outgoing, Set<Kind> kinds, Need need) {

	/** Whether an element keeps its meaning without the target of a tie. */
	public enum Need {

		/** The element has exactly one target, and means nothing without it. */
		ONE,
		/**
		 * The element may have no target, but the loss of any target would change its
		 * meaning.
		 */
		EACH,
		/** The element keeps its meaning without the targets. */
		NONE

	}

	private static final Set<Kind> BODIES = EnumSet.of(Kind.ORGANISATION, Kind.GOVERNMENT);

	private static final Tie ABOUT = to("about", "ABOUT", and(Kind.ACTORS, Kind.TOPIC, Kind.INITIATIVE, Kind.DOCUMENT));

	private static final Map<Kind, List<Tie>> BY_KIND = byKind();

	/** The ties that elements of a kind own. */
	public static List<Tie> of(Kind kind) {
		return BY_KIND.getOrDefault(kind, List.of());
	}

	/** Whether the lens shows the element only together with the targets. */
	public boolean isNeeded() {
		return this.need != Need.NONE;
	}

	/** Whether elements of a kind need other elements at all. */
	public static boolean hasNeeds(Kind kind) {
		return !neededBy(kind).isEmpty();
	}

	/** All kinds, each after the kinds that it can need. */
	public static List<Kind> inOrderOfNeeds() {
		Set<Kind> ordered = new LinkedHashSet<>();
		while (ordered.size() < Kind.values().length) {
			int before = ordered.size();
			for (Kind kind : Kind.values()) {
				if (ordered.containsAll(neededBy(kind))) {
					ordered.add(kind);
				}
			}
			if (ordered.size() == before) {
				throw new IllegalStateException("Kinds need each other in a cycle");
			}
		}
		return List.copyOf(ordered);
	}

	private static Set<Kind> neededBy(Kind kind) {
		return of(kind).stream().filter(Tie::isNeeded).flatMap((tie) -> tie.kinds.stream()).collect(Collectors.toSet());
	}

	/** Whether the field holds a list instead of a single reference. */
	public boolean isMany() {
		return this.need != Need.ONE && !this.field.equals("partOf");
	}

	private static Map<Kind, List<Tie>> byKind() {
		Map<Kind, List<Tie>> ties = new EnumMap<>(Kind.class);
		ties.put(Kind.ORGANISATION, List.of(to("offices", "HAS_OFFICE_IN", any(Kind.PLACE))));
		ties.put(Kind.MEETING,
				List.of(to("partOf", "PART_OF", any(Kind.MEETING)), ABOUT, to("places", "HELD_IN", any(Kind.PLACE))));
		ties.put(Kind.INITIATIVE, List.of(ABOUT));
		ties.put(Kind.MILESTONE, List.of(to("initiative", "STEP_OF", any(Kind.INITIATIVE)).one(),
				to("realisedBy", "REALISED_BY", any(Kind.MEETING, Kind.DOCUMENT))));
		ties.put(Kind.DOCUMENT, List.of(ABOUT, to("presentedAt", "PRESENTED_AT", any(Kind.MEETING))));
		ties.put(Kind.ASK, List.of(by("document", "ASKS", any(Kind.DOCUMENT))));
		ties.put(Kind.ROLE, List.of(by("person", "HOLDS", any(Kind.PERSON)), in("heldIn", and(BODIES, Kind.POST))));
		ties.put(Kind.MEMBERSHIP, List.of(by("actor", "HAS", Kind.ACTORS), in("belongsTo", BODIES)));
		ties.put(Kind.PARTICIPATION, List.of(by("actor", "TOOK_PART", Kind.ACTORS), in("meeting", any(Kind.MEETING)),
				to("representing", "REPRESENTING", Kind.ACTORS).each()));
		ties.put(Kind.INVOLVEMENT, List.of(by("actor", "HAS", Kind.ACTORS),
				in("subject", any(Kind.MEETING, Kind.DOCUMENT, Kind.INITIATIVE, Kind.ASK))));
		ties.put(Kind.ENDORSEMENT,
				List.of(by("endorser", "GAVE", Kind.ACTORS),
						to("endorsed", "OF", any(Kind.DOCUMENT, Kind.INITIATIVE)).one(),
						to("onBehalfOf", "ON_BEHALF_OF", Kind.ACTORS).each(),
						to("voicedIn", "VOICED_IN", any(Kind.DOCUMENT, Kind.MEETING)),
						to("promptedBy", "PROMPTED_BY", Kind.CITED)));
		ties.put(Kind.DERIVATION, List.of(by("later", "HAS", any(Kind.DOCUMENT, Kind.INITIATIVE, Kind.ENDORSEMENT)),
				to("earlier", "FROM", any(Kind.DOCUMENT, Kind.INITIATIVE, Kind.ASK)).one()));
		ties.put(Kind.SUCCESSION, List.of(by("later", "HAS", BODIES), to("earlier", "FROM", BODIES).one()));
		ties.put(Kind.CLAIM, List.of(to("about", "ABOUT", Kind.RECORDS).one()));
		ties.put(Kind.STATUS_CHANGE, List
			.of(to("element", "OF", any(Kind.MEETING, Kind.INITIATIVE, Kind.MILESTONE, Kind.ENDORSEMENT)).one()));
		ties.put(Kind.NAME, List.of(by("actor", "KNOWN_AS", Kind.ACTORS)));
		ties.put(Kind.IDENTIFICATION, List.of(by("record", "IDENTIFIED_BY", Kind.RECORDS)));
		ties.put(Kind.CITATION, List.of(to("supports", "SUPPORTS", Kind.CITED).one(),
				to("document", "FROM", any(Kind.DOCUMENT)).one()));
		return ties;
	}

	private static Tie to(String field, String type, Set<Kind> kinds) {
		return new Tie(field, type, true, kinds, Need.NONE);
	}

	/**
	 * Every incoming tie is required: it leads from the subject of the element, for
	 * example the person who holds a role.
	 */
	private static Tie by(String field, String type, Set<Kind> kinds) {
		return new Tie(field, type, false, kinds, Need.ONE);
	}

	private static Tie in(String field, Set<Kind> kinds) {
		return to(field, "IN", kinds).one();
	}

	private Tie one() {
		return new Tie(this.field, this.type, this.outgoing, this.kinds, Need.ONE);
	}

	private Tie each() {
		return new Tie(this.field, this.type, this.outgoing, this.kinds, Need.EACH);
	}

	private static Set<Kind> any(Kind first, Kind... others) {
		return EnumSet.of(first, others);
	}

	private static Set<Kind> and(Set<Kind> kinds, Kind... others) {
		Set<Kind> all = EnumSet.copyOf(kinds);
		all.addAll(Arrays.asList(others));
		return all;
	}

}
