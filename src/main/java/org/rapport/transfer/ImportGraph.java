package org.rapport.transfer;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.kernel.Content;
import org.rapport.kernel.Hiding;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Tie;
import org.rapport.kernel.Visibility;
import org.rapport.recording.ChangeKind;
import org.rapport.recording.Form;
import org.rapport.store.ElementStore;
import org.rapport.store.ErasedMarks;
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
			SET dataset = {name: $name, title: $title, licence: $licence, visibility: $visibility, circle: $circle,
				idSecret: $secret, loadId: $load,
				loadActs: $acts, loadAliveUntil: timestamp() + $lease, loadWritten: $written, loadElements: $elements,
				loadIntoEmpty: $intoEmpty, lastActs: $lastActs}""";

	private static final String PAUSE = """
			MATCH (dataset:Dataset {name: $name})
			WHERE dataset.loadId = $load
			SET dataset.loadAliveUntil = 0""";

	private static final String FINISH = """
			MERGE (dataset:Dataset {name: $name})
			SET dataset = {name: $name, title: $title, licence: $licence, visibility: $visibility, circle: $circle,
				idSecret: $secret, loadedAt: datetime({epochMillis: timestamp()}),
				loadedElements: $elements, lastActs: $lastActs}""";

	private static final String TAKEN_BACK = """
			MERGE (dataset:Dataset {name: $name})
			SET dataset = {name: $name, title: $title, licence: $licence, visibility: dataset.visibility,
				circle: dataset.circle, idSecret: dataset.idSecret, lastActs: $lastActs, takenBackAt: datetime({epochMillis: timestamp()})}""";

	/**
	 * The live elements that a data set has recorded first. A former name that a rule
	 * added because the data set renamed an actor is told with that actor: no line states
	 * it.
	 */
	private static final String MADE = """
			MATCH (first:Revision)
			WHERE first.recordedBy = $by AND first.version = 1
			MATCH (first)-[:REVISES]->(element:Record|Fact)
			RETURN element.id AS id, CASE WHEN element:Name AND element.kind = 'FORMER' THEN head(COLLECT {
				MATCH (element)<-[:KNOWN_AS]-(actor:Actor)<-[:REVISES]-(renaming:Revision)
				WHERE renaming.actId = first.actId AND renaming.change = 'CHANGED'
				RETURN actor.id }) END AS renamed""";

	private static final String MERGED = """
			MATCH (alias:Alias)-[:STANDS_FOR]->(survivor:Record|Retracted)
			WITH properties(alias).merged AS id, survivor.id AS survivor
			WHERE id IS NOT NULL
			RETURN DISTINCT id, survivor""";

	private static final String LAST_SAID = """
			UNWIND $rows AS id
			CALL (id) {
				MATCH (said:Revision {elementId: id})
				WHERE said.recordedBy = $by AND said.after IS NOT NULL
				RETURN said.after AS form
				ORDER BY said.version DESC
				LIMIT 1
			}
			RETURN id, form""";

	private static final String TIED = """
			UNWIND $rows AS id
			MATCH (element:%s {id: id})-[tie]-(other:Record|Fact)
			RETURN id, type(tie) AS type, startNode(tie) = element AS outgoing, other.id AS other,
				CASE WHEN other:Citation THEN COLLECT { MATCH (other)-[:SUPPORTS]->(supported) RETURN supported.id } ELSE [] END
					AS supported""";

	private static final String REPRESENTING = """
			UNWIND $rows AS row
			MATCH (:Record {id: row.meeting})<-[:IN]-(fact:Participation)-[:REPRESENTING]->(:Record {id: row.actor})
			RETURN row.actor AS actor, row.meeting AS meeting, fact.id AS fact""";

	private static final String DONE = """
			UNWIND $rows AS act
			MATCH (done:Revision {actId: act})
			RETURN done.elementId AS element, done.change AS change, done.version AS version, done.before AS before
			ORDER BY element, version""";

	private static final String LAST_DONE = """
			UNWIND $acts AS act
			MATCH (done:Revision {actId: act})
			RETURN max(done.recordedAt) AS at""";

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

	private static final String LAST_ERASURE = "MATCH (stone:Tombstone) RETURN max(stone.erasedAt) AS at";

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
			RETURN row.scheme AS scheme, row.identifier AS identifier, fact.id AS fact, actor.id AS id,
				actor.visibility AS level, actor.circle AS circle""";

	private static final String CITATIONS = """
			UNWIND $rows AS id
			MATCH (:%s|Retracted {id: id})<-[:SUPPORTS]-(citation:Citation|Retracted {recordedBy: $by})
			RETURN citation.id AS id""";

	private static final JsonMapper JSON = new JsonMapper();

	private final Neo4jClient client;

	private final ElementStore store;

	private final ErasedMarks erasedMarks;

	ImportGraph(Neo4jClient client, ElementStore store) {
		this.client = client;
		this.store = store;
		this.erasedMarks = new ErasedMarks(client);
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
			.orElseGet(() -> LoadState.unknown(dataset));
	}

	/** When something was erased last; null if nothing was. */
	@Nullable OffsetDateTime lastErasure() {
		Object at = this.client.query(LAST_ERASURE).fetch().one().map((row) -> row.get("at")).orElse(null);
		return (at instanceof OffsetDateTime moment) ? moment
				: (at instanceof ZonedDateTime moment) ? moment.toOffsetDateTime() : null;
	}

	/**
	 * The keys of records that may have been erased and do not exist in this data set
	 * yet.
	 * @param lines all lines of a file
	 * @param admitted the keys about which somebody has decided that they are others
	 */
	Set<String> likeErased(List<Line> lines, Set<String> admitted, DatasetIds ids) {
		if (this.erasedMarks.areNone()) {
			return Set.of();
		}
		Set<String> like = new TreeSet<>(this.erasedMarks.known(ErasedClues.of(lines)));
		like.removeAll(admitted);
		Map<String, String> byId = new HashMap<>();
		for (Line line : lines) {
			if (line.key() != null && like.contains(line.key())) {
				byId.put(ids.of(line.kind(), line.key()), line.key());
			}
		}
		this.store.stored(byId.keySet()).keySet().forEach((id) -> like.remove(byId.get(id)));
		return like;
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
				hiding(properties), text(properties.get("idSecret")),
				unfinished ? RowValues.text(properties.get("loadId")) : null,
				unfinished && number(properties, "loadAliveUntil") > RowValues.number(row.get("now")),
				number(properties, "loadWritten"), number(properties, "loadElements"),
				Boolean.TRUE.equals(properties.get("loadIntoEmpty")), acts(properties), texts(properties, "lastActs"));
	}

	private static Hiding hiding(Map<String, Object> properties) {
		return Hiding.of(Visibility.of(number(properties, "visibility")), text(properties.get("circle")));
	}

	/** The acts of the load that has not finished. An earlier version stored the last. */
	private static List<String> acts(Map<String, Object> properties) {
		List<String> acts = texts(properties, "loadActs");
		return (acts.isEmpty() && properties.get("loadId") instanceof String last) ? List.of(last) : acts;
	}

	private static List<String> texts(Map<String, Object> properties, String name) {
		return (properties.get(name) instanceof List<?> texts) ? texts.stream().map(String::valueOf).toList()
				: List.of();
	}

	private static long number(Map<String, Object> properties, String name) {
		return (properties.get(name) instanceof Long number) ? number : 0;
	}

	/**
	 * Says that a load of this data set has begun and is running, and how far it is.
	 * @param hiding from whom the data set is hidden
	 * @param secret the secret of its ids, or null
	 * @param acts the ids of its acts: its own is the last, those before had stopped
	 * @param lastActs the acts of the load before it
	 */
	void goOn(Dataset dataset, Hiding hiding, @Nullable String secret, List<String> acts, List<String> lastActs,
			long written, long elements, boolean intoEmpty) {
		Map<String, Object> parameters = parameters(dataset, hiding, secret);
		parameters.putAll(Map.of("load", acts.get(acts.size() - 1), "acts", acts, "written", written, "elements",
				elements, "intoEmpty", intoEmpty, "lease", LEASE.toMillis()));
		parameters.put("lastActs", lastActs.isEmpty() ? null : lastActs);
		this.client.query(GO_ON).bindAll(parameters).run();
	}

	/** Lets another load go on with this data set at once. */
	void pause(Dataset dataset, String load) {
		this.client.query(PAUSE).bindAll(Map.of("name", dataset.name(), "load", load)).run();
	}

	/**
	 * Says that the data set was loaded whole.
	 * @param hiding from whom it is hidden
	 * @param secret the secret of its ids, or null
	 * @param elements the number of elements of the load
	 * @param lastActs the acts of the last load that wrote anything
	 */
	void finish(Dataset dataset, Hiding hiding, @Nullable String secret, long elements, List<String> lastActs) {
		Map<String, Object> parameters = parameters(dataset, hiding, secret);
		parameters.put("elements", elements);
		parameters.put("lastActs", lastActs.isEmpty() ? null : lastActs);
		this.client.query(FINISH).bindAll(parameters).run();
	}

	/**
	 * Says that the last load of a data set was taken back.
	 * @param lastActs the acts of the load before, if they can be taken back next
	 */
	void takenBack(Dataset dataset, List<String> lastActs) {
		Map<String, Object> parameters = parameters(dataset);
		parameters.put("lastActs", lastActs.isEmpty() ? null : lastActs);
		this.client.query(TAKEN_BACK).bindAll(parameters).run();
	}

	/**
	 * The live elements that a data set has recorded first.
	 * @param by who records its loads
	 */
	MadeElements made(String by) {
		IdIndex ids = new IdIndex();
		Map<String, String> formerNames = new HashMap<>();
		// They may be very many, so each row is forgotten once it is read.
		this.client.query(MADE).bindAll(Map.of("by", by)).fetchAs(Kind.class).mappedBy((types, row) -> {
			String id = row.get("id").asString();
			ids.add(id);
			if (!row.get("renamed").isNull()) {
				formerNames.put(id, row.get("renamed").asString());
			}
			return Ids.kindOf(id);
		}).all();
		return new MadeElements(ids.ids(), formerNames);
	}

	/**
	 * Elements that a data set, or a load, has made.
	 *
	 * @param ids their ids
	 * @param formerNames the ids of former names among them that no line states, each
	 * with the id of its actor
	 */
	record MadeElements(Set<String> ids, Map<String, String> formerNames) {

		static final MadeElements NONE = new MadeElements(Set.of(), Map.of());

		/** Those of the elements that have one of these ids. */
		MadeElements among(Set<String> others) {
			Set<String> both = new TreeSet<>(this.ids);
			both.retainAll(others);
			return new MadeElements(both, this.formerNames);
		}

		/** The ids of the citations. */
		Set<String> citations() {
			return those(true);
		}

		/** The ids of the records and facts that lines state. */
		Set<String> stated() {
			Set<String> stated = those(false);
			stated.removeAll(this.formerNames.keySet());
			return stated;
		}

		private Set<String> those(boolean citations) {
			return this.ids.stream()
				.filter((id) -> (Ids.kindOf(id) == Kind.CITATION) == citations)
				.collect(Collectors.toCollection(TreeSet::new));
		}

	}

	/** The ids of merged records, each with the id of the record that they became. */
	Map<String, String> merged() {
		Map<String, String> merged = new HashMap<>();
		this.client.query(MERGED)
			.fetch()
			.all()
			.forEach((row) -> merged.put(RowValues.text(row.get("id")), RowValues.text(row.get("survivor"))));
		return merged;
	}

	/**
	 * What a data set said last of these elements. Those of which it said nothing are
	 * left out.
	 * @param by who records its loads
	 * @param merged the ids of merged records, each with the one to name instead
	 */
	Map<String, Content> lastSaid(Collection<String> ids, String by, Map<String, String> merged) {
		Map<String, Content> said = new HashMap<>();
		rows(LAST_SAID, ids, Map.of("by", by)).forEach((row) -> {
			String id = RowValues.text(row.get("id"));
			said.put(id, content(id, RowValues.text(row.get("form")), merged));
		});
		return said;
	}

	private static Content content(String id, String form, Map<String, String> merged) {
		return Form.content(id, Ids.kindOf(id), JSON.readTree(form), (other) -> merged.getOrDefault(other, other));
	}

	/** The live elements that refer to these live ones. */
	List<TiedElement> referring(Collection<String> ids) {
		List<TiedElement> referring = new ArrayList<>();
		for (Map<String, Object> row : byGroup(ids, (group, those) -> rows(TIED.formatted(group), those, Map.of()))) {
			String other = RowValues.text(row.get("other"));
			String type = RowValues.text(row.get("type"));
			boolean leadsHere = !Boolean.TRUE.equals(row.get("outgoing"));
			if (Tie.of(Ids.kindOf(other))
				.stream()
				.anyMatch((tie) -> tie.type().equals(type) && tie.outgoing() == leadsHere)) {
				referring.add(new TiedElement(RowValues.text(row.get("id")), other,
						Set.copyOf(RowValues.texts(row.get("supported"))), type.equals("SUPPORTS")));
			}
		}
		return referring;
	}

	/**
	 * An element that refers to another.
	 *
	 * @param element the id of the element that it refers to
	 * @param other its own id
	 * @param supported the ids of what it supports; empty if it is no citation
	 * @param cites whether it refers to the element because it supports it
	 */
	record TiedElement(String element, String other, Set<String> supported, boolean cites) {
	}

	/** The live participations that represent these attendees. */
	Map<Attendee, Set<String>> representing(Collection<Attendee> attendees) {
		Map<Attendee, Set<String>> representing = new HashMap<>();
		rows(REPRESENTING, rows(attendees), Map.of()).forEach(
				(row) -> representing
					.computeIfAbsent(new Attendee(RowValues.text(row.get("actor")), RowValues.text(row.get("meeting"))),
							(none) -> new TreeSet<>())
					.add(RowValues.text(row.get("fact"))));
		return representing;
	}

	private static List<Map<String, String>> rows(Collection<Attendee> attendees) {
		return attendees.stream()
			.map((attendee) -> Map.of("actor", attendee.actor(), "meeting", attendee.meeting()))
			.toList();
	}

	/**
	 * What acts of loads have done, by element.
	 * @param merged the ids of merged records, each with the one to name instead
	 */
	Map<String, DoneChange> done(List<String> acts, Map<String, String> merged) {
		Map<String, DoneChange> done = new LinkedHashMap<>();
		for (Map<String, Object> row : rows(DONE, acts, Map.of())) {
			String id = RowValues.text(row.get("element"));
			String before = text(row.get("before"));
			done.putIfAbsent(id, new DoneChange(ChangeKind.valueOf(RowValues.text(row.get("change"))),
					(before != null) ? content(id, before, merged) : null));
		}
		return done;
	}

	/** When acts of loads wrote last; empty if they have written nothing. */
	Optional<OffsetDateTime> lastDone(List<String> acts) {
		return this.client.query(LAST_DONE)
			.bindAll(Map.of("acts", acts))
			.fetchAs(OffsetDateTime.class)
			.mappedBy((types, row) -> row.get("at").isNull() ? null : row.get("at").asOffsetDateTime())
			.one();
	}

	/**
	 * What a load has done to an element first.
	 *
	 * @param change what it did
	 * @param before the element before; null if it was new
	 */
	record DoneChange(ChangeKind change, @Nullable Content before) {
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
				state.hiding(), (properties.get("loadedAt") instanceof ZonedDateTime at) ? at : null,
				state.isUnfinished() ? state.elements() : number(properties, "loadedElements"), state.isUnfinished(),
				state.written(), (properties.get("takenBackAt") instanceof ZonedDateTime at) ? at : null);
	}

	private static Map<String, Object> parameters(Dataset dataset, Hiding hiding, @Nullable String secret) {
		Map<String, Object> parameters = parameters(dataset);
		parameters.put("visibility", hiding.level());
		parameters.put("circle", hiding.circles().stream().findFirst().orElse(null));
		parameters.put("secret", secret);
		return parameters;
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
		return rows(TAKING_PART, rows(attendees), Map.of()).stream()
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

	/**
	 * An identifier that an actor has.
	 *
	 * @param actor the actor
	 * @param fact the id of the fact that says so
	 */
	record StoredIdentifier(HiddenActor actor, String fact) {
	}

	/** The actors that have these identifiers. */
	Map<SchemedIdentifier, StoredIdentifier> identified(Collection<SchemedIdentifier> identifiers) {
		List<Map<String, String>> rows = identifiers.stream()
			.map((one) -> Map.of("scheme", one.scheme(), "identifier", one.identifier()))
			.toList();
		Map<SchemedIdentifier, StoredIdentifier> identified = new HashMap<>();
		rows(IDENTIFIED, rows, Map.of()).forEach((row) -> identified.put(
				new SchemedIdentifier(RowValues.text(row.get("scheme")), RowValues.text(row.get("identifier"))),
				new StoredIdentifier(hidden(row), RowValues.text(row.get("fact")))));
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
