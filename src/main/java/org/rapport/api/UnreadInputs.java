package org.rapport.api;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQLContext;
import graphql.execution.AbortExecutionException;
import graphql.execution.CoercedVariables;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.Node;
import graphql.language.OperationDefinition.Operation;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;
import org.rapport.kernel.Unread;
import org.springframework.stereotype.Component;

/**
 * Keeps values in the variables of an act that a scalar cannot read. The act then reports
 * them with their field, together with all its other errors. All other unreadable values
 * are refused at once.
 */
@Component
class UnreadInputs extends SimplePerformantInstrumentation implements Preparation {

	private static final String MARK = UnreadInputs.class.getName();

	/**
	 * A scalar that keeps unreadable values if the operation is a mutation.
	 * @param message the error message for such a value; null to use the message of the
	 * scalar
	 */
	static GraphQLScalarType keptBy(GraphQLScalarType scalar, @Nullable String message) {
		return scalar.transform((builder) -> builder.coercing(new Keeping(scalar.getCoercing(), message)));
	}

	/** Marks mutations, before the variables are read. */
	@Override
	public void prepare(Document document, ExecutionInput input) {
		AskedOperation.of(document, input.getOperationName())
			.ifPresent(
					(operation) -> input.getGraphQLContext().put(MARK, operation.getOperation() == Operation.MUTATION));
	}

	/**
	 * Refuses unreadable values in the selection of an answer. They are not input of an
	 * act, and would otherwise fail only after the act is done.
	 */
	@Override
	public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
			InstrumentationExecuteOperationParameters parameters, @Nullable InstrumentationState state) {
		ExecutionContext operation = parameters.getExecutionContext();
		if (operation.getGraphQLContext().getBoolean(MARK)) {
			Set<String> selecting = new TreeSet<>();
			operation.getFragmentsByName().values().forEach((fragment) -> variables(fragment, selecting));
			operation.getOperationDefinition()
				.getSelectionSet()
				.getSelections()
				.forEach((selection) -> variables(
						(selection instanceof Field field) ? field.getSelectionSet() : selection, selecting));
			selecting.forEach((name) -> unread(operation.getCoercedVariables().get(name)).ifPresent((unread) -> {
				throw new AbortExecutionException(List.of(Errors.of(new RapportException(ErrorCode.BAD_DATE,
						"The value of $%s is wrong: %s".formatted(name, unread.message())))));
			}));
		}
		return super.beginExecuteOperation(parameters, state);
	}

	private static void variables(@Nullable Node<?> node, Set<String> names) {
		if (node instanceof VariableReference variable) {
			names.add(variable.getName());
		}
		else if (node != null) {
			node.getChildren().forEach((child) -> variables(child, names));
		}
	}

	private static Optional<Unread> unread(@Nullable Object value) {
		if (value instanceof Unread unread) {
			return Optional.of(unread);
		}
		Collection<?> inner = (value instanceof Map<?, ?> object) ? object.values()
				: (value instanceof Collection<?> list) ? list : List.of();
		return inner.stream().flatMap((one) -> unread(one).stream()).findFirst();
	}

	private static final class Keeping implements Coercing<Object, Object> {

		private final Coercing<?, ?> scalar;

		private final @Nullable String message;

		Keeping(Coercing<?, ?> scalar, @Nullable String message) {
			this.scalar = scalar;
			this.message = message;
		}

		@Override
		public @Nullable Object serialize(Object result, GraphQLContext context, Locale locale) {
			return this.scalar.serialize(result, context, locale);
		}

		@Override
		public @Nullable Object parseValue(Object input, GraphQLContext context, Locale locale) {
			if (input instanceof Unread) {
				return input;
			}
			try {
				return this.scalar.parseValue(input, context, locale);
			}
			catch (CoercingParseValueException ex) {
				if (context.getBoolean(MARK)) {
					return unread(ex);
				}
				throw ex;
			}
		}

		@Override
		public @Nullable Object parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context,
				Locale locale) {
			// Literals are part of the document; validation has already refused
			// unreadable ones with their position.
			return this.scalar.parseLiteral(input, variables, context, locale);
		}

		private Unread unread(RuntimeException refusal) {
			return new Unread((this.message != null) ? this.message : String.valueOf(refusal.getMessage()));
		}

		@Override
		public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
			return this.scalar.valueToLiteral(input, context, locale);
		}

	}

}
