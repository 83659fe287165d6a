package org.rapport.api;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.execution.SimpleDataFetcherExceptionHandler;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import org.dataloader.DataLoaderRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.rapport.kernel.Clearance;
import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Listing;
import org.rapport.kernel.NodeLookup;
import org.rapport.kernel.Page;
import org.rapport.kernel.Parent;
import org.rapport.kernel.Position;
import org.rapport.kernel.RapportException;
import org.rapport.kernel.ReadingPlan;
import org.rapport.kernel.Reference;
import org.rapport.kernel.Slice;
import org.rapport.kernel.Visibility;
import org.rapport.kernel.WholeReading;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.graphql.execution.DefaultBatchLoaderRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests which operations are answered without the engine, and what it is left. */
class WholeOperationsTests {

	private static final String SCHEMA = """
			type Query { topics(first: Int, last: Int): TopicConnection!, topic(by: NodeRef!): Topic, other: String }
			input NodeRef { id: ID, slug: String }
			type TopicConnection { nodes: [Topic!]!, edges: [TopicEdge!]!, pageInfo: PageInfo!, totalCount: Int! }
			type TopicEdge { cursor: String!, node: Topic! }
			type PageInfo { hasNextPage: Boolean!, endCursor: String }
			type Topic { id: ID!, name: String!, shout(mark: String! = "!"): String!, computed: String }
			""";

	private final EngineSteps steps = new EngineSteps();

	private final AtomicInteger readings = new AtomicInteger();

	private final Topics topics = new Topics();

	private final DefaultBatchLoaderRegistry loaders = new DefaultBatchLoaderRegistry();

	private final GraphQL engine = engine();

	public record Topic(Entry entry, @Nullable String name) implements Element {
	}

	@ParameterizedTest
	@ValueSource(strings = { "{ topics { nodes { id name } } }", "{ topics(first: 1) { totalCount nodes { name } } }",
			"{ topics(last: 1) { edges { cursor node { name } } pageInfo { hasNextPage endCursor } } }",
			"{ one: topics { __typename nodes { ...some } } topic(by: { id: \"top_aaaaaaaaaaaaaaaaaaaa\" }) { id } } fragment some on Topic { name }",
			"{ topics { nodes { loud: shout shout(mark: \"?\") } } }",
			"{ topic(by: { id: \"top_aaaaaaaaaaaaaaaaaaaa\" }) { id name } }" })
	void answersRecordsAndListsAsTheEngine(String question) {
		ExecutionResult whole = ask(question, false);
		assertThat(this.steps.taken()).hasValue(0);
		assertThat(whole.getErrors()).isEmpty();
		assertThat(whole.toSpecification()).isEqualTo(ask(question, true).toSpecification());
		assertThat(this.steps.taken()).hasPositiveValue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{ topics { nodes { computed } } }", "{ topics { nodes { name } } other }",
			"{ one: topics { nodes { name } } topics(first: 0) { nodes { id } } }",
			"{ topic(by: { id: \"top_cccccccccccccccccccc\" }) { name } }",
			"{ topics(first: 1, last: 1) { nodes { name } } }" })
	void leavesEverythingElseToTheEngine(String question) {
		assertThat(ask(question, false).toSpecification()).isEqualTo(ask(question, true).toSpecification());
		this.steps.taken().set(0);
		ask(question, false);
		assertThat(this.steps.taken()).hasPositiveValue();
	}

	@Test
	void theEngineReportsValuesThatAreMissing() {
		this.topics.all = List.of(topic("top_aaaaaaaaaaaaaaaaaaaa", null));
		ExecutionResult answer = ask("{ topics { nodes { name } } }", false);
		assertThat(answer.getErrors()).singleElement()
			.satisfies((error) -> assertThat(error.getPath()).containsExactly("topics", "nodes", 0, "name"));
		assertThat(this.readings).hasValue(1);
	}

	@Test
	void theEngineReportsWhatCannotBeRead() {
		this.topics.failure = new RapportException(ErrorCode.UNAVAILABLE, "away");
		ExecutionResult answer = ask("{ topics { nodes { name } } }", false);
		assertThat(answer.getErrors()).singleElement()
			.satisfies((error) -> assertThat(error.getPath()).containsExactly("topics"));
		assertThat(this.readings).hasValue(1);
	}

	private ExecutionResult ask(String question, boolean engineAlone) {
		ExecutionInput input = ExecutionInput.newExecutionInput(question)
			.dataLoaderRegistry(new DataLoaderRegistry())
			.graphQLContext(Map.of(DirectAnswers.ENGINE_ALONE, engineAlone, Lenses.LENS, Lens.of(Clearance.FULL)))
			.build();
		this.loaders.registerDataLoaders(input.getDataLoaderRegistry(), input.getGraphQLContext());
		return this.engine.execute(input);
	}

	private GraphQL engine() {
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		ListFields lists = new ListFields(beans.getBeanProvider(FieldLists.class), beans.getBeanProvider(Pages.class),
				beans.getBeanProvider(Roots.class));
		References references = new References(this.topics);
		ReadingPlans plans = new ReadingPlans(lists, new AskedFields(lists, this.topics), references);
		Roots roots = new Roots(references, this.topics, plans, this.topics);
		Pages pages = new Pages(this.loaders, this.topics, plans, this.topics, references);
		beans.addBean("topics", this.topics);
		beans.addBean("roots", roots);
		beans.addBean("pages", pages);
		beans.addBean("whole", new WholeOperations(lists, roots, pages));
		String others = Stream.of(Kind.values())
			.filter((kind) -> kind != Kind.TOPIC)
			.map((kind) -> "type " + kind.label() + " { id: ID! }")
			.collect(Collectors.joining("\n"));
		TypeDefinitionRegistry types = new SchemaParser().parse(SCHEMA + others);
		RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring()
			.type("Query", (type) -> type.dataFetcher("other", (field) -> "other"))
			.type("Topic", (type) -> type.dataFetcher("computed", (field) -> "computed"));
		lists.setTypeDefinitionRegistry(types);
		lists.configure(wiring);
		GraphQLSchema schema = new SchemaGenerator().makeExecutableSchema(types, wiring.build());
		DirectAnswers answers = new DirectAnswers(lists, beans.getBeanProvider(WholeOperations.class), references,
				beans.getBeanProvider(DataFetcherExceptionResolver.class));
		return GraphQL.newGraphQL(schema)
			.queryExecutionStrategy(answers.strategy(new SimpleDataFetcherExceptionHandler()))
			.instrumentation(this.steps)
			.build();
	}

	private static Topic topic(String id, @Nullable String name) {
		return new Topic(
				new Entry(id, Visibility.PUBLIC, null, OffsetDateTime.parse("2026-01-01T00:00:00Z"), "test", 1), name);
	}

	/** Some topics in memory, and everything that reads them. */
	private final class Topics implements Listing<Topic>, NodeLookup, WholeReading, FieldLists {

		private List<Topic> all = List.of(topic("top_aaaaaaaaaaaaaaaaaaaa", "Water"),
				topic("top_bbbbbbbbbbbbbbbbbbbb", "\"Land\" \u05de\u05d9\u05dd"));

		private @Nullable RapportException failure;

		@Override
		public void describe(ListFields fields) {
			fields.root(new RootList<>("topics", this, (asked) -> new Filters()));
			fields.root("topic", Set.of(Kind.TOPIC));
			fields.<Topic>value("Topic", "shout", (topic, asked) -> topic.name() + asked.get("mark"));
		}

		@Override
		public Map<Parent, Slice<Topic>> page(Lens lens, Collection<Parent> parents, Map<String, Object> filter,
				Page page) {
			WholeOperationsTests.this.readings.incrementAndGet();
			if (this.failure != null) {
				throw this.failure;
			}
			return Map.of(Parent.ROOT,
					Slice.of(this.all.stream()
						.map((topic) -> new Slice.Row<>(new Position(List.of(topic.id()), topic.id()), topic))
						.toList(), page));
		}

		@Override
		public Map<Parent, Long> count(Lens lens, Collection<Parent> parents, Map<String, Object> filter) {
			return Map.of(Parent.ROOT, (long) this.all.size());
		}

		@Override
		public String name() {
			return "topics";
		}

		@Override
		public List<String> orders() {
			return List.of("NAME");
		}

		@Override
		public boolean descends(String order) {
			return false;
		}

		@Override
		public List<Class<?>> positionTypes(String order) {
			return List.of(String.class);
		}

		@Override
		public Map<String, Element> byId(Lens lens, Collection<String> ids) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Map<Reference, Element> find(Lens lens, Collection<Reference> references, Set<Kind> kinds) {
			Map<Reference, Element> found = new HashMap<>();
			references.forEach((reference) -> this.all.stream()
				.filter((topic) -> topic.id().equals(reference.id()))
				.forEach((topic) -> found.put(reference, topic)));
			return found;
		}

		@Override
		@SuppressWarnings("unchecked")
		public Listing<Element> named(boolean bySlug) {
			return (Listing<Element>) (Listing<?>) this;
		}

		@Override
		public List<ReadingPlan.ReadList<?>> read(Lens lens, Collection<Parent> parents, List<ReadingPlan<?>> trees) {
			return List.of();
		}

		@Override
		public boolean isPart(Kind kind, String field) {
			return true;
		}

	}

}
