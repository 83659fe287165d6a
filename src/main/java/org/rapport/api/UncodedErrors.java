package org.rapport.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.language.SourceLocation;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;

/**
 * Gives a code to the errors that the engine itself finds: texts that are no GraphQL, and
 * questions that do not fit the schema.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class UncodedErrors implements WebGraphQlInterceptor {

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		return chain.next(request).map((response) -> {
			List<GraphQLError> errors = response.getExecutionResult().getErrors();
			if (errors.stream().allMatch(UncodedErrors::isCoded)) {
				return response;
			}
			return response.transform((answer) -> answer.errors(errors.stream().map(UncodedErrors::coded).toList()));
		});
	}

	private static boolean isCoded(GraphQLError error) {
		return error.getExtensions() != null && error.getExtensions().containsKey(Errors.CODE);
	}

	private static GraphQLError coded(GraphQLError error) {
		if (isCoded(error)) {
			return error;
		}
		Map<String, Object> extensions = new HashMap<>();
		if (error.getExtensions() != null) {
			extensions.putAll(error.getExtensions());
		}
		extensions.put(Errors.CODE, code(error.getErrorType()));
		List<SourceLocation> locations = error.getLocations();
		GraphqlErrorBuilder<?> coded = GraphqlErrorBuilder.newError()
			.message("%s", error.getMessage())
			.locations((locations != null) ? locations : List.of())
			.errorType(error.getErrorType())
			.extensions(extensions);
		if (error.getPath() != null) {
			coded.path(error.getPath());
		}
		return coded.build();
	}

	private static String code(ErrorClassification classification) {
		if (classification == ErrorType.InvalidSyntax) {
			return "SYNTAX_ERROR";
		}
		if (classification == ErrorType.ValidationError) {
			return "INVALID_QUERY";
		}
		if (classification == ErrorType.NullValueInNonNullableField) {
			return "INTERNAL";
		}
		// The engine has no constants for these two.
		return switch (String.valueOf(classification)) {
			case "IntrospectionDisabled" -> "INTROSPECTION_CLOSED";
			case "BadFaithIntrospection" -> "INTROSPECTION_TOO_BROAD";
			default -> "BAD_REQUEST";
		};
	}

}
