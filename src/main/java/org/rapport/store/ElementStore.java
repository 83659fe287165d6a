package org.rapport.store;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Content.Bond;
import org.rapport.kernel.Content;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Paragraph;
import org.rapport.kernel.Tie;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.stereotype.Component;

/**
 * Writes records and facts, and reads them as stored, in the current transaction. It
 * reads past the lens, because a writer has to know everything that is stored. Use the
 * results only for writing, never for answers. The caller seals what it writes
 * ({@link Sealing}).
 */
@Component
public class ElementStore {

	private static final Set<String> BOOKKEEPING = Set.of("id", "recordedAt", "recordedBy", "version");

	private static final int BATCH = 5_000;

	/**
	 * Lets one writer work at a time, and all others wait. A writer that seals an element
	 * must know that nobody changes the elements that it depends on at the same time.
	 */
	public static final String LOCK = """
			MATCH (start:__Neo4jMigration {version: 'BASELINE'})
			SET start.writing = true
			REMOVE start.writing""";

	// The types in the patterns are those that any kind owns in this direction. So the
	// database never walks the ties that others own, for example the citations of a
	// document that everything cites, or the participations of an actor.
	static final String ELEMENTS = """
			UNWIND $rows AS row
			MATCH (element:Record|Fact|Retracted {id: row.id})
			RETURN element.id AS id, properties(element) AS properties, element:Retracted AS retracted,
				[(element)-[tie:%s]->(end:Record|Fact|Retracted) WHERE type(tie) IN row.outgoing | {type: type(tie), id: end.id}]
					AS outgoing,
				[(element)<-[tie:%s]-(end:Record|Fact|Retracted) WHERE type(tie) IN row.incoming | {type: type(tie), id: end.id}]
					AS incoming"""
		.formatted(allTypes(true), allTypes(false));

	private static final String SLUGS = """
			UNWIND $rows AS slug
			CALL (slug) {
				MATCH (record:Record|Retracted {slug: slug}) RETURN record
				UNION
				MATCH (:Alias {name: slug})-[:STANDS_FOR]->(record:Record|Retracted) RETURN record
			}
			RETURN slug, record.id AS id""";

	private static final String MERGED_INTO = """
			MATCH (:Alias {name: $from, merged: $from})-[:STANDS_FOR]->(into:Record|Fact|Retracted)
			RETURN into.id AS id""";

	private static final String RELEASE_SLUGS = """
			UNWIND $rows AS id
			MATCH (record:Record|Retracted {id: id})
			REMOVE record.slug""";

	// Labels and types are parameters: planning a statement for each of them would take
	// most of the time of a first start. A renamed record gives its sort key, and its
	// slug, to those that repeat it.
	private static final String REPLACE = """
			CALL () {
				UNWIND $elements AS row
				WITH row WHERE row.id IS NOT NULL
				MATCH (element:Record|Fact|Retracted {id: row.id})
				SET element += row.properties, element.recordedAt = $at, element.recordedBy = $by,
					element.version = element.version + 1, element:$(row.add)
				REMOVE element:$(row.remove)
				WITH element, row
				MATCH (element)<-[:WRITTEN_IN]-(paragraph:Paragraph|Retracted)
				SET paragraph.kind = CASE WHEN row.retracted THEN 'Paragraph' END,
					paragraph:$(CASE WHEN row.retracted THEN 'Retracted' ELSE 'Paragraph' END)
				REMOVE paragraph:$(CASE WHEN row.retracted THEN 'Paragraph' ELSE 'Retracted' END)
			}
			CALL () {
				UNWIND $untied AS row
				MATCH (from:Record|Fact|Retracted {id: row.from})-[tie]->(to:Record|Fact|Retracted {id: row.to})
				WHERE type(tie) = row.type
				DELETE tie
			}
			CALL () {
				UNWIND $tied AS row
				WITH row WHERE row.from IS NOT NULL
				MATCH (from:Record|Fact|Retracted {id: row.from})
				MATCH (to:Record|Fact|Retracted {id: row.to})
				MERGE (from)-[:$(row.type)]->(to)
			}
			CALL () {
				UNWIND $renamed AS id
				MATCH (record:Record {id: id})
				CALL (record) {
					MATCH (record)-[:HOLDS|HAS|TOOK_PART|GAVE]->(fact:Fact|Retracted)
					WHERE fact.lensActorId = record.id AND fact.lensActorSortKey <> record.lensSortKey
					SET fact.lensActorSortKey = record.lensSortKey
				}
				CALL (record) {
					MATCH (record)<-[:OF]-(fact:Endorsement|Retracted)
					WHERE fact.lensOfId = record.id AND fact.lensOfSortKey <> record.lensSortKey
					SET fact.lensOfSortKey = record.lensSortKey
				}
				CALL (record) {
					MATCH (record)-[:ASKS]->(ask:Ask|Retracted)
					SET ask.lensInSlug = record.slug
				}
				CALL (record) {
					MATCH (record)-[tie:HAS_OFFICE_IN]->()
					SET tie.lensFromSortKey = record.lensSortKey
				}
			}""";

	private static final String REMOVE_TEXTS = """
			UNWIND $rows AS id
			MATCH (:Record|Retracted {id: id})<-[:WRITTEN_IN]-(paragraph:Paragraph|Retracted)
			DETACH DELETE paragraph""";

	// Paragraphs have no visibility of their own: they are sealed like their document, as
	// SealCypher does it.
	private static final String WRITE_TEXTS = """
			UNWIND $rows AS row
			MATCH (document:Record|Retracted {id: row.document})
			CREATE (paragraph:$(CASE WHEN document:Retracted THEN 'Retracted' ELSE 'Paragraph' END))-[:WRITTEN_IN]->(document)
			SET paragraph.documentId = row.document, paragraph.position = row.position, paragraph.label = row.label,
				paragraph.text = row.text, paragraph.visibility = 0,
				paragraph.kind = CASE WHEN document:Retracted THEN 'Paragraph' END,
				paragraph.lensVisibility = coalesce(document.lensWithheld, document.lensVisibility),
				paragraph.lensCircles = document.lensCircles,
				paragraph.lensFrom = date('0001-01-01'), paragraph.lensSurelyFrom = date('0001-01-01'),
				paragraph.lensTo = date('9999-12-31'), paragraph.lensSurelyTo = date('9999-12-31')""";

	private final Neo4jClient client;

	public ElementStore(Neo4jClient client) {
		this.client = client;
	}

	/** Waits for all other writers, and blocks them until the transaction ends. */
	public void lock() {
		this.client.query(LOCK).run();
	}

	/**
	 * Reads elements by their ids, including retracted ones. Unknown ids are left out.
	 */
	public Map<String, Stored> stored(Collection<String> ids) {
		Map<String, Stored> stored = new HashMap<>();
		rows(ELEMENTS, ids.stream().distinct().map(ElementStore::question).toList(), Map.of())
			.forEach((row) -> stored.put(RowValues.text(row.get("id")), stored(row)));
		return stored;
	}

	static Map<String, Object> question(String id) {
		Kind kind = Ids.kindOf(id);
		return Map.of("id", id, "outgoing", types(kind, true), "incoming", types(kind, false));
	}

	/** The types of ties that elements own in a direction, for a pattern. */
	private static String allTypes(boolean outgoing) {
		return Arrays.stream(Kind.values())
			.flatMap((kind) -> types(kind, outgoing).stream())
			.distinct()
			.sorted()
			.collect(Collectors.joining("|"));
	}

	private static List<String> types(Kind kind, boolean outgoing) {
		return Tie.of(kind).stream().filter((tie) -> tie.outgoing() == outgoing).map(Tie::type).toList();
	}

	private static Stored stored(Map<String, Object> row) {
		String id = RowValues.text(row.get("id"));
		Map<String, Object> all = RowValues.map(row.get("properties"));
		Map<String, Object> properties = new HashMap<>(all);
		boolean out = Boolean.TRUE.equals(row.get("retracted"));
		if (out) {
			Retraction.restoreOwn(properties);
		}
		properties.keySet().removeIf((name) -> BOOKKEEPING.contains(name) || name.startsWith(Sealing.PREFIX));
		Set<Bond> bonds = new HashSet<>();
		RowValues.maps(row.get("outgoing"))
			.forEach(
					(end) -> bonds.add(new Bond(RowValues.text(end.get("type")), true, RowValues.text(end.get("id")))));
		RowValues.maps(row.get("incoming"))
			.forEach((end) -> bonds
				.add(new Bond(RowValues.text(end.get("type")), false, RowValues.text(end.get("id")))));
		ZonedDateTime at = (ZonedDateTime) all.getOrDefault("recordedAt", ZonedDateTime.now(ZoneOffset.UTC));
		Object level = all.getOrDefault("lensWithheld", all.getOrDefault("lensVisibility", 4L));
		return new Stored(new Content(id, Ids.kindOf(id), properties, bonds), (Long) all.getOrDefault("version", 1L),
				OffsetDateTime.ofInstant(at.toInstant(), ZoneOffset.UTC), RowValues.text(all.get("recordedBy")),
				out && Retraction.isOwn(all), (Long) level, RowValues.texts(all.get("lensCircles")),
				all.containsKey("lensWithheld"));
	}

	/**
	 * The ids of the records that have, or once had, these slugs, by slug. It includes
	 * records that the viewer may not see.
	 */
	public Map<String, String> idsBySlug(Collection<String> slugs) {
		return rows(SLUGS, slugs, Map.of()).stream()
			.collect(Collectors.toMap((row) -> RowValues.text(row.get("slug")), (row) -> RowValues.text(row.get("id")),
					(one, other) -> one));
	}

	/**
	 * The id of the record that a record was merged into, or of the fact that tells what
	 * another fact told; null if there is none.
	 */
	public @Nullable String mergedInto(String from) {
		return this.client.query(MERGED_INTO).bindAll(Map.of("from", from)).fetchAs(String.class).one().orElse(null);
	}

	/** Removes the slugs of these records, so that other records can take them. */
	public void releaseSlugs(Collection<String> ids) {
		write(RELEASE_SLUGS, ids, Map.of());
	}

	/**
	 * The change of a recorded element.
	 *
	 * @param before the element before
	 * @param after its content after
	 * @param retracted whether it is retracted afterwards
	 * @param renamed whether the only thing in the change that matters to any seal is a
	 * name, a title or a slug, so that it can be sealed at once
	 */
	public record Replaced(Stored before, Content after, boolean retracted, boolean renamed) {

		private Map<String, @Nullable Object> row() {
			Kind kind = this.after.kind();
			Map<String, @Nullable Object> properties = new HashMap<>();
			this.before.content().properties().keySet().forEach((name) -> properties.put(name, null));
			Retraction.NAMES.forEach((name) -> properties.put(name, null));
			properties
				.putAll(this.retracted ? Retraction.stored(kind, this.after.properties()) : this.after.properties());
			if (this.renamed) {
				properties.putAll(name().properties());
			}
			List<String> out = List.of(Retraction.LABEL);
			return Map.of("id", this.after.id(), "properties", properties, "retracted", this.retracted, "add",
					this.retracted ? out : kind.labels(), "remove", this.retracted ? kind.labels() : out);
		}

		private SealedName name() {
			Map<String, Object> properties = this.after.properties();
			Object name = properties.getOrDefault("name", properties.getOrDefault("title", properties.get("summary")));
			return SealedName.of((String) name, null, this.before.level(), !this.before.circles().isEmpty(),
					(String) properties.get("date"));
		}

		private List<Map<String, Object>> bonds(Set<Bond> bonds, Set<Bond> others) {
			String id = this.after.id();
			return bonds.stream()
				.filter((bond) -> !others.contains(bond))
				.map((bond) -> Map.<String, Object>of("type", bond.type(), "from", bond.outgoing() ? id : bond.other(),
						"to", bond.outgoing() ? bond.other() : id))
				.toList();
		}

	}

	/**
	 * Replaces the properties and relationships of elements, as their next version, in
	 * one statement. An element that was retracted comes back, unless it is retracted
	 * afterwards. It stays stored, but no answer shows it. Their seals stay, unless they
	 * were only renamed: the caller seals the others, and what cannot exist without them.
	 */
	public void replace(Collection<Replaced> elements, OffsetDateTime at, String by) {
		for (List<Replaced> batch : batches(elements)) {
			this.client.query(REPLACE)
				.bindAll(Map.of("elements", batch.stream().map(Replaced::row).toList(), "untied",
						RowValues.filled(batch.stream()
							.flatMap((one) -> one.bonds(one.before().content().bonds(), one.after().bonds()).stream())
							.toList()),
						"tied",
						RowValues.filled(batch.stream()
							.flatMap((one) -> one.bonds(one.after().bonds(), one.before().content().bonds()).stream())
							.toList()),
						"renamed",
						RowValues.filledIds(batch.stream()
							.filter((one) -> one.renamed() && one.after().kind().isRecord())
							.map((one) -> one.after().id())
							.toList()),
						"at", at, "by", by))
				.run();
		}
	}

	/**
	 * Replaces the whole texts of documents, by their ids. An empty list removes a text.
	 */
	public void writeTexts(Map<String, List<Paragraph>> texts) {
		write(REMOVE_TEXTS, texts.keySet(), Map.of());
		List<Map<String, Object>> rows = new ArrayList<>();
		texts.forEach((document, paragraphs) -> {
			for (int i = 0; i < paragraphs.size(); i++) {
				rows.add(Map.of("document", document, "position", (long) i + 1, "label", paragraphs.get(i).label(),
						"text", paragraphs.get(i).text()));
			}
		});
		write(WRITE_TEXTS, rows, Map.of());
	}

	private void write(String statement, Collection<?> rows, Map<String, Object> parameters) {
		for (List<?> batch : batches(rows)) {
			this.client.query(statement).bindAll(with(parameters, batch)).run();
		}
	}

	private List<Map<String, Object>> rows(String statement, Collection<?> rows, Map<String, Object> parameters) {
		List<Map<String, Object>> found = new ArrayList<>();
		for (List<?> batch : batches(rows)) {
			found.addAll(this.client.query(statement).bindAll(with(parameters, batch)).fetch().all());
		}
		return found;
	}

	private static Map<String, Object> with(Map<String, Object> parameters, List<?> batch) {
		Map<String, Object> all = new HashMap<>(parameters);
		all.put("rows", batch);
		return all;
	}

	/** The rows in portions that one statement can take. */
	static <T> List<List<T>> batches(Collection<T> rows) {
		List<T> all = List.copyOf(rows);
		List<List<T>> batches = new ArrayList<>();
		for (int i = 0; i < all.size(); i += BATCH) {
			batches.add(all.subList(i, Math.min(i + BATCH, all.size())));
		}
		return batches;
	}

}
