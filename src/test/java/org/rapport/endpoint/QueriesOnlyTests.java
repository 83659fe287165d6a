package org.rapport.endpoint;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.rapport.api.KnownDocuments;
import org.rapport.api.Preparation;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;

class QueriesOnlyTests {

	private final AtomicInteger acts = new AtomicInteger();

	private final QueriesOnly queriesOnly = new QueriesOnly();

	private final GraphQL graphQl = GraphQL.newGraphQL(schema())
		.instrumentation(this.queriesOnly)
		.preparsedDocumentProvider(
				new KnownDocuments(new StaticListableBeanFactory(Map.of("queriesOnly", this.queriesOnly))
					.getBeanProvider(Preparation.class)))
		.build();

	@ParameterizedTest
	@ValueSource(
			strings = { "mutation { act }", "mutation Chosen { act }", "mutation Chosen { act } query Other { ask }" })
	void refusesToActWhereItMayOnlyAsk(String document) {
		assertRefused(execute(document, true));
		assertThat(this.acts).hasValue(0);
	}

	@Test
	void refusesADocumentThatWasFoundValidWhereItMayAct() {
		assertThat(execute("mutation { act }", false).getErrors()).isEmpty();
		assertRefused(execute("mutation { act }", true));
		assertThat(this.acts).hasValue(1);
	}

	@Test
	void asksByADocumentThatCouldAlsoAct() {
		ExecutionResult result = execute("query Chosen { ask } mutation Other { act }", true);
		assertThat(result.getErrors()).isEmpty();
		assertThat(result.<Object>getData()).isEqualTo(Map.of("ask", "asked"));
	}

	private static void assertRefused(ExecutionResult result) {
		assertThat(result.isDataPresent()).isFalse();
		assertThat(result.getErrors()).singleElement()
			.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "METHOD_NOT_ALLOWED"));
	}

	private ExecutionResult execute(String document, boolean marked) {
		ExecutionInput input = ExecutionInput.newExecutionInput(document)
			.operationName(document.contains("Chosen") ? "Chosen" : null)
			.build();
		return this.graphQl.execute(marked ? input.transform((builder) -> QueriesOnly.mark(input, builder)) : input);
	}

	private GraphQLSchema schema() {
		return new SchemaGenerator().makeExecutableSchema(
				new SchemaParser().parse("type Query { ask: String } type Mutation { act: Int }"),
				RuntimeWiring.newRuntimeWiring()
					.type("Query", (query) -> query.dataFetcher("ask", (field) -> "asked"))
					.type("Mutation", (mutation) -> mutation.dataFetcher("act", (field) -> this.acts.incrementAndGet()))
					.build());
	}

}
