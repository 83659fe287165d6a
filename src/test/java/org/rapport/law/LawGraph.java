package org.rapport.law;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLSchema;

import org.rapport.access.Permission;
import org.rapport.access.Viewer;
import org.rapport.api.DirectAnswers;
import org.rapport.api.Lenses;
import org.rapport.identity.LikenessSearch;
import org.rapport.kernel.Lens;
import org.rapport.law.RandomActs.RandomAct;
import org.rapport.store.Sealing;
import org.rapport.testing.EmptyGraph;
import org.rapport.transfer.Imports;
import org.springframework.context.ApplicationContext;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The graph for tests of the law. It is loaded as in production, queried, and restricted
 * by deleting.
 */
final class LawGraph {

	private final Neo4jClient client;

	private final Imports imports;

	private final Sealing sealing;

	private final TransactionTemplate transaction;

	private final ExecutionGraphQlService graphQl;

	private final GraphQLSchema schema;

	private final ApplicationContext context;

	LawGraph(ApplicationContext context) {
		this.context = context;
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

	/** The names of the fields of a type of input. */
	Set<String> fields(String type) {
		return ((GraphQLInputObjectType) this.schema.getType(type)).getFields()
			.stream()
			.map(GraphQLInputObjectField::getName)
			.collect(Collectors.toSet());
	}

	void empty() {
		EmptyGraph.make(this.client);
	}

	/** Replaces the content by this graph, and seals it. */
	void load(RandomGraph graph) {
		empty();
		add(graph);
	}

	/** Adds this graph and seals it. */
	void add(RandomGraph graph) {
		add(graph.file());
	}

	/** Adds what a file states, and seals it. */
	void add(InputStream file) {
		try {
			this.imports.load(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Deletes elements and seals the rest. */
	void remove(Collection<String> ids) {
		delete(ids);
		seal();
	}

	private void delete(Collection<String> ids) {
		delete("Paragraph|Retracted", "documentId", ids);
		delete("Record|Fact|Retracted", "id", ids);
	}

	/** Deletes what the oracle removes, and nothing else. */
	void restrict(Restriction restriction) {
		this.client.query("MATCH (revision:Revision) WHERE revision.elementId IN $ids DETACH DELETE revision")
			.bindAll(Map.of("ids", List.copyOf(restriction.uncleared())))
			.run();
		delete(restriction.removed());
		this.client.query("""
				MATCH (node:Endorsement) WHERE node.id IN $ids
				REMOVE node.withdrawn, node.withdrawnEarliest, node.withdrawnLatest, node.withdrawnBegunBy""")
			.bindAll(Map.of("ids", List.copyOf(restriction.notWithdrawn())))
			.run();
	}

	/**
	 * Deletes what the oracle removes, and the history entries, former names and
	 * distinctions that go with it.
	 */
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
	 * A copy of everything stored.
	 *
	 * @param nodes the old id, labels and properties of each node
	 * @param ties the ends, type and properties of each tie
	 */
	record Copy(List<Map<String, Object>> nodes, List<Map<String, Object>> ties) {
	}

	/** Copies the graph. */
	Copy copy() {
		return new Copy(List.copyOf(this.client
			.query("""
					MATCH (n:Record|Fact|Retracted|Dataset|Revision|Act|Alias|Distinction|Paragraph|SourceRow|Tombstone|ErasedMark|ErasureKey)
					RETURN elementId(n) AS at, labels(n) AS labels, properties(n) AS properties ORDER BY id(n)""")
			.fetch()
			.all()),
				List.copyOf(this.client
					.query("""
							MATCH (n:Record|Fact|Retracted|Dataset|Revision|Act|Alias|Distinction|Paragraph|SourceRow|Tombstone|ErasedMark|ErasureKey)-[t]->(m)
							RETURN elementId(n) AS from, elementId(m) AS to, type(t) AS type, properties(t) AS properties""")
					.fetch()
					.all()));
	}

	/** Replaces the content by this copy. */
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

	/** Looks for duplicates among what was written since the last time. */
	void findDuplicates() {
		LikenessSearch.goOn(this.context);
	}

	/** Forgets all duplicates that were found, and looks for them in the whole graph. */
	void findDuplicatesAnew() {
		LikenessSearch.anew(this.context);
	}

	void seal() {
		this.transaction.executeWithoutResult((status) -> this.sealing.seal());
	}

	/** Changes the seals with Cypher, so that the lens is wrong. */
	void tamper(String cypher) {
		this.client.query(cypher).run();
	}

	/**
	 * The complete answers, errors included. Several questions are asked at once, because
	 * Neo4j plans each with one core.
	 */
	List<Map<String, Object>> ask(List<String> questions, Lens lens) {
		return questions.parallelStream().map((question) -> ask(question, lens)).toList();
	}

	/** Asks questions through a lens, and has the engine alone answer them. */
	List<Map<String, Object>> askTheEngine(List<String> questions, Lens lens) {
		return questions.parallelStream()
			.map((question) -> ask(question, Map.of(), lens, viewer(lens), Map.of(DirectAnswers.ENGINE_ALONE, true)))
			.toList();
	}

	/**
	 * Asks a question through a lens.
	 * @throws AssertionError if the schema does not have it, because such an answer is
	 * the same under every lens and proves nothing
	 */
	Map<String, Object> ask(String question, Lens lens) {
		Map<String, Object> answer = ask(question, Map.of(), lens, viewer(lens));
		if (String.valueOf(answer.get("errors")).contains("INVALID_QUERY")) {
			throw new AssertionError("The schema does not have " + question + "\n" + answer.get("errors"));
		}
		return answer;
	}

	private Map<String, Object> ask(String question, Map<String, Object> variables, Lens lens, Viewer viewer) {
		return ask(question, variables, lens, viewer, Map.of());
	}

	private Map<String, Object> ask(String question, Map<String, Object> variables, Lens lens, Viewer viewer,
			Map<String, Object> settings) {
		DefaultExecutionGraphQlRequest request = new DefaultExecutionGraphQlRequest(question, null, variables, null,
				"law", null);
		request.configureExecutionInput((input, builder) -> builder
			.graphQLContext((context) -> context.putAll(settings).put(Lenses.LENS, lens).put(Lenses.VIEWER, viewer))
			.build());
		return Objects.requireNonNull(this.graphQl.execute(request).block()).getExecutionResult().toSpecification();
	}

	/** Runs an act and returns the complete answer, errors included. */
	Map<String, Object> act(RandomAct act, String selection) {
		return ask(act.document(selection), Map.of("input", act.input()), Lens.of(act.viewer().clearance()),
				act.viewer());
	}

	/** The current graph, read back. */
	Present present() {
		return Present.read(this.client);
	}

	/** All seals, by the id of their node or tie. */
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

	/** Describes a node or tie for messages. */
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

	/** Removes all seals and makes them again. */
	void sealAnew() {
		for (String match : List.of(
				"(x:Record|Fact|Retracted|Revision|Alias|Distinction|Likeness|Paragraph|SourceRow|Tombstone|ErasedMark|ErasureKey)",
				"(:Record|Fact|Retracted)-[x]->()")) {
			this.client
				.query("""
						MATCH %s
						CALL (x) { UNWIND [key IN keys(x) WHERE key STARTS WITH 'lens'] AS key REMOVE x[key] }"""
					.formatted(match))
				.run();
		}
		seal();
	}

	/** A viewer with all permissions and the clearance of this lens. */
	private static Viewer viewer(Lens lens) {
		return new Viewer("law", lens.clearance(), EnumSet.allOf(Permission.class));
	}

	/** The first difference between two lists of answers, or null if there is none. */
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
