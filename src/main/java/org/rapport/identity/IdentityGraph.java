package org.rapport.identity;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.rapport.directory.ActingCypher;
import org.rapport.graph.Graph;
import org.rapport.graph.Statement;
import org.rapport.kernel.Clearance;
import org.rapport.kernel.Days;
import org.rapport.kernel.Hiding;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Words;
import org.rapport.store.RowValues;
import org.rapport.store.SearchIndex;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.stereotype.Component;

/**
 * Reads and writes the identity of actors and meetings: merged ids and slugs, pairs
 * declared distinct, and the data that duplicates are found by. A merge reads without a
 * lens, because everything tied to a record must move. Only curators who see everything
 * may merge.
 */
@Component
class IdentityGraph {

	/**
	 * Also reads the citations of what is tied to an element, because a fact that another
	 * one tells, too, gives it its citations.
	 */
	private static final String TIED = """
			UNWIND $ids AS id
			MATCH (element:Record|Fact|Retracted {id: id})-[tie]-(owner:Record|Fact|Retracted)
			WITH DISTINCT id, owner
			RETURN id, owner.id AS owner,
				COLLECT { MATCH (owner)<-[:SUPPORTS]-(citation:Citation) WHERE owner:Fact RETURN citation.id } AS citations""";

	/**
	 * How much more hidden than the given level and circles a citation is, with its
	 * source.
	 */
	private static final String CITATION = """
			UNWIND $ids AS id
			MATCH (:Fact {id: id})<-[:SUPPORTS]-(citation:Citation)-[:FROM]->(source:Document)
			WITH citation, [$level, citation.visibility, source.lensVisibility] AS levels,
				[circle IN [citation.circle] + coalesce(source.lensCircles, [])
					WHERE circle IS NOT NULL AND NOT circle IN $circles] AS more
			RETURN citation.id AS id
			ORDER BY reduce(most = 0, level IN levels | CASE WHEN level > most THEN level ELSE most END),
				size(more), id
			LIMIT 1""";

	/**
	 * Points every id and slug that led to the merged record to the remaining one. A
	 * reference stays as hidden as it was.
	 */
	private static final String MERGE_NAMES = """
			MATCH (from:Record|Retracted {id: $from})
			MATCH (into:Record {id: $into})
			CALL (from, into) {
				MATCH (former:Alias)-[tie:STANDS_FOR]->(from)
				SET former.through = from.id,
					former.visibility = CASE WHEN former.visibility > $level THEN former.visibility ELSE $level END,
					former.circles = CASE WHEN size($circles) = 0 THEN former.circles
						ELSE $circles + [c IN coalesce(former.circles, []) WHERE NOT c IN $circles] END
				MERGE (former)-[:STANDS_FOR]->(into)
				DELETE tie
			}
			CALL (from, into) {
				MATCH (r:Revision {elementId: from.id})
				MERGE (r)-[:NAMES]->(into)
			}
			WITH from, into
			UNWIND [from.id, from.slug] AS name
			MERGE (former:Alias {name: name})
			SET former.visibility = $level, former.circles = CASE WHEN size($circles) = 0 THEN null ELSE $circles END,
				former.merged = from.id
			MERGE (former)-[:STANDS_FOR]->(into)""";

	/**
	 * Notes which facts tell what others told. The rows of tables that tell of the merged
	 * record, or of such a fact, tell of the remaining one. They still do after the merge
	 * is taken back: then both decide who sees them.
	 */
	private static final String MERGE_BESIDE = """
			CALL () {
				UNWIND $facts AS row
				MATCH (into:Fact {id: row.into})
				MERGE (former:Alias {name: row.from})
				SET former.visibility = row.level,
					former.circles = CASE WHEN size(row.circles) = 0 THEN null ELSE row.circles END, former.merged = row.from
				MERGE (former)-[:STANDS_FOR]->(into)
			}
			CALL () {
				UNWIND $facts + [{ from: $from, into: $into }] AS row
				MATCH (:Record|Fact|Retracted {id: row.from})<-[:TELLS_OF]-(told:SourceRow)
				MATCH (into:Record|Fact {id: row.into})
				MERGE (told)-[:TELLS_OF]->(into)
			}
			""";

	private static final String UNMERGE = """
			CALL () {
				UNWIND $facts AS id
				MATCH (former:Alias {name: id, merged: id})-[:STANDS_FOR]->(:Fact|Retracted)
				DETACH DELETE former
			}
			MATCH (from:Record|Retracted {id: $from})
			CALL (from) {
				MATCH (former:Alias {through: from.id})-[tie:STANDS_FOR]->()
				REMOVE former.through
				MERGE (former)-[:STANDS_FOR]->(from)
				DELETE tie
			}
			CALL (from) {
				MATCH (r:Revision {elementId: from.id})-[named:NAMES]->(:Record|Retracted {id: $into})
				WHERE NOT r.change IN ['MERGED', 'UNMERGED']
				DELETE named
			}
			WITH from
			UNWIND [from.id, from.slug] AS name
			MATCH (former:Alias {name: name, merged: from.id})
			DETACH DELETE former""";

	private static final String DISTINGUISH = """
			MATCH (one:Record {id: $one})
			MATCH (other:Record {id: $other})
			MERGE (distinction:Distinction {pair: $pair})
			SET distinction.visibility = 0, distinction.recordedBy = $by, distinction.reason = $reason,
				distinction.recordedAt = $at
			MERGE (distinction)-[:BETWEEN]->(one)
			MERGE (distinction)-[:BETWEEN]->(other)""";

	private static final String NO_LONGER_DISTINGUISH = """
			MATCH (distinction:Distinction {pair: $pair})
			DETACH DELETE distinction""";

	private static final Statement DISTINCT = Statement.of("identity.distinct", """
			UNWIND $keys::LIST<STRING> AS pair
			MATCH (distinction:Distinction {pair: pair})
			WHERE {{distinction}}
			RETURN pair""");

	/**
	 * Who said when and why that two records are distinct, or the same. A merged record
	 * is not shown itself; the entry of its history is.
	 */
	private static final Statement DECISIONS = Statement.of("identity.decisions",
			"""
					CALL () {
						MATCH (d:Distinction)-[:BETWEEN]->(f:Record)
						WHERE {{d}} AND {{f}}
						WITH d, f ORDER BY f.id
						WITH d, collect(f.id) AS ids, collect(coalesce(f.name, f.title)) AS names
						WHERE size(ids) = 2
						RETURN false AS same, ids[0] AS one, names[0] AS oneName, ids[1] AS other, names[1] AS otherName,
							d.reason AS reason, d.recordedBy AS by, d.recordedAt AS at
						UNION ALL
						MATCH (former:Alias)-[:STANDS_FOR]->(f:Record)
						WHERE former.merged = former.name AND {{former}} AND {{f}}
						WITH f, former.name AS merged
						CALL (merged) {
							MATCH (entry:Revision {elementId: merged})
							WHERE entry.change = 'MERGED' AND {{entry}}
							RETURN entry ORDER BY entry.version DESC LIMIT 1
						}
						RETURN true AS same, f.id AS one, coalesce(f.name, f.title) AS oneName, merged AS other, '' AS otherName,
							entry.reason AS reason, entry.recordedBy AS by, entry.recordedAt AS at
					}
					RETURN same, one, oneName, other, otherName, coalesce(reason, '') AS reason, coalesce(by, '') AS by,
						coalesce(toString(at), '') AS at
					ORDER BY same, one, other LIMIT $most::INTEGER""");

	private static final Statement IDENTIFIERS = Statement.of("identity.identifiers", """
			UNWIND $ids::LIST<STRING> AS id
			MATCH (f:Record {id: id})-[:IDENTIFIED_BY]->(i:Identification)
			WHERE {{i:Identification f}}
			RETURN id, i.scheme AS scheme, i.identifier AS identifier ORDER BY id, scheme, identifier""");

	private static final Statement SHARED = Statement.of("identity.shared", """
			UNWIND $pairs::LIST<LIST<STRING>> AS pair
			MATCH (f:Record {id: pair[0]})-[:HOLDS|HAS|TOOK_PART|GAVE]->(x:Fact)-[:IN|OF]->(n:Record)
			WHERE {{x:Fact f n}}
			MATCH (n)<-[:IN|OF]-(y:Fact)<-[:HOLDS|HAS|TOOK_PART|GAVE]-(g:Record {id: pair[1]})
			WHERE {{y:Fact n g}}
			RETURN pair[0] AS one, pair[1] AS other, count(DISTINCT n) AS shared""");

	private static final int FEWEST_TO_LEAVE_ONE_OUT = 3;

	private static final int MOST_TO_LEAVE_ONE_OUT = 8;

	/** The most records that an act is compared with. */
	private static final int MOST_LIKE = 5_000;

	// The limit comes after the lens, so that hidden names do not use it up.
	private static final Statement LIKE = Statement
		.of("identity.like",
				"""
						UNWIND $names::LIST<MAP> AS asked
						UNWIND $indexes::LIST<STRING> AS index
						CALL db.index.fulltext.queryNodes(index, asked.question) YIELD node AS hit
						WITH asked, hit
						WHERE {{hit}} AND size(hit.lensWords) >= asked.shortest AND size(hit.lensWords) <= asked.longest
						OPTIONAL MATCH (actor:Actor)-[:KNOWN_AS]->(hit:Name) WHERE {{hit:Name actor}}
						WITH DISTINCT asked.kind AS kind, hit, coalesce(actor, hit) AS f
						WHERE kind IN labels(f) AND %s
						RETURN kind, f.id AS id, coalesce(hit.name, hit.title) AS name, f.dateEarliest AS first, f.dateLatest AS last
						LIMIT $limit::INTEGER"""
					.formatted(ActingCypher.isNamed("f")))
		.sampling("names", List.of(Map.of("kind", "", "question", "nothing", "shortest", 0L, "longest", 0L)))
		.sampling("indexes", SearchIndex.of(Clearance.PUBLIC));

	private final Neo4jClient client;

	private final Graph graph;

	IdentityGraph(Neo4jClient client, Graph graph) {
		this.client = client;
		this.graph = graph;
	}

	/**
	 * What is tied to two records.
	 *
	 * @param owners the ids of all records and facts tied to each of them
	 * @param citations the ids of the citations of each of these facts
	 */
	record TiedTo(Map<String, Set<String>> owners, Map<String, List<String>> citations) {

		Set<String> to(String id) {
			return this.owners.getOrDefault(id, Set.of());
		}

		List<String> citationsOf(String fact) {
			return this.citations.getOrDefault(fact, List.of());
		}

		/** The ids of everything. */
		Set<String> all() {
			Set<String> all = new TreeSet<>();
			this.owners.values().forEach(all::addAll);
			this.citations.values().forEach(all::addAll);
			return all;
		}

	}

	/** The records and facts tied to these elements, read without a lens. */
	TiedTo tiedTo(Collection<String> ids) {
		Map<String, Set<String>> owners = new HashMap<>();
		Map<String, List<String>> citations = new HashMap<>();
		this.client.query(TIED).bindAll(Map.of("ids", List.copyOf(ids))).fetch().all().forEach((row) -> {
			String owner = RowValues.text(row.get("owner"));
			owners.computeIfAbsent(RowValues.text(row.get("id")), (none) -> new TreeSet<>()).add(owner);
			citations.put(owner, RowValues.texts(row.get("citations")));
		});
		return new TiedTo(owners, citations);
	}

	/**
	 * The id of one citation of any of these facts: with its source, it is the least
	 * hidden from the viewers who see something so hidden. Null if there is none.
	 */
	@Nullable String citationOf(Collection<String> facts, Hiding seen) {
		return this.client.query(CITATION)
			.bindAll(Map.of("ids", List.copyOf(facts), "level", seen.level(), "circles", List.copyOf(seen.circles())))
			.fetchAs(String.class)
			.one()
			.orElse(null);
	}

	/**
	 * A fact that another one tells since a merge.
	 *
	 * @param from its id
	 * @param into the id of the other one
	 * @param level its visibility, 0 to 3
	 * @param circles its circles
	 */
	record ToldFact(String from, String into, long level, List<String> circles) {

		private Map<String, Object> row() {
			return Map.of("from", this.from, "into", this.into, "level", this.level, "circles", this.circles);
		}

	}

	/**
	 * Makes the id and the slugs of one record lead to another, and the rows of tables
	 * tell of it. Notes which facts are told by others.
	 * @param level the visibility of the merged record, 0 to 3
	 * @param circles the circles of the merged record
	 */
	void merge(String from, String into, long level, List<String> circles, Collection<ToldFact> facts) {
		this.client.query(MERGE_BESIDE + MERGE_NAMES)
			.bindAll(Map.of("from", from, "into", into, "level", level, "circles", circles, "facts",
					RowValues.filled(facts.stream().map(ToldFact::row).toList())))
			.run();
	}

	/**
	 * Makes the id and the slugs lead to the merged record itself again, and forgets that
	 * facts were told by others.
	 * @param ids the ids of everything that the merge changed
	 */
	void unmerge(String from, String into, Collection<String> ids) {
		this.client.query(UNMERGE)
			.bindAll(Map.of("from", from, "into", into, "facts",
					RowValues.filledIds(ids.stream().filter((id) -> !Ids.kindOf(id).isRecord()).toList())))
			.run();
	}

	void distinguish(Pair pair, String by, String reason) {
		this.client.query(DISTINGUISH)
			.bindAll(Map.of("one", pair.one(), "other", pair.other(), "pair", pair.key(), "by", by, "reason", reason,
					"at", OffsetDateTime.now(ZoneOffset.UTC)))
			.run();
	}

	void noLongerDistinguish(Pair pair) {
		this.client.query(NO_LONGER_DISTINGUISH).bindAll(Map.of("pair", pair.key())).run();
	}

	/**
	 * The keys of those pairs that were declared distinct, as far as the lens shows it.
	 */
	Set<String> distinct(Lens lens, Collection<Pair> pairs) {
		return new TreeSet<>(this.graph.read(DISTINCT, lens, Map.of("keys", pairs.stream().map(Pair::key).toList()),
				(row) -> row.get("pair").asString()));
	}

	/**
	 * A decision about two records.
	 *
	 * @param same whether they are the same, and were merged
	 * @param one the id of the record that stays
	 * @param oneName its name or title
	 * @param other the id of the other record
	 * @param otherName its name or title; empty if it was merged
	 * @param reason why; empty if nobody said
	 * @param by who decided it; empty if that is not known
	 * @param at when; empty if that is not known
	 */
	record StoredDecision(boolean same, String one, String oneName, String other, String otherName, String reason,
			String by, String at) {
	}

	/** The decisions that the lens shows, at most so many. */
	List<StoredDecision> decisions(Lens lens, long most) {
		return this.graph.read(DECISIONS, lens, Map.of("most", most),
				(row) -> new StoredDecision(row.get("same").asBoolean(), row.get("one").asString(),
						row.get("oneName").asString(), row.get("other").asString(), row.get("otherName").asString(),
						row.get("reason").asString(), row.get("by").asString(), row.get("at").asString()));
	}

	/**
	 * Two actors or meetings, ordered by id.
	 *
	 * @param one the smaller id
	 * @param other the larger id
	 */
	record Pair(String one, String other) {

		static Pair of(String one, String other) {
			return (one.compareTo(other) < 0) ? new Pair(one, other) : new Pair(other, one);
		}

		/** Both ids in one text, as stored and sorted. */
		String key() {
			return this.one + " " + this.other;
		}

	}

	/**
	 * A record with its names.
	 *
	 * @param id the id of the record
	 * @param kind the label of its kind
	 * @param names its main name, then its other names
	 */
	record NamedRecord(String id, String kind, List<String> names) {
	}

	/**
	 * A record with some of its names, and the days that its date can mean.
	 *
	 * @param named the record
	 * @param days these days
	 */
	record DatedRecord(NamedRecord named, Days days) {

		/** The record with another name. */
		DatedRecord and(String name) {
			List<String> names = new ArrayList<>(this.named.names());
			names.add(name);
			return new DatedRecord(new NamedRecord(this.named.id(), this.named.kind(), names), this.days);
		}

		/** The record with the names of both. */
		DatedRecord and(DatedRecord other) {
			DatedRecord all = this;
			for (String name : other.named.names()) {
				all = all.and(name);
			}
			return all;
		}

	}

	/**
	 * A name to look for.
	 *
	 * @param kind the label of the kind of record
	 * @param words the words of the name
	 */
	record AskedName(String kind, Words words) {

		/**
		 * The query that proposes names with these words, with small errors, or with all
		 * of them but one.
		 */
		private String question() {
			StringBuilder question = new StringBuilder("(" + SearchIndex.question(this.words) + ")");
			List<String> distinct = this.words.words().stream().distinct().toList();
			if (distinct.size() >= FEWEST_TO_LEAVE_ONE_OUT && distinct.size() <= MOST_TO_LEAVE_ONE_OUT) {
				for (String left : distinct) {
					question.append(distinct.stream()
						.filter((word) -> !word.equals(left))
						.map(SearchIndex::whole)
						.collect(Collectors.joining(" +", " (+", ")")));
				}
			}
			return question.toString();
		}

		/** A name of less than half or more than twice the length is never alike. */
		Map<String, Object> row() {
			int length = this.words.text().length();
			return Map.of("kind", this.kind, "question", question(), "shortest", (long) length / 2, "longest",
					2L * length + 1);
		}

	}

	/**
	 * The records that may have such a name, as far as the lens shows, each with the name
	 * that was found. Empty if there are too many of them, because so common a name tells
	 * little.
	 */
	List<DatedRecord> withNamesLike(Lens lens, Collection<AskedName> names) {
		if (names.isEmpty()) {
			return List.of();
		}
		List<DatedRecord> records = this.graph.read(LIKE, lens,
				Map.of("names", names.stream().map(AskedName::row).toList(), "indexes",
						SearchIndex.of(lens.clearance()), "limit", MOST_LIKE + 1L),
				(row) -> new DatedRecord(
						new NamedRecord(row.get("id").asString(), row.get("kind").asString(),
								List.of(row.get("name").asString())),
						Days.between(row.get("first").asObject(), row.get("last").asObject())));
		return (records.size() > MOST_LIKE) ? List.of() : records;
	}

	/**
	 * An identifier of an actor.
	 *
	 * @param id the id of the actor
	 * @param scheme the scheme
	 * @param identifier the identifier
	 */
	record IdentifiedActor(String id, String scheme, String identifier) {
	}

	List<IdentifiedActor> identifiers(Lens lens, Collection<String> ids) {
		return this.graph.read(IDENTIFIERS, lens, Map.of("ids", ids),
				(row) -> new IdentifiedActor(row.get("id").asString(), row.get("scheme").asString(),
						row.get("identifier").asString()));
	}

	/** How many meetings, bodies and endorsed things each pair has in common. */
	Map<Pair, Long> shared(Lens lens, Collection<Pair> pairs) {
		Map<Pair, Long> shared = new HashMap<>();
		this.graph.read(SHARED, lens,
				Map.of("pairs", pairs.stream().map((pair) -> List.of(pair.one(), pair.other())).toList()),
				(row) -> shared.put(new Pair(row.get("one").asString(), row.get("other").asString()),
						row.get("shared").asLong()));
		return shared;
	}

}
