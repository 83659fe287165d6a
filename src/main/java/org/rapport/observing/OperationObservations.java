package org.rapport.observing;

import java.util.concurrent.CompletionException;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.schema.DataFetcher;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.Workplace;
import org.rapport.limits.BoundedOperation;
import org.springframework.graphql.observation.DefaultExecutionRequestObservationConvention;
import org.springframework.graphql.observation.ExecutionRequestObservationContext;
import org.springframework.graphql.observation.GraphQlObservationDocumentation.ExecutionRequestLowCardinalityKeyNames;
import org.springframework.graphql.observation.GraphQlObservationInstrumentation;
import org.springframework.stereotype.Component;

/**
 * Measures operations by name, instead of Spring Boot's own instrumentation. Unknown
 * names share one.
 */
@Component
class OperationObservations extends GraphQlObservationInstrumentation {

	private final OperationNames names;

	OperationObservations(ObservationRegistry registry, OperationNames names) {
		super(registry, new ByName(), null, null);
		this.names = names;
	}

	/** What did not come over HTTP is Rapport's own warm-up, and is not measured. */
	@Override
	public @Nullable InstrumentationContext<ExecutionResult> beginExecution(
			InstrumentationExecutionParameters parameters, InstrumentationState state) {
		return (BoundedOperation.of(parameters.getGraphQLContext()) != null) ? super.beginExecution(parameters, state)
				: null;
	}

	@Override
	public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
			InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
		this.names.keep(parameters.getExecutionContext().getOperationDefinition(),
				parameters.getExecutionContext().getGraphQLContext());
		return super.beginExecuteOperation(parameters, state);
	}

	// Fields and their batches are not measured: a page has thousands of them, and their
	// statements have their own timers.

	@Override
	public DataFetcher<?> instrumentDataFetcher(DataFetcher<?> dataFetcher,
			InstrumentationFieldFetchParameters parameters, InstrumentationState state) {
		return dataFetcher;
	}

	@Override
	public ExecutionInput instrumentExecutionInput(ExecutionInput executionInput,
			InstrumentationExecutionParameters parameters, InstrumentationState state) {
		return executionInput;
	}

	/**
	 * Adds the name of the operation, and leaves out values that clients could choose
	 * freely.
	 */
	private static final class ByName extends DefaultExecutionRequestObservationConvention {

		private static final KeyValue PUT_OFF = ExecutionRequestLowCardinalityKeyNames.OUTCOME.withValue("PUT_OFF");

		private static final KeyValue TIMEOUT = ExecutionRequestLowCardinalityKeyNames.OUTCOME
			.withValue(ErrorCode.TIMEOUT.name());

		@Override
		public KeyValues getLowCardinalityKeyValues(ExecutionRequestObservationContext context) {
			return super.getLowCardinalityKeyValues(context).and(KeyValue.of("graphql.operation.name",
					OperationNames.kept(context.getExecutionInput().getGraphQLContext())));
		}

		/**
		 * Adds an outcome for operations that took too long, because that is not the
		 * client's mistake. Adds another for operations that wait for a place and start
		 * over.
		 */
		@Override
		protected KeyValue outcome(ExecutionRequestObservationContext context) {
			if (context.getError() instanceof Workplace.PutOff || (context.getError() instanceof CompletionException ex
					&& ex.getCause() instanceof Workplace.PutOff)) {
				return PUT_OFF;
			}
			BoundedOperation operation = BoundedOperation.of(context.getExecutionInput().getGraphQLContext());
			ExecutionResult result = context.getExecutionResult();
			return (operation != null && result != null && operation.isLate(result)) ? TIMEOUT : super.outcome(context);
		}

		@Override
		public KeyValues getHighCardinalityKeyValues(ExecutionRequestObservationContext context) {
			return KeyValues.of(executionId(context));
		}

	}

}
