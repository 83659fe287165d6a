package org.rapport.limits;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.execution.instrumentation.parameters.InstrumentationValidationParameters;
import graphql.language.Document;
import graphql.normalized.ExecutableNormalizedOperationFactory.Options;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.parser.exceptions.ParseCancelledTooManyCharsException;
import graphql.validation.ValidationError;
import org.jspecify.annotations.Nullable;

import org.rapport.api.Errors;
import org.rapport.api.Preparation;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;
import org.springframework.stereotype.Component;

/**
 * Refuses operations that exceed the limits before any field is read, and adds the cost
 * to each answer.
 */
@Component
public class LimitsInstrumentation extends SimplePerformantInstrumentation implements Preparation {

	/** The extension of the answer that contains its cost. */
	public static final String COST = "cost";

	/**
	 * The engine expands interfaces into types, by default up to 100,000 fields. This
	 * limit applies to the whole JVM.
	 */
	private static final int MOST_UNFOLDED_FIELDS = 20_000;

	private final KnownCosts costs = new KnownCosts();

	/** The shapes of valid documents, as long as these are kept. */
	private final Cache<Document, DocumentShape> shapes = Caffeine.newBuilder().weakKeys().build();

	LimitsInstrumentation() {
		Options.setDefaultOptions(Options.defaultOptions().maxFieldsCount(MOST_UNFOLDED_FIELDS));
	}

	@Override
	public @Nullable InstrumentationContext<Document> beginParse(InstrumentationExecutionParameters parameters,
			@Nullable InstrumentationState state) {
		BoundedOperation operation = BoundedOperation.of(parameters.getGraphQLContext());
		if (operation == null) {
			return super.beginParse(parameters, state);
		}
		Limits limits = operation.limits();
		return SimpleInstrumentationContext.whenCompleted((document, failure) -> {
			if (failure instanceof ParseCancelledTooDeepException) {
				throw refused(ErrorCode.QUERY_TOO_DEEP, "The query is nested too deep; ask in several steps");
			}
			if (failure instanceof ParseCancelledTooManyCharsException || failure instanceof ParseCancelledException) {
				throw refused(ErrorCode.QUERY_TOO_LONG,
						"The query is too long; the limits are %d characters, %d tokens and %d tokens of white space"
							.formatted(limits.characters(), limits.tokens(), limits.whitespace()));
			}
		});
	}

	@Override
	public @Nullable InstrumentationContext<List<ValidationError>> beginValidation(
			InstrumentationValidationParameters parameters, @Nullable InstrumentationState state) {
		BoundedOperation operation = BoundedOperation.of(parameters.getGraphQLContext());
		if (operation != null) {
			try {
				DocumentShape shape = DocumentShape.of(parameters.getDocument());
				operation.shaped(shape);
				check(shape, operation.limits());
			}
			catch (RapportException ex) {
				throw refused(ex);
			}
		}
		return super.beginValidation(parameters, state);
	}

	/** Tells the shape of a document that was checked before. */
	@Override
	public void prepare(Document document, ExecutionInput input) {
		BoundedOperation operation = BoundedOperation.of(input.getGraphQLContext());
		if (operation != null && !operation.isShaped()) {
			operation.shaped(this.shapes.get(document, DocumentShape::of));
		}
	}

	private static void check(DocumentShape shape, Limits limits) {
		require(shape.depth(), limits.depth(), ErrorCode.QUERY_TOO_DEEP,
				"The query is %d fields deep; the limit is %d");
		require(shape.fields(), limits.fields(), ErrorCode.QUERY_TOO_COMPLEX,
				"The query has %d fields; the limit is %d");
		require(shape.rootFields(), limits.rootFields(), ErrorCode.TOO_MANY_ROOT_FIELDS,
				"The query has %d fields at its root; the limit is %d");
		require(shape.aliases(), limits.aliases(), ErrorCode.TOO_MANY_ALIASES,
				"The query has %d aliases; the limit is %d");
		require(shape.directives(), limits.directives(), ErrorCode.TOO_MANY_DIRECTIVES,
				"The query has %d directives; the limit is %d");
	}

	private static void require(long has, long most, ErrorCode code, String message) {
		if (has > most) {
			throw new RapportException(code, message.formatted(has, most));
		}
	}

	@Override
	public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
			InstrumentationExecuteOperationParameters parameters, @Nullable InstrumentationState state) {
		ExecutionContext execution = parameters.getExecutionContext();
		BoundedOperation operation = BoundedOperation.of(execution.getGraphQLContext());
		if (operation != null) {
			try {
				KnownCosts.OperationCost known = this.costs.of(execution);
				operation.costs(known.cost());
				require(known.cost(), operation.limits().cost(), ErrorCode.QUERY_TOO_COMPLEX,
						"The query may cost %d; the limit is %d. Ask for smaller pages or fewer nested lists");
				operation.begin(execution, known.cost(), known.wideFields());
			}
			catch (RapportException ex) {
				throw refused(ex);
			}
		}
		return super.beginExecuteOperation(parameters, state);
	}

	@Override
	public CompletableFuture<ExecutionResult> instrumentExecutionResult(ExecutionResult result,
			InstrumentationExecutionParameters parameters, @Nullable InstrumentationState state) {
		BoundedOperation operation = BoundedOperation.of(parameters.getGraphQLContext());
		return CompletableFuture.completedFuture((operation != null)
				? result.transform((answer) -> answer.addExtension(COST, operation.told())) : result);
	}

	private static AbortExecutionException refused(RapportException refusal) {
		return new AbortExecutionException(List.of(Errors.of(refusal)));
	}

	private static AbortExecutionException refused(ErrorCode code, String message) {
		return refused(new RapportException(code, message));
	}

}
