package org.rapport.transfer;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.rapport.graph.Sealing;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.transfer.Stored.Bond;

import org.springframework.data.neo4j.core.Neo4jClient;

/**
 * What imports ask of the graph and write into it. It reads past the lens, because a
 * writer has to know all that is there: nothing that it reads leaves this package.
 */
final class ImportGraph {

	private static final Set<String> BOOKKEEPING = Set.of("id", "recordedAt", "recordedBy", "version");

	private static final int BATCH = 5_000;

	private static final String EMPTY = """
			RETURN NOT EXISTS { (:Record) } AND NOT EXISTS { (:Dataset) } AS empty""";

	// Whoever comes second waits at the SET until the first is done, also when neither
	// finds anything to change.
	private static final String LOCK = """
			MERGE (dataset:Dataset {name: $name})
			SET dataset.loading = true
			RETURN dataset.title IS NOT NULL AS known""";

	private static final String UNLOCK = """
			MATCH (dataset:Dataset {name: $name})
			SET dataset = {name: $name, title: $title, licence: $licence}""";

	private static final String PRESENT = """
			UNWIND $rows AS id
			MATCH (element:%s {id: id})
			RETURN id""";

	private static final String SLUGS = """
			UNWIND $rows AS slug
			MATCH (record:Record {slug: slug})
			RETURN slug, record.id AS id""";

	private static final String IDENTIFIED = """
			UNWIND $rows AS row
			MATCH (fact:Identification {scheme: row.scheme, identifier: row.identifier})<-[:IDENTIFIED_BY]-(record:Record)
			RETURN fact.id AS fact, row.scheme AS scheme, row.identifier AS identifier, record.id AS record""";

	private static final String TOOK_PART = """
			UNWIND $rows AS id
			MATCH (:Record {id: id})<-[:IN]-(fact:Participation)<-[:TOOK_PART]-(actor:Actor)
			RETURN fact.id AS fact, actor.id AS actor, id AS meeting""";

	private static final String PART_OF = """
			UNWIND $rows AS id
			MATCH (part:Record {id: id})-[:PART_OF]->(whole:Meeting)
			RETURN part.id AS owner, part.id AS part, whole.id AS whole""";

	private static final String BODY_OF = """
			UNWIND $rows AS id
			MATCH (part:Record {id: id})-[:HAS]->(fact:Membership)-[:IN]->(whole:Actor)
			WHERE fact.kind IN ['BODY', 'CHAPTER']
			RETURN fact.id AS owner, part.id AS part, whole.id AS whole""";

	private static final String ELEMENTS = """
			UNWIND $rows AS row
			MATCH (element:%s {id: row.id})
			RETURN element.id AS id, properties(element) AS properties,
				[(element)-[tie]->(end:Record|Fact) WHERE type(tie) IN row.outgoing | {type: type(tie), id: end.id}]
					AS outgoing,
				[(element)<-[tie]-(end:Record|Fact) WHERE type(tie) IN row.incoming | {type: type(tie), id: end.id}]
					AS incoming""";

	private static final String CITATIONS = """
			UNWIND $rows AS id
			MATCH (:%s {id: id})<-[:SUPPORTS]-(citation:Citation {recordedBy: $by})
			RETURN citation.id AS id""";

	private static final String RELEASE_SLUGS = """
			UNWIND $rows AS id
			MATCH (record:Record {id: id})
			REMOVE record.slug""";

	// Labels and types come with the rows: to plan a statement for each would take the
	// better part of a first start.
	private static final String CREATE = """
			UNWIND $rows AS row
			CREATE (element:$(row.labels) {id: row.id})
			SET element += row.properties, element.recordedAt = $at, element.recordedBy = $by, element.version = 1""";

	private static final String CHANGE = """
			UNWIND $rows AS row
			MATCH (element:%s {id: row.id})
			WITH element, row, element.version + 1 AS version
			SET element = row.properties, element.id = row.id, element.recordedAt = $at, element.recordedBy = $by,
				element.version = version""";

	private static final String TIE = """
			UNWIND $rows AS row
			MATCH (from:%s {id: row.from})
			MATCH (to:%s {id: row.to})
			MERGE (from)-[:$(row.type)]->(to)""";

	private static final String UNTIE = """
			UNWIND $rows AS row
			MATCH (from:%s {id: row.from})-[tie]->(to:%s {id: row.to})
			WHERE type(tie) = row.type
			DELETE tie""";

	private static final String REMOVE_CITATIONS = """
			UNWIND $rows AS id
			MATCH (citation:Fact {id: id})
			DETACH DELETE citation""";

	private final Neo4jClient client;

	ImportGraph(Neo4jClient client) {
		this.client = client;
	}

	/** Whether there is neither a record nor a data set. */
	boolean isEmpty() {
		return this.client.query(EMPTY).fetchAs(Boolean.class).one().orElseThrow();
	}

	/**
	 * Waits for other loads of the data set to end, and holds off further ones until the
	 * transaction ends.
	 * @return what is there before this load
	 */
	Earlier lock(String dataset) {
		boolean known = this.client.query(LOCK)
			.bindAll(Map.of("name", dataset))
			.fetchAs(Boolean.class)
			.one()
			.orElseThrow();
		return new Before(known);
	}

	/** Notes that the data set is loaded. */
	void unlock(Dataset dataset) {
		Map<String, Object> parameters = new HashMap<>(Map.of("name", dataset.name(), "title", dataset.title()));
		parameters.put("licence", dataset.licence());
		this.client.query(UNLOCK).bindAll(parameters).run();
	}

	/** Those of the elements that are there already, as they are, by id. */
	Map<String, Stored> stored(Collection<Stored> elements) {
		Map<String, Stored> stored = new HashMap<>();
		elements.stream().collect(Collectors.groupingBy((element) -> group(element.kind()))).forEach((group, those) -> {
			List<Map<String, Object>> wanted = those.stream().map(ImportGraph::question).toList();
			for (Map<String, Object> row : rows(ELEMENTS.formatted(group), wanted, Map.of())) {
				Stored found = stored(row);
				stored.put(found.id(), found);
			}
		});
		return stored;
	}

	private static Map<String, Object> question(Stored element) {
		return Map.of("id", element.id(), "outgoing", types(element.kind(), true), "incoming",
				types(element.kind(), false));
	}

	private static Stored stored(Map<String, Object> row) {
		String id = Cells.text(row.get("id"));
		Map<String, Object> properties = new HashMap<>(Cells.map(row.get("properties")));
		properties.keySet().removeIf((name) -> BOOKKEEPING.contains(name) || name.startsWith(Sealing.PREFIX));
		Set<Bond> bonds = new HashSet<>();
		Cells.maps(row.get("outgoing"))
			.forEach((end) -> bonds.add(new Bond(Cells.text(end.get("type")), true, Cells.text(end.get("id")))));
		Cells.maps(row.get("incoming"))
			.forEach((end) -> bonds.add(new Bond(Cells.text(end.get("type")), false, Cells.text(end.get("id")))));
		return new Stored(id, Ids.kindOf(id), properties, bonds);
	}

	private static List<String> types(Kind kind, boolean outgoing) {
		return Tie.of(kind).stream().filter((tie) -> tie.outgoing() == outgoing).map(Tie::type).toList();
	}

	/** The ids of the citations that somebody recorded for these elements. */
	Set<String> citations(Collection<String> supported, String recordedBy) {
		return byGroup(supported, (group, ids) -> rows(CITATIONS.formatted(group), ids, Map.of("by", recordedBy)))
			.stream()
			.map((row) -> Cells.text(row.get("id")))
			.collect(Collectors.toSet());
	}

	/** Takes the slugs of these records away, so that they can change hands. */
	void releaseSlugs(Collection<String> ids) {
		write(RELEASE_SLUGS, ids, Map.of());
	}

	void create(Collection<Stored> elements, ZonedDateTime at, String by) {
		List<Map<String, Object>> rows = elements.stream()
			.map((element) -> Map.of("id", element.id(), "labels", labels(element.kind()), "properties",
					element.properties()))
			.toList();
		write(CREATE, rows, Map.of("at", at, "by", by));
	}

	void change(Collection<Stored> elements, ZonedDateTime at, String by) {
		elements.stream()
			.collect(Collectors.groupingBy((element) -> group(element.kind())))
			.forEach((group, those) -> write(CHANGE.formatted(group),
					those.stream()
						.map((element) -> Map.of("id", element.id(), "properties", element.properties()))
						.toList(),
					Map.of("at", at, "by", by)));
	}

	void tie(Collection<Directed> relationships) {
		byEnds(TIE, relationships);
	}

	void untie(Collection<Directed> relationships) {
		byEnds(UNTIE, relationships);
	}

	void removeCitations(Collection<String> ids) {
		write(REMOVE_CITATIONS, ids, Map.of());
	}

	/**
	 * A relationship from one id to another.
	 *
	 * @param type its type
	 * @param from the id where it begins
	 * @param to the id where it ends
	 */
	record Directed(String type, String from, String to) {

		static Directed of(Stored owner, Bond bond) {
			return bond.outgoing() ? new Directed(bond.type(), owner.id(), bond.other())
					: new Directed(bond.type(), bond.other(), owner.id());
		}

	}

	private void byEnds(String statement, Collection<Directed> relationships) {
		Map<String, List<Map<String, String>>> rows = new LinkedHashMap<>();
		for (Directed tie : relationships) {
			String text = statement.formatted(group(Ids.kindOf(tie.from())), group(Ids.kindOf(tie.to())));
			rows.computeIfAbsent(text, (none) -> new ArrayList<>())
				.add(Map.of("type", tie.type(), "from", tie.from(), "to", tie.to()));
		}
		rows.forEach((text, those) -> write(text, those, Map.of()));
	}

	private static List<String> labels(Kind kind) {
		return kind.isActor() ? List.of(group(kind), kind.label(), "Actor") : List.of(group(kind), kind.label());
	}

	/** The label whose ids are unique. */
	private static String group(Kind kind) {
		return kind.isRecord() ? "Record" : "Fact";
	}

	private void write(String statement, Collection<?> rows, Map<String, Object> parameters) {
		batches(rows, (batch) -> this.client.query(statement).bindAll(with(parameters, batch)).run());
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
			.collect(Collectors.groupingBy((id) -> group(Ids.kindOf(id))))
			.forEach((group, ids) -> rows.addAll(query.rows(group, ids)));
		return rows;
	}

	/**
	 * The graph as this transaction finds it. Of a data set that was never loaded nothing
	 * is looked for: at a first start the graph would warn of labels that it has not seen
	 * yet.
	 */
	private final class Before implements Earlier {

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
				.map((row) -> Cells.text(row.get("id")))
				.collect(Collectors.toSet());
		}

		@Override
		public Map<String, String> idsBySlug(Collection<String> slugs) {
			return ImportGraph.this.rows(SLUGS, slugs, Map.of())
				.stream()
				.collect(Collectors.toMap((row) -> Cells.text(row.get("slug")), (row) -> Cells.text(row.get("id"))));
		}

		@Override
		public List<Identified> identified(Collection<Identifier> identifiers) {
			List<Map<String, String>> wanted = identifiers.stream()
				.map((one) -> Map.of("scheme", one.scheme(), "identifier", one.identifier()))
				.toList();
			return ImportGraph.this.rows(IDENTIFIED, wanted, Map.of())
				.stream()
				.map((row) -> new Identified(Cells.text(row.get("fact")),
						new Identifier(Cells.text(row.get("scheme")), Cells.text(row.get("identifier"))),
						Cells.text(row.get("record"))))
				.toList();
		}

		@Override
		public List<TookPart> tookPart(Collection<String> meetings) {
			return ImportGraph.this.rows(TOOK_PART, this.known ? meetings : List.of(), Map.of())
				.stream()
				.map((row) -> new TookPart(Cells.text(row.get("fact")), Cells.text(row.get("actor")),
						Cells.text(row.get("meeting"))))
				.toList();
		}

		@Override
		public List<Part> meetingsAbove(Collection<String> meetings) {
			return above(PART_OF, meetings);
		}

		@Override
		public List<Part> bodiesAbove(Collection<String> bodies) {
			return above(BODY_OF, bodies);
		}

		/** Level by level, so that each step is taken once however many ways meet. */
		private List<Part> above(String statement, Collection<String> ids) {
			List<Part> steps = new ArrayList<>();
			Set<String> seen = new HashSet<>(this.known ? ids : List.of());
			Collection<String> level = seen;
			while (!level.isEmpty()) {
				Set<String> next = new HashSet<>();
				for (Map<String, Object> row : ImportGraph.this.rows(statement, level, Map.of())) {
					Part part = new Part(Cells.text(row.get("owner")), Cells.text(row.get("part")),
							Cells.text(row.get("whole")));
					steps.add(part);
					next.add(part.whole());
				}
				next.removeAll(seen);
				seen.addAll(next);
				level = next;
			}
			return steps;
		}

	}

	/** The cells of a row, which the statements above give types that Java cannot see. */
	private static final class Cells {

		static String text(@Nullable Object cell) {
			return (String) Objects.requireNonNull(cell);
		}

		@SuppressWarnings("unchecked")
		static Map<String, Object> map(@Nullable Object cell) {
			return (Map<String, Object>) Objects.requireNonNull(cell);
		}

		@SuppressWarnings("unchecked")
		static List<Map<String, Object>> maps(@Nullable Object cell) {
			return (List<Map<String, Object>>) Objects.requireNonNull(cell);
		}

	}

}
