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

	private static final String CHANGE = """
			UNWIND $rows AS row
			MATCH (element:Record|Fact|Retracted {id: row.id})
			WITH element, row, element.version + 1 AS version
			SET element = row.properties, element.id = row.id, element.recordedAt = $at, element.recordedBy = $by,
				element.version = version, element:$(row.labels)
			REMOVE element:Retracted
			WITH element
			MATCH (element)<-[:WRITTEN_IN]-(paragraph:Retracted)
			SET paragraph:Paragraph
			REMOVE paragraph.kind, paragraph:Retracted""";

	private static final String AMEND = """
			UNWIND $rows AS row
			MATCH (element:Record|Fact {id: row.id})
			SET element += row.properties, element.recordedAt = $at, element.recordedBy = $by,
				element.version = element.version + 1""";

	// Labels and types are parameters: planning a statement for each of them would take
	// most of the time of a first start.
	private static final String TIE = """
			UNWIND $rows AS row
			MATCH (from:Record|Fact|Retracted {id: row.from})
			MATCH (to:Record|Fact|Retracted {id: row.to})
			MERGE (from)-[:$(row.type)]->(to)""";

	private static final String UNTIE = """
			UNWIND $rows AS row
			MATCH (from:Record|Fact|Retracted {id: row.from})-[tie]->(to:Record|Fact|Retracted {id: row.to})
			WHERE type(tie) = row.type
			DELETE tie""";

	private static final String REMOVE = """
			UNWIND $rows AS id
			MATCH (element:Record|Fact|Retracted {id: id})
			DETACH DELETE element""";

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

	private static Map<String, Object> row(Content element) {
		return Map.of("id", element.id(), "labels", element.kind().labels(), "properties", element.properties());
	}

	/**
	 * Replaces the properties of elements, as their next version, and leaves their
	 * relationships. A retracted element comes back, so call {@link #retract} afterwards
	 * for those that stay retracted.
	 */
	public void change(Collection<Content> elements, OffsetDateTime at, String by) {
		write(CHANGE, elements.stream().map(ElementStore::row).toList(), Map.of("at", at, "by", by));
	}

	/**
	 * Replaces properties of live elements that matter to no seal, as their next version,
	 * and leaves their seals.
	 * @param elements the contents before, each with the content after
	 */
	public void amend(Map<Content, Content> elements, OffsetDateTime at, String by) {
		List<Map<String, Object>> rows = new ArrayList<>();
		elements.forEach((before, after) -> {
			Map<String, @Nullable Object> properties = new HashMap<>();
			before.properties().keySet().forEach((name) -> properties.put(name, null));
			properties.putAll(after.properties());
			rows.add(Map.of("id", after.id(), "properties", properties));
		});
		write(AMEND, rows, Map.of("at", at, "by", by));
	}

	/** Adds relationships that elements own. */
	public void tie(Map<String, ? extends Collection<Bond>> byOwner) {
		byEnds(TIE, byOwner);
	}

	/** Removes relationships that elements own. */
	public void untie(Map<String, ? extends Collection<Bond>> byOwner) {
		byEnds(UNTIE, byOwner);
	}

	/**
	 * Retracts live elements. They stay stored, but no answer shows them. Sealing
	 * retracts what cannot exist without them.
	 */
	public void retract(Collection<String> ids) {
		write(Retraction.TAKE_OUT, Retraction.rows(ids.stream().distinct().toList(), false), Map.of());
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

	/** Removes elements without a trace, and the texts of documents. */
	public void remove(Collection<String> ids) {
		write(REMOVE_TEXTS, ids.stream().filter((id) -> Ids.kindOf(id) == Kind.DOCUMENT).toList(), Map.of());
		write(REMOVE, ids.stream().distinct().toList(), Map.of());
	}

	private void byEnds(String statement, Map<String, ? extends Collection<Bond>> byOwner) {
		List<Map<String, String>> rows = new ArrayList<>();
		byOwner.forEach((owner, bonds) -> bonds.forEach((bond) -> rows.add(Map.of("type", bond.type(), "from",
				bond.outgoing() ? owner : bond.other(), "to", bond.outgoing() ? bond.other() : owner))));
		write(statement, rows, Map.of());
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
