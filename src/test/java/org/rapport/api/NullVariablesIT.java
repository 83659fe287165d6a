package org.rapport.api;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.testing.Client.Answer;
import org.rapport.testing.Client;
import org.rapport.testing.Curator;
import org.rapport.testing.PrintedSchema;
import org.rapport.testing.RapportIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests a variable that is null where the schema allows no null. The request is refused
 * before anything is done, and the error names the place.
 */
@RapportIT
class NullVariablesIT {

	private static final GraphQLSchema SCHEMA = PrintedSchema.fromFiles();

	private Client client;

	@Autowired
	private Neo4jClient graph;

	@Autowired
	void client(@LocalServerPort int port) {
		this.client = new Client(port);
	}

	/**
	 * A request with a null in one place.
	 *
	 * @param query the request; its variable is {@code $v}
	 * @param place the name of the argument or input field, with the ones around it
	 */
	record Request(String query, String place) {
	}

	@Test
	void refusesANullInEveryPlaceThatAllowsNone() {
		long acts = acts();
		List<Request> requests = requests();
		assertThat(requests.stream().map(Request::place)).contains("orderBy.direction", "input.dryRun",
				"input.acceptConflicts", "input.circles", "input.clearance", "input.everyCircle", "rollUp", "if");
		assertThat(requests).hasSizeGreaterThan(300);
		Map<String, String> wrong = new TreeMap<>();
		for (Request request : requests) {
			Answer answer = this.client.ask(request.query(), Collections.singletonMap("v", null), Curator.TOKEN);
			String message = answer.json().at("/errors/0/message").asString("");
			if (!answer.code().equals("INVALID_QUERY") || answer.status() != 400 || answer.json().has("data")
					|| !message.contains('"' + request.place() + '"') || !message.contains("null")) {
				wrong.put(request.query(), answer.status() + " " + answer.json());
			}
		}
		assertThat(wrong).as("%d of %d", wrong.size(), requests.size()).isEmpty();
		assertThat(acts()).isEqualTo(acts);
	}

	@Test
	void refusesWithoutATokenToo() {
		Answer answer = this.client.ask(
				"query ($r: OrderDirection) { topics(orderBy: { field: NAME, direction: $r }) { totalCount } }",
				Collections.singletonMap("r", null));
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().at("/errors/0/message").asString())
			.isEqualTo("The value of \"orderBy.direction\" must not be null, but the variable $r is null (in topics)");
		assertThat(answer.json().at("/errors/0/locations/0/line").asInt()).isOne();
		assertThat(answer.code()).isEqualTo("INVALID_QUERY");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					a field that is skipped     | query ($r: OrderDirection) { lens { asOf } topics(orderBy: { field: NAME, direction: $r }) @skip(if: true) { totalCount } }
					a fragment left out         | query ($r: OrderDirection) { lens { asOf } ... @include(if: false) { topics(orderBy: { field: NAME, direction: $r }) { totalCount } } }
					another operation           | query A { lens { asOf } } query B($r: OrderDirection) { topics(orderBy: { field: NAME, direction: $r }) { totalCount } }
					a place where null may be   | query ($r: Int) { topics(first: $r) { totalCount } }
					""")
	void takesANullThatIsNotUsedThere(String place, String query) {
		Map<String, Object> request = new LinkedHashMap<>(Map.of("query", query));
		request.put("variables", Collections.singletonMap("r", null));
		if (query.contains("query A")) {
			request.put("operationName", "A");
		}
		Answer answer = this.client.send(new JsonMapper().writeValueAsString(request));
		assertThat(answer.json().has("errors")).as(answer.json().toString()).isFalse();
	}

	@Test
	void takesTheDefaultForAVariableThatIsNotGiven() {
		Answer answer = this.client
			.ask("query ($r: OrderDirection) { topics(orderBy: { field: NAME, direction: $r }) { totalCount } }");
		assertThat(answer.json().has("errors")).as(answer.json().toString()).isFalse();
	}

	@Test
	void doesNotEvenDoTheActBeforeTheOneWithANull() {
		long acts = acts();
		Answer answer = this.client.ask("""
				mutation ($d: Boolean) {
				  addPerson(input: { name: "Nobody yet", visibility: PUBLIC }) { person { id } }
				  mergeActors(input: { survivor: { slug: "a" }, duplicate: { slug: "b" }, dryRun: $d }) { moved }
				}""", Collections.singletonMap("d", null), Curator.TOKEN);
		assertThat(answer.code()).isEqualTo("INVALID_QUERY");
		assertThat(acts()).isEqualTo(acts);
	}

	private long acts() {
		return this.graph.query("MATCH (act:Act) RETURN count(act)").fetchAs(Long.class).one().orElseThrow();
	}

	/**
	 * A request for every argument and input field where a nullable variable is accepted
	 * wrongly. An input field is tested only in the first place where it can be.
	 */
	private static List<Request> requests() {
		List<Request> requests = new ArrayList<>();
		Set<String> fields = new TreeSet<>();
		for (GraphQLObjectType root : List.of(SCHEMA.getQueryType(), SCHEMA.getMutationType())) {
			String operation = (root == SCHEMA.getQueryType()) ? "query" : "mutation";
			Map<String, String> ways = ways(root);
			ways.forEach((type, way) -> {
				GraphQLFieldsContainer container = (GraphQLFieldsContainer) SCHEMA.getType(type);
				container.getFieldDefinitions()
					.forEach(
							(field) -> field.getArguments()
								.forEach(
										(argument) -> nulls(argument.getName(), argument.getType(),
												argument.hasSetDefaultValue(), Set.of())
											.stream()
											.filter((given) -> given.coordinate().isEmpty()
													|| fields.add(given.coordinate() + " " + given.variable()))
											.forEach((given) -> requests.add(new Request(
													"%s ($v: %s) %s".formatted(operation, given.variable(),
															way.formatted(
																	asked(field, argument.getName(), given.value()))),
													given.place())))));
			});
		}
		for (String directive : List.of("skip", "include")) {
			requests.add(
					new Request("query ($v: Boolean = true) { lens @%s(if: $v) { asOf } }".formatted(directive), "if"));
			requests.add(new Request(
					"query ($v: Boolean = true) { ... @%s(if: $v) { lens { asOf } } }".formatted(directive), "if"));
			requests
				.add(new Request("query ($v: Boolean = true) { ...f @%s(if: $v) } fragment f on Query { lens { asOf } }"
					.formatted(directive), "if"));
		}
		return requests;
	}

	/**
	 * The shortest path from a root to each type with fields, with a gap for one field.
	 */
	private static Map<String, String> ways(GraphQLObjectType root) {
		Map<String, String> ways = new LinkedHashMap<>();
		ways.put(root.getName(), "{ %s }");
		Deque<String> open = new ArrayDeque<>(ways.keySet());
		while (!open.isEmpty()) {
			String type = open.remove();
			for (GraphQLFieldDefinition field : ((GraphQLFieldsContainer) SCHEMA.getType(type)).getFieldDefinitions()) {
				GraphQLNamedOutputType inner = (GraphQLNamedOutputType) GraphQLTypeUtil.unwrapAll(field.getType());
				String way = ways.get(type).formatted(asked(field, "", "", "{ %s }"));
				for (GraphQLObjectType each : objects(inner)) {
					String narrowed = (each == inner) ? way : way.formatted("... on " + each.getName() + " { %s }");
					if (ways.putIfAbsent(each.getName(), narrowed) == null) {
						open.add(each.getName());
					}
				}
			}
		}
		return ways;
	}

	private static List<GraphQLObjectType> objects(GraphQLType type) {
		if (type instanceof GraphQLObjectType object) {
			return List.of(object);
		}
		if (type instanceof GraphQLInterfaceType shared) {
			return SCHEMA.getImplementations(shared);
		}
		return (type instanceof GraphQLUnionType union)
				? union.getTypes().stream().map((member) -> (GraphQLObjectType) member).toList() : List.of();
	}

	private static String asked(GraphQLFieldDefinition field, String argument, String value) {
		boolean isValue = GraphQLTypeUtil.isLeaf(GraphQLTypeUtil.unwrapAll(field.getType()));
		return asked(field, argument, value, isValue ? "" : "{ __typename }");
	}

	private static String asked(GraphQLFieldDefinition field, String argument, String value, String selection) {
		String arguments = field.getArguments()
			.stream()
			.filter((one) -> one.getName().equals(argument) || isNeeded(one))
			.map((one) -> one.getName() + ": " + (one.getName().equals(argument) ? value : sample(one.getType())))
			.collect(Collectors.joining(", "));
		return field.getName() + (arguments.isEmpty() ? "" : "(" + arguments + ")") + " " + selection;
	}

	/**
	 * A value with a null in it.
	 *
	 * @param value the value, with {@code $v} in it
	 * @param variable the type of {@code $v}, which allows null, and its default
	 * @param place the place of {@code $v}
	 * @param coordinate the input field that {@code $v} is the value of; empty if it is
	 * not in one
	 */
	record Null(String value, String variable, String place, String coordinate) {
	}

	private static List<Null> nulls(String place, GraphQLType type, boolean hasDefault, Set<String> inside) {
		List<Null> nulls = new ArrayList<>();
		if (type instanceof GraphQLNonNull nonNull) {
			GraphQLType nullable = nonNull.getWrappedType();
			String declared = GraphQLTypeUtil.simplePrint(nullable);
			nulls.add(new Null("$v", declared + " = " + sample(nullable), place, ""));
			if (hasDefault) {
				nulls.add(new Null("$v", declared, place, ""));
			}
			nulls.addAll(nulls(place, nullable, false, inside));
		}
		else if (type instanceof GraphQLList list) {
			nulls(place, list.getWrappedType(), false, inside).forEach((given) -> nulls
				.add(new Null("[" + given.value() + "]", given.variable(), given.place(), given.coordinate())));
		}
		else if (type instanceof GraphQLInputObjectType object && !inside.contains(object.getName())) {
			Set<String> deeper = new TreeSet<>(inside);
			deeper.add(object.getName());
			for (GraphQLInputObjectField field : object.getFields()) {
				nulls(place + "." + field.getName(), field.getType(), field.hasSetDefaultValue(), deeper)
					.forEach((given) -> nulls.add(new Null(object(object, field.getName(), given.value()),
							given.variable(), given.place(), given.coordinate().isEmpty()
									? object.getName() + "." + field.getName() : given.coordinate())));
			}
		}
		return nulls;
	}

	private static String object(GraphQLInputObjectType object, String field, String value) {
		Stream<String> others = object.getFields()
			.stream()
			.filter((one) -> !one.getName().equals(field) && GraphQLTypeUtil.isNonNull(one.getType())
					&& !one.hasSetDefaultValue())
			.map((one) -> one.getName() + ": " + sample(one.getType()));
		return Stream.concat(others, Stream.of(field + ": " + value)).collect(Collectors.joining(", ", "{ ", " }"));
	}

	private static boolean isNeeded(GraphQLArgument argument) {
		return GraphQLTypeUtil.isNonNull(argument.getType()) && !argument.hasSetDefaultValue();
	}

	private static String sample(GraphQLType type) {
		if (type instanceof GraphQLNonNull nonNull) {
			return sample(nonNull.getWrappedType());
		}
		if (type instanceof GraphQLList list) {
			return "[" + sample(list.getWrappedType()) + "]";
		}
		if (type instanceof GraphQLEnumType words) {
			return words.getValues().get(0).getName();
		}
		if (type instanceof GraphQLInputObjectType object) {
			GraphQLInputObjectField first = object.getFields()
				.stream()
				.filter((field) -> object.isOneOf() || GraphQLTypeUtil.isNonNull(field.getType()))
				.findFirst()
				.orElse(null);
			return (first != null) ? object(object, first.getName(), sample(first.getType())) : "{ }";
		}
		return switch (GraphQLTypeUtil.simplePrint(type)) {
			case "Int", "Float" -> "1";
			case "Boolean" -> "true";
			case "Date", "EDTF", "ApproximateDate", "DateRange" -> "\"2024-01-01\"";
			case "DateTime" -> "\"2024-01-01T00:00:00Z\"";
			default -> "\"x\"";
		};
	}

}
