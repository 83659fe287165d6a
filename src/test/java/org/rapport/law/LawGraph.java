package org.rapport.law;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

import graphql.schema.GraphQLSchema;

import org.rapport.access.Permission;
import org.rapport.access.Viewer;
import org.rapport.api.Lenses;
import org.rapport.kernel.Lens;
import org.rapport.law.RandomActs.RandomAct;
import org.rapport.store.Sealing;
import org.rapport.transfer.Imports;
import org.springframework.context.ApplicationContext;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The graph under the law: loaded as in production, asked, and restricted by hand. */
final class LawGraph {

	private final Neo4jClient client;

	private final Imports imports;

	private final Sealing sealing;

	private final TransactionTemplate transaction;

	private final ExecutionGraphQlService graphQl;

	private final GraphQLSchema schema;

	LawGraph(ApplicationContext context) {
		this.client = context.getBean(Neo4jClient.class);
		this.imports = context.getBean(Imports.class);
		this.sealing = context.getBean(Sealing.class);
		this.transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
		this.graphQl = context.getBean(ExecutionGraphQlService.class);
		this.schema = context.getBean(GraphQlSource.class).schema();
	}

	GraphQLSchema schema() {
		return this.schema;
	}

	void empty() {
		this.client
			.query("MATCH (node:Record|Fact|Dataset|Revision|Act|Alias|Distinction|Tombstone) DETACH DELETE node")
			.run();
	}

	/** Holds exactly this graph from now on, sealed. */
	void load(RandomGraph graph) {
		empty();
		add(graph);
	}

	/** Holds this graph too from now on, sealed. */
	void add(RandomGraph graph) {
		try {
			this.imports.load(graph.file());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Deletes elements and seals what is left. */
	void remove(Collection<String> ids) {
		this.client.query("MATCH (node:Record|Fact) WHERE node.id IN $ids DETACH DELETE node")
			.bindAll(Map.of("ids", List.copyOf(ids)))
			.run();
		seal();
	}

	/** Deletes what the oracle says, and touches nothing else. */
	void restrict(Restriction restriction) {
		this.client.query("MATCH (revision:Revision) WHERE revision.of IN $ids DETACH DELETE revision")
			.bindAll(Map.of("ids", List.copyOf(restriction.uncleared())))
			.run();
		this.client.query("MATCH (node:Record|Fact) WHERE node.id IN $ids DETACH DELETE node")
			.bindAll(Map.of("ids", List.copyOf(restriction.removed())))
			.run();
		this.client.query("""
				MATCH (node:Endorsement) WHERE node.id IN $ids
				REMOVE node.withdrawn, node.withdrawnEarliest, node.withdrawnLatest, node.withdrawnBegunBy""")
			.bindAll(Map.of("ids", List.copyOf(restriction.notWithdrawn())))
			.run();
	}

	/** Deletes what a restriction takes with it beside records and facts, and those. */
	void restrict(Restriction restriction, Chronicle.Beside beside) {
		delete("Revision", "id", beside.revisions());
		delete("Alias", "name", beside.aliases());
		delete("Distinction", "pair", beside.distinctions());
		restrict(restriction);
	}

	private void delete(String label, String property, Collection<String> those) {
		this.client.query("MATCH (node:%s) WHERE node.%s IN $those DETACH DELETE node".formatted(label, property))
			.bindAll(Map.of("those", List.copyOf(those)))
			.run();
	}

	/**
	 * A copy of everything that is stored.
	 *
	 * @param nodes where each was, its labels and its properties
	 * @param ties where each began and ended, its type and its properties
	 */
	record Copy(List<Map<String, Object>> nodes, List<Map<String, Object>> ties) {
	}

	/** Copies the graph. */
	Copy copy() {
		return new Copy(
				List.copyOf(this.client.query("""
						MATCH (n:Record|Fact|Dataset|Revision|Act|Alias|Distinction|Tombstone)
						RETURN elementId(n) AS at, labels(n) AS labels, properties(n) AS properties ORDER BY id(n)""")
					.fetch()
					.all()),
				List.copyOf(this.client
					.query("""
							MATCH (n:Record|Fact|Dataset|Revision|Act|Alias|Distinction|Tombstone)-[t]->(m)
							RETURN elementId(n) AS from, elementId(m) AS to, type(t) AS type, properties(t) AS properties""")
					.fetch()
					.all()));
	}

	/** Holds what was copied, and nothing else, from now on. */
	void put(Copy copy) {
		empty();
		this.client.query("""
				UNWIND $nodes AS node
				CREATE (n:$(node.labels))
				SET n = node.properties, n.copiedFrom = node.at""").bindAll(Map.of("nodes", copy.nodes())).run();
		this.client.query("""
				MATCH (n) WHERE n.copiedFrom IS NOT NULL
				WITH collect(n) AS all
				UNWIND $ties AS tie
				WITH tie, head([n IN all WHERE n.copiedFrom = tie.from]) AS from,
					head([n IN all WHERE n.copiedFrom = tie.to]) AS to
				CREATE (from)-[t:$(tie.type)]->(to)
				SET t = tie.properties""").bindAll(Map.of("ties", copy.ties())).run();
		this.client.query("MATCH (n) WHERE n.copiedFrom IS NOT NULL REMOVE n.copiedFrom").run();
	}

	void seal() {
		this.transaction.executeWithoutResult((status) -> this.sealing.seal());
	}

	/** Breaks the lens, by what its seals say. */
	void tamper(String cypher) {
		this.client.query(cypher).run();
	}

	/** The whole answers, errors included. */
	List<Map<String, Object>> ask(List<String> questions, Lens lens) {
		return questions.stream().map((question) -> ask(question, lens)).toList();
	}

	Map<String, Object> ask(String question, Lens lens) {
		return ask(question, Map.of(), lens, viewer(lens));
	}

	private Map<String, Object> ask(String question, Map<String, Object> variables, Lens lens, Viewer viewer) {
		DefaultExecutionGraphQlRequest request = new DefaultExecutionGraphQlRequest(question, null, variables, null,
				"law", null);
		request.configureExecutionInput((input, builder) -> builder
			.graphQLContext((context) -> context.put(Lenses.LENS, lens).put(Lenses.VIEWER, viewer))
			.build());
		return Objects.requireNonNull(this.graphQl.execute(request).block()).getExecutionResult().toSpecification();
	}

	/** Does something; the whole answer, errors included. */
	Map<String, Object> act(RandomAct act, String selection) {
		return ask(act.document(selection), Map.of("input", act.input()), Lens.of(act.viewer().clearance()),
				act.viewer());
	}

	/** The graph as it stands. */
	Present present() {
		return Present.read(this.client);
	}

	/** Everything that the seals say, by where it is stored. */
	Map<String, Map<String, Object>> seals() {
		Map<String, Map<String, Object>> seals = new TreeMap<>();
		for (String match : List.of("(x)", "()-[x]->()")) {
			this.client.query("MATCH %s RETURN elementId(x) AS at, properties(x) AS properties".formatted(match))
				.fetch()
				.all()
				.forEach((row) -> seals.put(String.valueOf(row.get("at")), seal(row.get("properties"))));
		}
		return seals;
	}

	/** What is stored somewhere. */
	String described(String at) {
		return this.client.query("""
				OPTIONAL MATCH (node) WHERE elementId(node) = $at
				OPTIONAL MATCH (one)-[tie]->(other) WHERE elementId(tie) = $at
				RETURN coalesce(head(labels(node)) + ' ' + coalesce(node.id, node.name, node.pair),
					one.id + ' ' + type(tie) + ' ' + other.id) AS text""")
			.bindAll(Map.of("at", at))
			.fetchAs(String.class)
			.one()
			.orElse(at);
	}

	private static Map<String, Object> seal(Object properties) {
		Map<String, Object> seal = new TreeMap<>();
		((Map<?, ?>) properties).forEach((name, value) -> {
			if (String.valueOf(name).startsWith(Sealing.PREFIX)) {
				// Circles are a set.
				boolean set = name.equals("lensCircles");
				seal.put(String.valueOf(name), set ? new TreeSet<>((Collection<?>) value) : value);
			}
		});
		return seal;
	}

	/** Breaks all seals, and seals everything. */
	void sealAnew() {
		for (String match : List.of("(x:Record|Fact|Revision|Alias|Distinction)", "(:Record|Fact)-[x]->()")) {
			this.client
				.query("""
						MATCH %s
						CALL (x) { UNWIND [key IN keys(x) WHERE key STARTS WITH 'lens'] AS key REMOVE x[key] }"""
					.formatted(match))
				.run();
		}
		seal();
	}

	/** Somebody who may do everything to what the lens shows. */
	private static Viewer viewer(Lens lens) {
		return new Viewer("law", lens.clearance(), EnumSet.allOf(Permission.class));
	}

	/**
	 * Where two lists of answers first differ, or null if they do not.
	 */
	static String difference(List<String> questions, List<Map<String, Object>> through,
			List<Map<String, Object>> restricted) {
		for (int i = 0; i < questions.size(); i++) {
			String difference = difference("", through.get(i), restricted.get(i));
			if (difference != null) {
				return difference + "\nin the answer to " + questions.get(i);
			}
		}
		return null;
	}

	private static String difference(String path, Object one, Object other) {
		if (Objects.equals(one, other)) {
			return null;
		}
		if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> otherMap) {
			TreeSet<String> names = new TreeSet<>();
			map.keySet().forEach((name) -> names.add(String.valueOf(name)));
			otherMap.keySet().forEach((name) -> names.add(String.valueOf(name)));
			for (String name : names) {
				String difference = difference(path + "/" + name, map.get(name), otherMap.get(name));
				if (difference != null) {
					return difference;
				}
			}
		}
		if (one instanceof List<?> list && other instanceof List<?> otherList && list.size() == otherList.size()) {
			for (int i = 0; i < list.size(); i++) {
				String difference = difference(path + "/" + i, list.get(i), otherList.get(i));
				if (difference != null) {
					return difference;
				}
			}
		}
		return "At " + path + "\nthrough the lens:   " + one + "\nrestricted, cleared: " + other;
	}

}
