package org.rapport.search;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.rapport.graph.Elements;
import org.rapport.graph.Graph;
import org.rapport.graph.Statement;
import org.rapport.kernel.Clearance;
import org.rapport.kernel.Element;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Words;
import org.rapport.store.SearchIndex;
import org.springframework.stereotype.Component;

/**
 * Reads the names and identifiers that a search text may match, and their records.
 */
@Component
class SearchGraph {

	// The limit comes after the lens, so that hidden names do not use it up. A name needs
	// its actor, so a visible name has a visible actor.
	private static final Statement NAMES = Statement.of("search.names", """
			UNWIND $indexes::LIST<STRING> AS index
			CALL db.index.fulltext.queryNodes(index, $question) YIELD node AS hit
			WITH hit WHERE {{hit}}
			OPTIONAL MATCH (actor:Actor)-[:KNOWN_AS]->(hit:Name) WHERE {{hit:Name actor}}
			WITH hit, coalesce(actor, hit) AS f
			WHERE any(label IN labels(f) WHERE label IN $labels::LIST<STRING>)
			WITH hit, f LIMIT $limit::INTEGER
			RETURN f.id AS id, coalesce(f.name, f.title, f.summary) AS name, hit.lensWords AS words,
			  CASE WHEN hit <> f THEN hit.name END AS other, null AS scheme
			UNION ALL
			UNWIND $identifiers::LIST<STRING> AS letters
			MATCH (hit:Identification {lensWords: letters})<-[:IDENTIFIED_BY]-(f:Record)
			WHERE {{hit:Identification f}} AND {{f}} AND any(label IN labels(f) WHERE label IN $labels)
			WITH hit, f LIMIT $limit
			RETURN f.id AS id, coalesce(f.name, f.title, f.summary) AS name, hit.lensWords AS words,
			  hit.identifier AS other, hit.scheme AS scheme""")
		.sampling("indexes", SearchIndex.of(Clearance.PUBLIC))
		.sampling("question", "nothing");

	private static final Statement RECORDS = Statement.of("search.records", """
			UNWIND $ids::LIST<STRING> AS id
			MATCH (f:Record {id: id})
			WHERE {{f}}
			RETURN %s AS f""".formatted(Elements.RECORD.from("f")));

	/** The most words that an identifier has, parted at its dashes and dots. */
	private static final int MOST_WORDS = 12;

	private final Graph graph;

	private final Elements elements;

	SearchGraph(Graph graph, Elements elements) {
		this.graph = graph;
		this.elements = elements;
	}

	/**
	 * A name or identifier that may match.
	 *
	 * @param id the id of the record with this name
	 * @param name the main name of that record
	 * @param words the words of this name; of an identifier, its letters as one word
	 * @param text this name or identifier as written
	 * @param scheme the scheme of the identifier, or null if this is a name
	 */
	record Named(String id, String name, Words words, String text, @Nullable String scheme) {
	}

	/**
	 * The names and identifiers that the words may match, of records of these kinds. The
	 * index is generous: some of the names do not match.
	 * @param limit the most names to return
	 */
	List<Named> names(Lens lens, Words asked, Collection<Kind> kinds, int limit) {
		Map<String, Object> parameters = Map.of("indexes", SearchIndex.of(lens.clearance()), "question",
				SearchIndex.question(asked), "labels", kinds.stream().map(Kind::label).toList(), "identifiers",
				identifiers(asked), "limit", limit);
		return this.graph.read(NAMES, lens, parameters, (row) -> {
			String name = row.get("name").asString();
			return new Named(row.get("id").asString(), name, Words.parse(row.get("words").asString()),
					row.get("other").asString(name), row.get("scheme").asString(null));
		});
	}

	/**
	 * The letters of the identifiers that may be meant: all the text, or its last words,
	 * because people write the scheme before the identifier.
	 */
	private static List<String> identifiers(Words asked) {
		int size = asked.words().size();
		return IntStream.range(Math.max(0, size - MOST_WORDS), size)
			.mapToObj((from) -> asked.joined(from, size))
			.distinct()
			.toList();
	}

	/** The records with these ids that the lens shows, keyed by id. */
	Map<String, Element> records(Lens lens, Collection<String> ids) {
		Map<String, Element> records = new HashMap<>();
		this.graph.read(RECORDS, lens, Map.of("ids", List.copyOf(ids)), (row) -> this.elements.recordOf(row.get("f")))
			.forEach((record) -> records.put(record.id(), record));
		return records;
	}

}
