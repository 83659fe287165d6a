package org.rapport.identity;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

import org.rapport.directory.ActingCypher;
import org.rapport.graph.Graph;
import org.rapport.graph.Statement;
import org.rapport.identity.IdentityGraph.AskedName;
import org.rapport.kernel.Clearance;
import org.rapport.kernel.Hiding;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.store.RowValues;
import org.rapport.store.SearchIndex;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.stereotype.Component;

/**
 * Reads what is compared to find possible duplicates, and writes what was found. It
 * compares everything that is recorded. Each finding is tied to all that it follows from,
 * and sealed by it, so only who sees that sees the finding.
 */
@Component
class LikenessGraph {

	/** The search sees everything that is not retracted. */
	private static final Lens EVERYTHING = Lens.of(Clearance.FULL);

	private static final String KINDS = "['Person', 'Organisation', 'Government', 'Post', 'Meeting']";

	/** The moment of the last entry of the next part of the history. */
	private static final String NEXT = """
			OPTIONAL MATCH (search:LikenessSearch {name: 'history'})
			WITH coalesce(search.moment, 0) AS after
			MATCH (entry:Revision)
			WHERE entry.moment > after
			WITH after, entry.moment AS moment ORDER BY moment LIMIT $most
			RETURN after, max(moment) AS upTo""";

	/**
	 * The elements that this part of the history is about, and the records whose names,
	 * identifiers or participants these are.
	 */
	private static final String CHANGED = """
			MATCH (entry:Revision)
			WHERE entry.moment > $after AND entry.moment <= $upTo
			MATCH (entry)-[:REVISES]->(x)
			WITH DISTINCT x
			CALL (x) {
				WITH x WHERE x:Actor OR x:Meeting OR x.kind IN %1$s
				RETURN x AS record
				UNION
				MATCH (record:Record)-[:KNOWN_AS|IDENTIFIED_BY]->(x)
				RETURN record
				UNION
				MATCH (x:Participation)-[:IN]->(record:Meeting)
				RETURN record
			}
			RETURN DISTINCT x.id AS element, record.id AS record""".formatted(KINDS);

	private static final String SEARCHED_UP_TO = """
			OPTIONAL MATCH (search:LikenessSearch {name: 'history'})
			RETURN coalesce(search.moment, 0) AS moment""";

	private static final String SEARCHED = """
			MERGE (search:LikenessSearch {name: 'history'})
			SET search.moment = $upTo""";

	/** Removes what was found of these elements. */
	private static final String FORGET = """
			UNWIND $ids AS id
			MATCH (:Record|Fact|Retracted {id: id})<-[:BETWEEN]-(likeness:Likeness)
			WITH DISTINCT likeness, likeness.key AS key, likeness.foundAt AS foundAt
			DETACH DELETE likeness
			RETURN key, foundAt""";

	private static final String REMEMBER = """
			UNWIND $rows AS row
			WITH row, COLLECT {
				UNWIND row.needs AS id MATCH (n:Record|Fact {id: id}) RETURN n } AS needs
			WHERE size(needs) = size(row.needs)
			MERGE (likeness:Likeness {key: row.properties.key})
			SET likeness = row.properties, likeness.foundAt = coalesce(row.foundAt, $at)
			FOREACH (n IN needs | MERGE (likeness)-[:BETWEEN]->(n))""";

	private static final Statement NAMES = Statement.of("likeness.names", """
			UNWIND $ids::LIST<STRING> AS id
			MATCH (f:Record {id: id})
			WHERE (f:Actor OR f:Meeting) AND %1$s AND {{f}}
			RETURN id, head([label IN labels(f) WHERE label IN %2$s]) AS kind, coalesce(f.countryCode, '') AS country,
				[[id, coalesce(f.name, f.title)]] + COLLECT {
					MATCH (f)-[:KNOWN_AS]->(n:Name) WHERE {{n:Name f}} RETURN [n.id, n.name] } AS names"""
		.formatted(ActingCypher.isNamed("f"), KINDS));

	// The country of a record is seen by all who see the record.
	private static final Statement LIKE = Statement
		.of("likeness.like",
				"""
						UNWIND $names::LIST<MAP> AS asked
						UNWIND $indexes::LIST<STRING> AS index
						CALL db.index.fulltext.queryNodes(index, asked.question) YIELD node AS hit
						WITH asked, hit
						WHERE {{hit}} AND size(hit.lensWords) >= asked.shortest AND size(hit.lensWords) <= asked.longest
						OPTIONAL MATCH (actor:Actor)-[:KNOWN_AS]->(hit:Name) WHERE {{hit:Name actor}}
						WITH DISTINCT asked.id AS id, asked.basis AS asks, asked.kind AS kind, asked.country AS country, hit,
							coalesce(actor, hit) AS f
						WHERE kind IN labels(f) AND f.id <> id AND %1$s
							AND (country = '' OR coalesce(f.countryCode, country) = country)
						RETURN id, asks, f.id AS other, hit.id AS basis, coalesce(hit.name, hit.title) AS name,
							hit.lensVisibility AS level, coalesce(hit.lensCircles, []) AS circles"""
					.formatted(ActingCypher.isNamed("f")))
		.sampling("names",
				List.of(Map.of("id", "", "basis", "", "country", "", "kind", "", "question", "nothing", "shortest", 0L,
						"longest", 0L)))
		.sampling("indexes", SearchIndex.of(Clearance.PUBLIC));

	/** The names of actors that have other letters than those of ASCII. */
	private static final Statement OTHER_SCRIPTS = Statement.of("likeness.otherScripts",
			"""
					MATCH (f:Actor)
					WHERE %1$s AND {{f}}
					CALL (f) {
						WITH f WHERE f.lensWords =~ '(?s).*[^\\x00-\\x7f].*' RETURN f AS hit
						UNION
						MATCH (f)-[:KNOWN_AS]->(hit:Name) WHERE hit.lensWords =~ '(?s).*[^\\x00-\\x7f].*' AND {{hit:Name f}} RETURN hit
					}
					RETURN f.id AS other, head([label IN labels(f) WHERE label IN %2$s]) AS kind,
						coalesce(f.countryCode, '') AS country, hit.id AS basis, coalesce(hit.name, f.name) AS name,
						hit.lensVisibility AS level, coalesce(hit.lensCircles, []) AS circles"""
				.formatted(ActingCypher.isNamed("f"), KINDS));

	private static final Statement SAME_IDENTIFIER = Statement.of("likeness.sameIdentifier",
			"""
					UNWIND $ids::LIST<STRING> AS id
					MATCH (f:Record {id: id})-[:IDENTIFIED_BY]->(i:Identification)
					WHERE {{i:Identification f}} AND (f:Actor OR f:Meeting) AND %1$s
					MATCH (j:Identification {lensScheme: i.lensScheme, identifier: i.identifier})<-[:IDENTIFIED_BY]-(g:Record)
					WHERE {{j:Identification g}} AND g.id <> id AND %2$s AND labels(f) = labels(g)
					RETURN id, head([label IN labels(f) WHERE label IN %3$s]) AS kind, i.id AS asks, g.id AS other, j.id AS basis"""
				.formatted(ActingCypher.isNamed("f"), ActingCypher.isNamed("g"), KINDS));

	/**
	 * The meetings on the same days, with the participants of both. Meetings about which
	 * it is not known in which month they were are not compared.
	 */
	private static final Statement SAME_DAYS = Statement.of("likeness.sameDays", """
			UNWIND $ids::LIST<STRING> AS id
			MATCH (f:Record {id: id})
			WHERE f:Meeting AND {{f}} AND f.dateLatest <= f.dateEarliest + duration({days: 31})
			WITH id, f, f.dateEarliest - duration({days: 31}) AS earliest
			MATCH (g:Meeting)
			USING INDEX g:Meeting(lensDay, dateLatest, id)
			WHERE g.lensDay >= earliest AND g.lensDay <= f.dateLatest AND g.dateLatest >= f.dateEarliest AND g.id > ''
				AND duration.inDays(g.dateEarliest, g.dateLatest).days <= 31 AND g.id <> id AND {{g}}
			RETURN id, f.title AS title, g.id AS other, g.title AS otherTitle, COLLECT {
				MATCH (f)<-[:IN]-(x:Participation)<-[:TOOK_PART]-(a:Actor)-[:TOOK_PART]->(y:Participation)-[:IN]->(g)
				WHERE {{x:Participation a f}} AND {{y:Participation a g}} AND %1$s
				RETURN [x.id, y.id, a.id] } AS shared""".formatted(ActingCypher.isNamed("a")));

	/**
	 * The pairs that the lens shows, and how alike they are. What a pair follows from is
	 * read through the lens, too, because it may not hold on the day of the lens.
	 */
	private static final String PAIRS = """
			likeness.label IN $labels::LIST<STRING> AND likeness.likeness >= $least::INTEGER AND {{likeness}}
				AND COUNT { (likeness)-[:BETWEEN]->(n) WHERE {{n}} } = likeness.ends
			WITH likeness.pair AS pair, likeness.one AS one, likeness.other AS other, likeness.label = 'Meeting' AS meets,
				max(likeness.likeness) AS most, max(CASE likeness.kind WHEN 'IDENTIFIER' THEN 1000 ELSE 0 END) AS same,
				max(CASE likeness.kind WHEN 'TITLE' THEN 300 ELSE 0 END) AS titles, count(DISTINCT likeness.actor) AS actors
			WITH pair, one, other, CASE WHEN same > 0 THEN same WHEN NOT meets THEN most
				WHEN titles + 100 * actors > 400 THEN 1000 ELSE 600 + titles + 100 * actors END AS score
			WHERE score >= $minimum::INTEGER
				AND NOT EXISTS { MATCH (d:Distinction {pair: pair}) WHERE {{d}} }
				AND NOT EXISTS { MATCH (a:Record {id: one})-[:PART_OF]-(b:Record {id: other}) WHERE {{a}} AND {{b}} }
				AND NOT EXISTS { MATCH (a:Record {id: one})-[:PART_OF]-(c:Meeting)-[:PART_OF]-(b:Record {id: other})
					WHERE {{a}} AND {{b}} AND {{c}} }
				AND NOT EXISTS { MATCH (a:Record {id: one})-[:PART_OF]-(c:Meeting)-[:PART_OF]-(d:Meeting)-[:PART_OF]-(b:Record {id: other})
					WHERE {{a}} AND {{b}} AND {{c}} AND {{d}} }
			RETURN pair, one, other, score ORDER BY score DESC, pair""";

	private static final Statement ALL_PAIRS = Statement.of("likeness.pairs", """
			MATCH (likeness:Likeness)
			USING INDEX likeness:Likeness(label, likeness)
			WHERE
			""" + PAIRS);

	private static final Statement PAIRS_OF = Statement.of("likeness.pairsOf",
			"MATCH (f:Record {id: $of::STRING})<-[:BETWEEN]-(likeness:Likeness)\nWHERE {{f}} AND " + PAIRS);

	private static final Statement FOUND = Statement.of("likeness.found", """
			UNWIND $pairs::LIST<STRING> AS pair
			MATCH (likeness:Likeness {pair: pair})
			USING INDEX likeness:Likeness(pair)
			WHERE {{likeness}} AND COUNT { (likeness)-[:BETWEEN]->(n) WHERE {{n}} } = likeness.ends
			RETURN pair, likeness.kind AS kind, likeness.likeness AS alike, likeness.foundAt AS foundAt,
				head(COLLECT { MATCH (likeness)-[:BETWEEN]->(n) WHERE n.id = likeness.basis[0]
					RETURN coalesce(n.name, n.title, n.identifier, '') }) AS one,
				head(COLLECT { MATCH (likeness)-[:BETWEEN]->(n) WHERE n.id = likeness.basis[1]
					RETURN coalesce(n.name, n.title, n.scheme, '') }) AS other,
				head(COLLECT { MATCH (a:Actor {id: likeness.actor}) WHERE {{a}} RETURN a.name }) AS actor
			ORDER BY pair, alike DESC, kind, likeness.key""");

	/**
	 * A row of a data set that tells of each record, and who recorded what the load of
	 * the row wrote.
	 */
	private static final Statement ROWS = Statement.of("likeness.rows", """
			UNWIND $ids::LIST<STRING> AS id
			MATCH (f:Record {id: id})<-[:TELLS_OF]-(row:SourceRow)
			WHERE {{f}} AND {{row}}
			WITH id, row.loadId AS load, row ORDER BY row.file, row.line
			WITH id, load, head(collect(row)) AS row
			RETURN id, row.file AS file, row.line AS line, head(COLLECT {
				MATCH (entry:Revision {actId: load}) WHERE {{entry}} RETURN entry.recordedBy LIMIT 1 }) AS loadedBy
			ORDER BY id, file, line""");

	private final Neo4jClient client;

	private final Graph graph;

	LikenessGraph(Neo4jClient client, Graph graph) {
		this.client = client;
		this.graph = graph;
	}

	/**
	 * A part of the history: all entries after one moment, up to another.
	 *
	 * @param after the moment, in milliseconds
	 * @param upTo the other moment
	 */
	record HistoryPart(long after, long upTo) {
	}

	/**
	 * The next part of the history that was not searched. Entries of one moment are never
	 * divided.
	 * @return null if there is none
	 */
	@Nullable HistoryPart next(long most) {
		return this.client.query(NEXT)
			.bindAll(Map.of("most", most))
			.fetchAs(HistoryPart.class)
			.mappedBy((types, row) -> row.get("upTo").isNull() ? null
					: new HistoryPart(row.get("after").asLong(), row.get("upTo").asLong()))
			.one()
			.orElse(null);
	}

	/**
	 * What changed in a part of the history.
	 *
	 * @param elements the ids of all elements that make records alike
	 * @param records the ids of the records to compare again
	 */
	record ChangedRecords(Set<String> elements, Set<String> records) {
	}

	ChangedRecords changed(HistoryPart part) {
		Set<String> elements = new HashSet<>();
		Set<String> records = new HashSet<>();
		this.client.query(CHANGED)
			.bindAll(Map.of("after", part.after(), "upTo", part.upTo()))
			.fetch()
			.all()
			.forEach((row) -> {
				elements.add(RowValues.text(row.get("element")));
				records.add(RowValues.text(row.get("record")));
			});
		return new ChangedRecords(elements, records);
	}

	/** The last moment of the history that was searched; 0 if none was. */
	long searchedUpTo() {
		return this.client.query(SEARCHED_UP_TO).fetchAs(Long.class).one().orElse(0L);
	}

	void searched(HistoryPart part) {
		this.client.query(SEARCHED).bindAll(Map.of("upTo", part.upTo())).run();
	}

	/**
	 * Removes what was found of these elements.
	 * @return when each finding was found first, by its key
	 */
	Map<String, Object> forget(Collection<String> ids) {
		Map<String, Object> found = new HashMap<>();
		this.client.query(FORGET)
			.bindAll(Map.of("ids", List.copyOf(ids)))
			.fetch()
			.all()
			.forEach((row) -> found.put(RowValues.text(row.get("key")), row.get("foundAt")));
		return found;
	}

	/** Writes findings, if everything that they follow from is still there. */
	void remember(Collection<Map<String, Object>> rows, OffsetDateTime at) {
		this.client.query(REMEMBER).bindAll(Map.of("rows", List.copyOf(rows), "at", at)).run();
	}

	/**
	 * A record with its names.
	 *
	 * @param id the id of the record
	 * @param kind the label of its kind
	 * @param country its country, or an empty text
	 * @param names its names, by the ids of the record and of other names
	 */
	record ComparedRecord(String id, String kind, String country, Map<String, String> names) {
	}

	/** Those of these records that can have duplicates. */
	List<ComparedRecord> named(Collection<String> ids) {
		return this.graph.read(NAMES, EVERYTHING, Map.of("ids", ids), (row) -> {
			Map<String, String> names = new HashMap<>();
			row.get("names").values().forEach((name) -> names.put(name.get(0).asString(), name.get(1).asString()));
			return new ComparedRecord(row.get("id").asString(), row.get("kind").asString(),
					row.get("country").asString(), names);
		});
	}

	/**
	 * A name that may be like one that was asked for.
	 *
	 * @param id the id of the asked record; empty if none was asked for
	 * @param asks the id of the element that has the asked name
	 * @param other the id of the record that has the name
	 * @param kind the kind of that record; empty if it is that of the asked one
	 * @param country its country; empty if it has none or that of the asked one
	 * @param basis the id of the element that has the name
	 * @param name the name
	 * @param hiding from whom the name is hidden
	 */
	record NameHit(String id, String asks, String other, String kind, String country, String basis, String name,
			Hiding hiding) {
	}

	/**
	 * The names that the full-text index finds.
	 * @param asked the names, each with the id of its record, its country and the id of
	 * the element that has it
	 */
	List<NameHit> like(Collection<NameQuestion> asked) {
		if (asked.isEmpty()) {
			return List.of();
		}
		return this.graph.read(LIKE, EVERYTHING,
				Map.of("names", asked.stream().map(NameQuestion::row).toList(), "indexes",
						SearchIndex.of(Clearance.FULL)),
				(row) -> new NameHit(row.get("id").asString(), row.get("asks").asString(), row.get("other").asString(),
						"", "", row.get("basis").asString(), row.get("name").asString(),
						hiding(row.get("level"), row.get("circles"))));
	}

	private static Hiding hiding(Value level, Value circles) {
		return new Hiding(level.asLong(), Set.copyOf(circles.asList(Value::asString)));
	}

	/**
	 * A name to look for.
	 *
	 * @param record the record that has it
	 * @param basis the id of the element that has it
	 * @param name its words
	 */
	record NameQuestion(ComparedRecord record, String basis, AskedName name) {

		private Map<String, Object> row() {
			Map<String, Object> row = new HashMap<>(this.name.row());
			row.put("id", this.record.id());
			row.put("basis", this.basis);
			row.put("country", this.record.country());
			return row;
		}

	}

	/** All names of actors with other letters than those of ASCII. */
	List<NameHit> inOtherScripts() {
		return this.graph.read(OTHER_SCRIPTS, EVERYTHING, Map.of(),
				(row) -> new NameHit("", "", row.get("other").asString(), row.get("kind").asString(),
						row.get("country").asString(), row.get("basis").asString(), row.get("name").asString(),
						hiding(row.get("level"), row.get("circles"))));
	}

	/**
	 * Two records with one identifier.
	 *
	 * @param id the id of the asked record
	 * @param kind the kind of both
	 * @param asks the id of its identification
	 * @param other the id of the other record
	 * @param basis the id of the other identification
	 */
	record IdentifierHit(String id, String kind, String asks, String other, String basis) {
	}

	List<IdentifierHit> withSameIdentifier(Collection<String> ids) {
		return this.graph.read(SAME_IDENTIFIER, EVERYTHING, Map.of("ids", ids),
				(row) -> new IdentifierHit(row.get("id").asString(), row.get("kind").asString(),
						row.get("asks").asString(), row.get("other").asString(), row.get("basis").asString()));
	}

	/**
	 * Two meetings on the same days.
	 *
	 * @param id the id of the asked one
	 * @param title its title
	 * @param other the id of the other one
	 * @param otherTitle its title
	 * @param shared for each actor of both, the ids of the two participations and of the
	 * actor
	 */
	record MeetingHit(String id, String title, String other, String otherTitle, List<List<String>> shared) {
	}

	List<MeetingHit> onSameDays(Collection<String> ids) {
		return this.graph.read(SAME_DAYS, EVERYTHING, Map.of("ids", ids),
				(row) -> new MeetingHit(row.get("id").asString(), row.get("title").asString(),
						row.get("other").asString(), row.get("otherTitle").asString(),
						row.get("shared").asList((shared) -> shared.asList(Value::asString))));
	}

	/**
	 * Two records that may be the same, as the lens shows it.
	 *
	 * @param one the smaller id
	 * @param other the larger id
	 * @param score how alike they are, 0 to 1000
	 */
	record ScoredPair(String one, String other, long score) {
	}

	/**
	 * The pairs that the lens shows, the most alike first.
	 * @param labels the kinds of records
	 * @param of the id of a record that each pair must have; null for all pairs
	 * @param minimum the lowest score, 0 to 1000
	 */
	List<ScoredPair> pairs(Lens lens, Collection<String> labels, @Nullable String of, long minimum) {
		boolean meets = labels.contains(Kind.MEETING.label());
		Map<String, Object> parameters = new HashMap<>(
				Map.of("labels", labels, "least", meets ? 0L : minimum, "minimum", minimum));
		if (of != null) {
			parameters.put("of", of);
		}
		return this.graph.read((of != null) ? PAIRS_OF : ALL_PAIRS, lens, parameters,
				(row) -> new ScoredPair(row.get("one").asString(), row.get("other").asString(),
						row.get("score").asLong()));
	}

	/**
	 * Why two records may be the same.
	 *
	 * @param pair the key of the pair
	 * @param kind NAME, IDENTIFIER, TITLE or PARTICIPANT
	 * @param foundAt when Rapport found it
	 * @param one the name, title or identifier of one
	 * @param other the name or title of the other, or the scheme of the identifier
	 * @param actor the name of an actor that took part in both; null if it is none
	 */
	record FoundLikeness(String pair, String kind, OffsetDateTime foundAt, String one, String other,
			@Nullable String actor) {
	}

	/** The findings about these pairs that the lens shows, the most alike first. */
	List<FoundLikeness> found(Lens lens, Collection<String> pairs) {
		return this.graph.read(FOUND, lens, Map.of("pairs", pairs),
				(row) -> new FoundLikeness(row.get("pair").asString(), row.get("kind").asString(),
						row.get("foundAt").asOffsetDateTime(), row.get("one").asString(""),
						row.get("other").asString(""), row.get("actor").asString(null)));
	}

	/**
	 * A row of a data set that tells of a record.
	 *
	 * @param id the id of the record
	 * @param loadedBy who recorded what its load wrote; empty if nothing of that is shown
	 * @param file the file of the row
	 * @param line its line
	 */
	record TellingRow(String id, String loadedBy, String file, long line) {
	}

	/** For each record and load, the first row that the lens shows. */
	List<TellingRow> rows(Lens lens, Collection<String> ids) {
		return new ArrayList<>(
				this.graph.read(ROWS, lens, Map.of("ids", ids), (row) -> new TellingRow(row.get("id").asString(),
						row.get("loadedBy").asString(""), row.get("file").asString(), row.get("line").asLong())));
	}

}
