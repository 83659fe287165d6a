package org.rapport.store;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.rapport.kernel.Content;
import org.rapport.kernel.Content.Bond;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.stereotype.Component;

/**
 * Writes new elements, in the current transaction: their properties, seals, relationships
 * and first history entries. It takes four statements at most, however many elements
 * there are, unless they change the seals of recorded elements.
 */
@Component
public class NewElements {

	private static final String NAMED = """
			UNWIND $rows AS id
			MATCH (n:Record|Fact|Retracted {id: id})
			RETURN elementId(n) AS place, n { .id, %s } AS node"""
		.formatted(ElementSeals.READ.stream().map((property) -> "." + property).collect(Collectors.joining(", ")));

	// Labels and types are parameters: planning a statement for each of them would take
	// most of the time of a first start. The constraints do not compare the ids and slugs
	// of live elements with those of retracted and erased ones, so this statement does.
	private static final String CREATE = """
			UNWIND $rows AS row
			WITH row
			WHERE NOT EXISTS { (:Retracted|Tombstone {id: row.properties.id}) }
				AND NOT EXISTS { (:Retracted {slug: row.properties.slug}) }
			CREATE (entry:Revision)-[:REVISES]->(element:$(row.labels))
			SET element = row.properties, entry = row.entry
			RETURN element.id AS id, elementId(element) AS place""";

	// By the database's own ids, which this transaction has just read or made: a search
	// by id looks into three indexes for each end.
	private static final String TIE = """
			UNWIND $rows AS row
			MATCH (from) WHERE elementId(from) = row.from
			MATCH (to) WHERE elementId(to) = row.to
			CREATE (from)-[tie:$(row.type)]->(to)
			SET tie = row.properties""";

	/**
	 * A citation of a document is open to those who can use that document as a source.
	 */
	private static final String SOURCES = """
			UNWIND $rows AS row
			MATCH (document:Record|Retracted {id: row.id})
			SET document.lensSource = row.level
			WITH document
			MATCH (document)<-[:SUPPORTS]-(citation:Citation|Retracted)
			SET citation.lensSource = document.lensSource""";

	private final Neo4jClient client;

	private final Sealing sealing;

	public NewElements(Neo4jClient client, Sealing sealing) {
		this.client = client;
		this.sealing = sealing;
	}

	/**
	 * Adds elements as their first versions.
	 * @param entries the properties of the history entry of each element, by its id
	 * @throws IllegalStateException if a live, retracted or erased element has one of
	 * these ids or slugs
	 */
	public void add(Collection<Content> elements, Map<String, Map<String, Object>> entries, OffsetDateTime at,
			String by) {
		add(elements, entries, Set.of(), at, by);
	}

	/**
	 * Adds elements as their first versions, beside changes of others.
	 * @param entries the properties of the history entry of each element, by its id
	 * @param changed the ids of elements that the caller is going to seal, with all that
	 * depend on them. Their present seals do not matter
	 * @throws IllegalStateException if a live, retracted or erased element has one of
	 * these ids or slugs
	 */
	public void add(Collection<Content> elements, Map<String, Map<String, Object>> entries, Set<String> changed,
			OffsetDateTime at, String by) {
		Map<String, String> places = new HashMap<>();
		Map<String, Map<String, Object>> named = named(elements, places);
		named.forEach((id, node) -> {
			if (changed.contains(id)) {
				node.keySet().removeIf((name) -> name.startsWith(Sealing.PREFIX));
			}
		});
		ElementSeals seals = new ElementSeals(elements, named);
		List<Map<String, Object>> nodes = new ArrayList<>();
		for (Content element : elements) {
			Map<String, Object> properties = new HashMap<>(seals.properties(element.id()));
			properties.putAll(Map.of("recordedAt", at, "recordedBy", by, "version", 1L));
			Map<String, Object> entry = new HashMap<>(Objects.requireNonNull(entries.get(element.id())));
			entry.putAll(seals.beside(element.id()));
			nodes.add(Map.of("labels", element.kind().labels(), "properties", properties, "entry", entry));
		}
		create(nodes, places);
		write(TIE, ties(elements, seals, places));
		write(SOURCES,
				seals.sources()
					.entrySet()
					.stream()
					.filter((source) -> !changed.contains(source.getKey()))
					.map((source) -> Map.<String, Object>of("id", source.getKey(), "level", source.getValue()))
					.toList());
		this.sealing.sealWithNew(elements.stream().map(Content::id).filter(seals::isWithheld).toList(),
				seals.retimed().stream().filter((document) -> !changed.contains(document)).toList());
	}

	/**
	 * What the seals need to know of the recorded elements that the new ones name.
	 * @param places gets the ids that the database has given to their nodes
	 */
	private Map<String, Map<String, Object>> named(Collection<Content> elements, Map<String, String> places) {
		Set<String> ids = new HashSet<>();
		elements.forEach((element) -> element.bonds().forEach((bond) -> ids.add(bond.other())));
		elements.forEach((element) -> ids.remove(element.id()));
		Map<String, Map<String, Object>> named = new HashMap<>();
		for (List<String> batch : ElementStore.batches(ids)) {
			this.client.query(NAMED).bindAll(Map.of("rows", batch)).fetch().all().forEach((row) -> {
				Map<String, Object> node = new HashMap<>(RowValues.map(row.get("node")));
				node.values().removeIf(Objects::isNull);
				String id = RowValues.text(node.get("id"));
				places.put(id, RowValues.text(row.get("place")));
				named.put(id, node);
			});
		}
		return named;
	}

	/** The relationships of the new elements to those that exist. */
	private static List<Map<String, Object>> ties(Collection<Content> elements, ElementSeals seals,
			Map<String, String> places) {
		List<Map<String, Object>> ties = new ArrayList<>();
		for (Content element : elements) {
			String own = Objects.requireNonNull(places.get(element.id()));
			for (Bond bond : element.bonds()) {
				String other = places.get(bond.other());
				if (other != null) {
					ties.add(Map.of("type", bond.type(), "from", bond.outgoing() ? own : other, "to",
							bond.outgoing() ? other : own, "properties", seals.tied(element, bond)));
				}
			}
		}
		return ties;
	}

	private void create(List<Map<String, Object>> rows, Map<String, String> places) {
		long created = 0;
		for (List<Map<String, Object>> batch : ElementStore.batches(rows)) {
			for (Map<String, Object> row : this.client.query(CREATE).bindAll(Map.of("rows", batch)).fetch().all()) {
				places.put(RowValues.text(row.get("id")), RowValues.text(row.get("place")));
				created++;
			}
		}
		if (created != rows.size()) {
			throw new IllegalStateException(
					"%d of %d new elements have the id or the slug of a retracted or erased element"
						.formatted(rows.size() - created, rows.size()));
		}
	}

	private void write(String statement, List<Map<String, Object>> rows) {
		ElementStore.batches(rows)
			.forEach((batch) -> this.client.query(statement).bindAll(Map.of("rows", batch)).run());
	}

}
