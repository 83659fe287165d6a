package org.rapport.transfer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.rapport.kernel.Ids;
import org.rapport.store.ElementStore;
import org.rapport.store.RowValues;
import org.springframework.data.neo4j.core.Neo4jClient;

/**
 * Reads and writes the graph for imports. It reads without a lens, because an import has
 * to know everything that is recorded. Its data must not leave this package.
 */
final class ImportGraph {

	private static final int BATCH = 5_000;

	private static final String EMPTY = """
			RETURN NOT EXISTS { (:Record|Retracted) } AND NOT EXISTS { (:Dataset) } AND NOT EXISTS { (:ResearchCopy) } AS empty""";

	// A second load of the same data set waits at the SET until the first has ended, even
	// if neither changes anything.
	private static final String LOCK = """
			MERGE (dataset:Dataset {name: $name})
			SET dataset.loading = true
			RETURN dataset.title IS NOT NULL AS known""";

	private static final String UNLOCK = """
			MATCH (dataset:Dataset {name: $name})
			SET dataset = {name: $name, title: $title, licence: $licence}""";

	private static final String PRESENT = """
			UNWIND $rows AS id
			MATCH (element:%s|Retracted {id: id})
			RETURN id""";

	private static final String ERASED = """
			UNWIND $rows AS id
			MATCH (:Tombstone {id: id})
			RETURN id""";

	private static final String TOOK_PART = """
			UNWIND $rows AS id
			MATCH (:Record {id: id})<-[:IN]-(fact:Participation)<-[:TOOK_PART]-(actor:Actor)
			RETURN fact.id AS fact, actor.id AS actor, id AS meeting""";

	private static final String CITATIONS = """
			UNWIND $rows AS id
			MATCH (:%s|Retracted {id: id})<-[:SUPPORTS]-(citation:Citation|Retracted {recordedBy: $by})
			RETURN citation.id AS id""";

	private final Neo4jClient client;

	private final ElementStore store;

	ImportGraph(Neo4jClient client, ElementStore store) {
		this.client = client;
		this.store = store;
	}

	/** Whether the graph holds no record and no data set, and is not a research copy. */
	boolean isEmpty() {
		return this.client.query(EMPTY).fetchAs(Boolean.class).one().orElseThrow();
	}

	/**
	 * Waits for other loads of this data set, and makes later ones wait until the
	 * transaction ends.
	 * @return the data in the graph before this load
	 */
	StoredElements lock(String dataset) {
		this.store.lock();
		boolean known = this.client.query(LOCK)
			.bindAll(Map.of("name", dataset))
			.fetchAs(Boolean.class)
			.one()
			.orElseThrow();
		return new Before(known);
	}

	/** Marks the data set as loaded. */
	void unlock(Dataset dataset) {
		Map<String, Object> parameters = new HashMap<>(Map.of("name", dataset.name(), "title", dataset.title()));
		parameters.put("licence", dataset.licence());
		this.client.query(UNLOCK).bindAll(parameters).run();
	}

	/** The ids of the citations of these elements that this name recorded. */
	Set<String> citations(Collection<String> supported, String recordedBy) {
		return byGroup(supported, (group, ids) -> rows(CITATIONS.formatted(group), ids, Map.of("by", recordedBy)))
			.stream()
			.map((row) -> RowValues.text(row.get("id")))
			.collect(Collectors.toSet());
	}

	private List<Map<String, Object>> rows(String statement, Collection<?> rows, Map<String, Object> parameters) {
		List<Map<String, Object>> found = new ArrayList<>();
		batches(rows,
				(batch) -> found.addAll(this.client.query(statement).bindAll(with(parameters, batch)).fetch().all()));
		return found;
	}

	private static Map<String, Object> with(Map<String, Object> parameters, List<?> batch) {
		Map<String, Object> all = new HashMap<>(parameters);
		all.put("rows", batch);
		return all;
	}

	private static void batches(Collection<?> rows, Consumer<List<?>> each) {
		List<?> all = List.copyOf(rows);
		for (int i = 0; i < all.size(); i += BATCH) {
			each.accept(all.subList(i, Math.min(i + BATCH, all.size())));
		}
	}

	private interface GroupQuery {

		List<Map<String, Object>> rows(String group, List<String> ids);

	}

	private static List<Map<String, Object>> byGroup(Collection<String> all, GroupQuery query) {
		List<Map<String, Object>> rows = new ArrayList<>();
		all.stream()
			.collect(Collectors.groupingBy((id) -> Ids.kindOf(id).group()))
			.forEach((group, ids) -> rows.addAll(query.rows(group, ids)));
		return rows;
	}

	/**
	 * The graph as this transaction finds it. If the data set was never loaded, nothing
	 * is queried: on a first start Neo4j would warn about labels that do not exist yet.
	 */
	private final class Before implements StoredElements {

		private final boolean known;

		Before(boolean known) {
			this.known = known;
		}

		@Override
		public boolean hasDataset() {
			return this.known;
		}

		@Override
		public Set<String> present(Collection<String> ids) {
			return byGroup(ids, (group, those) -> ImportGraph.this.rows(PRESENT.formatted(group), those, Map.of()))
				.stream()
				.map((row) -> RowValues.text(row.get("id")))
				.collect(Collectors.toSet());
		}

		@Override
		public Set<String> erased(Collection<String> ids) {
			return ImportGraph.this.rows(ERASED, ids, Map.of())
				.stream()
				.map((row) -> RowValues.text(row.get("id")))
				.collect(Collectors.toSet());
		}

		@Override
		public List<TookPart> tookPart(Collection<String> meetings) {
			return ImportGraph.this.rows(TOOK_PART, this.known ? meetings : List.of(), Map.of())
				.stream()
				.map((row) -> new TookPart(RowValues.text(row.get("fact")), RowValues.text(row.get("actor")),
						RowValues.text(row.get("meeting"))))
				.toList();
		}

	}

}
