package org.rapport.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.SortedText;
import org.rapport.kernel.Words;
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
	static final String VERSION = "8, words " + Words.VERSION + ", order " + SortedText.VERSION;

	private static final String COMPUTED = """
			%sMATCH (x:Record|Name|Identification|Endorsement|Retracted)
			WHERE NOT x:Retracted OR x.kind IN $kinds
			RETURN elementId(x) AS at, coalesce(x.name, x.title, x.summary) AS name,
			  CASE WHEN x:Identification OR x:Retracted AND x.kind = 'Identification' THEN x.identifier END AS identifier,
			  x.lensVisibility AS visibility, x.lensCircles IS NOT NULL AS circled, x.lensWords AS words,
			  x.lensSortKey AS sortKey, CASE WHEN x.date STARTS WITH '[' THEN x.date END AS set, x.lensGaps AS gaps,
			  [x.lensSearch0, x.lensSearch1, x.lensSearch2, x.lensSearch3, x.lensSearchCircled] AS entries""";

	private static final String OF_GIVEN = "UNWIND $ids AS id MATCH (x:%s|Retracted {id: id}) WITH x ";

	/** The kinds of the elements that search finds, or whose dates are computed. */
	private static final List<String> KINDS = Stream
		.concat(Kind.RECORDS.stream(), Stream.of(Kind.NAME, Kind.IDENTIFICATION, Kind.ENDORSEMENT))
		.map(Kind::label)
		.toList();

	private static final String ENTER = """
			UNWIND $rows AS row
			MATCH (x) WHERE elementId(x) = row.at
			SET x.lensWords = row.words, x.lensSortKey = row.sortKey, x.lensGaps = row.gaps,
			  x.lensSearch0 = row.entries[0], x.lensSearch1 = row.entries[1], x.lensSearch2 = row.entries[2],
			  x.lensSearch3 = row.entries[3], x.lensSearchCircled = row.entries[4]""";

	private static final int BATCH = 5_000;

	private final Neo4jClient client;

	public Sealing(Neo4jClient client) {
		this.client = client;
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
	 * Seals written elements and all others that they affect, in the current transaction.
	 * The cost depends on the written elements and their dependents, not on the size of
	 * the graph.
	 * @param written the ids of elements that were added, or whose change affects no
	 * other element
	 * @param changed the ids of changed elements whose dependents are sealed too
	 */
	public void seal(Collection<String> written, Collection<String> changed) {
		Set<String> affected = new LinkedHashSet<>(written);
		affected.addAll(withDependents(changed));
		elements(affected);
		Set<String> actedUpon = ids(SealCypher.ACTED_UPON, affected);
		actedUpon.removeAll(affected);
		Set<String> retimed = withDependents(run(SealCypher.TEXTS, actedUpon));
		elements(retimed);
		affected.addAll(retimed);
		Set<String> sources = ids(SealCypher.CITED, affected);
		sources.addAll(affected);
		Set<String> citations = ids(SealCypher.CITATIONS_OF, run(SealCypher.SOURCES, sources));
		citations.addAll(affected);
		run(SealCypher.CITATIONS, citations);
		// Facts repeat the sort keys of their ends.
		byGroup(affected).forEach((group,
				ids) -> enter(this.client.query(COMPUTED.formatted(OF_GIVEN.formatted(group)))
					.bindAll(Map.of("ids", ids, "kinds", KINDS))
					.fetchAs(Computed.class)
					.mappedBy((types, row) -> Computed.of(row))
					.all()));
		SealCypher.LISTED.forEach((step) -> run(step, affected));
		sealBeside(affected);
	}

	/**
	 * Seals the nodes beside these elements: the entries of their history, their former
	 * slugs and ids, the notes that two records are distinct, their paragraphs, and the
	 * rows of tables that tell of them.
	 */
	public void sealBeside(Collection<String> ids) {
		byGroup(ids).forEach((group, those) -> {
			this.client.query(SealCypher.BESIDE_GIVEN.formatted(group)).bindAll(Map.of("ids", those)).run();
			this.client.query(SealCypher.ROWS_OF_GIVEN.formatted(group)).bindAll(Map.of("ids", those)).run();
		});
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
		byGroup(misplaced).forEach((group, ids) -> {
			for (int i = 0; i < ids.size(); i += BATCH) {
				Map<String, Object> rows = Map.of("rows",
						Retraction.rows(ids.subList(i, Math.min(i + BATCH, ids.size())), true));
				this.client.query(Retraction.BRING_BACK).bindAll(rows).run();
				this.client.query(Retraction.TAKE_OUT.formatted(group)).bindAll(rows).run();
			}
		});
	}

	/**
	 * The ids of these elements and of all elements that depend on them, directly or not.
	 */
	public Set<String> withDependents(Collection<String> ids) {
		Set<String> all = new LinkedHashSet<>(ids);
		Collection<String> level = ids;
		while (!level.isEmpty()) {
			Set<String> next = new LinkedHashSet<>();
			byGroup(level).forEach((group, those) -> next.addAll(ids(SealCypher.DEPENDENTS.formatted(group), those)));
			next.removeAll(all);
			all.addAll(next);
			level = next;
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

	private static Map<String, List<String>> byGroup(Collection<String> ids) {
		return ids.stream().collect(Collectors.groupingBy((id) -> Ids.kindOf(id).group(), Collectors.toList()));
	}

	private void enter(Collection<Computed> computed) {
		List<Map<String, @Nullable Object>> entering = computed.stream()
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
	 * @param words the words of its name; null if it has no name
	 * @param sortKey the key by which its name sorts; null if it has no name
	 * @param entries its entry in each search index; null where it has none
	 * @param gaps the gaps of its date, each by its first and last day; null if it has
	 * none
	 */
	private record Computed(String at, @Nullable String words, @Nullable String sortKey, List<@Nullable String> entries,
			@Nullable List<LocalDate> gaps) {

		/** Stands for every element that needs no change, to save memory. */
		private static final Computed ENTERED = new Computed("", null, null, List.of(), null);

		static Computed of(Record row) {
			String name = row.get("name").asString(null);
			String identifier = row.get("identifier").asString(null);
			Words words = Words.of((name != null) ? name : "");
			String text = (name != null) ? words.text() : null;
			if (identifier != null) {
				// Search finds identifiers by all their letters, with an index of their
				// own.
				Words letters = Words.of(identifier);
				text = letters.joined(0, letters.words().size());
			}
			Computed computed = new Computed(row.get("at").asString(), text,
					(name != null) ? SortedText.of(name).key() : null, Arrays.asList(SearchIndex.entries(words,
							row.get("visibility").asLong(SearchIndex.NOWHERE), row.get("circled").asBoolean())),
					gaps(row.get("set").asString(null)));
			Computed present = new Computed(computed.at(), row.get("words").asString(null),
					row.get("sortKey").asString(null),
					row.get("entries").asList((entry) -> entry.isNull() ? null : entry.asString()),
					row.get("gaps").isNull() ? null : row.get("gaps").asList(Value::asLocalDate));
			return computed.equals(present) ? ENTERED : computed;
		}

		private static @Nullable List<LocalDate> gaps(@Nullable String set) {
			List<LocalDate> gaps = new ArrayList<>();
			if (set != null) {
				ApproximateDate.parse(set).gaps().forEach((gap) -> gaps.addAll(List.of(gap.from(), gap.to())));
			}
			return gaps.isEmpty() ? null : gaps;
		}

		Map<String, @Nullable Object> row() {
			Map<String, @Nullable Object> row = new HashMap<>();
			row.put("at", this.at);
			row.put("words", this.words);
			row.put("sortKey", this.sortKey);
			row.put("entries", this.entries);
			row.put("gaps", this.gaps);
			return row;
		}

	}

}
