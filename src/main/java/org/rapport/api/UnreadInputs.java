package org.rapport.api;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.execution.instrumentation.parameters.InstrumentationValidationParameters;
import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseValueException;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLTypeUtil;
import graphql.validation.ValidationError;
import org.jspecify.annotations.Nullable;

import org.rapport.kernel.RapportException;
import org.rapport.kernel.Unread;
import org.springframework.stereotype.Component;

/**
 * Keeps what a scalar cannot read in the variables of an act, so that the act refuses it
 * with its field and with all else that is wrong. Everywhere else it is refused at once.
 */
@Component
class UnreadInputs extends SimplePerformantInstrumentation {

	private static final String MARK = UnreadInputs.class.getName();

	/**
	 * A scalar that keeps what it cannot read while the operation is a mutation.
	 * @param message what is said of that; null for what the scalar says itself
	 */
	static GraphQLScalarType keptBy(GraphQLScalarType scalar, @Nullable String message) {
		return scalar.transform((builder) -> builder.coercing(new Keeping(scalar.getCoercing(), message)));
	}

	/** Before the variables are read. */
	@Override
	public @Nullable InstrumentationContext<List<ValidationError>> beginValidation(
			InstrumentationValidationParameters parameters, @Nullable InstrumentationState state) {
		List<OperationDefinition> operations = parameters.getDocument().getDefinitionsOfType(OperationDefinition.class);
		String name = parameters.getOperation();
		boolean acts = operations.stream()
			.filter((operation) -> operations.size() == 1 || (name != null && name.equals(operation.getName())))
			.anyMatch((operation) -> operation.getOperation() == Operation.MUTATION);
		parameters.getGraphQLContext().put(MARK, acts);
		return super.beginValidation(parameters, state);
	}

	/** What an answer is to select is not the input of an act. */
	@Override
	public DataFetcher<?> instrumentDataFetcher(DataFetcher<?> fetcher, InstrumentationFieldFetchParameters parameters,
			@Nullable InstrumentationState state) {
		DataFetchingEnvironment field = parameters.getEnvironment();
		if (!field.getGraphQlContext().getBoolean(MARK)
				|| GraphQLTypeUtil.unwrapAll(field.getParentType()) == field.getGraphQLSchema().getMutationType()) {
			return fetcher;
		}
		Optional<Unread> unread = unread(field.getArguments());
		if (unread.isEmpty()) {
			return fetcher;
		}
		return (environment) -> {
			throw new RapportException("BAD_DATE", unread.get().message());
		};
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
			// Literals are part of the document, and were refused with their place when
			// it
			// was validated.
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
