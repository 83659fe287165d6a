package org.rapport.api;

import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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

	private final References references;

	private final ObjectProvider<DataFetcherExceptionResolver> resolvers;

	/**
	 * What the documents that {@link KnownDocuments} keeps ask for; empty if that depends
	 * on variables.
	 */
	private final Cache<Document, Optional<ObjectShapes>> known = Caffeine.newBuilder().weakKeys().build();

	DirectAnswers(ListFields fields, References references, ObjectProvider<DataFetcherExceptionResolver> resolvers) {
		this.fields = fields;
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

	/** The engine's strategy, but for objects that were read whole. */
	private final class Strategy extends AsyncExecutionStrategy {

		Strategy(DataFetcherExceptionHandler errors) {
			super(errors);
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
			if (value == null
					|| !(parameters.getExecutionStepInfo()
						.getUnwrappedNonNullType() instanceof GraphQLCompositeType type)
					|| operation.getGraphQLContext().getBoolean(ENGINE_ALONE)) {
				return null;
			}
			// Looked up first: a context must not be changed while something is added to
			// it.
			ReadAhead ahead = ReadAhead.of(operation.getGraphQLContext());
			DirectObjects objects = operation.getGraphQLContext()
				.computeIfAbsent(DirectObjects.class,
						(key) -> new DirectObjects(operation, shapes(operation), DirectAnswers.this.references, ahead));
			return objects.answer(parameters.getField(), type, value);
		}

		private ObjectShapes shapes(ExecutionContext operation) {
			return DirectAnswers.this.known.get(operation.getDocument(),
					(document) -> ObjectShapes.dependOnVariables(document) ? Optional.empty() : Optional.of(unknown()))
				.orElseGet(this::unknown);
		}

		private ObjectShapes unknown() {
			return new ObjectShapes(this.fieldCollector, DirectAnswers.this.fields);
		}

	}

}
