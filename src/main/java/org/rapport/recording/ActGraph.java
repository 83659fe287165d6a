package org.rapport.recording;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.rapport.graph.Graph;
import org.rapport.graph.Statement;
import org.rapport.kernel.Days;
import org.rapport.kernel.Lens;
import org.rapport.store.ElementStore;
import org.rapport.store.RowValues;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.stereotype.Component;

/**
 * Writes the traces of an act that are not elements: a note that it was done, and the
 * former slugs of records. It also reads what the common rules for acts need.
 */
@Component
class ActGraph {

	private static final String BEGIN = ElementStore.LOCK + """

			WITH start
			MATCH (act:Act {request: $request})
			RETURN act.name AS name, act.digest AS digest, act.result AS result""";

	private static final String REHEARSE = "CREATE (:Act {id: $id})";

	private static final String KEEP_SLUGS = """
			UNWIND $rows AS row
			MATCH (record:Record|Retracted {id: row.id})
			MERGE (alias:Alias {name: row.slug})
			SET alias.visibility = row.level, alias.circles = CASE WHEN size(row.circles) > 0 THEN row.circles END
			MERGE (alias)-[:STANDS_FOR]->(record)""";

	/**
	 * A slug is free before another record takes it. A former slug that is a current one
	 * again leads nowhere else.
	 */
	private static final String RELEASE = """
			CALL () {
				UNWIND $ids AS id
				MATCH (record:Record|Retracted {id: id})
				REMOVE record.slug
			}
			CALL () {
				UNWIND $slugs AS slug
				MATCH (alias:Alias {name: slug})
				DETACH DELETE alias
			}""";

	private static final Statement IDENTIFIED = Statement.of("recording.identified",
			"""
					UNWIND $identifiers::LIST<MAP> AS given
					MATCH (f:Identification {lensScheme: given.scheme, identifier: given.identifier})<-[:IDENTIFIED_BY]-(record:Record)
					WHERE {{f:Identification record}} AND {{record}}
					RETURN f.id AS fact, given.scheme AS scheme, given.identifier AS identifier, record.id AS record""");

	private static final Statement MEETINGS_ABOVE = Statement.of("recording.meetingsAbove", """
			UNWIND $ids::LIST<STRING> AS id
			MATCH (part:Record {id: id})-[:PART_OF]->(whole:Meeting)
			WHERE {{part}} AND {{whole}}
			RETURN id, id AS owner, whole.id AS whole, null AS since, null AS until""");

	private static final Statement BODIES_ABOVE = Statement.of("recording.bodiesAbove", """
			UNWIND $ids::LIST<STRING> AS id
			MATCH (part:Record {id: id})-[:HAS]->(f:Membership)-[:IN]->(whole:Actor)
			WHERE f.kind IN ['BODY', 'CHAPTER'] AND {{f:Membership part whole}}
			RETURN id, f.id AS owner, whole.id AS whole, f.startDateEarliest AS since, f.endDateLatest AS until""");

	/** No act has it: a request has the name of its caller, and its key. */
	private static final String NO_REQUEST = "";

	private final Neo4jClient client;

	private final Graph graph;

	ActGraph(Neo4jClient client, Graph graph) {
		this.client = client;
		this.graph = graph;
	}

	/**
	 * An act that was done.
	 *
	 * @param name the name of the mutation
	 * @param digest the digest of its input
	 * @param result the id of the record or fact it was about
	 */
	record Done(String name, String digest, String result) {
	}

	/**
	 * Waits for all other writers, and blocks them until the transaction ends.
	 * @param request identifies the request, or null if the client gave no key
	 * @return the act that was done for this request, if any
	 */
	Optional<Done> begin(@Nullable String request) {
		return this.client.query(BEGIN)
			.bindAll(Map.of("request", (request != null) ? request : NO_REQUEST))
			.fetch()
			.one()
			.map((row) -> new Done(RowValues.text(row.get("name")), RowValues.text(row.get("digest")),
					RowValues.text(row.get("result"))));
	}

	/** Writes a node, for a rehearsal that is rolled back. */
	void rehearse(String id) {
		this.client.query(REHEARSE).bindAll(Map.of("id", id)).run();
	}

	/**
	 * The properties of a note that an act was done.
	 * @param request identifies the request, or null if the client gave no key
	 */
	static Map<String, Object> note(String id, String name, String result, @Nullable String request, String digest,
			OffsetDateTime at, String by) {
		Map<String, Object> properties = new HashMap<>(
				Map.of("id", id, "name", name, "recordedAt", at, "recordedBy", by, "digest", digest, "result", result));
		if (request != null) {
			properties.put("request", request);
		}
		return properties;
	}

	/**
	 * A slug that a record had before. It still leads to the record.
	 *
	 * @param id the id of the record
	 * @param slug the slug
	 * @param level the visibility of the record and of all it needs, 0 to 3, or 4 if
	 * something it needs is missing
	 * @param circles the circles of the record
	 */
	record FormerSlug(String id, String slug, long level, List<String> circles) {
	}

	void keep(Collection<FormerSlug> slugs) {
		if (!slugs.isEmpty()) {
			this.client.query(KEEP_SLUGS)
				.bindAll(Map.of("rows",
						slugs.stream()
							.map((former) -> Map.of("id", former.id(), "slug", former.slug(), "level", former.level(),
									"circles", former.circles()))
							.toList()))
				.run();
		}
	}

	/**
	 * Removes the slugs of records that get others, so that other records can take them.
	 * @param taken the slugs that records get now
	 */
	void release(Collection<FormerSlug> former, Collection<String> taken) {
		this.client.query(RELEASE)
			.bindAll(Map.of("ids", former.stream().map(FormerSlug::id).toList(), "slugs", RowValues.filledIds(taken)))
			.run();
	}

	/**
	 * An identifier that is recorded already.
	 *
	 * @param fact the id of the Identification
	 * @param scheme the scheme in lower case
	 * @param identifier the identifier
	 * @param record the id of the record
	 */
	record KnownIdentifier(String fact, String scheme, String identifier, String record) {
	}

	/**
	 * Those of these identifiers that are recorded, as far as the lens shows. The schemes
	 * are in lower case.
	 */
	List<KnownIdentifier> identified(Lens lens, Collection<Map<String, Object>> identifiers) {
		if (identifiers.isEmpty()) {
			return List.of();
		}
		return this.graph.read(IDENTIFIED, lens, Map.of("identifiers", identifiers),
				(row) -> new KnownIdentifier(row.get("fact").asString(), row.get("scheme").asString(),
						row.get("identifier").asString(), row.get("record").asString()));
	}

	/**
	 * A step from a part to its whole.
	 *
	 * @param owner the id of the element that says so: the membership, or the part itself
	 * @param part the id of the part
	 * @param whole the id of the whole
	 * @param days the days on which this can have been so
	 */
	record PartOfWhole(String owner, String part, String whole, Days days) {
	}

	/**
	 * All steps from these meetings up to the meetings they are part of, at any height,
	 * as far as the lens shows.
	 */
	Set<PartOfWhole> meetingsAbove(Lens lens, Collection<String> ids) {
		return above(MEETINGS_ABOVE, lens, ids);
	}

	/**
	 * All steps from these bodies and chapters up to their wholes, at any height, as far
	 * as the lens shows.
	 */
	Set<PartOfWhole> bodiesAbove(Lens lens, Collection<String> ids) {
		return above(BODIES_ABOVE, lens, ids);
	}

	/**
	 * Reads one level at a time, so that a step is read once even if many paths share it.
	 */
	private Set<PartOfWhole> above(Statement statement, Lens lens, Collection<String> ids) {
		Set<PartOfWhole> steps = new HashSet<>();
		Set<String> seen = new HashSet<>(ids);
		List<String> level = new ArrayList<>(seen);
		while (!level.isEmpty()) {
			List<PartOfWhole> found = this.graph.read(statement, lens, Map.of("ids", level),
					(row) -> new PartOfWhole(row.get("owner").asString(), row.get("id").asString(),
							row.get("whole").asString(),
							Days.between(row.get("since").asObject(), row.get("until").asObject())));
			steps.addAll(found);
			level = found.stream().map(PartOfWhole::whole).filter(seen::add).distinct().toList();
		}
		return steps;
	}

}
