package org.rapport.limits;

import java.util.List;
import java.util.Map;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.introspection.Introspection;
import graphql.parser.ParserOptions;
import io.micrometer.context.ContextRegistry;
import reactor.core.publisher.Mono;

import org.rapport.api.Errors;
import org.rapport.kernel.Deadline;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.stereotype.Component;

/**
 * Applies the limits to every operation: how its document is parsed, and how long it may
 * take. An operation that takes longer is answered with an error without data.
 */
@Component
class LimitsInterceptor implements WebGraphQlInterceptor {

	private static final String DEADLINE = Deadline.class.getName();

	private final Limits limits;

	private final ParserOptions reading;

	LimitsInterceptor(Limits limits) {
		this.limits = limits;
		this.reading = ParserOptions.getDefaultOperationParserOptions()
			.transform((options) -> options.maxCharacters(limits.characters())
				.maxTokens(limits.tokens())
				.maxWhitespaceTokens(limits.whitespace())
				.maxRuleDepth(limits.nesting()));
		// Passes the deadline on to every thread that reads a field or a batch of the
		// operation.
		ContextRegistry.getInstance()
			.registerThreadLocalAccessor(DEADLINE, Deadline::current, Deadline::set, Deadline::clear);
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		return Mono.defer(() -> {
			BoundedOperation operation = new BoundedOperation(this.limits);
			Map<Object, Object> context = Map.of(BoundedOperation.class, operation, DEADLINE, operation.deadline(),
					ParserOptions.class, this.reading, Introspection.INTROSPECTION_DISABLED,
					!this.limits.introspection());
			request.configureExecutionInput((input, builder) -> builder.graphQLContext(context).build());
			return chain.next(request)
				.map((response) -> operation.isLate(response.getExecutionResult())
						? late(request, operation, response.getExecutionResult()) : response)
				.doFinally((end) -> operation.end());
		});
	}

	private static WebGraphQlResponse late(WebGraphQlRequest request, BoundedOperation operation,
			ExecutionResult result) {
		GraphQLError error = Errors.of(operation.lateness(result));
		return new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(request.toExecutionInput(),
				ExecutionResult.newExecutionResult()
					.errors(List.of(error))
					.addExtension(LimitsInstrumentation.COST, operation.told())
					.build()));
	}

}
