package org.rapport.endpoint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.language.SourceLocation;
import graphql.validation.ValidationError;
import reactor.core.publisher.Mono;

import org.rapport.api.Errors;
import org.rapport.kernel.ErrorCode;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;

/**
 * Adds a code to the errors that the engine itself reports: syntax errors, and operations
 * that do not fit the schema. Their messages come from {@code i18n/}. The engine puts the
 * kind and the path of an error before the message; this class removes the kind and moves
 * the path to the end.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class UncodedErrors implements WebGraphQlInterceptor {

	/** The form of the engine's validation errors. */
	private static final Pattern INVALID = Pattern
		.compile("Validation error \\(\\w+(?:@\\[(?<path>[^\\]]*)])?\\) ?: ?(?<sentence>.+)", Pattern.DOTALL);

	private static final String CLOSED = "IntrospectionDisabled";

	private static final String TOO_BROAD = "BadFaithIntrospection";

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		return chain.next(request).map((response) -> {
			List<GraphQLError> errors = response.getExecutionResult().getErrors();
			if (errors.stream().noneMatch(UncodedErrors::isTheEngines)) {
				return response;
			}
			return response.transform((answer) -> answer.errors(errors.stream().map(UncodedErrors::coded).toList()));
		});
	}

	private static boolean isTheEngines(GraphQLError error) {
		return !isCoded(error) || error instanceof ValidationError;
	}

	private static boolean isCoded(GraphQLError error) {
		return Errors.code(error.getExtensions()) != null;
	}

	private static GraphQLError coded(GraphQLError error) {
		if (!isTheEngines(error)) {
			return error;
		}
		Map<String, Object> extensions = new HashMap<>();
		if (error.getExtensions() != null) {
			extensions.putAll(error.getExtensions());
		}
		if (!isCoded(error)) {
			extensions.putAll(Errors.extensions(code(error.getErrorType())));
		}
		List<SourceLocation> locations = error.getLocations();
		GraphqlErrorBuilder<?> coded = GraphqlErrorBuilder.newError()
			.message("%s", sentence(error))
			.locations((locations != null) ? locations : List.of())
			.errorType(error.getErrorType())
			.extensions(extensions);
		if (error.getPath() != null) {
			coded.path(error.getPath());
		}
		return coded.build();
	}

	private static String sentence(GraphQLError error) {
		String message = String.valueOf(error.getMessage());
		Matcher invalid = INVALID.matcher(message);
		if (invalid.matches()) {
			String path = invalid.group("path");
			return invalid.group("sentence") + ((path != null) ? " (in " + path.replace('/', '.') + ")" : "");
		}
		return switch (String.valueOf(error.getErrorType())) {
			case CLOSED -> "This server does not allow introspection; use the files of the schema";
			case TOO_BROAD ->
				"The query asks for the same part of the schema again and again; use the usual introspection query";
			default -> message;
		};
	}

	private static ErrorCode code(ErrorClassification classification) {
		if (classification == ErrorType.InvalidSyntax) {
			return ErrorCode.SYNTAX_ERROR;
		}
		if (classification == ErrorType.ValidationError) {
			return ErrorCode.INVALID_QUERY;
		}
		if (classification == ErrorType.NullValueInNonNullableField) {
			return ErrorCode.INTERNAL;
		}
		// The engine has no constants for these two.
		return switch (String.valueOf(classification)) {
			case CLOSED -> ErrorCode.INTROSPECTION_CLOSED;
			case TOO_BROAD -> ErrorCode.INTROSPECTION_TOO_BROAD;
			default -> ErrorCode.BAD_REQUEST;
		};
	}

}
