package org.rapport.graph;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Certainty;
import org.rapport.kernel.Lens;

/**
 * Writes the lens as Cypher: a predicate that is true exactly if the lens shows a node.
 * It reads only the node's seal, which {@code Sealing} keeps up to date. A node without a
 * seal is never shown. The text is the same for every lens, whose values are parameters,
 * so that the database plans a statement once.
 */
public final class LensCypher {

	/** A lens that shows nothing. */
	static final Map<String, Object> NOTHING = parameters(-1, Set.of(), false, null, Certainty.POSSIBLE);

	private LensCypher() {
	}

	/**
	 * The predicate for a variable. It is a CASE instead of a conjunction, because the
	 * planner weighs every conjunct of every variable against all others. With
	 * conjunctions it takes seconds to plan the larger statements. The names of the
	 * properties with days are parameters, because a second test for the other certainty
	 * makes planning longer by an eighth.
	 */
	static String shows(String variable) {
		return """
				CASE WHEN %1$s.lensVisibility <= $clearance AND \
				(%1$s.lensCircles IS NULL OR $everyCircle OR all(c IN %1$s.lensCircles WHERE c IN $circles)) AND \
				($timeless OR %1$s[$until] >= $day AND coalesce(%1$s[$sinceAt][$clearance], %1$s[$since]) <= $day \
				OR %1$s.lensSource <= $clearance) \
				THEN true ELSE false END""".formatted(variable);
	}

	/**
	 * Whether the event that a date property dates has begun by the day of the lens;
	 * always true without a day.
	 */
	static String begun(String variable, String property) {
		return "($timeless OR CASE WHEN $certain THEN %1$s.%2$sBegunBy ELSE %1$s.%2$sEarliest END <= $day)"
			.formatted(variable, property);
	}

	/** The parameters of the predicates for a lens. */
	public static Map<String, Object> parameters(Lens lens) {
		return parameters(lens.clearance().upTo().level(), lens.clearance().circles(), lens.clearance().everyCircle(),
				lens.asOf(), lens.certainty());
	}

	private static Map<String, Object> parameters(int clearance, Set<String> circles, boolean everyCircle,
			@Nullable LocalDate day, Certainty certainty) {
		boolean certain = certainty == Certainty.CERTAIN;
		String since = certain ? "lensSurelyFrom" : "lensFrom";
		return Map.of("clearance", clearance, "circles", circles, "everyCircle", everyCircle, "timeless", day == null,
				"day", (day != null) ? day : LocalDate.EPOCH, "certain", certain, "since", since, "sinceAt",
				since + "At", "until", certain ? "lensSurelyTo" : "lensTo");
	}

}
