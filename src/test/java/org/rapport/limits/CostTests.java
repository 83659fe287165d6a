package org.rapport.limits;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import graphql.execution.CoercedVariables;
import graphql.normalized.ExecutableNormalizedOperation;
import graphql.normalized.ExecutableNormalizedOperationFactory;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeRuntimeWiring;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests the formula for the cost of an operation. */
class CostTests {

	static final GraphQLSchema SCHEMA = schema(
			"""
					directive @cost(weight: String!) on FIELD_DEFINITION
					directive @listSize(assumedSize: Int!) on FIELD_DEFINITION
					type Query {
					  one: Thing
					  nodes(ids: [ID!]!, filter: Filter): [Thing]!
					  all(first: Int, last: Int, filter: Filter, orderBy: String): Things!
					  dear(first: Int, last: Int): Things! @cost(weight: "50")
					}
					type Mutation { record(input: Filter): Thing }
					input Filter { kinds: [ID!] }
					interface Thing { id: ID! part: Thing short: [Thing!]! long: [Thing!]! @listSize(assumedSize: 30) all(first: Int, last: Int): Things! weighed: Thing @cost(weight: "9") }
					type Cheap implements Thing { id: ID! part: Thing short: [Thing!]! long: [Thing!]! @listSize(assumedSize: 30) all(first: Int, last: Int): Things! weighed: Thing @cost(weight: "9") }
					type Dear implements Thing { id: ID! part: Thing short: [Thing!]! long: [Thing!]! @listSize(assumedSize: 30) all(first: Int, last: Int): Things! weighed: Thing @cost(weight: "9") }
					type Things { edges: [Edge!]! nodes: [Thing!]! totalCount: Int! }
					type Edge { cursor: String! node: Thing! }
					""");

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					1    | an object                                  | { one { id } }
					3    | objects in objects                         | { one { part { part { id } } } }
					1    | values cost nothing                        | { one { id other: id __typename } }
					6    | a list is taken to have five               | { one { short { id } } }
					31   | unless the schema says otherwise           | { one { long { id } } }
					31   | lists multiply                             | { one { short { short { id } } } }
					26   | a page has 25 and is an object itself      | { all { nodes { id } } }
					11   | or as many as first says                   | { all(first: 10) { nodes { id } } }
					4    | or last                                    | { all(last: 3) { nodes { id } } }
					1    | or none                                    | { all(first: 0) { nodes { id } } }
					101  | never more than a page can have            | { all(first: 100000) { nodes { id } } }
					1    | nor less                                   | { all(first: -5) { nodes { id } } }
					51   | edges are objects, too                     | { all { edges { cursor node { id } } } }
					11   | counting costs ten                         | { all(first: 0) { totalCount } }
					111  | pages multiply what is asked of each       | { all(first: 5) { nodes { all(first: 10) { nodes { id } totalCount } } } }
					76   | dear fields have a weight                  | { dear { nodes { id } } }
					249  | every time                                 | { all(first: 4) { nodes { id } } a: dear(first: 1) { totalCount } b: dear(first: 1) { totalCount } c: dear(first: 1) { totalCount } d: dear(first: 1) { totalCount } }
					2    | what is asked twice is paid once           | { one { part { id } } ...f ...f } fragment f on Query { one { part { id } } }
					7    | the dearest type counts                    | { one { ... on Cheap { part { id } } ... on Dear { part { id } short { id } } } }
					1    | what is skipped costs nothing              | { one { id part @skip(if: true) { id } } }
					3    | nodes by id are as many as the ids         | { nodes(ids: ["a", "b", "c"]) { id } }
					100  | the schema lies in memory                  | { __schema { types { name } } }
					0    | and its names on the way                   | { __typename }
					""")
	void is(long cost, String why, String query) {
		assertThat(cost(query, Map.of())).as(why).isEqualTo(cost);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					0    | an object                                  | { one { id part { id } } }
					0    | a page in the sequence of its list         | { all(first: 5) { nodes { id } } }
					1    | a field with a weight                      | { dear(first: 1) { nodes { id } } }
					2    | each of them                               | { a: dear(first: 1) { nodes { id } } b: dear(first: 1) { nodes { id } } }
					1    | which counts, once                         | { dear(first: 1) { totalCount } }
					1    | however deep                               | { one { part { part { weighed { id } } } } }
					1    | a whole kind, filtered                     | { all(first: 5, filter: { kinds: [] }) { nodes { id } } }
					0    | or not filtered after all                  | { all(first: 5, filter: null) { nodes { id } } }
					1    | in another order                           | { all(first: 5, orderBy: "x") { nodes { id } } }
					1    | counted                                    | { all(first: 0) { totalCount } }
					0    | the list of a record                       | { one { all(first: 5) { totalCount } } }
					7    | the schema counts for seven                | { __schema { types { name } } __typename }
					""")
	void countsFieldsWhoseWorkItDoesNotTell(int wide, String why, String query) {
		assertThat(Cost.wideFields(SCHEMA, unfolded(query, Map.of()))).as(why).isEqualTo(wide);
	}

	@Test
	void readsSizesFromVariables() {
		assertThat(cost("query Q($first: Int = 7) { all(first: $first) { nodes { id } } }", Map.of("first", 3)))
			.isEqualTo(4);
	}

	@Test
	void isNeverMoreThanAnIntegerHolds() {
		String nested = "nodes { all(first: 100) { ".repeat(12);
		assertThat(cost("{ all(first: 100) { " + nested + " totalCount " + "}".repeat(26), Map.of()))
			.isEqualTo(Integer.MAX_VALUE);
	}

	@Test
	void refusesLongListsWhereverTheyAreGiven() {
		List<String> ids = Collections.nCopies(101, "x");
		assertRefused("query Q($ids: [ID!]!) { nodes(ids: $ids) { id } }", Map.of("ids", ids));
		assertRefused("query Q($filter: Filter) { nodes(ids: [], filter: $filter) { id } }",
				Map.of("filter", Map.of("kinds", ids)));
	}

	@Test
	void letsAnActHaveLongerLists() {
		String act = "mutation M($input: Filter) { record(input: $input) { id } }";
		assertThat(cost(act, Map.of("input", Map.of("kinds", Collections.nCopies(1000, "x"))))).isEqualTo(1);
		assertRefused(act, Map.of("input", Map.of("kinds", Collections.nCopies(1001, "x"))));
	}

	private static void assertRefused(String query, Map<String, Object> variables) {
		assertThatExceptionOfType(RapportException.class).isThrownBy(() -> cost(query, variables))
			.satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(ErrorCode.PAGE_TOO_LARGE));
	}

	private static long cost(String query, Map<String, Object> variables) {
		return Cost.of(SCHEMA, unfolded(query, variables));
	}

	private static ExecutableNormalizedOperation unfolded(String query, Map<String, Object> variables) {
		return ExecutableNormalizedOperationFactory.createExecutableNormalizedOperation(SCHEMA,
				new Parser().parseDocument(query), null, CoercedVariables.of(variables));
	}

	private static GraphQLSchema schema(String sdl) {
		RuntimeWiring wiring = RuntimeWiring.newRuntimeWiring()
			.type(TypeRuntimeWiring.newTypeWiring("Thing").typeResolver((environment) -> null))
			.build();
		return new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(sdl), wiring);
	}

}
