package org.rapport.store;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

import org.rapport.graph.DayCypher;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Tie;
import org.rapport.kernel.Visibility;

/**
 * The Cypher statements of {@link Sealing}. Each step has two forms: one for all elements
 * of its kinds, and one for elements with given {@code $ids}.
 */
final class SealCypher {

	/** A level above every clearance, so that no lens shows the element. */
	static final String NEVER = String.valueOf(Visibility.values().length);

	private static final String OTHERS = "[n IN needs WHERE n.lensCircles IS NOT NULL | n.lensCircles]";

	/**
	 * Writes the days of documents. For given ids, it returns the {@code id} of each
	 * document whose days changed.
	 */
	static final Step TEXTS = Step.of(EnumSet.of(Kind.DOCUMENT), texts());

	/**
	 * Writes visibility, circles and days of all elements. Only the days of citations
	 * follow later. For given ids, it returns the {@code id} of each element whose labels
	 * do not fit this seal any more.
	 */
	static final List<Step> ELEMENTS = elements();

	/** Finds all elements whose labels do not fit their seals. */
	static final String MISPLACED = """
			MATCH (x:Record|Fact)
			WHERE x.lensWithheld IS NOT NULL
			RETURN x.id AS id
			UNION ALL
			MATCH (x:Retracted)
			WHERE x.follows AND x.lensWithheld IS NULL
			RETURN x.id AS id""";

	/**
	 * Writes from which clearance on a document is a source. For given ids, it returns
	 * the {@code id} of each document that changed.
	 */
	static final Step SOURCES = Step.of(EnumSet.of(Kind.DOCUMENT), """
			WITH x, coalesce(x.lensSource, -1) AS before
			SET x.lensSource = COLLECT { MATCH (x)<-[:FROM]-(c:Citation)
			  WHERE all(circle IN coalesce(c.lensCircles, []) WHERE circle IN coalesce(x.lensCircles, []))
			  RETURN min(c.lensVisibility) }[0]
			WITH x, before WHERE before <> coalesce(x.lensSource, -1)""");

	/**
	 * A citation holds on the days on which the cited element holds, whenever its
	 * document was written.
	 */
	static final Step CITATIONS = Step.of(EnumSet.of(Kind.CITATION),
			"""
					MATCH (x)-[:SUPPORTS]->(n)
					SET x.lensFrom = n.lensFrom, x.lensFromAt = n.lensFromAt, x.lensTo = n.lensTo,
					  x.lensSurelyFrom = n.lensSurelyFrom, x.lensSurelyFromAt = n.lensSurelyFromAt, x.lensSurelyTo = n.lensSurelyTo,
					  x.lensSource = n.lensSource""");

	/** Writes the sort keys of long lists. */
	static final List<Step> LISTED = listed();

	/**
	 * The citations of a document do not depend on its days, and can be very many. Those
	 * of the documents {@code $dated} are left out.
	 */
	private static final String DATED = """

			WHERE NOT (n.id IN $dated AND type(tie) = 'FROM' AND (x:Citation OR coalesce(x.kind, '') = 'Citation'))""";

	/** The most steps from an element to another one that depends on it. */
	private static final int DEEPEST = deepest();

	/**
	 * The beginning of statements about elements with given {@code $ids} and all elements
	 * that depend on them. The variable {@code elements} has these, {@code level0} those
	 * with the ids. Of what has the label Retracted, the kinds {@code $dependent} can
	 * depend on something.
	 */
	static final String WITH_DEPENDENTS = withDependents();

	/**
	 * Finds what the elements in the list {@code some} need, and what that needs. The
	 * variable {@code needed} has these, each at least once.
	 */
	static final String NEEDED = needed();

	/** The labels of the kinds that can depend on something. */
	static final List<String> DEPENDENT = Tie.inOrderOfNeeds().stream().filter(Tie::hasNeeds).map(Kind::label).toList();

	/** Finds elements with given ids, and the records and facts that depend on them. */
	static final String DEPENDENTS = WITH_DEPENDENTS + "UNWIND elements AS x\nRETURN x.id AS id";

	/**
	 * Changes the seal of a document {@code x} whose citations changed, and of the
	 * citations that support it. It reads no further than the first citation that is as
	 * open as the document.
	 */
	static final String RENEW_SOURCE = """
			WITH x, coalesce(x.lensSource, -1) AS before,
			  CASE WHEN EXISTS { MATCH (x)<-[:FROM]-(c:Citation) WHERE c.lensVisibility = x.lensVisibility AND %1$s }
			    THEN x.lensVisibility
			    ELSE COLLECT { MATCH (x)<-[:FROM]-(c:Citation) WHERE %1$s RETURN min(c.lensVisibility) }[0] END AS now
			WHERE before <> coalesce(now, -1)
			SET x.lensSource = now
			WITH x
			MATCH (x)<-[:SUPPORTS]-(citation:Citation|Retracted)
			SET citation.lensSource = x.lensSource
			""".formatted("all(circle IN coalesce(c.lensCircles, []) WHERE circle IN coalesce(x.lensCircles, []))");

	/**
	 * Changes the days of a document {@code x} upon which something acted, and goes on
	 * only if they change.
	 */
	static final String RENEW_DAYS = texts();

	/** Finds the documents that elements with given ids act upon. */
	static final String ACTED_UPON = """
			UNWIND $ids AS id
			CALL (id) {
			  MATCH (:Fact|Retracted {id: id})-[:OF]->(x:Document|Retracted) RETURN x
			  UNION
			  MATCH (:Record|Retracted {id: id})<-[:PRESENTED_AT]-(x:Document|Retracted) RETURN x
			}
			RETURN DISTINCT x.id AS id""";

	/** Finds the documents that citations with given ids are from. */
	static final String CITED = """
			UNWIND $ids AS id
			MATCH (:Fact|Retracted {id: id})-[:FROM]->(x:Document|Retracted)
			RETURN DISTINCT x.id AS id""";

	/** Finds the citations that support documents with given ids. */
	static final String CITATIONS_OF = """
			UNWIND $ids AS id
			MATCH (:Record|Retracted {id: id})<-[:SUPPORTS]-(x:Citation|Retracted)
			RETURN DISTINCT x.id AS id""";

	/**
	 * Writes the seals of the nodes beside records and facts: entries of their history,
	 * their former slugs and ids, the notes that two records are distinct or alike, and
	 * the paragraphs of documents. Each is hidden together with its record or fact,
	 * retracted or not. The day of a lens does not affect them: a statement that reads
	 * paragraphs also tests their document.
	 */
	private static final String SEAL_BESIDE = """
			WITH r, COLLECT { MATCH (r)-[:REVISES|NAMES|STANDS_FOR|BETWEEN|WRITTEN_IN]->(n) RETURN n } AS needs
			SET r.lensVisibility = reduce(v = r.visibility, n IN needs | CASE WHEN coalesce(n.lensWithheld, n.lensVisibility) > v
			    THEN coalesce(n.lensWithheld, n.lensVisibility) ELSE v END),
			  r.lensCircles = CASE WHEN r.circles IS NULL AND size(%1$s) = 0 THEN null
			    ELSE reduce(all = coalesce(r.circles, []), circles IN %1$s | all + [c IN circles WHERE NOT c IN all]) END,
			  r.lensFrom = date('0001-01-01'), r.lensSurelyFrom = date('0001-01-01'),
			  r.lensTo = date('9999-12-31'), r.lensSurelyTo = date('9999-12-31')"""
		.formatted(OTHERS);

	static final String BESIDE = "MATCH (r:Revision|Alias|Distinction|Likeness|Paragraph|Retracted)\nWHERE NOT r:Retracted OR r.kind = 'Paragraph'\n"
			+ SEAL_BESIDE;

	/** The same for the nodes beside elements with given ids. */
	static final String BESIDE_GIVEN = "UNWIND $beside AS id\n"
			+ "MATCH (:Record|Fact|Retracted {id: id})<-[:REVISES|NAMES|STANDS_FOR|BETWEEN|WRITTEN_IN]-(r)\nWITH DISTINCT r\n"
			+ SEAL_BESIDE;

	/** The same for notes with given keys that two records are alike. */
	static final String LIKENESSES_GIVEN = "UNWIND $ids AS key\nMATCH (r:Likeness {key: key})\n" + SEAL_BESIDE;

	/**
	 * Writes the seals of rows of tables. A row is hidden from everybody who does not see
	 * all elements that were ever made from it, or recognised in it:
	 * <ul>
	 * <li>Its own visibility and circles are the highest that it and these elements ever
	 * had. They never get lower again.
	 * <li>Nobody sees it while an element that its present text tells of is retracted,
	 * unless that element was merged into another one.
	 * <li>It is hidden on the days on which such an element is. The days of one that was
	 * merged into another do not count.
	 * </ul>
	 */
	private static final String SEAL_ROW = sealRow("COLLECT { MATCH (x)-[:TELLS_OF]->(n) RETURN n }",
			"COLLECT { MATCH (x)-[:TOLD_OF]->(n) RETURN n }");

	static final String ROWS = "MATCH (x:SourceRow)\n" + SEAL_ROW;

	/** The same for the rows that tell, or told, of elements with given ids. */
	static final String ROWS_OF_GIVEN = "UNWIND $beside AS id\n"
			+ "MATCH (:Record|Fact|Retracted {id: id})<-[:TELLS_OF|TOLD_OF]-(x:SourceRow)\nWITH DISTINCT x\n"
			+ SEAL_ROW;

	/** The same for rows with given ids. */
	static final String ROWS_GIVEN = "UNWIND $ids AS id\nMATCH (x:SourceRow {id: id})\n" + SEAL_ROW;

	/**
	 * The same for a new row {@code x}, as the end of the statement that writes it. The
	 * variable {@code elements} has what it tells of.
	 */
	static final String NEW_ROW = sealRow("elements", "[]");

	/**
	 * One step of sealing.
	 *
	 * @param kinds the kinds whose seals it writes
	 * @param whole the statement for all elements of these kinds
	 * @param given the statement for the elements of these kinds with given ids
	 */
	record Step(Set<Kind> kinds, String whole, String given) {

		/** Makes a step of an action on {@code x}, which is of one of the kinds. */
		static Step of(Set<Kind> kinds, String action) {
			boolean chooses = action.contains("before <>");
			return of(kinds, action + (chooses ? "\nRETURN count(*) AS changed" : ""),
					action + (chooses ? "\nRETURN x.id AS id" : ""));
		}

		/**
		 * Makes a step that returns, for given ids, those whose labels do not fit the
		 * written seal any more.
		 */
		static Step placing(Kind kind, String action) {
			return of(EnumSet.of(kind), action,
					action + "\nWITH x WHERE (x.lensWithheld IS NULL) = x:Retracted\nRETURN x.id AS id");
		}

		private static Step of(Set<Kind> kinds, String whole, String given) {
			String labels = kinds.stream().map(Kind::label).collect(Collectors.joining("|"));
			String names = kinds.stream().map((kind) -> "'" + kind.label() + "'").collect(Collectors.joining(", "));
			String group = kinds.iterator().next().group();
			return new Step(kinds,
					"MATCH (x:%1$s|Retracted)\nWHERE x:%1$s OR x.kind IN [%2$s]\n%3$s".formatted(labels, names, whole),
					"UNWIND $ids AS id\nMATCH (x:%s|Retracted {id: id})\n%s".formatted(group, given));
		}

	}

	private SealCypher() {
	}

	/**
	 * Writes the seals of rows {@code x}.
	 * @param tells an expression for the list of what a row tells of
	 * @param told the same for what only an earlier text of it told of
	 */
	private static String sealRow(String tells, String told) {
		return """
				WITH x, %2$s AS tells, %3$s AS told
				WITH x, tells + told AS ever, COLLECT { UNWIND tells AS n WITH n
				    WHERE coalesce(n.lensVisibility, %1$s) < %1$s OR NOT EXISTS { (:Alias {name: n.id}) } RETURN n } AS needs
				WITH x, ever, needs, any(n IN needs WHERE coalesce(n.lensVisibility, %1$s) >= %1$s) AS lacking
				SET x.visibility = reduce(v = x.visibility, n IN ever | CASE
				    WHEN coalesce(n.lensWithheld, n.lensVisibility, 0) > v AND coalesce(n.lensWithheld, n.lensVisibility, 0) < %1$s
				      THEN coalesce(n.lensWithheld, n.lensVisibility, 0)
				    WHEN n.visibility > v THEN n.visibility ELSE v END),
				  x.circles = CASE WHEN x.circles IS NULL AND none(n IN ever WHERE n.lensCircles IS NOT NULL) THEN null
				    ELSE reduce(all = coalesce(x.circles, []), circles IN [n IN ever WHERE n.lensCircles IS NOT NULL | n.lensCircles] |
				      all + [c IN circles WHERE NOT c IN all]) END
				SET x.lensVisibility = CASE WHEN lacking THEN %1$s ELSE x.visibility END, x.lensCircles = x.circles,
				"""
			.formatted(NEVER, tells, told)
				+ time("date('0001-01-01')", "date('0001-01-01')", "date('9999-12-31')", "date('9999-12-31')");
	}

	/** The steps for all kinds. Each kind comes after the kinds that it needs. */
	private static List<Step> elements() {
		List<Step> steps = new ArrayList<>();
		List<Kind> kinds = Tie.inOrderOfNeeds();
		kinds.stream()
			.filter((kind) -> !Tie.hasNeeds(kind) && kind != Kind.DOCUMENT)
			.forEach((kind) -> steps.add(Step.placing(kind,
					"WITH x, [] AS needs, false AS lacking\nSET " + clearance() + ",\n" + time(kind))));
		steps.add(Step.placing(Kind.DOCUMENT, "WITH x, [] AS needs, false AS lacking\nSET " + clearance()));
		// An endorsement affects the days of its document, and its own days depend on the
		// document's. So its clearance is written before the days of both.
		steps.add(Step.placing(Kind.ENDORSEMENT, needing(Kind.ENDORSEMENT) + clearance()));
		steps.add(TEXTS);
		kinds.stream()
			.filter((kind) -> Tie.hasNeeds(kind) && kind != Kind.CITATION)
			.forEach((kind) -> steps.add(Step.placing(kind, needing(kind) + clearance() + ",\n" + time(kind))));
		// A citation has no days of its own.
		steps.add(Step.placing(Kind.CITATION, needing(Kind.CITATION) + clearance()));
		return List.copyOf(steps);
	}

	private static List<Step> listed() {
		String spanEnds = "x.lensSpanEnds = CASE WHEN x.dateLatest > x.dateEarliest THEN x.dateLatest END";
		String day = "SET x.lensDay = " + DayCypher.of("x.date");
		return List.of(Step.of(EnumSet.of(Kind.MEETING, Kind.DOCUMENT), day + ", " + spanEnds),
				Step.of(EnumSet.of(Kind.ENDORSEMENT), day + ", " + spanEnds),
				Step.of(EnumSet.of(Kind.CLAIM),
						day + " SET x.lensDayUndatedLast = " + DayCypher.undatedLast("x.lensDay")),
				// Before the facts, which repeat the days of asks.
				Step.of(EnumSet.of(Kind.ASK), """
						MATCH (n)-[:ASKS]->(x)
						SET x.lensDay = n.lensDay, x.lensInSlug = n.slug, x.lensLast = -x.position"""),
				Step.of(EnumSet.of(Kind.ROLE, Kind.MEMBERSHIP, Kind.PARTICIPATION, Kind.INVOLVEMENT), """
						MATCH (a)-[:HOLDS|HAS|TOOK_PART]->(x)-[:IN]->(n)
						SET x.lensActorId = a.id, x.lensActorSortKey = a.lensSortKey, x.lensInId = n.id,
						  x.lensDay = n.lensDay, x.lensDayLatest = n.dateLatest"""),
				Step.of(EnumSet.of(Kind.ENDORSEMENT),
						"""
								MATCH (a)-[:GAVE]->(x)-[:OF]->(n)
								SET x.lensActorId = a.id, x.lensActorSortKey = a.lensSortKey, x.lensOfId = n.id, x.lensOfSortKey = n.lensSortKey"""),
				Step.of(EnumSet.of(Kind.CITATION), """
						MATCH (x)-[:FROM]->(n)
						SET x.lensInId = n.id"""),
				Step.of(EnumSet.of(Kind.PARTICIPATION),
						"""
								MATCH (n)<-[:IN]-(x)-[t:REPRESENTING]->(a)
								SET t.lensToId = a.id, t.lensFromId = n.id, t.lensDay = n.lensDay, t.lensDayLatest = n.dateLatest"""),
				Step.of(EnumSet.of(Kind.ENDORSEMENT),
						"""
								MATCH (x)-[t:ON_BEHALF_OF]->(a)
								SET t.lensToId = a.id, t.lensFromId = x.id, t.lensDay = x.lensDay, t.lensDayLatest = x.dateLatest"""),
				Step.of(EnumSet.of(Kind.MEETING, Kind.DOCUMENT, Kind.INITIATIVE),
						"""
								MATCH (x)-[t:ABOUT|HELD_IN]->(a)
								SET t.lensToId = a.id, t.lensFromId = x.id, t.lensDay = x.lensDay, t.lensDayLatest = x.dateLatest,
								  t.lensFromKind = head([kind IN ['Meeting', 'Document', 'Initiative'] WHERE kind IN labels(x)])"""),
				Step.of(EnumSet.of(Kind.IDENTIFICATION), "SET x.lensScheme = toLower(x.scheme)"),
				Step.of(EnumSet.of(Kind.ORGANISATION), """
						MATCH (x)-[t:HAS_OFFICE_IN]->(a)
						SET t.lensToId = a.id, t.lensFromId = x.id, t.lensFromSortKey = x.lensSortKey"""));
	}

	private static String withDependents() {
		String step = """
				CALL (level%1$d) {
				  UNWIND level%1$d AS n
				  CALL (n) {
				    MATCH (n)-[:%3$s]->(x:%4$s|Retracted) RETURN x
				    UNION
				    MATCH (n)<-[tie:%5$s]-(x:%6$s|Retracted)%7$s RETURN x
				  }
				  WITH DISTINCT x WHERE NOT x:Retracted OR x.kind IN $dependent
				  RETURN collect(x) AS level%2$d
				}
				""";
		StringBuilder text = new StringBuilder("""
				UNWIND $ids AS id
				MATCH (n:Record|Fact|Retracted {id: id})
				WITH collect(DISTINCT n) AS level0
				""");
		StringJoiner levels = new StringJoiner(" + ");
		levels.add("level0");
		for (int i = 0; i < DEEPEST; i++) {
			text.append(step.formatted(i, i + 1, needing(false, (kind, tie) -> tie.type()),
					needing(false, (kind, tie) -> label(kind)), needing(true, (kind, tie) -> tie.type()),
					needing(true, (kind, tie) -> label(kind)), (i == 0) ? DATED : ""));
			levels.add("level" + (i + 1));
		}
		return text.append("CALL (")
			.append(levels.toString().replace(" +", ","))
			.append(") {\n  UNWIND ")
			.append(levels)
			.append(" AS x\n  RETURN collect(DISTINCT x) AS elements\n}\nWITH level0, elements\n")
			.toString();
	}

	private static String needed() {
		String step = """
				CALL (%1$s) {
				  UNWIND %1$s AS x
				  CALL (x) {
				    MATCH (x)-[:%3$s]->(n:Record|Fact|Retracted) RETURN n
				    UNION
				    MATCH (x)<-[:%4$s]-(n:Record|Fact|Retracted) RETURN n
				  }
				  RETURN collect(DISTINCT n) AS %2$s
				}
				""";
		StringBuilder text = new StringBuilder();
		StringJoiner levels = new StringJoiner(" + ");
		String from = "some";
		for (int i = 1; i <= DEEPEST; i++) {
			text.append(step.formatted(from, "needed" + i, needing(true, (kind, tie) -> tie.type()),
					needing(false, (kind, tie) -> tie.type())));
			from = "needed" + i;
			levels.add(from);
		}
		return text.append("WITH *, ").append(levels).append(" AS needed\n").toString();
	}

	private static int deepest() {
		Map<Kind, Integer> steps = new EnumMap<>(Kind.class);
		for (Kind kind : Tie.inOrderOfNeeds()) {
			steps.put(kind,
					Tie.of(kind)
						.stream()
						.filter(Tie::isNeeded)
						.flatMap((tie) -> tie.kinds().stream())
						.mapToInt((needed) -> Objects.requireNonNull(steps.get(needed)) + 1)
						.max()
						.orElse(0));
		}
		return steps.values().stream().mapToInt(Integer::intValue).max().orElse(0);
	}

	/**
	 * Of all kinds that need an end over a relationship in this direction, what a
	 * function gives, as alternatives.
	 */
	private static String needing(boolean outgoing, BiFunction<Kind, Tie, String> what) {
		return Tie.inOrderOfNeeds()
			.stream()
			.flatMap((kind) -> Tie.of(kind)
				.stream()
				.filter((tie) -> tie.isNeeded() && tie.outgoing() == outgoing)
				.map((tie) -> what.apply(kind, tie)))
			.distinct()
			.sorted()
			.collect(Collectors.joining("|"));
	}

	private static String label(Kind kind) {
		return kind.isRecord() ? kind.label() : kind.group();
	}

	private static String needing(Kind kind) {
		StringJoiner needed = new StringJoiner(" + ");
		StringJoiner lacking = new StringJoiner(" OR ");
		for (Tie tie : Tie.of(kind)) {
			String pattern = tie.outgoing() ? "(x)-[:" + tie.type() + "]->(n)" : "(x)<-[:" + tie.type() + "]-(n)";
			if (tie.isNeeded()) {
				needed.add("COLLECT { MATCH " + pattern + " RETURN n }");
			}
			if (tie.need() == Tie.Need.ONE) {
				lacking.add("NOT EXISTS { " + pattern + " }");
			}
		}
		return "WITH x, " + needed + " AS needs, " + lacking + " AS lacking\nSET ";
	}

	/**
	 * The highest visibility and all circles of an element and of everything it depends
	 * on. An element that was retracted, or that misses a required end, gets a level
	 * above every clearance. A retracted one keeps its real level in
	 * {@code lensWithheld}, for its history.
	 */
	private static String clearance() {
		return """
				x.lensVisibility = CASE WHEN lacking OR %4$s OR any(n IN needs WHERE n.lensWithheld IS NOT NULL) THEN %1$s
				    ELSE %2$s END,
				  x.lensWithheld = CASE WHEN NOT lacking AND (%4$s OR any(n IN needs WHERE n.lensWithheld IS NOT NULL))
				    THEN %2$s END,
				  x.lensCircles = CASE WHEN x.circle IS NULL AND size(%3$s) = 0 THEN null
				    ELSE reduce(all = CASE WHEN x.circle IS NULL THEN [] ELSE [x.circle] END, circles IN %3$s |
				      all + [c IN circles WHERE NOT c IN all]) END,
				  x.lensPublic = CASE WHEN x.visibility = 0 AND x.circle IS NULL AND NOT lacking AND NOT %4$s
				    AND all(n IN needs WHERE n.lensPublic) THEN true END"""
			.formatted(NEVER,
					"reduce(v = x.visibility, n IN needs | CASE WHEN coalesce(n.lensWithheld, n.lensVisibility) > v "
							+ "THEN coalesce(n.lensWithheld, n.lensVisibility) ELSE v END)",
					OTHERS, "(x:Retracted AND x.follows IS NULL)");
	}

	/** The days that the element and everything it depends on have in common. */
	private static String time(Kind kind) {
		return switch (kind.time()) {
			case NONE, PLAN ->
				time("date('0001-01-01')", "date('0001-01-01')", "date('9999-12-31')", "date('9999-12-31')");
			case EVENT, TEXT -> time("x.dateEarliest", "x.dateBegunBy", "date('9999-12-31')", "date('9999-12-31')");
			case STATE -> time("x.startDateEarliest", "x.startDateLatest", "x.endDateLatest", "x.endDateEarliest");
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
	 * A document exists from its date or from the first act upon it that the viewer may
	 * see, whichever is earlier. An act is an endorsement of it, or a meeting at which it
	 * was presented. An act in a circle counts only if the document is in that circle
	 * too.
	 */
	private static String texts() {
		String acts = """
				COLLECT { MATCH (x)<-[:OF]-(act:Endorsement|Retracted)
				    WHERE all(c IN coalesce(act.lensCircles, []) WHERE c IN coalesce(x.lensCircles, [])) RETURN act }
				  + COLLECT { MATCH (x)-[:PRESENTED_AT]->(act:Meeting)
				    WHERE all(c IN coalesce(act.lensCircles, []) WHERE c IN coalesce(x.lensCircles, [])) RETURN act }""";
		String days = "[x.lensFrom, x.lensSurelyFrom] + coalesce(x.lensFromAt, []) + coalesce(x.lensSurelyFromAt, [])";
		return """
				WITH x, %s AS acts, coalesce(%s, []) AS before
				WITH x, before, [at IN range(0, 3) | reduce(day = x.dateEarliest, act IN acts | CASE WHEN act.lensVisibility <= at
				    AND act.dateEarliest < day THEN act.dateEarliest ELSE day END)] AS possible,
				  [at IN range(0, 3) | reduce(day = x.dateBegunBy, act IN acts | CASE WHEN act.lensVisibility <= at
				    AND act.dateBegunBy < day THEN act.dateBegunBy ELSE day END)] AS certain
				SET x.lensFrom = possible[3], x.lensFromAt = CASE WHEN possible[0] > possible[3] THEN possible END,
				  x.lensSurelyFrom = certain[3], x.lensSurelyFromAt = CASE WHEN certain[0] > certain[3] THEN certain END,
				  x.lensTo = date('9999-12-31'), x.lensSurelyTo = date('9999-12-31')
				WITH x, before WHERE before <> %s"""
			.formatted(acts, days, days);
	}

}
