package org.rapport.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Content.Bond;
import org.rapport.kernel.Content;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Tie;
import org.springframework.data.neo4j.core.Neo4jClient;

/**
 * Seals changed elements and all that depend on them, in the current transaction. One
 * statement reads them, {@link ElementSeals} computes the seals, and one statement writes
 * those properties that differ. Both run again only if the days of a document change
 * because of an act upon it.
 */
final class ChangedSeals {

	private static final int READ_AGAIN_AT_MOST = 2;

	private static final String SOURCE = "lensSource";

	private static final String END = "end { .id, "
			+ ElementSeals.READ.stream().map((property) -> "." + property).collect(Collectors.joining(", ")) + " }";

	/**
	 * Reads the elements with their ties (part 0), the ends of these (part 1), and the
	 * documents that were presented at changed meetings (part 2). If there are too many
	 * elements, it reads only their ids.
	 */
	private static final String READ = SealCypher.WITH_DEPENDENTS
			+ """
					WITH level0, elements, size(elements) <= $most AS few
					CALL (level0, elements, few) {
					  UNWIND elements AS x
					  RETURN 0 AS part, elementId(x) AS place, CASE WHEN few THEN properties(x) ELSE x { .id } END AS node,
					    x:Retracted AS retracted, '' AS meeting,
					    CASE WHEN few THEN [(x)-[tie:%1$s]->(end:Record|Fact|Retracted) WHERE type(tie) IN $outgoing[left(x.id, 3)] |
					      { place: elementId(tie), type: type(tie), other: end.id, properties: properties(tie) }] ELSE [] END AS outgoing,
					    CASE WHEN few THEN [(x)<-[tie:%2$s]-(end:Record|Fact|Retracted) WHERE type(tie) IN $incoming[left(x.id, 3)] |
					      { type: type(tie), other: end.id }] ELSE [] END AS incoming
					  UNION ALL
					  UNWIND elements AS x
					  WITH x WHERE few
					  CALL (x) {
					    MATCH (x)-[tie:%1$s]->(end:Record|Fact|Retracted) WHERE type(tie) IN $outgoing[left(x.id, 3)] RETURN end
					    UNION
					    MATCH (x)<-[tie:%2$s]-(end:Record|Fact|Retracted) WHERE type(tie) IN $incoming[left(x.id, 3)] RETURN end
					  }
					  WITH DISTINCT end
					  RETURN 1 AS part, '' AS place, %3$s AS node, false AS retracted, '' AS meeting, [] AS outgoing, [] AS incoming
					  UNION ALL
					  UNWIND level0 AS x
					  MATCH (x)<-[:PRESENTED_AT]-(end:Document|Retracted) WHERE few
					  RETURN 2 AS part, '' AS place, %3$s AS node, false AS retracted, x.id AS meeting, [] AS outgoing, [] AS incoming
					}
					RETURN part, place, node, retracted, meeting, outgoing, incoming"""
				.formatted(allTypes(true), allTypes(false), END);

	/**
	 * Writes what differs, then from which clearance on documents are a source. If the
	 * days of no document can change, the rest is done in the same statement.
	 */
	private static final String WRITE = """
			CALL () {
			  UNWIND $nodes AS row
			  WITH row WHERE row.place IS NOT NULL
			  MATCH (x) WHERE elementId(x) = row.place
			  SET x += row.properties, x:$(row.add)
			  REMOVE x:$(row.remove)
			}
			CALL () {
			  UNWIND $ties AS row
			  WITH row WHERE row.place IS NOT NULL
			  MATCH ()-[tie]->() WHERE elementId(tie) = row.place
			  SET tie += row.properties
			}
			CALL () {
			  UNWIND $sources AS id
			  MATCH (x:Record|Retracted {id: id})
			  %s}
			""".formatted(SealCypher.RENEW_SOURCE);

	/** Then writes the days of documents, and returns the ids of those that changed. */
	private static final String AND_DAYS = """
			CALL () {
			  UNWIND $texts AS id
			  MATCH (x:Record|Retracted {id: id})
			  %s
			  RETURN collect(x.id) AS begun
			}
			RETURN begun""".formatted(SealCypher.RENEW_DAYS);

	private static final Map<String, List<String>> OUTGOING = types(true);

	private static final Map<String, List<String>> INCOMING = types(false);

	/** The parts of a seal by which others are sealed, or decide who sees them. */
	private static final List<String> SHOWING = List.of("lensVisibility", "lensWithheld", "lensCircles", "lensFrom",
			"lensFromAt", "lensSurelyFrom", "lensSurelyFromAt", "lensTo", "lensSurelyTo");

	private static final List<String> CLEARING = List.of("lensVisibility", "lensWithheld", "lensCircles");

	private final Neo4jClient client;

	private final int most;

	/**
	 * Seals with this client.
	 * @param most the most elements that are sealed together
	 */
	ChangedSeals(Neo4jClient client, int most) {
		this.client = client;
		this.most = most;
	}

	/**
	 * Seals elements with all that depend on them.
	 * @param changed their ids
	 * @param dated those of them that are documents of which only the days changed
	 * @param documents the ids of documents that were cited, or acted upon, by elements
	 * that are so no more
	 * @param ending the end of the statement that writes last. It gets the ids of the
	 * elements that other viewers see now, or on other days, and of all that were given
	 * @return the ids of all elements, if they are too many; then nothing was written
	 */
	Set<String> seal(Collection<String> changed, Set<String> dated, Collection<String> documents, Ending ending) {
		Set<String> shown = new LinkedHashSet<>(changed);
		Collection<String> open = changed;
		Set<String> onlyDated = dated;
		Collection<String> left = documents;
		for (int i = 0; i < READ_AGAIN_AT_MOST && !(open.isEmpty() && left.isEmpty()); i++) {
			Round round = new Round(new LinkedHashSet<>(open), onlyDated, left);
			if (!open.isEmpty()) {
				round.read();
				if (!round.tooMany.isEmpty()) {
					return round.tooMany;
				}
				round.compute();
			}
			shown.addAll(round.shown);
			if (round.texts.isEmpty()) {
				round.end(ending, shown);
				return Set.of();
			}
			onlyDated = round.write();
			open = onlyDated;
			left = List.of();
			shown.addAll(open);
		}
		ending.run(this.client, shown);
		return Set.of();
	}

	/** An element that is sealed, as it is stored. */
	private record Present(String place, Content content, boolean retracted, Map<String, Object> node,
			List<Map<String, Object>> ties) {

		boolean isOwnRetracted() {
			return this.retracted && Retraction.isOwn(this.node);
		}

	}

	/** One reading and writing. */
	private final class Round {

		private final Set<String> changed;

		private final Set<String> dated;

		private final Set<String> tooMany = new LinkedHashSet<>();

		private final Map<String, Present> present = new LinkedHashMap<>();

		private final Map<String, Map<String, Object>> ends = new HashMap<>();

		/** The documents that were presented at changed meetings. */
		private final Map<String, Set<String>> presented = new HashMap<>();

		private final List<Map<String, @Nullable Object>> nodes = new ArrayList<>();

		private final List<Map<String, @Nullable Object>> ties = new ArrayList<>();

		private final Set<String> sources = new TreeSet<>();

		private final Set<String> texts = new TreeSet<>();

		private final Set<String> shown = new LinkedHashSet<>();

		Round(Set<String> changed, Set<String> dated, Collection<String> documents) {
			this.changed = changed;
			this.dated = dated;
			this.sources.addAll(documents);
			this.texts.addAll(documents);
		}

		void read() {
			Collection<Map<String, Object>> rows = ChangedSeals.this.client.query(READ)
				.bindAll(Map.of("ids", List.copyOf(this.changed), "dependent", SealCypher.DEPENDENT, "dated",
						RowValues.filledIds(this.dated), "outgoing", OUTGOING, "incoming", INCOMING, "most",
						(long) ChangedSeals.this.most))
				.fetch()
				.all();
			List<Map<String, Object>> elements = rows.stream()
				.filter((row) -> RowValues.number(row.get("part")) == 0)
				.toList();
			if (elements.size() > ChangedSeals.this.most) {
				elements.forEach((row) -> this.tooMany.add(RowValues.text(RowValues.map(row.get("node")).get("id"))));
				return;
			}
			elements.forEach(this::element);
			for (Map<String, Object> row : rows) {
				long part = RowValues.number(row.get("part"));
				if (part > 0) {
					Map<String, Object> end = new HashMap<>(RowValues.map(row.get("node")));
					end.values().removeIf(Objects::isNull);
					String id = RowValues.text(end.get("id"));
					if (!this.present.containsKey(id)) {
						this.ends.put(id, end);
						if (part == 2) {
							this.presented.computeIfAbsent(id, (none) -> new TreeSet<>())
								.add(RowValues.text(row.get("meeting")));
						}
					}
				}
			}
		}

		private void element(Map<String, Object> row) {
			Map<String, Object> node = RowValues.map(row.get("node"));
			String id = RowValues.text(node.get("id"));
			Map<String, Object> own = new HashMap<>(node);
			boolean keepsSource = this.dated.contains(id);
			own.keySet().removeIf((name) -> name.startsWith(Sealing.PREFIX) && !(keepsSource && name.equals(SOURCE)));
			Set<Bond> bonds = new HashSet<>();
			List<Map<String, Object>> outgoing = RowValues.maps(row.get("outgoing"));
			outgoing.forEach((tie) -> bonds.add(bond(tie, true)));
			RowValues.maps(row.get("incoming")).forEach((tie) -> bonds.add(bond(tie, false)));
			this.present.put(id,
					new Present(RowValues.text(row.get("place")), new Content(id, Ids.kindOf(id), own, bonds),
							Boolean.TRUE.equals(row.get("retracted")), node, outgoing));
		}

		private static Bond bond(Map<String, Object> tie, boolean outgoing) {
			return new Bond(RowValues.text(tie.get("type")), outgoing, RowValues.text(tie.get("other")));
		}

		void compute() {
			ElementSeals seals = new ElementSeals(this.present.values().stream().map(Present::content).toList(),
					this.present.values()
						.stream()
						.filter(Present::isOwnRetracted)
						.map((one) -> one.content().id())
						.collect(Collectors.toSet()),
					this.ends);
			this.present.values().forEach((one) -> compare(one, seals));
			renewDocuments(seals);
		}

		private void compare(Present one, ElementSeals seals) {
			String id = one.content().id();
			Map<String, Object> sealed = seals.properties(id);
			Map<String, @Nullable Object> properties = difference(one.node(), sealed);
			if (SHOWING.stream().anyMatch(properties::containsKey)) {
				this.shown.add(id);
			}
			List<String> labels = one.content().kind().labels();
			List<String> add = List.of();
			List<String> remove = List.of();
			boolean withheld = seals.isWithheld(id);
			if (withheld && !one.retracted()) {
				properties.putAll(Retraction.following(one.content().kind(), one.node()));
				add = List.of(Retraction.LABEL);
				remove = labels;
			}
			else if (!withheld && one.retracted() && !one.isOwnRetracted()) {
				properties.putAll(Retraction.back(one.node()));
				add = labels;
				remove = List.of(Retraction.LABEL);
			}
			if (!properties.isEmpty()) {
				this.nodes.add(Map.of("place", one.place(), "properties", properties, "add", add, "remove", remove));
			}
			for (Map<String, Object> tie : one.ties()) {
				Map<String, @Nullable Object> tied = difference(RowValues.map(tie.get("properties")),
						seals.tied(one.content(), bond(tie, true)));
				if (!tied.isEmpty()) {
					this.ties.add(Map.of("place", RowValues.text(tie.get("place")), "properties", tied));
				}
			}
		}

		/**
		 * The documents that keep their seals unless the database finds that they have to
		 * change: those that changed elements cite or act upon.
		 */
		private void renewDocuments(ElementSeals seals) {
			Map<String, Long> least = new HashMap<>();
			for (Present one : this.present.values()) {
				Kind kind = one.content().kind();
				String id = one.content().id();
				if (kind == Kind.ENDORSEMENT && changes(one, seals)) {
					others(one, "endorsed")
						.filter((text) -> Ids.kindOf(text) == Kind.DOCUMENT && this.ends.containsKey(text))
						.filter((text) -> seals.mayBegin(text, id))
						.forEach(this.texts::add);
				}
				else if (kind == Kind.CITATION && changes(one, seals)) {
					Long level = seals.isWithheld(id) ? null : (Long) seals.properties(id).get("lensVisibility");
					others(one, "document").forEach((document) -> {
						boolean counts = level != null && fits(seals.properties(id), other(document));
						least.merge(document, counts ? Objects.requireNonNull(level) : Long.MAX_VALUE, Math::min);
					});
				}
			}
			least.forEach((document, level) -> {
				if (!level.equals(other(document).get(SOURCE))) {
					this.sources.add(document);
				}
			});
			this.presented.forEach((document, meetings) -> {
				if (meetings.stream().anyMatch((meeting) -> seals.mayBegin(document, meeting))) {
					this.texts.add(document);
				}
			});
		}

		private Stream<String> others(Present one, String field) {
			return Tie.of(one.content().kind())
				.stream()
				.filter((tie) -> tie.field().equals(field))
				.flatMap((tie) -> one.content().tied(tie).stream())
				.filter((id) -> this.ends.containsKey(id) || this.dated.contains(id));
		}

		/** A document that is not sealed with all its citations, as it is stored. */
		private Map<String, Object> other(String document) {
			Map<String, Object> end = this.ends.get(document);
			return (end != null) ? end : Objects.requireNonNull(this.present.get(document)).node();
		}

		private static boolean fits(Map<String, Object> citation, Map<String, Object> document) {
			return new HashSet<>(RowValues.texts(document.get("lensCircles")))
				.containsAll(RowValues.texts(citation.get("lensCircles")));
		}

		/** Whether other viewers may see it now, or see another content. */
		private boolean changes(Present one, ElementSeals seals) {
			Map<String, Object> sealed = seals.properties(one.content().id());
			return this.changed.contains(one.content().id())
					|| CLEARING.stream().anyMatch((name) -> !isSame(name, one.node().get(name), sealed.get(name)));
		}

		/**
		 * Writes what differs, and returns the documents that begin on other days now.
		 */
		Set<String> write() {
			Map<String, Object> parameters = parameters();
			parameters.put("texts", RowValues.filledIds(this.texts));
			return new TreeSet<>(RowValues.texts(ChangedSeals.this.client.query(WRITE + AND_DAYS)
				.bindAll(parameters)
				.fetch()
				.one()
				.orElseThrow()
				.get("begun")));
		}

		/** Writes what differs, and what the ending says. */
		void end(Ending ending, Set<String> shown) {
			if (this.nodes.isEmpty() && this.ties.isEmpty() && this.sources.isEmpty()) {
				ending.run(ChangedSeals.this.client, shown);
				return;
			}
			Map<String, Object> parameters = parameters();
			parameters.putAll(ending.parameters(shown));
			ChangedSeals.this.client.query(WRITE + ending.text()).bindAll(parameters).run();
		}

		private Map<String, Object> parameters() {
			return new HashMap<>(Map.of("nodes", RowValues.filled(this.nodes), "ties", RowValues.filled(this.ties),
					"sources", RowValues.filledIds(this.sources)));
		}

	}

	/** The properties of a seal that have to change. Null removes one. */
	private static Map<String, @Nullable Object> difference(Map<String, Object> present, Map<String, Object> sealed) {
		Map<String, @Nullable Object> difference = new HashMap<>();
		present.keySet()
			.stream()
			.filter((name) -> name.startsWith(Sealing.PREFIX) && sealed.get(name) == null)
			.forEach((name) -> difference.put(name, null));
		sealed.forEach((name, value) -> {
			if (name.startsWith(Sealing.PREFIX) && !isSame(name, present.get(name), value)) {
				difference.put(name, value);
			}
		});
		return difference;
	}

	/** Circles are a set. */
	private static boolean isSame(String name, @Nullable Object one, @Nullable Object other) {
		return Objects.equals(one, other) || (name.equals("lensCircles") && one != null && other != null
				&& new HashSet<>(RowValues.texts(one)).equals(new HashSet<>(RowValues.texts(other))));
	}

	private static String allTypes(boolean outgoing) {
		return types(outgoing).values()
			.stream()
			.flatMap(Collection::stream)
			.distinct()
			.sorted()
			.collect(Collectors.joining("|"));
	}

	/** The types of the ties that elements of each kind own, by the prefix of its ids. */
	private static Map<String, List<String>> types(boolean outgoing) {
		return Arrays.stream(Kind.values())
			.collect(Collectors.toMap(Kind::prefix,
					(kind) -> Tie.of(kind)
						.stream()
						.filter((tie) -> tie.outgoing() == outgoing)
						.map(Tie::type)
						.toList()));
	}

}
