package org.rapport.observing;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.rapport.access.Viewer;
import org.rapport.api.Errors;
import org.rapport.kernel.ErrorCode;
import org.rapport.limits.BoundedOperation;
import org.rapport.limits.LimitsInstrumentation;
import org.rapport.observing.RequestTrail.Operation;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;

/**
 * Notes the result of each operation for the log, and counts its errors. It runs outside
 * all other interceptors, so that it sees the final answer.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class OperationTrail implements WebGraphQlInterceptor {

	private final ErrorCounts errors;

	OperationTrail(ErrorCounts errors) {
		this.errors = errors;
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		RequestTrail trail = RequestTrail.current();
		String viewer = Viewer.current().kind();
		return chain.next(request).doOnNext((response) -> {
			List<ErrorCode> codes = response.getExecutionResult()
				.getErrors()
				.stream()
				.map((error) -> Errors.code(error.getExtensions()))
				.filter(Objects::nonNull)
				.toList();
			codes.forEach(this.errors::count);
			if (trail != null) {
				trail.answered(new Operation(OperationNames.kept(response.getExecutionInput().getGraphQLContext()),
						viewer, cost(response)), codes);
			}
		});
	}

	private static @Nullable Object cost(WebGraphQlResponse response) {
		Map<Object, Object> extensions = response.getExecutionResult().getExtensions();
		return (extensions != null && extensions.get(LimitsInstrumentation.COST) instanceof Map<?, ?> cost)
				? cost.get(BoundedOperation.REQUESTED) : null;
	}

}
