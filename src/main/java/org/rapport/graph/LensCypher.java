package org.rapport.graph;

/**
 * The lens as Cypher: the predicate that holds exactly if the lens shows a node. It looks
 * at the node's seal alone, which {@link Sealing} keeps true; a node without a seal is
 * never shown.
 */
final class LensCypher {

	/**
	 * With or without a day, and how the day is read. Each statement exists once in every
	 * mode.
	 */
	enum Mode {

		ALWAYS, POSSIBLE, CERTAIN

	}

	private final Mode mode;

	LensCypher(Mode mode) {
		this.mode = mode;
	}

	/**
	 * Whether the lens shows what a variable stands for. A CASE, and not a conjunction,
	 * because the planner weighs every conjunct of every variable against all others:
	 * with conjunctions the larger statements take seconds to plan.
	 */
	String shows(String variable) {
		String cleared = """
				%1$s.lensVisibility <= $clearance AND \
				(%1$s.lensCircles IS NULL OR $everyCircle OR all(c IN %1$s.lensCircles WHERE c IN $circles))"""
			.formatted(variable);
		String shown = switch (this.mode) {
			case ALWAYS -> cleared;
			case POSSIBLE -> cleared + " AND " + there(variable, "lensFrom", "lensTo");
			case CERTAIN -> cleared + " AND " + there(variable, "lensSurelyFrom", "lensSurelyTo");
		};
		return "CASE WHEN " + shown + " THEN true ELSE false END";
	}

	private static String there(String variable, String from, String to) {
		return """
				((%1$s.%3$s >= $day AND coalesce(%1$s.%2$sAt[$clearance], %1$s.%2$s) <= $day) \
				OR %1$s.lensSource <= $clearance)""".formatted(variable, from, to);
	}

	/**
	 * Whether what a date property dates has begun by the day; always true without a day.
	 */
	String begun(String variable, String property) {
		return switch (this.mode) {
			case ALWAYS -> "true";
			case POSSIBLE -> "%s.%sEarliest <= $day".formatted(variable, property);
			case CERTAIN -> "%s.%sBegunBy <= $day".formatted(variable, property);
		};
	}

}
