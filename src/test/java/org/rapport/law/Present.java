package org.rapport.law;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.rapport.kernel.Clearance;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Tie;
import org.rapport.kernel.Visibility;
import org.rapport.law.RandomGraph.Cited;
import org.rapport.law.RandomGraph.Item;
import org.springframework.data.neo4j.core.Neo4jClient;

/**
 * The current graph, read back without using its seals.
 *
 * @param nodes the records and facts by id, in the order in which they are stored
 * @param aliases the target of each former slug and id, by name
 * @param distinctions the pairs that were declared distinct, by key
 * @param revisions the id of the element of each history entry, by the entry's id
 */
record Present(Map<String, Node> nodes, Map<String, String> aliases, Map<String, Set<String>> distinctions,
		Map<String, String> revisions) {

	/**
	 * A record or fact.
	 *
	 * @param id its id
	 * @param kind its kind
	 * @param visibility its own visibility
	 * @param circle its own circle, or null
	 * @param version its current version
	 * @param retracted whether it was retracted or merged into another
	 * @param properties its properties
	 * @param ties the ids that its fields name
	 */
	record Node(String id, Kind kind, Visibility visibility, String circle, long version, boolean retracted,
			Map<String, Object> properties, Map<String, Set<String>> ties) {

		/** The ids of all elements that it cannot exist without. */
		Set<String> needed() {
			Set<String> needed = new LinkedHashSet<>();
			for (Tie tie : Tie.of(this.kind)) {
				if (tie.need() != Tie.Need.NONE) {
					needed.addAll(this.ties.getOrDefault(tie.field(), Set.of()));
				}
			}
			return needed;
		}

		String slug() {
			return (String) this.properties.get("slug");
		}

		private Item item(List<Cited> citations) {
			Map<String, Object> fields = new LinkedHashMap<>(this.properties);
			for (Tie tie : Tie.of(this.kind)) {
				Set<String> ids = this.ties.getOrDefault(tie.field(), Set.of());
				if (!ids.isEmpty()) {
					fields.put(tie.field(), tie.isMany() ? List.copyOf(ids) : ids.iterator().next());
				}
			}
			return new Item(this.id, this.kind, this.visibility, this.circle, fields, citations);
		}

	}

	static Present read(Neo4jClient client) {
		Map<String, Node> nodes = new LinkedHashMap<>();
		client.query("""
				MATCH (node:Record|Fact|Retracted)
				WHERE node.id IS NOT NULL
				RETURN node.id AS id, labels(node) AS labels, properties(node) AS properties,
					COLLECT { MATCH (node)-[tie]->(end:Record|Fact|Retracted) RETURN [type(tie), end.id] } AS outgoing,
					COLLECT { MATCH (node)<-[tie]-(end:Record|Fact|Retracted) RETURN [type(tie), end.id] } AS incoming
				ORDER BY id(node)""").fetch().all().forEach((row) -> {
			Node node = node(row);
			nodes.put(node.id(), node);
		});
		Map<String, String> aliases = new TreeMap<>();
		client.query("MATCH (alias:Alias)-[:STANDS_FOR]->(record) RETURN alias.name AS name, record.id AS id")
			.fetch()
			.all()
			.forEach((row) -> aliases.put((String) row.get("name"), (String) row.get("id")));
		Map<String, Set<String>> distinctions = new TreeMap<>();
		client.query("MATCH (d:Distinction)-[:BETWEEN]->(record) RETURN d.pair AS pair, record.id AS id")
			.fetch()
			.all()
			.forEach((row) -> distinctions.computeIfAbsent((String) row.get("pair"), (none) -> new HashSet<>())
				.add((String) row.get("id")));
		Map<String, String> revisions = new LinkedHashMap<>();
		client.query(
				"MATCH (revision:Revision) RETURN revision.id AS id, revision.elementId AS element ORDER BY id(revision)")
			.fetch()
			.all()
			.forEach((row) -> revisions.put((String) row.get("id"), (String) row.get("element")));
		return new Present(nodes, aliases, distinctions, revisions);
	}

	@SuppressWarnings("unchecked")
	private static Node node(Map<String, Object> row) {
		List<String> labels = (List<String>) row.get("labels");
		Map<String, Object> properties = new TreeMap<>((Map<String, Object>) row.get("properties"));
		boolean out = labels.contains("Retracted");
		Kind kind = (out ? Stream.of((String) properties.remove("kind")) : labels.stream())
			.flatMap((label) -> Kind.ofLabel(label).stream())
			.findFirst()
			.orElseThrow();
		Object own = properties.remove("ownKind");
		if (own != null) {
			properties.put("kind", own);
		}
		boolean retracted = out && properties.remove("follows") == null;
		properties.keySet().removeIf((name) -> name.startsWith("lens"));
		Map<String, Set<String>> ties = new HashMap<>();
		for (Tie tie : Tie.of(kind)) {
			for (List<String> end : (Collection<List<String>>) row.get(tie.outgoing() ? "outgoing" : "incoming")) {
				if (end.get(0).equals(tie.type())) {
					ties.computeIfAbsent(tie.field(), (none) -> new LinkedHashSet<>()).add(end.get(1));
				}
			}
		}
		long level = (Long) properties.remove("visibility");
		return new Node((String) row.get("id"), kind, Visibility.values()[(int) level],
				(String) properties.remove("circle"), (Long) properties.getOrDefault("version", 1L), retracted,
				properties, ties);
	}

	Stream<Node> of(Set<Kind> kinds) {
		return this.nodes.values().stream().filter((node) -> kinds.contains(node.kind()));
	}

	/** The ids of the elements that were retracted or merged into another. */
	Set<String> retracted() {
		Set<String> retracted = new HashSet<>();
		this.nodes.values().stream().filter(Node::retracted).map(Node::id).forEach(retracted::add);
		return retracted;
	}

	/** The same graph for the oracle. Its keys are the ids. */
	RandomGraph graph() {
		Map<String, List<Cited>> citations = new HashMap<>();
		of(Set.of(Kind.CITATION)).forEach((citation) -> {
			Cited cited = new Cited(citation.ties().get("document").iterator().next(), citation.id(),
					citation.visibility(), citation.circle());
			citations.computeIfAbsent(citation.ties().get("supports").iterator().next(), (none) -> new ArrayList<>())
				.add(cited);
		});
		return new RandomGraph(this.nodes.values()
			.stream()
			.filter((node) -> node.kind() != Kind.CITATION)
			.map((node) -> node.item(citations.getOrDefault(node.id(), List.of())))
			.toList());
	}

	/**
	 * How hidden an element is, by itself and by all elements that it needs, retracted
	 * ones included.
	 */
	Hiding hiding(String id) {
		Node node = this.nodes.get(id);
		if (node == null) {
			return Hiding.OPEN;
		}
		Hiding hiding = new Hiding(node.visibility(), (node.circle() != null) ? Set.of(node.circle()) : Set.of());
		for (String needed : node.needed()) {
			hiding = hiding.and(hiding(needed));
		}
		return hiding;
	}

	/**
	 * How hidden an element is.
	 *
	 * @param visibility the clearance that a viewer needs
	 * @param circles the circles that a viewer must be in, all of them
	 */
	record Hiding(Visibility visibility, Set<String> circles) {

		static final Hiding OPEN = new Hiding(Visibility.PUBLIC, Set.of());

		/** The stricter of both in every respect. */
		Hiding and(Hiding other) {
			Set<String> all = new HashSet<>(this.circles);
			all.addAll(other.circles);
			return new Hiding((this.visibility.compareTo(other.visibility) > 0) ? this.visibility : other.visibility,
					all);
		}

		boolean isClearedBy(Clearance clearance) {
			return clearance.covers(this.visibility, null)
					&& this.circles.stream().allMatch((circle) -> clearance.covers(Visibility.PUBLIC, circle));
		}

	}

}
