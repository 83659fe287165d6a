package org.rapport.api;

import reactor.core.publisher.Mono;

import org.rapport.access.Viewer;
import org.rapport.kernel.Lens;
import org.rapport.kernel.RapportException;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;

/**
 * Gives every operation its viewer and their lens, with the day from the request header.
 */
@Component
class LensInterceptor implements WebGraphQlInterceptor {

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		Viewer viewer = Viewer.current();
		Lens lens = Lens.of(viewer.clearance());
		try {
			AsOf asOf = AsOf.ofHeader(request.getHeaders().getOrEmpty(AsOf.HEADER));
			return next(request, chain, viewer, (asOf != null) ? asOf.applied(lens) : lens);
		}
		catch (RapportException ex) {
			return Mono.just(Errors.answer(request, ex));
		}
	}

	private static Mono<WebGraphQlResponse> next(WebGraphQlRequest request, Chain chain, Viewer viewer, Lens lens) {
		request.configureExecutionInput((input, builder) -> builder
			.graphQLContext((context) -> context.put(Lenses.LENS, lens).put(Lenses.VIEWER, viewer))
			.build());
		return chain.next(request);
	}

}
