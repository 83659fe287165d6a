package org.rapport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.rapport.graph.Graph;
import org.rapport.testing.Client.Answer;
import org.rapport.testing.Client;
import org.rapport.testing.Curator;
import org.rapport.testing.EmptyGraph;
import org.rapport.testing.RapportIT;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.graphql.execution.GraphQlSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a list with a record as argument needs the same number of statements under
 * many parents as under one. The lists are found in the schema.
 */
@RapportIT
class ReferencesIT {

	private static final int PARENTS = 25;

	/** The number of aliases in one operation. It stays a little below the limit. */
	private static final int ALIASES = 15;

	/**
	 * The record that every argument names. It is an actor, because any of these
	 * arguments accepts one.
	 */
	private static final String NAMED = "{slug: \"alliance\"}";

	private static final String CITED = ",'citations':[{'document':'doc','locator':'l'}]}";

	@Autowired
	GraphQlSource source;

	@Autowired
	MeterRegistry meters;

	@Autowired
	Neo4jClient graph;

	private Client client;

	@BeforeAll
	static void load(@Autowired Neo4jClient client, @Autowired Imports imports) throws IOException {
		EmptyGraph.make(client);
		String file = Stream
			.concat(Stream.of(
					"{'type':'Dataset','format':'rapport-interchange/2','dataset':'references','title':'References'}",
					"{'type':'Document','key':'doc','slug':'doc','title':'D','kind':'REPORT'}",
					"{'type':'Organisation','key':'alliance','slug':'alliance','name':'Alliance','kind':'NETWORK'}"),
					IntStream.rangeClosed(1, PARENTS).mapToObj(ReferencesIT::each).flatMap(List::stream))
			.collect(Collectors.joining("\n"));
		imports.load(new ByteArrayInputStream(file.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
	}

	/** One parent of every kind. Each actor takes part in a meeting with the others. */
	private static List<String> each(int i) {
		List<String> lines = new ArrayList<>();
		lines.add("{'type':'Place','key':'place%1$d','slug':'place%1$d','name':'Place %1$d'}".formatted(i));
		lines.add("{'type':'Topic','key':'topic%1$d','slug':'topic%1$d','name':'Topic %1$d'}".formatted(i));
		lines.add(
				"{'type':'Meeting','key':'m%1$d','slug':'m%1$d','title':'M','kind':'MEETING','date':'2024','about':['topic%1$d','alliance'],'places':['place%1$d']}"
					.formatted(i));
		Map.of("Person", "", "Organisation", ",'kind':'CIVIL_SOCIETY'", "Government", ",'kind':'STATE'", "Post", "")
			.forEach((type, more) -> {
				String key = type.toLowerCase(Locale.ROOT) + i;
				lines.add("{'type':'%1$s','key':'%2$s','slug':'%2$s','name':'%2$s'%3$s}".formatted(type, key, more));
				lines.add("{'type':'Participation','key':'in-%1$s','actor':'%1$s','meeting':'m%2$d'".formatted(key, i)
						+ CITED);
			});
		lines.add(
				"{'type':'Membership','key':'member%1$d','actor':'organisation%1$d','belongsTo':'alliance','kind':'MEMBER'"
					.formatted(i) + CITED);
		return lines;
	}

	@Autowired
	void client(@LocalServerPort int port) {
		this.client = new Client(port);
	}

	@Test
	void costNoStatementAParent() {
		SoftAssertions all = new SoftAssertions();
		int asked = 0;
		for (GraphQLObjectType type : types()) {
			for (GraphQLFieldDefinition field : type.getFieldDefinitions()) {
				for (String arguments : isList(field) ? arguments(field) : List.<String>of()) {
					String list = "list" + " : " + field.getName() + "(" + arguments + ") " + selection(field);
					String name = type.getName() + "." + field.getName() + "(" + arguments + ")";
					all.assertThat(statements(type, list, true)).as(name).isEqualTo(statements(type, list, false));
					asked++;
				}
			}
		}
		all.assertAll();
		assertThat(asked).isGreaterThan(30);
	}

	@Test
	void areLookedUpAnewAfterEachAct() {
		String recording = """
				recordMeeting(input: {title: "M", kind: MEETING, visibility: PUBLIC, %s
				  citations: [{document: {slug: "doc"}, locator: "l"}], participations: [{actor: {slug: "organisation1"}}]}) {
				  meeting { participations { nodes { actor { meetings(filter: {about: {slug: "matter"}}) { totalCount } } } } }
				  userErrors { message } }""";
		Answer answer = this.client.ask("""
				mutation {
				  before: %s
				  matter: addOrganisation(input: {name: "M", slug: "matter", kind: NETWORK, visibility: PUBLIC}) {
				    userErrors { message } }
				  after: %s
				}""".formatted(recording.formatted(""), recording.formatted("about: [{slug: \"matter\"}],")),
				Curator.TOKEN);
		String meetings = "/meeting/participations/nodes/0/actor/meetings/totalCount";
		assertThat(answer.data("before" + meetings).asInt(-1)).as(answer.json().toString()).isZero();
		assertThat(answer.data("after" + meetings).asInt(-1)).as(answer.json().toString()).isOne();
	}

	/** The types that the queries return. */
	private List<GraphQLObjectType> types() {
		GraphQLSchema schema = this.source.schema();
		return schema.getAllTypesAsList()
			.stream()
			.filter(GraphQLObjectType.class::isInstance)
			.map(GraphQLObjectType.class::cast)
			.filter((type) -> !type.getName().startsWith("__") && !type.equals(schema.getMutationType()))
			.toList();
	}

	private static boolean isList(GraphQLFieldDefinition field) {
		return GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(field.getType()))
				|| name(field.getType()).endsWith("Connection");
	}

	/** The arguments of a field, once for each way to name a record. */
	private static List<String> arguments(GraphQLFieldDefinition field) {
		List<String> ways = new ArrayList<>();
		for (GraphQLArgument naming : field.getArguments()) {
			for (String value : values(naming.getType())) {
				ways.add(Stream
					.concat(Stream.of(naming.getName() + ": " + value),
							field.getArguments()
								.stream()
								.filter((other) -> other != naming && GraphQLTypeUtil.isNonNull(other.getType())
										&& !other.hasSetDefaultValue())
								.map((other) -> other.getName() + ": " + values(other.getType()).get(0)))
					.collect(Collectors.joining(", ")));
			}
		}
		return ways;
	}

	/**
	 * The values of a type that name one record, each in another place; empty if none
	 * can.
	 */
	private static List<String> values(GraphQLType type) {
		GraphQLType inner = GraphQLTypeUtil.unwrapNonNull(type);
		if (GraphQLTypeUtil.isList(inner)) {
			return values(GraphQLTypeUtil.unwrapOne(inner)).stream().map((value) -> "[" + value + "]").toList();
		}
		if (!(inner instanceof GraphQLInputObjectType object)) {
			return List.of();
		}
		if (object.getName().equals("NodeRef")) {
			return List.of(NAMED);
		}
		List<String> values = new ArrayList<>();
		for (GraphQLInputObjectField field : object.getFields()) {
			GraphQLInputType of = field.getType();
			values(of).forEach((value) -> values.add("{" + field.getName() + ": " + value + "}"));
		}
		return values;
	}

	/** All fields of a list that need no argument and no selection. */
	private static String selection(GraphQLFieldDefinition list) {
		if (!name(list.getType()).endsWith("Connection")) {
			return "{ __typename }";
		}
		return ((GraphQLObjectType) GraphQLTypeUtil.unwrapAll(list.getType())).getFieldDefinitions()
			.stream()
			.filter((field) -> GraphQLTypeUtil.isLeaf(GraphQLTypeUtil.unwrapAll(field.getType())))
			.map(GraphQLFieldDefinition::getName)
			.collect(Collectors.joining(" ", "{ nodes { __typename } ", " }"));
	}

	private long statements(GraphQLObjectType type, String list, boolean many) {
		String question = type.equals(this.source.schema().getQueryType())
				? IntStream.range(0, many ? ALIASES : 1)
					.mapToObj((i) -> list.replaceFirst("list", "list" + i))
					.collect(Collectors.joining(" ", "{ ", " }"))
				: "{ nodes(ids: %s) { ... on %s { %s } } }".formatted(ids(type, many ? PARENTS : 1), type.getName(),
						list);
		long before = statements();
		Answer answer = this.client.ask(question, Curator.TOKEN);
		assertThat(answer.json().has("errors")).as(question + answer.json()).isFalse();
		return statements() - before;
	}

	private List<String> ids(GraphQLObjectType type, int count) {
		List<String> ids = List.copyOf(this.graph
			.query("MATCH (node:Record:%s) RETURN node.id ORDER BY node.id LIMIT %d".formatted(type.getName(), count))
			.fetchAs(String.class)
			.all());
		assertThat(ids).as("The graph of this test needs more of the type " + type.getName()).hasSize(count);
		return ids.stream().map((id) -> "\"" + id + "\"").toList();
	}

	private long statements() {
		return this.meters.find(Graph.STATEMENTS).timers().stream().mapToLong(Timer::count).sum();
	}

	private static String name(GraphQLType type) {
		return ((GraphQLNamedType) GraphQLTypeUtil.unwrapAll(type)).getName();
	}

}
