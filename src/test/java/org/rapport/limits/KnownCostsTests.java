package org.rapport.limits;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.Document;
import graphql.parser.Parser;
import org.junit.jupiter.api.Test;

import org.rapport.limits.KnownCosts.OperationCost;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests that a remembered cost is the one that would be computed. */
class KnownCostsTests {

	private static final Document DOCUMENT = Parser.parse("""
			query Some($first: Int, $ids: [ID!]!, $deep: Boolean!, $filter: Filter) {
			  nodes(ids: $ids) { id ...deep @include(if: $deep) }
			  all(first: $first, filter: $filter) { nodes { id } }
			}
			query Other($first: Int, $ids: [ID!], $deep: Boolean, $filter: Filter) {
			  dear(first: $first) { nodes { short { id } } }
			}
			fragment deep on Thing { short { long { id } } }
			""");

	private final KnownCosts costs = new KnownCosts();

	@Test
	void remembersNoOtherCostThanIsComputed() {
		Random random = new Random(7);
		for (int time = 0; time < 300; time++) {
			String name = drawn(random, "Some", "Other");
			Map<String, Object> variables = new HashMap<>();
			variables.put("first", drawn(random, null, 0, 10, 50));
			variables.put("ids", drawn(random, List.of("a"), List.of("b"), List.of("a", "b")));
			variables.put("deep", random.nextBoolean());
			variables.put("filter", drawn(random, null, Map.of(), Map.of("kinds", List.of("x"))));
			ExecutionContext execution = execution(name, variables);
			assertThat(this.costs.of(execution)).as("%s %s", name, variables).isEqualTo(computed(execution));
		}
	}

	@SafeVarargs
	private static <T> T drawn(Random random, T... values) {
		return values[random.nextInt(values.length)];
	}

	@Test
	void computesTheSameOnlyOnce() {
		OperationCost first = this.costs.of(execution("Some", Map.of("ids", List.of("a"), "deep", true)));
		assertThat(this.costs.of(execution("Some", Map.of("ids", List.of("b"), "deep", true)))).isSameAs(first);
	}

	@Test
	void keepsNothingOfLongVariables() {
		List<String> many = Collections.nCopies(KnownCosts.LONGEST, "a");
		ExecutionContext execution = execution("Other", Map.of("ids", many.subList(0, 3)));
		assertThat(KnownCosts.sizes(execution)).hasSizeLessThan(30);
		assertThat(KnownCosts.sizes(execution("Other", Map.of("ids", many)))).isNull();
		assertThat(this.costs.of(execution("Other", Map.of("ids", many)))).isEqualTo(this.costs.of(execution));
	}

	private static OperationCost computed(ExecutionContext execution) {
		return new OperationCost((int) Cost.of(execution.getGraphQLSchema(), execution.getNormalizedQueryTree().get()),
				Cost.wideFields(execution.getGraphQLSchema(), execution.getNormalizedQueryTree().get()));
	}

	private static ExecutionContext execution(String operation, Map<String, Object> variables) {
		ExecutionContext[] execution = new ExecutionContext[1];
		GraphQL.newGraphQL(CostTests.SCHEMA)
			.preparsedDocumentProvider(
					(input, validate) -> CompletableFuture.completedFuture(new PreparsedDocumentEntry(DOCUMENT)))
			.instrumentation(new SimplePerformantInstrumentation() {

				@Override
				public InstrumentationContext<ExecutionResult> beginExecuteOperation(
						InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
					execution[0] = parameters.getExecutionContext();
					return super.beginExecuteOperation(parameters, state);
				}

			})
			.build()
			.execute(ExecutionInput.newExecutionInput("known").operationName(operation).variables(variables));
		return execution[0];
	}

}
