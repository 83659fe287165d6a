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
import org.rapport.kernel.Lens;
import org.rapport.store.RowValues;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.stereotype.Component;

/**
 * What acts leave beside the elements that they write: that they were done, and the names
 * that records had before; and what the rules ask of the graph.
 */
@Component
class ActGraph {

	private static final String DONE = """
			MATCH (act:Act {request: $request})
			RETURN act.name AS name, act.digest AS digest, act.result AS result""";

	private static final String DO = """
			CREATE (act:Act)
			SET act = $properties""";

	private static final String CITED = """
			MATCH (:Fact {id: $id})<-[:SUPPORTS]-(citation:Citation)-[:FROM]->(source:Document)
			WHERE NOT citation:Retracted AND NOT source:Retracted
			RETURN count(citation) > 0 AS cited""";

	private static final String KEEP_SLUGS = """
			UNWIND $rows AS row
			MATCH (record:Record {id: row.id})
			MERGE (alias:Alias {name: row.slug})
			SET alias.visibility = row.level, alias.circles = CASE WHEN size(row.circles) > 0 THEN row.circles END
			MERGE (alias)-[:STANDS_FOR]->(record)""";

	private static final String DROP_ALIASES = """
			UNWIND $slugs AS slug
			MATCH (alias:Alias {name: slug})
			DETACH DELETE alias""";

	private static final Statement IDENTIFIED = Statement.of("recording.identified",
			"""
					UNWIND $identifiers::LIST<MAP> AS given
					MATCH (f:Identification {scheme: given.scheme, identifier: given.identifier})<-[:IDENTIFIED_BY]-(record:Record)
					WHERE {{f record}} AND {{record}}
					RETURN f.id AS fact, given.scheme AS scheme, given.identifier AS identifier, record.id AS record""");

	private static final Statement MEETINGS_ABOVE = Statement.of("recording.meetingsAbove", """
			UNWIND $ids::LIST<STRING> AS id
			MATCH (part:Record {id: id})-[:PART_OF]->(whole:Meeting)
			WHERE {{part}} AND {{whole}}
			RETURN id, whole.id AS whole""");

	private static final Statement BODIES_ABOVE = Statement.of("recording.bodiesAbove", """
			UNWIND $ids::LIST<STRING> AS id
			MATCH (part:Record {id: id})-[:HAS]->(f:Membership)-[:IN]->(whole:Actor)
			WHERE f.kind IN ['BODY', 'CHAPTER'] AND {{f part whole}}
			RETURN id, whole.id AS whole""");

	private final Neo4jClient client;

	private final Graph graph;

	ActGraph(Neo4jClient client, Graph graph) {
		this.client = client;
		this.graph = graph;
	}

	/**
	 * An act that was done.
	 *
	 * @param name the name of its mutation
	 * @param digest of what was asked
	 * @param result the id of what it was about
	 */
	record Done(String name, String digest, String result) {
	}

	/** What was done for a request, if it was. */
	Optional<Done> done(String request) {
		return this.client.query(DONE)
			.bindAll(Map.of("request", request))
			.fetch()
			.one()
			.map((row) -> new Done(RowValues.text(row.get("name")), RowValues.text(row.get("digest")),
					RowValues.text(row.get("result"))));
	}

	/**
	 * Notes that something was done.
	 * @param request what tells the request from all others; null if nothing does
	 */
	void note(String id, String name, String result, @Nullable String request, String digest, OffsetDateTime at,
			String by) {
		Map<String, Object> properties = new HashMap<>(
				Map.of("id", id, "name", name, "recordedAt", at, "recordedBy", by, "digest", digest, "result", result));
		if (request != null) {
			properties.put("request", request);
		}
		this.client.query(DO).bindAll(Map.of("properties", properties)).run();
	}

	/** Whether something stands that a fact, retracted or not, is written in. */
	boolean isCited(String fact) {
		return this.client.query(CITED).bindAll(Map.of("id", fact)).fetchAs(Boolean.class).one().orElse(false);
	}

	/**
	 * A slug that a record no longer has, and that keeps leading to it.
	 *
	 * @param id the id of the record
	 * @param slug the slug
	 * @param level how hidden the record was, 0 to 4
	 * @param circles its circles
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

	/** Former slugs that their record has again. */
	void dropAliases(Collection<String> slugs) {
		if (!slugs.isEmpty()) {
			this.client.query(DROP_ALIASES).bindAll(Map.of("slugs", List.copyOf(slugs))).run();
		}
	}

	/**
	 * What identifies something already.
	 *
	 * @param fact the id of the Identification
	 * @param scheme the scheme
	 * @param identifier the identifier
	 * @param record the id of the record
	 */
	record KnownIdentifier(String fact, String scheme, String identifier, String record) {
	}

	/** What these identifiers identify, as far as the lens shows it. */
	List<KnownIdentifier> identified(Lens lens, Collection<Map<String, Object>> identifiers) {
		if (identifiers.isEmpty()) {
			return List.of();
		}
		return this.graph.read(IDENTIFIED, lens, Map.of("identifiers", identifiers),
				(row) -> new KnownIdentifier(row.get("fact").asString(), row.get("scheme").asString(),
						row.get("identifier").asString(), row.get("record").asString()));
	}

	/** That something is a part of something. */
	record PartOfWhole(String part, String whole) {
	}

	/** All steps up from these meetings that the lens shows. */
	Set<PartOfWhole> meetingsAbove(Lens lens, Collection<String> ids) {
		return above(MEETINGS_ABOVE, lens, ids);
	}

	/** All steps up from these bodies and chapters that the lens shows. */
	Set<PartOfWhole> bodiesAbove(Lens lens, Collection<String> ids) {
		return above(BODIES_ABOVE, lens, ids);
	}

	/** Level by level, so that each step is taken once however many ways meet. */
	private Set<PartOfWhole> above(Statement statement, Lens lens, Collection<String> ids) {
		Set<PartOfWhole> steps = new HashSet<>();
		Set<String> seen = new HashSet<>(ids);
		List<String> level = new ArrayList<>(seen);
		while (!level.isEmpty()) {
			List<PartOfWhole> found = this.graph.read(statement, lens, Map.of("ids", level),
					(row) -> new PartOfWhole(row.get("id").asString(), row.get("whole").asString()));
			steps.addAll(found);
			level = found.stream().map(PartOfWhole::whole).filter(seen::add).distinct().toList();
		}
		return steps;
	}

}
