package org.rapport.graph;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;

import org.rapport.kernel.Ids;
import org.rapport.kernel.Visibility;
import org.rapport.kernel.Words;
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
 * on it is the source of something and so is there on every day;
 * <li>{@code lensWords}, on records and names, the words of its name as search compares
 * them, and {@code lensSearch0} to {@code lensSearch3} and {@code lensSearchCircled}, its
 * entries in those indexes of names in which it belongs ({@link SearchIndex}).
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

	/** Changes whenever the same graph would be sealed otherwise than before. */
	static final String VERSION = "3, words " + Words.VERSION;

	private static final String NAMED = """
			%sMATCH (x:Record|Name)
			RETURN elementId(x) AS at, coalesce(x.name, x.title, x.summary) AS name,
			  x.lensVisibility AS visibility, x.lensCircles IS NOT NULL AS circled, x.lensWords AS words,
			  [x.lensSearch0, x.lensSearch1, x.lensSearch2, x.lensSearch3, x.lensSearchCircled] AS entries""";

	private static final String OF_GIVEN = "UNWIND $ids AS id MATCH (x:%s {id: id}) WITH x ";

	private static final String ENTER = """
			UNWIND $rows AS row
			MATCH (x) WHERE elementId(x) = row.at
			SET x.lensWords = row.words, x.lensSearch0 = row.entries[0], x.lensSearch1 = row.entries[1],
			  x.lensSearch2 = row.entries[2], x.lensSearch3 = row.entries[3], x.lensSearchCircled = row.entries[4]""";

	private static final int BATCH = 5_000;

	private final Neo4jClient client;

	public Sealing(Neo4jClient client) {
		this.client = client;
	}

	/** Seals every record and fact, in the present transaction. */
	public void seal() {
		SealCypher.ELEMENTS.forEach((step) -> this.client.query(step.whole()).run());
		this.client.query(SealCypher.SOURCES.whole()).run();
		this.client.query(SealCypher.CITATIONS.whole()).run();
		SealCypher.LISTED.forEach((step) -> this.client.query(step.whole()).run());
		this.client.query(SealCypher.BESIDE).run();
		enter(this.client.query(NAMED.formatted(""))
			.fetchAs(Named.class)
			.mappedBy((types, row) -> Named.of(row))
			.all());
	}

	/**
	 * Seals what was written, and whatever of the rest that bears on, in the present
	 * transaction. What it costs follows from what is written and from what hangs on it,
	 * not from the size of the graph.
	 * @param written the ids of what was added, or changed in what concerns nothing else
	 * @param changed the ids of what was changed, so that all that hangs on them is
	 * sealed too
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
		SealCypher.LISTED.forEach((step) -> run(step, affected));
		byGroup(affected).forEach((group,
				ids) -> enter(this.client.query(NAMED.formatted(OF_GIVEN.formatted(group)))
					.bindAll(Map.of("ids", ids))
					.fetchAs(Named.class)
					.mappedBy((types, row) -> Named.of(row))
					.all()));
		sealBeside(affected);
	}

	/**
	 * Seals what is kept beside these elements: the entries of their history, their
	 * former slugs and ids, and who they are not.
	 */
	public void sealBeside(Collection<String> ids) {
		byGroup(ids).forEach((group, those) -> this.client.query(SealCypher.BESIDE_GIVEN.formatted(group))
			.bindAll(Map.of("ids", those))
			.run());
	}

	private void elements(Collection<String> ids) {
		SealCypher.ELEMENTS.forEach((step) -> run(step, ids));
	}

	/** These, and all that cannot do without them, by their ids. */
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

	/** Takes a step for those ids that are of its kinds. */
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

	private void enter(Collection<Named> named) {
		List<Map<String, Object>> entering = named.stream()
			.filter((one) -> one != Named.ENTERED)
			.map(Named::row)
			.toList();
		for (int i = 0; i < entering.size(); i += BATCH) {
			this.client.query(ENTER)
				.bindAll(Map.of("rows", entering.subList(i, Math.min(i + BATCH, entering.size()))))
				.run();
		}
	}

	/**
	 * What has a name, as it is to stand in the indexes of names.
	 *
	 * @param at where it is stored
	 * @param words the words of its name
	 * @param entries its entry in each index, null where it has none
	 */
	private record Named(String at, String words, List<@Nullable String> entries) {

		/** Stands for all that need no change, so that few of many are kept in memory. */
		private static final Named ENTERED = new Named("", "", List.of());

		static Named of(Record row) {
			Words words = Words.of(row.get("name").asString(""));
			List<@Nullable String> entries = Arrays.asList(SearchIndex.entries(words,
					row.get("visibility").asLong(Visibility.values().length), row.get("circled").asBoolean()));
			List<@Nullable String> present = row.get("entries")
				.asList((entry) -> entry.isNull() ? null : entry.asString());
			boolean entered = words.text().equals(row.get("words").asString("")) && entries.equals(present);
			return entered ? ENTERED : new Named(row.get("at").asString(), words.text(), entries);
		}

		Map<String, Object> row() {
			return Map.of("at", this.at, "words", this.words, "entries", this.entries);
		}

	}

}
