package org.rapport.store;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.SortedText;
import org.rapport.kernel.Words;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.stereotype.Component;

/**
 * Seals the graph: writes on every record and fact what the lens needs to know about it
 * and about everything it depends on. A statement can then decide from one node whether
 * to show it. Every writer seals in the same transaction.
 *
 * <p>
 * A seal has these properties:
 * <ul>
 * <li>{@code lensVisibility} and {@code lensCircles}: the highest visibility and all
 * circles of the element and of what it depends on. A fact depends on its ends, a
 * citation on the element it supports and on its document, an ask on its document, a
 * milestone on its initiative.
 * <li>{@code lensPublic}: true if everybody may see the element, not set otherwise. It
 * repeats the two before, for people who query the graph with Cypher.
 * <li>{@code lensFrom} to {@code lensTo}: the days on which the element and everything it
 * depends on may have existed; {@code lensSurelyFrom} to {@code lensSurelyTo}: the days
 * on which they must have existed.
 * <li>{@code lensFromAt} and {@code lensSurelyFromAt}: the same first days for each
 * clearance (0 to 3). They are set where these days differ by clearance, because only
 * some viewers may see an act that makes a document start earlier.
 * <li>{@code lensSource}, on documents and on citations that support them: the clearance
 * from which on the document is the source of a citation. For those viewers it exists on
 * every day.
 * <li>{@code lensWords}, on records and names: the words of the name in the form that
 * search compares; on identifications: the letters and digits of the identifier;
 * {@code lensSearch0} to {@code lensSearch3} and {@code lensSearchCircled}: the entries
 * of the name in the search indexes ({@link SearchIndex}).
 * <li>{@code lensSortKey}, on records and names: the key by which the name sorts
 * ({@link SortedText}).
 * </ul>
 *
 * <p>
 * Sealing also writes the sort keys of long lists on facts, asks and relationships,
 * beside the ids of their ends: {@code lensActorId}, {@code lensActorSortKey},
 * {@code lensInId}, {@code lensOfId}, {@code lensOfSortKey}, {@code lensToId},
 * {@code lensFromId}, {@code lensFromKind}, {@code lensFromSortKey}, {@code lensInSlug},
 * {@code lensScheme} (of an identification, in lower case), {@code lensDay} and
 * {@code lensDayLatest}. On asks it writes {@code lensLast}, which sorts them from the
 * last position to the first. {@code lensSpanEnds} is the latest day of events whose
 * exact day is not known. These keys reveal nothing: a viewer who sees the fact or
 * relationship also sees its ends.
 */
@Component
public class Sealing {

	/** The prefix of all properties of a seal. */
	public static final String PREFIX = "lens";

	/** Changes whenever the same graph would get other seals than before. */
	static final String VERSION = "9, words " + Words.VERSION + ", order " + SortedText.VERSION;

	private static final String COMPUTED = """
			%sMATCH (x:Record|Name|Identification|Endorsement|Retracted)
			WHERE NOT x:Retracted OR x.kind IN $kinds
			RETURN elementId(x) AS at, coalesce(x.name, x.title, x.summary) AS name,
			  CASE WHEN x:Identification OR x:Retracted AND x.kind = 'Identification' THEN x.identifier END AS identifier,
			  x.lensVisibility AS visibility, x.lensCircles IS NOT NULL AS circled, x.lensWords AS words,
			  x.lensSortKey AS sortKey, CASE WHEN x.date STARTS WITH '[' THEN x.date END AS set, x.lensGaps AS gaps,
			  [x.lensSearch0, x.lensSearch1, x.lensSearch2, x.lensSearch3, x.lensSearchCircled] AS entries""";

	private static final String OF_GIVEN = "UNWIND $ids AS id MATCH (x:Record|Fact|Retracted {id: id}) WITH x ";

	/** The kinds of the elements that search finds, or whose dates are computed. */
	private static final List<String> KINDS = Stream
		.concat(Kind.RECORDS.stream(), Stream.of(Kind.NAME, Kind.IDENTIFICATION, Kind.ENDORSEMENT))
		.map(Kind::label)
		.toList();

	private static final String ENTER = """
			UNWIND $rows AS row
			MATCH (x) WHERE elementId(x) = row.at
			SET x += row.properties""";

	private static final int BATCH = 5_000;

	/** The most elements whose seals are computed together. Each takes a few KiB. */
	private static final int MOST_TOGETHER = 5_000;

	/**
	 * Seals the nodes beside elements with the ids {@code $beside}, as a part of a longer
	 * statement: the entries of their history, their former slugs and ids, the notes that
	 * two records are distinct or alike, their paragraphs, and the rows of tables that
	 * tell of them.
	 */
	public static final String BESIDE = "CALL () {\n" + SealCypher.BESIDE_GIVEN + "\n}\nCALL () {\n"
			+ SealCypher.ROWS_OF_GIVEN + "\n}\n";

	/**
	 * The beginning of longer statements. It finds the elements with the ids
	 * {@code $ids}, and all that depend on them, as the list {@code elements}. Its other
	 * parameters are {@code $dependent}: {@link #DEPENDENT}, and {@code $dated}:
	 * {@link #NONE_DATED}.
	 */
	public static final String WITH_DEPENDENTS = SealCypher.WITH_DEPENDENTS;

	/** The labels of the kinds that can depend on something. */
	public static final List<String> DEPENDENT = SealCypher.DEPENDENT;

	/** The parameter {@code $dated} of these statements: they leave out no citations. */
	public static final List<String> NONE_DATED = List.of("");

	/**
	 * A part of longer statements. It finds what the elements in the list {@code some}
	 * need, directly or not, as the list {@code needed}.
	 */
	public static final String NEEDED = SealCypher.NEEDED;

	private static final Ending BESIDE_ALONE = new Ending() {

		@Override
		public String text() {
			return BESIDE;
		}

		@Override
		public Map<String, Object> parameters(Set<String> sealed) {
			return Map.of("beside", RowValues.filledIds(sealed));
		}

	};

	private final Neo4jClient client;

	private final int mostTogether;

	@Autowired
	public Sealing(Neo4jClient client) {
		this(client, MOST_TOGETHER);
	}

	/**
	 * Seals with this client.
	 * @param mostTogether the most elements whose seals are computed together
	 */
	Sealing(Neo4jClient client, int mostTogether) {
		this.client = client;
		this.mostTogether = mostTogether;
	}

	/** Seals every record and fact, in the current transaction. */
	public void seal() {
		SealCypher.ELEMENTS.forEach((step) -> this.client.query(step.whole()).run());
		place(this.client.query(SealCypher.MISPLACED).fetchAs(String.class).all());
		this.client.query(SealCypher.SOURCES.whole()).run();
		this.client.query(SealCypher.CITATIONS.whole()).run();
		enter(this.client.query(COMPUTED.formatted(""))
			.bindAll(Map.of("kinds", KINDS))
			.fetchAs(Computed.class)
			.mappedBy((types, row) -> Computed.of(row))
			.all());
		SealCypher.LISTED.forEach((step) -> this.client.query(step.whole()).run());
		this.client.query(SealCypher.BESIDE).run();
		this.client.query(SealCypher.ROWS).run();
	}

	/**
	 * Seals changed elements and all that depend on them, in the current transaction. The
	 * cost depends on these elements, not on the size of the graph.
	 * @param changed the ids of the changed elements
	 * @param dated those of them that are documents of which only the days changed. The
	 * citations of such a document are not read
	 * @param documents the ids of documents that were cited, or acted upon, by elements
	 * that are so no more
	 * @param ending what is written after that, in the same statement where possible. It
	 * seals what is beside the elements that it gets
	 */
	public void seal(Collection<String> changed, Set<String> dated, Collection<String> documents, Ending ending) {
		Set<String> tooMany = new ChangedSeals(this.client, this.mostTogether).seal(changed, dated, documents, ending);
		if (!tooMany.isEmpty()) {
			ending.run(this.client, sealOneKindAfterAnother(tooMany, documents));
		}
	}

	/** Seals every record and fact, and writes something after that. */
	public void sealAll(Ending ending) {
		seal();
		ending.run(this.client, Set.of());
	}

	/**
	 * Seals so many elements that their contents would not fit into memory. It sends some
	 * 40 statements, however many elements there are.
	 * @param affected the changed elements and all that depend on them
	 */
	private Set<String> sealOneKindAfterAnother(Set<String> affected, Collection<String> documents) {
		elements(affected);
		Set<String> actedUpon = ids(SealCypher.ACTED_UPON, affected);
		actedUpon.addAll(documents);
		actedUpon.removeAll(affected);
		Set<String> retimed = withDependents(run(SealCypher.TEXTS, actedUpon));
		elements(retimed);
		affected.addAll(retimed);
		Set<String> sources = ids(SealCypher.CITED, affected);
		sources.addAll(affected);
		sources.addAll(documents);
		Set<String> citations = ids(SealCypher.CITATIONS_OF, run(SealCypher.SOURCES, sources));
		citations.addAll(affected);
		run(SealCypher.CITATIONS, citations);
		// Facts repeat the sort keys of their ends.
		enter(this.client.query(COMPUTED.formatted(OF_GIVEN))
			.bindAll(Map.of("ids", List.copyOf(affected), "kinds", KINDS))
			.fetchAs(Computed.class)
			.mappedBy((types, row) -> Computed.of(row))
			.all());
		SealCypher.LISTED.forEach((step) -> run(step, affected));
		return affected;
	}

	/**
	 * Seals new elements, or documents that they make begin on other days, and all that
	 * depend on them.
	 */
	void sealWithNew(Collection<String> elements, Collection<String> documents) {
		Set<String> changed = new LinkedHashSet<>(elements);
		changed.addAll(documents);
		if (!changed.isEmpty()) {
			seal(changed, Set.copyOf(documents), Set.of(), BESIDE_ALONE);
		}
	}

	/** Seals notes that two records are alike. */
	public void sealLikenesses(Collection<String> keys) {
		this.client.query(SealCypher.LIKENESSES_GIVEN).bindAll(Map.of("ids", List.copyOf(keys))).run();
	}

	/** Seals rows of tables whose elements are sealed already. */
	public void sealRows(Collection<String> ids) {
		this.client.query(SealCypher.ROWS_GIVEN).bindAll(Map.of("ids", List.copyOf(ids))).run();
	}

	private void elements(Collection<String> ids) {
		Set<String> misplaced = new LinkedHashSet<>();
		for (SealCypher.Step step : SealCypher.ELEMENTS) {
			Set<String> found = run(step, ids);
			if (step != SealCypher.TEXTS) {
				misplaced.addAll(found);
			}
		}
		place(misplaced);
	}

	/**
	 * Takes elements that need a retracted one out of what queries match, and brings back
	 * those that do not need one any more.
	 */
	private void place(Collection<String> misplaced) {
		List<String> ids = List.copyOf(misplaced);
		for (int i = 0; i < ids.size(); i += BATCH) {
			Map<String, Object> rows = Map.of("rows",
					Retraction.rows(ids.subList(i, Math.min(i + BATCH, ids.size())), true));
			this.client.query(Retraction.BRING_BACK).bindAll(rows).run();
			this.client.query(Retraction.TAKE_OUT).bindAll(rows).run();
		}
	}

	/**
	 * The ids of these elements and of all elements that depend on them, directly or not.
	 */
	public Set<String> withDependents(Collection<String> ids) {
		Set<String> all = new LinkedHashSet<>(ids);
		if (!ids.isEmpty()) {
			all.addAll(this.client.query(SealCypher.DEPENDENTS)
				.bindAll(Map.of("ids", List.copyOf(ids), "dependent", DEPENDENT, "dated", NONE_DATED))
				.fetchAs(String.class)
				.all());
		}
		return all;
	}

	/** Runs a step for those ids that are of its kinds. */
	private Set<String> run(SealCypher.Step step, Collection<String> ids) {
		List<String> those = ids.stream().filter((id) -> step.kinds().contains(Ids.kindOf(id))).toList();
		return ids(step.given(), those);
	}

	private Set<String> ids(String statement, Collection<String> ids) {
		if (ids.isEmpty()) {
			return new LinkedHashSet<>();
		}
		return this.client.query(statement)
			.bindAll(Map.of("ids", List.copyOf(ids)))
			.fetchAs(String.class)
			.mappedBy((types, row) -> row.get("id").asString())
			.all()
			.stream()
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private void enter(Collection<Computed> computed) {
		List<Map<String, Object>> entering = computed.stream()
			.filter((one) -> one != Computed.ENTERED)
			.map(Computed::row)
			.toList();
		for (int i = 0; i < entering.size(); i += BATCH) {
			this.client.query(ENTER)
				.bindAll(Map.of("rows", entering.subList(i, Math.min(i + BATCH, entering.size()))))
				.run();
		}
	}

	/**
	 * What Cypher cannot compute of an element.
	 *
	 * @param at the element id of its node
	 * @param name how it is found and sorted
	 */
	private record Computed(String at, SealedName name) {

		/** Stands for every element that needs no change, to save memory. */
		private static final Computed ENTERED = new Computed("", new SealedName(null, null, List.of(), null));

		static Computed of(Record row) {
			SealedName computed = SealedName.of(row.get("name").asString(null), row.get("identifier").asString(null),
					row.get("visibility").asLong(SearchIndex.NOWHERE), row.get("circled").asBoolean(),
					row.get("set").asString(null));
			SealedName present = new SealedName(row.get("words").asString(null), row.get("sortKey").asString(null),
					row.get("entries").asList((entry) -> entry.isNull() ? null : entry.asString()),
					row.get("gaps").isNull() ? null : row.get("gaps").asList(Value::asLocalDate));
			return computed.equals(present) ? ENTERED : new Computed(row.get("at").asString(), computed);
		}

		Map<String, Object> row() {
			return Map.of("at", this.at, "properties", this.name.properties());
		}

	}

}
