package org.rapport.graph;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.rapport.kernel.Kind;

/**
 * The lens as Cypher: for a variable and the kinds it can be of, the predicate that holds
 * exactly if the lens shows it. This is the one place that knows what the restriction of
 * a graph removes; {@code docs/graph-model.md} says it in words.
 */
final class LensCypher {

	/**
	 * With or without a day, and how the day is read. Each statement exists once in every
	 * mode.
	 */
	enum Mode {

		ALWAYS, POSSIBLE, CERTAIN

	}

	/**
	 * What a fact cannot do without.
	 *
	 * @param type the relationship between the two
	 * @param outgoing whether it leads from the fact to the end
	 * @param kinds what stands there
	 * @param several whether there can be none or many: then each one that there is must
	 * be shown
	 */
	record End(String type, boolean outgoing, Set<Kind> kinds, boolean several) {

		String pattern(String fact, String end) {
			return this.outgoing ? "(" + fact + ")-[:" + this.type + "]->(" + end + ")"
					: "(" + fact + ")<-[:" + this.type + "]-(" + end + ")";
		}

	}

	private static final Set<Kind> TEXTS = EnumSet.of(Kind.DOCUMENT);

	static final Map<Kind, List<End>> ENDS = ends();

	private final Mode mode;

	LensCypher(Mode mode) {
		this.mode = mode;
	}

	private static Map<Kind, List<End>> ends() {
		Set<Kind> bodies = EnumSet.of(Kind.ORGANISATION, Kind.GOVERNMENT);
		Map<Kind, List<End>> ends = new EnumMap<>(Kind.class);
		ends.put(Kind.ROLE, List.of(in("HOLDS", EnumSet.of(Kind.PERSON)),
				out("IN", EnumSet.of(Kind.ORGANISATION, Kind.GOVERNMENT, Kind.POST))));
		ends.put(Kind.MEMBERSHIP, List.of(in("HAS", Kind.ACTORS), out("IN", bodies)));
		ends.put(Kind.PARTICIPATION, List.of(in("TOOK_PART", Kind.ACTORS), out("IN", EnumSet.of(Kind.MEETING)),
				each("REPRESENTING", Kind.ACTORS)));
		ends.put(Kind.INVOLVEMENT, List.of(in("HAS", Kind.ACTORS),
				out("IN", EnumSet.of(Kind.MEETING, Kind.DOCUMENT, Kind.INITIATIVE, Kind.ASK))));
		ends.put(Kind.ENDORSEMENT, List.of(in("GAVE", Kind.ACTORS),
				out("OF", EnumSet.of(Kind.DOCUMENT, Kind.INITIATIVE)), each("ON_BEHALF_OF", Kind.ACTORS)));
		ends.put(Kind.DERIVATION, List.of(in("HAS", EnumSet.of(Kind.DOCUMENT, Kind.INITIATIVE, Kind.ENDORSEMENT)),
				out("FROM", EnumSet.of(Kind.DOCUMENT, Kind.INITIATIVE, Kind.ASK))));
		ends.put(Kind.CLAIM, List.of(out("ABOUT", Kind.RECORDS)));
		ends.put(Kind.STATUS_CHANGE,
				List.of(out("OF", EnumSet.of(Kind.MEETING, Kind.INITIATIVE, Kind.MILESTONE, Kind.ENDORSEMENT))));
		ends.put(Kind.NAME, List.of(in("KNOWN_AS", Kind.ACTORS)));
		ends.put(Kind.IDENTIFICATION, List.of(in("IDENTIFIED_BY", Kind.RECORDS)));
		Set<Kind> supported = EnumSet.allOf(Kind.class);
		supported.remove(Kind.CITATION);
		ends.put(Kind.CITATION, List.of(out("SUPPORTS", supported), out("FROM", TEXTS)));
		return ends;
	}

	private static End in(String type, Set<Kind> kinds) {
		return new End(type, false, kinds, false);
	}

	private static End out(String type, Set<Kind> kinds) {
		return new End(type, true, kinds, false);
	}

	private static End each(String type, Set<Kind> kinds) {
		return new End(type, true, kinds, true);
	}

	/**
	 * Whether the lens shows what a variable stands for.
	 * @param variable a variable of the statement
	 * @param kinds what it can be
	 * @param bound the ends that the statement has bound already: relationship type to
	 * variable
	 */
	String shows(String variable, Set<Kind> kinds, Map<String, String> bound) {
		return shows(variable, kinds, bound, false, 0);
	}

	private String shows(String variable, Set<Kind> kinds, Map<String, String> bound, boolean asEnd, int depth) {
		List<String> conditions = new ArrayList<>();
		conditions.add(cleared(variable));
		for (Kind kind : kinds) {
			String condition = beyondClearance(variable, kind, bound, asEnd, depth);
			if (condition.isEmpty()) {
				continue;
			}
			conditions.add((kinds.size() == 1) ? condition
					: "(NOT " + variable + ":" + kind.label() + " OR (" + condition + "))");
		}
		return String.join(" AND ", conditions);
	}

	private String beyondClearance(String variable, Kind kind, Map<String, String> bound, boolean asEnd, int depth) {
		List<String> conditions = new ArrayList<>();
		switch (kind.time()) {
			case EVENT -> add(conditions, begun(variable, "date"));
			case STATE -> add(conditions, inForce(variable));
			case TEXT -> add(conditions, asEnd ? begunAsText(variable, depth) : existsAsDocument(variable, depth));
			case NONE, PLAN -> {
			}
		}
		if (kind == Kind.ASK) {
			conditions.add(exists(variable, "(%s)<-[:ASKS]-(%s:Document)", Kind.DOCUMENT, depth));
		}
		if (kind == Kind.MILESTONE) {
			conditions.add(exists(variable, "(%s)-[:STEP_OF]->(%s:Initiative)", Kind.INITIATIVE, depth));
		}
		for (End end : ENDS.getOrDefault(kind, List.of())) {
			conditions.add(endShown(variable, kind, end, bound, depth));
		}
		return String.join(" AND ", conditions);
	}

	private String endShown(String fact, Kind kind, End end, Map<String, String> bound, int depth) {
		// A document is a source whatever the day, and an end of a fact once it has
		// begun.
		boolean asText = kind != Kind.CITATION;
		String known = bound.get(end.type());
		if (known != null) {
			return "(" + shows(known, end.kinds(), Map.of(), asText, depth + 1) + ")";
		}
		String inner = inner(fact, end.type(), depth);
		String shown = shows(inner, end.kinds(), Map.of(), asText, depth + 1);
		return end.several() ? "NOT EXISTS { " + end.pattern(fact, inner) + " WHERE NOT (" + shown + ") }"
				: "EXISTS { " + end.pattern(fact, inner) + " WHERE " + shown + " }";
	}

	private String exists(String variable, String pattern, Kind kind, int depth) {
		String inner = inner(variable, kind.prefix(), depth);
		return "EXISTS { " + pattern.formatted(variable, inner) + " WHERE "
				+ shows(inner, EnumSet.of(kind), Map.of(), true, depth + 1) + " }";
	}

	private static String inner(String variable, String name, int depth) {
		return variable + "_" + name.toLowerCase(Locale.ROOT) + depth;
	}

	/** Clearance and circle alone. */
	String cleared(String variable) {
		return "%1$s.visibility <= $clearance AND (%1$s.circle IS NULL OR $everyCircle OR %1$s.circle IN $circles)"
			.formatted(variable);
	}

	/** Whether what a date property dates has begun by the day; empty without a day. */
	String begun(String variable, String property) {
		return switch (this.mode) {
			case ALWAYS -> "";
			case POSSIBLE -> "%s.%sEarliest <= $day".formatted(variable, property);
			case CERTAIN -> "%s.%sBegunBy <= $day".formatted(variable, property);
		};
	}

	private String inForce(String variable) {
		return switch (this.mode) {
			case ALWAYS -> "";
			case POSSIBLE -> "%1$s.fromEarliest <= $day AND %1$s.toLatest >= $day".formatted(variable);
			case CERTAIN -> "%1$s.fromLatest <= $day AND %1$s.toEarliest >= $day".formatted(variable);
		};
	}

	/** A text exists from the earliest of its date and any act upon it. */
	private String begunAsText(String document, int depth) {
		if (this.mode == Mode.ALWAYS) {
			return "";
		}
		String act = inner(document, "act", depth);
		String giver = inner(document, "giver", depth);
		String side = inner(document, "side", depth);
		String meeting = inner(document, "meeting", depth);
		return """
				(%s
				OR EXISTS { (%s)<-[:OF]-(%s:Endorsement)<-[:GAVE]-(%s) WHERE %s AND %s AND %s \
				AND NOT EXISTS { (%s)-[:ON_BEHALF_OF]->(%s) WHERE NOT (%s) } }
				OR EXISTS { (%s)-[:PRESENTED_AT]->(%s:Meeting) WHERE %s AND %s })""".formatted(begun(document, "date"),
				document, act, giver, cleared(act), cleared(giver), begun(act, "date"), act, side, cleared(side),
				document, meeting, cleared(meeting), begun(meeting, "date"));
	}

	/**
	 * A document is there as a text that has begun, or as the source of a citation that
	 * the clearance shows.
	 */
	private String existsAsDocument(String document, int depth) {
		if (this.mode == Mode.ALWAYS) {
			return "";
		}
		String citation = inner(document, "citation", depth);
		String fact = inner(document, "supported", depth);
		Set<Kind> supported = EnumSet.allOf(Kind.class);
		supported.remove(Kind.CITATION);
		String shown = new LensCypher(Mode.ALWAYS).shows(fact, supported, Map.of(), true, depth + 1);
		return "(%s\nOR EXISTS { (%s)<-[:FROM]-(%s:Citation)-[:SUPPORTS]->(%s) WHERE %s AND %s })"
			.formatted(begunAsText(document, depth), document, citation, fact, cleared(citation), shown);
	}

	private static void add(List<String> conditions, String condition) {
		if (!condition.isEmpty()) {
			conditions.add(condition);
		}
	}

}
