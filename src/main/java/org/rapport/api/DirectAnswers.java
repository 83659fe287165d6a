package org.rapport.api;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.GraphQL;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategy;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.FieldValueInfo;
import graphql.execution.FieldValueInfo.CompleteValueType;
import graphql.language.Document;
import graphql.schema.GraphQLCompositeType;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Has objects that were read whole answered by {@link DirectObjects}, without the steps
 * that the engine takes for each field. The engine goes on answering all others, and
 * everything in mutations, where nothing is read ahead.
 */
@Component
public class DirectAnswers implements GraphQlSourceBuilderCustomizer {

	/** In the context of an operation: the engine alone answers it. For tests. */
	public static final String ENGINE_ALONE = "engineAlone";

	private final ListFields fields;

	/**
	 * Needs the loaders of Spring GraphQL, which come after this class. Looked up with
	 * the first operation.
	 */
	private final SingletonSupplier<WholeOperations> whole;

	private final References references;

	private final ObjectProvider<DataFetcherExceptionResolver> resolvers;

	/**
	 * What the documents that {@link KnownDocuments} keeps ask for; empty if that depends
	 * on variables.
	 */
	private final Cache<Document, Optional<DocumentFields>> known = Caffeine.newBuilder().weakKeys().build();

	DirectAnswers(ListFields fields, ObjectProvider<WholeOperations> whole, References references,
			ObjectProvider<DataFetcherExceptionResolver> resolvers) {
		this.fields = fields;
		this.whole = SingletonSupplier.ofNullable(whole::getIfAvailable);
		this.references = references;
		this.resolvers = resolvers;
	}

	@Override
	public void customize(GraphQlSource.SchemaResourceBuilder builder) {
		DataFetcherExceptionHandler errors = DataFetcherExceptionResolver
			.createExceptionHandler(this.resolvers.orderedStream().toList());
		builder.configureGraphQl((GraphQL.Builder engine) -> engine.queryExecutionStrategy(strategy(errors)));
	}

	ExecutionStrategy strategy(DataFetcherExceptionHandler errors) {
		return new Strategy(errors);
	}

	/** The engine's strategy, but for what was read whole. */
	private final class Strategy extends AsyncExecutionStrategy {

		Strategy(DataFetcherExceptionHandler errors) {
			super(errors);
		}

		@Override
		public CompletableFuture<ExecutionResult> execute(ExecutionContext operation,
				ExecutionStrategyParameters parameters) {
			ReadOperation read = read(operation);
			WholeOperations whole = DirectAnswers.this.whole.get();
			Map<String, @Nullable Object> answer = (whole != null && !isForTheEngineAlone(operation))
					? whole.answer(read, parameters.getFields().getSubFieldsList(), objects(operation)) : null;
			return (answer != null)
					? CompletableFuture.completedFuture(new ExecutionResultImpl(answer, operation.getErrors()))
					: super.execute(operation, parameters);
		}

		@Override
		protected FieldValueInfo completeValue(ExecutionContext operation, ExecutionStrategyParameters parameters) {
			Object answer = answer(operation, parameters);
			// To the engine it is a value without fields, so that it does not wait for
			// what they would have loaded.
			return (answer != null) ? new FieldValueInfo(CompleteValueType.SCALAR, answer)
					: super.completeValue(operation, parameters);
		}

		private @Nullable Object answer(ExecutionContext operation, ExecutionStrategyParameters parameters) {
			Object value = parameters.getSource();
			return (value != null
					&& parameters.getExecutionStepInfo().getUnwrappedNonNullType() instanceof GraphQLCompositeType type
					&& !isForTheEngineAlone(operation)) ? objects(operation).answer(parameters.getField(), type, value)
							: null;
		}

		private static boolean isForTheEngineAlone(ExecutionContext operation) {
			return operation.getGraphQLContext().getBoolean(ENGINE_ALONE);
		}

		private DirectObjects objects(ExecutionContext operation) {
			// Looked up first: a context must not be changed while something is added to
			// it.
			ReadAhead ahead = ReadAhead.of(operation.getGraphQLContext());
			DocumentFields fields = read(operation).fields();
			return operation.getGraphQLContext()
				.computeIfAbsent(DirectObjects.class,
						(key) -> new DirectObjects(operation, fields, DirectAnswers.this.references, ahead));
		}

		/**
		 * The engine also completes the answers of acts here, but does not begin here.
		 */
		private ReadOperation read(ExecutionContext operation) {
			ReadOperation known = operation.getGraphQLContext().get(ReadOperation.class);
			return (known != null) ? known : new ReadOperation(operation, fields(operation)).kept();
		}

		private DocumentFields fields(ExecutionContext operation) {
			return DirectAnswers.this.known
				.get(operation.getDocument(), (document) -> DocumentFields.dependOnVariables(document)
						? Optional.empty() : Optional.of(unknown()))
				.orElseGet(this::unknown);
		}

		private DocumentFields unknown() {
			return new DocumentFields(this.fieldCollector, DirectAnswers.this.fields);
		}

	}

}
