package org.rapport.api;

import java.util.List;
import java.util.Map;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.execution.SimpleDataFetcherExceptionHandler;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.rapport.kernel.Clearance;
import org.rapport.kernel.Lens;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;

import static org.assertj.core.api.Assertions.assertThat;

class DirectAnswersTests {

	private static final String SCHEMA = """
			type Query { shelf: Shelf, named: [Named!] }
			type Shelf { name: String!, books: [Book!]!, best: Book, computed: String }
			type Book implements Named { name: String!, pages: Int, colour: Colour }
			interface Named { name: String! }
			enum Colour { RED }
			""";

	private final EngineSteps steps = new EngineSteps();

	private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

	public record Shelf(String name, List<Book> books, Book best) {
	}

	public record Book(String name, Integer pages, String colour) {
	}

	@ParameterizedTest
	@ValueSource(strings = { "{ shelf { name books { name pages colour } } }",
			"{ one: shelf { __typename all: books { title: name ...more } } } fragment more on Book { pages name }",
			"{ shelf { best { name } name @skip(if: true) books @include(if: false) { name } } }",
			"{ shelf { books { name } } shelf { books { pages } } }",
			"{ named { __typename name ... on Book { pages } } }" })
	void answersAsTheEngine(String question) {
		ExecutionResult direct = ask(question, false);
		int taken = this.steps.taken().getAndSet(0);
		assertThat(direct.getErrors()).isEmpty();
		assertThat(direct.toSpecification()).isEqualTo(ask(question, true).toSpecification());
		assertThat(direct.<Map<String, Object>>getData()).hasSize(taken);
		assertThat(this.steps.taken()).hasValueGreaterThan(taken);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{ shelf { name computed } }", "{ shelf { wrong: books { wrong: colour name } computed } }" })
	void leavesObjectsWithFetchersOfTheirOwnToTheEngine(String question) {
		assertThat(ask(question, false).toSpecification()).isEqualTo(ask(question, true).toSpecification());
		assertThat(ask(question, false).toSpecification().toString()).contains("computed=for North");
	}

	@Test
	void leavesValuesThatAreNotAsTheSchemaSaysToTheEngine() {
		ExecutionResult missing = ask("{ shelf { best { name } books { name } } }", false,
				new Shelf("North", List.of(new Book(null, 1, "RED")), null));
		assertThat(missing.getErrors()).singleElement()
			.satisfies((error) -> assertThat(error.getPath()).containsExactly("shelf", "books", 0, "name"));
		ExecutionResult unknown = ask("{ shelf { name books { colour } } }", false,
				new Shelf("North", List.of(new Book("Atlas", 1, "BLUE")), null));
		assertThat(unknown.getErrors()).singleElement()
			.satisfies((error) -> assertThat(error.getPath()).containsExactly("shelf", "books", 0, "colour"));
		assertThat(unknown.<Map<String, Object>>getData().toString()).contains("name=North");
	}

	private ExecutionResult ask(String question, boolean engineAlone) {
		Book atlas = new Book("Atlas", 300, "RED");
		return ask(question, engineAlone, new Shelf("North", List.of(atlas, new Book("Notes", null, null)), atlas));
	}

	private ExecutionResult ask(String question, boolean engineAlone, Shelf shelf) {
		RuntimeWiring wiring = RuntimeWiring.newRuntimeWiring()
			.type("Query",
					(type) -> type.dataFetcher("shelf", (field) -> shelf)
						.dataFetcher("named", (field) -> shelf.books()))
			.type("Shelf",
					(type) -> type.dataFetcher("computed", (field) -> "for " + ((Shelf) field.getSource()).name()))
			.type("Named", (type) -> type.typeResolver((object) -> object.getSchema().getObjectType("Book")))
			.build();
		GraphQLSchema schema = new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(SCHEMA), wiring);
		ListFields lists = new ListFields(this.beans.getBeanProvider(FieldLists.class),
				this.beans.getBeanProvider(Pages.class), this.beans.getBeanProvider(Roots.class));
		DirectAnswers answers = new DirectAnswers(lists, this.beans.getBeanProvider(WholeOperations.class),
				new References(null), this.beans.getBeanProvider(DataFetcherExceptionResolver.class));
		return GraphQL.newGraphQL(schema)
			.queryExecutionStrategy(answers.strategy(new SimpleDataFetcherExceptionHandler()))
			.instrumentation(this.steps)
			.build()
			.execute(ExecutionInput.newExecutionInput(question)
				.graphQLContext(Map.of(DirectAnswers.ENGINE_ALONE, engineAlone, Lenses.LENS, Lens.of(Clearance.FULL))));
	}

}
