package org.rapport.api;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import graphql.ExecutionResult;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.NonNullableValueCoercedAsNullException;
import graphql.execution.ValuesResolver;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.Directive;
import graphql.language.OperationDefinition.Operation;
import graphql.schema.GraphQLDirective;
import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Certainty;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.Lens;
import org.rapport.kernel.RapportException;
import org.springframework.stereotype.Component;

/**
 * Puts the day of the directive {@code @asOf} into the lens of an operation, before any
 * field is read.
 */
@Component
class AsOfInstrumentation extends SimplePerformantInstrumentation {

	private static final String DIRECTIVE = "asOf";

	@Override
	public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
			InstrumentationExecuteOperationParameters parameters, @Nullable InstrumentationState state) {
		ExecutionContext operation = parameters.getExecutionContext();
		if (operation.getOperationDefinition().getOperation() != Operation.QUERY
				&& Lenses.of(operation.getGraphQLContext()).asOf() != null) {
			// The answer to an act shows the present state.
			throw refused(ErrorCode.AS_OF_CONFLICT,
					"Mutations always run at the present; leave out the header " + AsOf.HEADER);
		}
		List<Directive> given = operation.getOperationDefinition().getDirectives(DIRECTIVE);
		GraphQLDirective definition = operation.getGraphQLSchema().getDirective(DIRECTIVE);
		if (!given.isEmpty() && definition != null) {
			apply(operation, arguments(operation, definition, given.get(0)));
		}
		return super.beginExecuteOperation(parameters, state);
	}

	private static Map<String, Object> arguments(ExecutionContext operation, GraphQLDirective definition,
			Directive given) {
		try {
			return ValuesResolver.getArgumentValues(operation.getGraphQLSchema().getCodeRegistry(),
					definition.getArguments(), given.getArguments(), operation.getCoercedVariables(),
					operation.getGraphQLContext(), operation.getLocale());
		}
		catch (NonNullableValueCoercedAsNullException ex) {
			// A nullable variable with a default is allowed here, and its value may still
			// be null.
			throw noDate();
		}
	}

	private static void apply(ExecutionContext operation, Map<String, Object> arguments) {
		Lens lens = Lenses.of(operation.getGraphQLContext());
		if (!(arguments.get("date") instanceof LocalDate date)) {
			throw noDate();
		}
		Object given = arguments.get("certainty");
		Certainty certainty = (given != null) ? Certainty.valueOf(given.toString()) : Certainty.POSSIBLE;
		if (lens.asOf() != null && !(lens.asOf().equals(date) && lens.certainty() == certainty)) {
			throw refused(ErrorCode.AS_OF_CONFLICT,
					"The header " + AsOf.HEADER + " and the directive @asOf differ; send only one of them");
		}
		operation.getGraphQLContext().put(Lenses.LENS, lens.asOf(date, certainty));
	}

	private static AbortExecutionException noDate() {
		return refused(ErrorCode.BAD_DATE, "@asOf needs a date");
	}

	private static AbortExecutionException refused(ErrorCode code, String message) {
		return new AbortExecutionException(List.of(Errors.of(new RapportException(code, message))));
	}

}
