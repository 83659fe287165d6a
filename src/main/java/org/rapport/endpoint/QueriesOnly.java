package org.rapport.endpoint;

import java.util.List;
import java.util.Map;

import graphql.ExecutionInput;
import graphql.GraphQLContext;
import graphql.execution.AbortExecutionException;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationValidationParameters;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import graphql.validation.ValidationError;
import org.jspecify.annotations.Nullable;

import org.rapport.api.AskedOperation;
import org.rapport.api.Errors;
import org.rapport.api.Preparation;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;
import org.springframework.stereotype.Component;

/**
 * Refuses acts in requests by GET, which must be safe: other systems may repeat, follow
 * and cache a GET.
 */
@Component
class QueriesOnly extends SimplePerformantInstrumentation implements Preparation {

	private static final String MARK = QueriesOnly.class.getName();

	/** Marks an operation as one that may only query. */
	static ExecutionInput mark(ExecutionInput input, ExecutionInput.Builder builder) {
		return builder.graphQLContext(Map.of(MARK, true)).build();
	}

	/**
	 * Checks before validation, because the schema may not know the type of operation.
	 */
	@Override
	public @Nullable InstrumentationContext<List<ValidationError>> beginValidation(
			InstrumentationValidationParameters parameters, @Nullable InstrumentationState state) {
		AskedOperation.of(parameters.getDocument(), parameters.getOperation())
			.ifPresent((operation) -> check(operation, parameters.getGraphQLContext()));
		return super.beginValidation(parameters, state);
	}

	/** Checks again, because the document may have been validated earlier. */
	@Override
	public void prepare(Document document, ExecutionInput input) {
		AskedOperation.of(document, input.getOperationName())
			.ifPresent((operation) -> check(operation, input.getGraphQLContext()));
	}

	private static void check(OperationDefinition operation, GraphQLContext context) {
		if (context.getBoolean(MARK) && operation.getOperation() != Operation.QUERY) {
			throw new AbortExecutionException(List.of(Errors
				.of(new RapportException(ErrorCode.METHOD_NOT_ALLOWED, "Only queries can be sent by GET; use POST"))));
		}
	}

}
