package org.rapport.api;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;
import org.springframework.graphql.execution.DataFetcherExceptionResolverAdapter;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.stereotype.Component;

/**
 * Turns exceptions into GraphQL errors that clients can act on. Each has a code and
 * reveals nothing about the inside of the server.
 */
@Component
public class Errors extends DataFetcherExceptionResolverAdapter {

	private static final Logger log = LoggerFactory.getLogger(Errors.class);

	private static final String CODE = "code";

	Errors() {
		// So that the log lines from here carry the id of the request.
		setThreadLocalContextAware(true);
	}

	/** The extensions that carry a code. */
	public static Map<String, Object> extensions(ErrorCode code) {
		return Map.of(CODE, code.name());
	}

	/** The code in the extensions of an error; null if there is none. */
	public static @Nullable ErrorCode code(@Nullable Map<?, ?> extensions) {
		return (extensions != null && extensions.get(CODE) instanceof String code) ? ErrorCode.valueOf(code) : null;
	}

	/** The GraphQL error for a coded exception. */
	public static GraphQLError of(RapportException refusal) {
		return GraphqlErrorBuilder.newError()
			.message("%s", refusal.getMessage())
			.errorType(ErrorType.BAD_REQUEST)
			.extensions(extensions(refusal.code()))
			.build();
	}

	/** The answer to a request that is refused as a whole. */
	public static WebGraphQlResponse answer(WebGraphQlRequest request, RapportException refusal) {
		return new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(request.toExecutionInput(),
				ExecutionResult.newExecutionResult().addError(of(refusal)).build()));
	}

	@Override
	protected @Nullable GraphQLError resolveToSingleError(Throwable thrown, DataFetchingEnvironment field) {
		Throwable cause = (thrown instanceof CompletionException && thrown.getCause() != null) ? thrown.getCause()
				: thrown;
		GraphqlErrorBuilder<?> error = GraphqlErrorBuilder.newError(field);
		if (cause instanceof RapportException refusal) {
			return error.message("%s", refusal.getMessage())
				.errorType(ErrorType.BAD_REQUEST)
				.extensions(extensions(refusal.code()))
				.build();
		}
		String request = RequestId.current();
		String incident = (request != null) ? request : UUID.randomUUID().toString();
		log.error("Incident {} while reading {}", incident, field.getExecutionStepInfo().getPath(), cause);
		return error.message("Something went wrong on the server; report the incident %s", incident)
			.errorType(ErrorType.INTERNAL_ERROR)
			.extensions(extensions(ErrorCode.INTERNAL))
			.build();
	}

}
