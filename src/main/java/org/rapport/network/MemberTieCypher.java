package org.rapport.network;

import java.util.List;

import org.rapport.directory.ActingCypher;
import org.rapport.engagement.EncounterCypher;

/**
 * Cypher for what ties the members of a network to things that they may share. Each kind
 * is described once, and can be followed from the member and from the thing.
 *
 * <p>
 * The network is {@code net}. The result has the columns {@code thing}, {@code fact},
 * {@code dated}, the date of the meeting or endorsement if there is one, and
 * {@code begin} and {@code end}, the first and the last day on which the tie can have
 * been while the actor was a member, where both ties must have been at once.
 */
final class MemberTieCypher {

	/**
	 * From the member to the network. It is a subquery of its own, or Neo4j goes through
	 * all members of the network for each member.
	 */
	static final String MEMBERSHIP = """
			CALL (net, mem) {
			  MATCH (mem)-[:HAS]->(ms:Membership {kind: 'MEMBER'})-[:IN]->(net)
			  WHERE {{ms:Membership net mem}}
			  RETURN ms
			}""";

	/**
	 * The kinds of tie. In meetings the thing is the encounter, which {@link #upwards}
	 * and {@link #downwards} join to the meeting {@code m}.
	 */
	private static final List<TieCypher> KINDS = List.of(
			new TieCypher(LinkKind.MEETING, "top", ", m",
					"(mem:Actor)-[:TOOK_PART|REPRESENTING]-(fact:Participation)-[:IN]->(m:Meeting)",
					"{{fact:Participation m}}", event("m", "top")),
			new TieCypher(LinkKind.PERSON, "who", "", "(mem:Actor)<-[:IN]-(fact:Role)<-[:HOLDS]-(who:Person)",
					"{{fact:Role mem who}}", state()),
			new TieCypher(LinkKind.ENDORSEMENT, "endorsed", "",
					"(mem:Actor)-[:GAVE|ON_BEHALF_OF]-(fact:Endorsement)-[:OF]->(endorsed:Record)",
					"{{fact:Endorsement endorsed}} AND (fact.withdrawn IS NULL OR NOT {{begun fact.withdrawn}})",
					event("fact", "fact")),
			new TieCypher(LinkKind.INITIATIVE, "joint", "",
					"(mem:Actor)-[:HAS]->(fact:Involvement)-[:IN]->(joint:Initiative)",
					"{{fact:Involvement mem joint}} AND fact.kind IN ['LEADS', 'HOSTED', 'ISSUED', 'PRESENTED']",
					always()),
			new TieCypher(LinkKind.GROUP, "grp", "",
					"(mem:Actor)-[:HAS]->(fact:Membership {kind: 'MEMBER'})-[:IN]->(grp:Record)",
					"{{fact:Membership mem grp}} AND grp <> net AND " + ActingCypher.isNamed("grp"), state()));

	private MemberTieCypher() {
	}

	/**
	 * One kind of tie.
	 *
	 * @param kind the kind of link that it makes
	 * @param thing the variable of the thing
	 * @param further another variable that the days need, after a comma
	 * @param pattern from the member {@code mem} by the fact {@code fact} to the thing
	 * @param shown the condition on the fact, with its lens mark
	 * @param days when it counts
	 */
	private record TieCypher(LinkKind kind, String thing, String further, String pattern, String shown, TieDays days) {
	}

	/**
	 * When a tie counts.
	 *
	 * @param together the condition that it can have been while {@code ms} was in force
	 * @param columns its columns with days
	 */
	private record TieDays(String together, String columns) {
	}

	private static TieDays event(String event, String dated) {
		return new TieDays(ActingCypher.together("ms", event),
				"%s.date AS dated, null AS begin, null AS end".formatted(dated));
	}

	private static TieDays state() {
		return new TieDays("fact.startDateEarliest <= ms.endDateLatest AND fact.endDateLatest >= ms.startDateEarliest",
				"""
						null AS dated,
						  CASE WHEN fact.startDateEarliest > ms.startDateEarliest THEN fact.startDateEarliest ELSE ms.startDateEarliest END AS begin,
						  CASE WHEN fact.endDateLatest < ms.endDateLatest THEN fact.endDateLatest ELSE ms.endDateLatest END AS end""");
	}

	private static TieDays always() {
		return new TieDays("true", "null AS dated, null AS begin, null AS end");
	}

	/**
	 * Subquery with the ties of the member {@code mem} by the membership {@code ms} to
	 * things of one kind. It adds all columns.
	 */
	static String ofMember(LinkKind kind) {
		TieCypher tie = of(kind);
		return """
				CALL (net, mem, ms) {
				  MATCH %s
				  WHERE %s AND %s%s
				  RETURN %s AS thing, fact, %s
				}""".formatted(tie.pattern(), tie.shown(), tie.days().together(), upwards(kind), tie.thing(),
				tie.days().columns());
	}

	private static String upwards(LinkKind kind) {
		return (kind == LinkKind.MEETING)
				? " AND " + EncounterCypher.held("m") + "\n" + EncounterCypher.encounter("m", "top") : "";
	}

	/**
	 * Cypher from {@code thing}, a thing of one kind, to the ties of all members to it.
	 * It adds the member {@code mem} and the other columns. Whether somebody is a member
	 * is asked once for each, and not for each tie.
	 */
	static String ofThing(LinkKind kind) {
		TieCypher tie = of(kind);
		return """
				CALL (net, thing) {
				  WITH net, thing AS %1$s
				  %2$sMATCH %3$s WHERE %4$s AND %5$s
				  RETURN mem, fact%6$s
				}
				WITH net, mem, collect([thing, fact%6$s]) AS found
				%7$s
				UNWIND found AS each
				WITH mem, ms, each[0] AS %1$s, each[1] AS fact%8$s
				WHERE %9$s
				WITH mem, %1$s AS thing, fact, %10$s
				""".formatted(tie.thing(), downwards(kind), tie.pattern(), tie.shown(), ActingCypher.isNamed("mem"),
				tie.further(), MEMBERSHIP, tie.further().isEmpty() ? "" : ", each[2] AS m", tie.days().together(),
				tie.days().columns());
	}

	private static String downwards(LinkKind kind) {
		return (kind == LinkKind.MEETING) ? """
				MATCH %s
				WHERE {{top}} AND {{m}} AND %s
				WITH DISTINCT net, top, m
				""".formatted(EncounterCypher.meetings("top", "m"), EncounterCypher.held("m")) : "";
	}

	private static TieCypher of(LinkKind kind) {
		return KINDS.stream().filter((tie) -> tie.kind() == kind).findFirst().orElseThrow();
	}

}
