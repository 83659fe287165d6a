package org.rapport.transfer;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
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

	private static final String STATE = """
			MATCH (dataset:Dataset {name: $name})
			RETURN properties(dataset) AS properties, timestamp() AS now""";

	private static final String STATES = """
			MATCH (dataset:Dataset)
			RETURN properties(dataset) AS properties, timestamp() AS now""";

	/**
	 * Instances compare the time of the database, because their own clocks may differ.
	 */
	private static final String GO_ON = """
			MERGE (dataset:Dataset {name: $name})
			SET dataset = {name: $name, title: $title, licence: $licence, loadId: $load,
				loadAliveUntil: timestamp() + $lease, loadWritten: $written, loadElements: $elements,
				loadIntoEmpty: $intoEmpty}""";

	private static final String PAUSE = """
			MATCH (dataset:Dataset {name: $name})
			WHERE dataset.loadId = $load
			SET dataset.loadAliveUntil = 0""";

	private static final String FINISH = """
			MERGE (dataset:Dataset {name: $name})
			SET dataset = {name: $name, title: $title, licence: $licence, loadedAt: datetime({epochMillis: timestamp()}),
				loadedElements: $elements}""";

	private static final String TAKING_PART = """
			UNWIND $rows AS row
			MATCH (:Record {id: row.actor})-[:TOOK_PART]->(:Participation)-[:IN]->(:Record {id: row.meeting})
			RETURN DISTINCT row.actor AS actor, row.meeting AS meeting""";

	/**
	 * How long after its last batch a load counts as running. Another load of the data
	 * set waits for so long before it takes over.
	 */
	private static final Duration LEASE = Duration.ofSeconds(10);

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

	private static final String NAMED = """
			MATCH (actor:%s)
			WHERE coalesce(actor.kind, '') <> 'UNNAMED_GROUP' AND actor.recordedBy <> $by
			RETURN actor.id AS id, actor.countryCode AS country, actor.visibility AS level, actor.circle AS circle,
				[actor.name] + COLLECT { MATCH (actor)-[:KNOWN_AS]->(name:Name) RETURN name.name } AS names""";

	private static final String IDENTIFIED = """
			UNWIND $rows AS row
			MATCH (fact:Identification {lensScheme: toLower(row.scheme), identifier: row.identifier})<-[:IDENTIFIED_BY]-(actor:Actor)
			RETURN row.scheme AS scheme, row.identifier AS identifier, actor.id AS id, actor.visibility AS level,
				actor.circle AS circle""";

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

	/** Waits for all other writers, and blocks them until the transaction ends. */
	void lock() {
		this.store.lock();
	}

	/** How far the load of a data set is. */
	LoadState state(String dataset) {
		return this.client.query(STATE)
			.bindAll(Map.of("name", dataset))
			.fetch()
			.one()
			.map(ImportGraph::state)
			.orElseGet(() -> new LoadState(dataset, false, null, false, 0, 0, false));
	}

	/** The loads that have begun and not finished. */
	List<LoadState> unfinished() {
		return this.client.query(STATES)
			.fetch()
			.all()
			.stream()
			.map(ImportGraph::state)
			.filter(LoadState::isUnfinished)
			.toList();
	}

	private static LoadState state(Map<String, Object> row) {
		Map<String, Object> properties = RowValues.map(row.get("properties"));
		boolean unfinished = properties.containsKey("loadId");
		return new LoadState(RowValues.text(properties.get("name")), properties.containsKey("title"),
				unfinished ? RowValues.text(properties.get("loadId")) : null,
				unfinished && number(properties, "loadAliveUntil") > RowValues.number(row.get("now")),
				number(properties, "loadWritten"), number(properties, "loadElements"),
				Boolean.TRUE.equals(properties.get("loadIntoEmpty")));
	}

	private static long number(Map<String, Object> properties, String name) {
		return (properties.get(name) instanceof Long number) ? number : 0;
	}

	/** Says that a load of this data set has begun and is running, and how far it is. */
	void goOn(Dataset dataset, String load, long written, long elements, boolean intoEmpty) {
		Map<String, Object> parameters = parameters(dataset);
		parameters.putAll(Map.of("load", load, "written", written, "elements", elements, "intoEmpty", intoEmpty,
				"lease", LEASE.toMillis()));
		this.client.query(GO_ON).bindAll(parameters).run();
	}

	/** Lets another load go on with this data set at once. */
	void pause(Dataset dataset, String load) {
		this.client.query(PAUSE).bindAll(Map.of("name", dataset.name(), "load", load)).run();
	}

	/**
	 * Says that the data set was loaded whole.
	 * @param elements the number of elements of the load
	 */
	void finish(Dataset dataset, long elements) {
		Map<String, Object> parameters = parameters(dataset);
		parameters.put("elements", elements);
		this.client.query(FINISH).bindAll(parameters).run();
	}

	/** All data sets, sorted by name. */
	List<LoadedDataset> datasets() {
		return this.client.query(STATES)
			.fetch()
			.all()
			.stream()
			.map((row) -> dataset(RowValues.map(row.get("properties")), state(row)))
			.sorted(Comparator.comparing((LoadedDataset loaded) -> loaded.dataset().name()))
			.toList();
	}

	private static LoadedDataset dataset(Map<String, Object> properties, LoadState state) {
		Object title = properties.getOrDefault("title", state.dataset());
		return new LoadedDataset(
				new Dataset(state.dataset(), RowValues.text(title),
						(properties.get("licence") instanceof String licence) ? licence : null),
				(properties.get("loadedAt") instanceof ZonedDateTime at) ? at : null,
				state.isUnfinished() ? state.elements() : number(properties, "loadedElements"), state.isUnfinished(),
				state.written());
	}

	private static Map<String, Object> parameters(Dataset dataset) {
		Map<String, Object> parameters = new HashMap<>(Map.of("name", dataset.name(), "title", dataset.title()));
		parameters.put("licence", dataset.licence());
		return parameters;
	}

	/**
	 * The graph as it is now.
	 * @param known whether the data set was loaded before, at least in part
	 */
	StoredElements stored(boolean known) {
		return new Before(known);
	}

	/** Those of these attendees that took part. */
	Set<Attendee> takingPart(Collection<Attendee> attendees) {
		List<Map<String, String>> rows = attendees.stream()
			.map((attendee) -> Map.of("actor", attendee.actor(), "meeting", attendee.meeting()))
			.toList();
		return rows(TAKING_PART, rows, Map.of()).stream()
			.map((row) -> new Attendee(RowValues.text(row.get("actor")), RowValues.text(row.get("meeting"))))
			.collect(Collectors.toSet());
	}

	/**
	 * The actors of a kind that others than this data set recorded, without unnamed
	 * groups.
	 */
	List<NamedActor> actors(Kind kind, String recordedBy) {
		return this.client.query(NAMED.formatted(kind.label()))
			.bindAll(Map.of("by", recordedBy))
			.fetch()
			.all()
			.stream()
			.map((row) -> new NamedActor(hidden(row), text(row.get("country")),
					((List<?>) Objects.requireNonNull(row.get("names"))).stream().map(String::valueOf).toList()))
			.toList();
	}

	private static @Nullable String text(@Nullable Object value) {
		return (value != null) ? value.toString() : null;
	}

	private static HiddenActor hidden(Map<String, Object> row) {
		return new HiddenActor(RowValues.text(row.get("id")), RowValues.number(row.get("level")),
				text(row.get("circle")));
	}

	/**
	 * An actor, and from whom it is hidden.
	 *
	 * @param id its id
	 * @param level the level of its visibility
	 * @param circle its circle, or null
	 */
	record HiddenActor(String id, long level, @Nullable String circle) {

		/** Whether everybody who sees an element with this visibility sees the actor. */
		boolean isSeenWith(long otherLevel, @Nullable String otherCircle) {
			return this.level <= otherLevel && (this.circle == null || this.circle.equals(otherCircle));
		}

	}

	/**
	 * An actor with its names.
	 *
	 * @param actor the actor
	 * @param country its country code, or null
	 * @param names its name, and its other names
	 */
	record NamedActor(HiddenActor actor, @Nullable String country, List<String> names) {
	}

	/**
	 * An identifier in a scheme.
	 *
	 * @param scheme the scheme
	 * @param identifier the identifier
	 */
	record SchemedIdentifier(String scheme, String identifier) {
	}

	/** The actors that have these identifiers. */
	Map<SchemedIdentifier, HiddenActor> identified(Collection<SchemedIdentifier> identifiers) {
		List<Map<String, String>> rows = identifiers.stream()
			.map((one) -> Map.of("scheme", one.scheme(), "identifier", one.identifier()))
			.toList();
		Map<SchemedIdentifier, HiddenActor> identified = new HashMap<>();
		rows(IDENTIFIED, rows, Map.of()).forEach((row) -> identified.put(
				new SchemedIdentifier(RowValues.text(row.get("scheme")), RowValues.text(row.get("identifier"))),
				hidden(row)));
		return identified;
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
