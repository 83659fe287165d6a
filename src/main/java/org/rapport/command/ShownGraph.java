package org.rapport.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.rapport.graph.Graph;
import org.rapport.graph.LensCypher;
import org.rapport.graph.Statement;
import org.rapport.kernel.Entry;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.store.RowValues;
import org.rapport.store.Sealing;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.stereotype.Component;

/**
 * Reads everything that a lens shows, in batches, in the current transaction: records and
 * facts with their own properties, the relationships between them, and the texts of
 * documents.
 */
@Component
public class ShownGraph {

	private static final int LOT = 2_000;

	private static final List<String> GROUPS = List.of("Record", "Fact");

	private static final Set<String> LABELS = Stream
		.concat(Stream.of("Record", "Fact", "Actor"), Stream.of(Kind.values()).map(Kind::label))
		.collect(Collectors.toUnmodifiableSet());

	private static final String WITHDRAWN = "withdrawn";

	private static final Map<String, Statement> ELEMENTS = byGroup("elements", """
			MATCH (f:%s)
			WHERE f.id > $after AND {{f}}
			RETURN f.id AS id, labels(f) AS labels, properties(f) AS properties, {{begun f.withdrawn}} AS begun
			ORDER BY f.id
			LIMIT $limit::INTEGER""");

	private static final Map<String, Statement> TIES = byGroup("ties", """
			UNWIND $ids::LIST<STRING> AS id
			MATCH (f:%s {id: id})-[tie]->(n:Record|Fact)
			WHERE {{f}} AND {{n}}
			RETURN f.id AS from, type(tie) AS type, n.id AS to""");

	private static final int TEXTS_AT_ONCE = 50;

	private static final Statement PARAGRAPHS = Statement.of("shown.paragraphs", """
			UNWIND $ids::LIST<STRING> AS id
			MATCH (f:Record {id: id})<-[:WRITTEN_IN]-(p:Paragraph)
			WHERE {{f}} AND {{p}}
			RETURN f.id AS documentId, p.position AS position, p.label AS label, p.text AS text""");

	private final Neo4jClient client;

	public ShownGraph(Neo4jClient client) {
		this.client = client;
	}

	/**
	 * A record or fact that the lens shows.
	 *
	 * @param id its id
	 * @param labels its labels
	 * @param properties its own properties, without its seal, without {@code recordedBy},
	 * and without a withdrawal that the lens does not show
	 * @param dataset the data set that its current version was loaded with, or null
	 */
	public record Shown(String id, Set<String> labels, Map<String, Object> properties, @Nullable String dataset) {
	}

	/**
	 * A relationship between two elements that the lens shows.
	 *
	 * @param from the id of its start
	 * @param type its type
	 * @param to the id of its end
	 */
	public record ShownTie(String from, String type, String to) {
	}

	/**
	 * Reads everything that a lens shows; each relationship and each paragraph comes
	 * after what it belongs to.
	 * @param paragraphs receives the paragraphs of documents: for each the id of its
	 * document, its position, its label and its text
	 */
	public void read(Lens lens, Consumer<List<Shown>> elements, Consumer<List<ShownTie>> ties,
			Consumer<Collection<Map<String, Object>>> paragraphs) {
		Map<String, List<String>> shown = new HashMap<>();
		for (String group : GROUPS) {
			List<String> ids = shown.computeIfAbsent(group, (none) -> new ArrayList<>());
			String after = "";
			List<Shown> lot;
			do {
				lot = rows(ELEMENTS, group, lens, Map.of("after", after, "limit", LOT)).stream()
					.map(ShownGraph::element)
					.toList();
				if (!lot.isEmpty()) {
					elements.accept(lot);
					lot.forEach((element) -> ids.add(element.id()));
					after = lot.get(lot.size() - 1).id();
				}
			}
			while (lot.size() == LOT);
		}
		shown.forEach((group, ids) -> {
			for (int i = 0; i < ids.size(); i += LOT) {
				List<ShownTie> lot = rows(TIES, group, lens,
						Map.of("ids", ids.subList(i, Math.min(i + LOT, ids.size()))))
					.stream()
					.map((row) -> new ShownTie(RowValues.text(row.get("from")), RowValues.text(row.get("type")),
							RowValues.text(row.get("to"))))
					.toList();
				ties.accept(lot);
			}
		});
		List<String> documents = shown.getOrDefault("Record", List.of())
			.stream()
			.filter((id) -> Ids.kindOf(id) == Kind.DOCUMENT)
			.toList();
		for (int i = 0; i < documents.size(); i += TEXTS_AT_ONCE) {
			paragraphs.accept(rows(PARAGRAPHS, lens,
					Map.of("ids", documents.subList(i, Math.min(i + TEXTS_AT_ONCE, documents.size())))));
		}
	}

	private static Shown element(Map<String, Object> row) {
		Map<String, Object> properties = new HashMap<>(RowValues.map(row.get("properties")));
		String dataset = Entry.datasetOf(String.valueOf(properties.get("recordedBy")));
		boolean withdrawalHidden = !Boolean.TRUE.equals(row.get("begun"));
		properties.keySet()
			.removeIf((name) -> name.startsWith(Sealing.PREFIX) || name.equals("recordedBy")
					|| (withdrawalHidden && name.startsWith(WITHDRAWN)));
		Set<String> labels = new TreeSet<>(RowValues.texts(row.get("labels")));
		labels.retainAll(LABELS);
		return new Shown(RowValues.text(row.get("id")), labels, properties, dataset);
	}

	private Collection<Map<String, Object>> rows(Map<String, Statement> statements, String group, Lens lens,
			Map<String, ?> parameters) {
		Statement statement = statements.get(group);
		if (statement == null) {
			throw new IllegalArgumentException("No group of elements: " + group);
		}
		return rows(statement, lens, parameters);
	}

	private Collection<Map<String, Object>> rows(Statement statement, Lens lens, Map<String, ?> parameters) {
		return this.client.query(statement.text())
			.bindAll(Graph.bound(parameters, LensCypher.parameters(lens)))
			.fetch()
			.all();
	}

	private static Map<String, Statement> byGroup(String what, String template) {
		return GROUPS.stream()
			.collect(Collectors.toUnmodifiableMap((group) -> group,
					(group) -> Statement.of("shown." + what + "." + group, template.formatted(group))));
	}

}
