package org.rapport.graph;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

import org.rapport.kernel.Kind;
import org.rapport.kernel.Visibility;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.stereotype.Component;

/**
 * Seals the graph: writes on every record and fact what the lens needs to know of it and
 * of all that it cannot do without, so that a statement decides by one node. Whoever
 * writes to the graph seals it in the same transaction.
 *
 * <p>
 * A seal is made of
 * <ul>
 * <li>{@code lensVisibility}, the highest visibility, and {@code lensCircles}, all
 * circles, of the element and of what it needs: of a fact its ends, of a citation what it
 * supports and its document, of an ask its document, of a milestone its initiative;
 * <li>{@code lensFrom} to {@code lensTo}, the days on which it and all it needs may have
 * been there, and {@code lensSurelyFrom} to {@code lensSurelyTo}, the days on which they
 * must have been;
 * <li>{@code lensFromAt} and {@code lensSurelyFromAt}, the same by clearance (0 to 3),
 * where a text is known earlier to those who may see an act upon it;
 * <li>{@code lensSource}, on a document and on citations of it, the clearance from which
 * on it is the source of something and so is there on every day.
 * </ul>
 * It also writes what long lists are kept in order by, on facts, asks and ties, beside
 * the ids of their ends: {@code lensActorId}, {@code lensActorName}, {@code lensInId},
 * {@code lensOfId}, {@code lensOfTitle}, {@code lensToId}, {@code lensFromId},
 * {@code lensFromKind}, {@code lensFromName}, {@code lensInSlug}, {@code lensDayEarliest}
 * and {@code lensDayLatest}, on asks also {@code lensLast}, their place from the end; and
 * {@code lensSpanEnds}, the latest day of events that are not known to the day. These say
 * nothing that the ends do not say: who is shown the fact or tie is shown them.
 */
@Component
public class Sealing {

	/** What the names of all properties of a seal begin with. */
	public static final String PREFIX = "lens";

	/**
	 * What a kind needs.
	 *
	 * @param pattern from {@code x} to what it needs, {@code n}
	 * @param atLeastOne whether it cannot be without one
	 */
	private record Need(String pattern, boolean atLeastOne) {
	}

	private static final Map<Kind, List<Need>> NEEDS = needs();

	private static final List<Kind> BY_THEMSELVES = List.of(Kind.PERSON, Kind.ORGANISATION, Kind.GOVERNMENT, Kind.POST,
			Kind.TOPIC, Kind.PLACE, Kind.INITIATIVE, Kind.MEETING);

	/** Each after what it needs. */
	private static final List<Kind> IN_ORDER = List.of(Kind.ASK, Kind.MILESTONE, Kind.ROLE, Kind.MEMBERSHIP,
			Kind.PARTICIPATION, Kind.INVOLVEMENT, Kind.ENDORSEMENT, Kind.NAME, Kind.IDENTIFICATION, Kind.CLAIM,
			Kind.DERIVATION, Kind.STATUS_CHANGE);

	private static final String NEVER = String.valueOf(Visibility.values().length);

	private static final String OTHERS = "[n IN needs WHERE n.lensCircles IS NOT NULL | n.lensCircles]";

	private static final List<String> STATEMENTS = statements();

	private final Neo4jClient client;

	public Sealing(Neo4jClient client) {
		this.client = client;
	}

	/** Seals every record and fact, in the present transaction. */
	public void seal() {
		STATEMENTS.forEach((statement) -> this.client.query(statement).run());
	}

	private static Map<Kind, List<Need>> needs() {
		Map<Kind, List<Need>> needs = new EnumMap<>(Kind.class);
		needs.put(Kind.ASK, List.of(one("(x)<-[:ASKS]-(n:Document)")));
		needs.put(Kind.MILESTONE, List.of(one("(x)-[:STEP_OF]->(n:Initiative)")));
		needs.put(Kind.ROLE, List.of(one("(x)<-[:HOLDS]-(n:Person)"), one("(x)-[:IN]->(n:Actor)")));
		needs.put(Kind.MEMBERSHIP, List.of(one("(x)<-[:HAS]-(n:Actor)"), one("(x)-[:IN]->(n:Actor)")));
		needs.put(Kind.PARTICIPATION, List.of(one("(x)<-[:TOOK_PART]-(n:Actor)"), one("(x)-[:IN]->(n:Meeting)"),
				each("(x)-[:REPRESENTING]->(n:Actor)")));
		needs.put(Kind.INVOLVEMENT, List.of(one("(x)<-[:HAS]-(n:Actor)"), one("(x)-[:IN]->(n:Record)")));
		needs.put(Kind.ENDORSEMENT, List.of(one("(x)<-[:GAVE]-(n:Actor)"), one("(x)-[:OF]->(n:Record)"),
				each("(x)-[:ON_BEHALF_OF]->(n:Actor)")));
		needs.put(Kind.DERIVATION, List.of(one("(x)<-[:HAS]-(n)"), one("(x)-[:FROM]->(n:Record)")));
		needs.put(Kind.CLAIM, List.of(one("(x)-[:ABOUT]->(n:Record)")));
		needs.put(Kind.STATUS_CHANGE, List.of(one("(x)-[:OF]->(n)")));
		needs.put(Kind.NAME, List.of(one("(x)<-[:KNOWN_AS]-(n:Actor)")));
		needs.put(Kind.IDENTIFICATION, List.of(one("(x)<-[:IDENTIFIED_BY]-(n:Record)")));
		needs.put(Kind.CITATION, List.of(one("(x)-[:SUPPORTS]->(n)"), one("(x)-[:FROM]->(n:Document)")));
		return needs;
	}

	private static Need one(String pattern) {
		return new Need(pattern, true);
	}

	private static Need each(String pattern) {
		return new Need(pattern, false);
	}

	private static List<String> statements() {
		List<String> statements = new ArrayList<>();
		for (Kind kind : BY_THEMSELVES) {
			statements.add("MATCH (x:" + kind.label() + ") WITH x, [] AS needs, false AS lacking\nSET " + clearance()
					+ ",\n" + time(kind));
		}
		statements.add("MATCH (x:Document) WITH x, [] AS needs, false AS lacking\nSET " + clearance());
		// An endorsement is an act upon its text, whose time depends on it: so its
		// clearance comes before its time.
		statements.add(needing(Kind.ENDORSEMENT) + clearance());
		statements.add(texts());
		for (Kind kind : IN_ORDER) {
			statements.add(needing(kind) + clearance() + ",\n" + time(kind));
		}
		statements.add(needing(Kind.CITATION) + clearance());
		statements.add("""
				MATCH (x:Document)
				SET x.lensSource = COLLECT { MATCH (x)<-[:FROM]-(c:Citation)
				  WHERE all(circle IN coalesce(c.lensCircles, []) WHERE circle IN coalesce(x.lensCircles, []))
				  RETURN min(c.lensVisibility) }[0]""");
		// What a citation says of the world holds when what it supports does, whenever
		// its document was written.
		statements
			.add("""
					MATCH (x:Citation)-[:SUPPORTS]->(n)
					SET x.lensFrom = n.lensFrom, x.lensFromAt = n.lensFromAt, x.lensTo = n.lensTo,
					  x.lensSurelyFrom = n.lensSurelyFrom, x.lensSurelyFromAt = n.lensSurelyFromAt, x.lensSurelyTo = n.lensSurelyTo,
					  x.lensSource = n.lensSource""");
		statements.addAll(listed());
		return List.copyOf(statements);
	}

	/** What long lists are kept in order by. */
	private static List<String> listed() {
		List<String> statements = new ArrayList<>();
		statements.add("""
				MATCH (a:Actor)-[:HOLDS|HAS|TOOK_PART]->(x:Role|Membership|Participation|Involvement)-[:IN]->(n:Record)
				SET x.lensActorId = a.id, x.lensActorName = a.name, x.lensInId = n.id,
				  x.lensDayEarliest = n.dateEarliest, x.lensDayLatest = n.dateLatest""");
		statements.add("""
				MATCH (a:Actor)-[:GAVE]->(x:Endorsement)-[:OF]->(n:Record)
				SET x.lensActorId = a.id, x.lensActorName = a.name, x.lensOfId = n.id, x.lensOfTitle = n.title""");
		statements.add("""
				MATCH (x:Citation)-[:FROM]->(n:Document)
				SET x.lensInId = n.id""");
		statements.add("""
				MATCH (n:Document)-[:ASKS]->(x:Ask)
				SET x.lensDayEarliest = n.dateEarliest, x.lensInSlug = n.slug, x.lensLast = -x.position""");
		statements
			.add("""
					MATCH (n:Meeting)<-[:IN]-(:Participation)-[t:REPRESENTING]->(a:Actor)
					SET t.lensToId = a.id, t.lensFromId = n.id, t.lensDayEarliest = n.dateEarliest, t.lensDayLatest = n.dateLatest""");
		statements
			.add("""
					MATCH (n:Meeting|Document|Initiative)-[t:ABOUT|HELD_IN]->(a:Record)
					SET t.lensToId = a.id, t.lensFromId = n.id, t.lensDayEarliest = n.dateEarliest, t.lensDayLatest = n.dateLatest,
					  t.lensFromKind = head([kind IN ['Meeting', 'Document', 'Initiative'] WHERE kind IN labels(n)])""");
		statements.add("""
				MATCH (n:Organisation)-[t:HAS_OFFICE_IN]->(a:Place)
				SET t.lensToId = a.id, t.lensFromId = n.id, t.lensFromName = n.name""");
		statements.add("""
				MATCH (x:Meeting|Document|Endorsement)
				SET x.lensSpanEnds = CASE WHEN x.dateLatest > x.dateEarliest THEN x.dateLatest END""");
		return statements;
	}

	private static String needing(Kind kind) {
		StringJoiner needed = new StringJoiner(" + ");
		StringJoiner lacking = new StringJoiner(" OR ");
		for (Need need : NEEDS.getOrDefault(kind, List.of())) {
			needed.add("COLLECT { MATCH " + need.pattern() + " RETURN n }");
			if (need.atLeastOne()) {
				lacking.add("NOT EXISTS { " + need.pattern() + " }");
			}
		}
		return "MATCH (x:" + kind.label() + ")\nWITH x, " + needed + " AS needs, " + lacking + " AS lacking\nSET ";
	}

	/**
	 * The highest visibility and all circles; what lacks an end is above every clearance.
	 */
	private static String clearance() {
		return """
				x.lensVisibility = CASE WHEN lacking THEN %s ELSE reduce(v = x.visibility, n IN needs |
				    CASE WHEN n.lensVisibility > v THEN n.lensVisibility ELSE v END) END,
				  x.lensCircles = CASE WHEN x.circle IS NULL AND size(%2$s) = 0 THEN null
				    ELSE reduce(all = CASE WHEN x.circle IS NULL THEN [] ELSE [x.circle] END, circles IN %2$s |
				      all + [c IN circles WHERE NOT c IN all]) END""".formatted(NEVER, OTHERS);
	}

	/** The intersection of the days of an element and of all that it needs. */
	private static String time(Kind kind) {
		return switch (kind.time()) {
			case NONE, PLAN ->
				time("date('0001-01-01')", "date('0001-01-01')", "date('9999-12-31')", "date('9999-12-31')");
			case EVENT, TEXT -> time("x.dateEarliest", "x.dateBegunBy", "date('9999-12-31')", "date('9999-12-31')");
			case STATE -> time("x.fromEarliest", "x.fromLatest", "x.toLatest", "x.toEarliest");
		};
	}

	private static String time(String from, String surelyFrom, String to, String surelyTo) {
		return "  " + String.join(",\n  ", latest("lensFrom", from), latest("lensSurelyFrom", surelyFrom),
				earliest("lensTo", to), earliest("lensSurelyTo", surelyTo));
	}

	private static String latest(String property, String own) {
		return """
				x.%1$s = reduce(day = %2$s, n IN needs | CASE WHEN n.%1$s > day THEN n.%1$s ELSE day END),
				  x.%1$sAt = CASE WHEN any(n IN needs WHERE n.%1$sAt IS NOT NULL) THEN [at IN range(0, 3) |
				    reduce(day = %2$s, n IN needs | CASE WHEN coalesce(n.%1$sAt[at], n.%1$s) > day
				      THEN coalesce(n.%1$sAt[at], n.%1$s) ELSE day END)] END""".formatted(property, own);
	}

	private static String earliest(String property, String own) {
		return "x.%1$s = reduce(day = %2$s, n IN needs | CASE WHEN n.%1$s < day THEN n.%1$s ELSE day END)"
			.formatted(property, own);
	}

	/**
	 * A text exists from the earliest of its date and any act upon it that one may see:
	 * an endorsement of it, or a meeting at which it was presented. An act in a circle
	 * counts only if the text is in that circle too.
	 */
	private static String texts() {
		String acts = """
				COLLECT { MATCH (x)<-[:OF]-(act:Endorsement)
				    WHERE all(c IN coalesce(act.lensCircles, []) WHERE c IN coalesce(x.lensCircles, [])) RETURN act }
				  + COLLECT { MATCH (x)-[:PRESENTED_AT]->(act:Meeting)
				    WHERE all(c IN coalesce(act.lensCircles, []) WHERE c IN coalesce(x.lensCircles, [])) RETURN act }""";
		return """
				MATCH (x:Document)
				WITH x, %s AS acts
				WITH x, [at IN range(0, 3) | reduce(day = x.dateEarliest, act IN acts | CASE WHEN act.lensVisibility <= at
				    AND act.dateEarliest < day THEN act.dateEarliest ELSE day END)] AS possible,
				  [at IN range(0, 3) | reduce(day = x.dateBegunBy, act IN acts | CASE WHEN act.lensVisibility <= at
				    AND act.dateBegunBy < day THEN act.dateBegunBy ELSE day END)] AS certain
				SET x.lensFrom = possible[3], x.lensFromAt = CASE WHEN possible[0] > possible[3] THEN possible END,
				  x.lensSurelyFrom = certain[3], x.lensSurelyFromAt = CASE WHEN certain[0] > certain[3] THEN certain END,
				  x.lensTo = date('9999-12-31'), x.lensSurelyTo = date('9999-12-31')"""
			.formatted(acts);
	}

}
