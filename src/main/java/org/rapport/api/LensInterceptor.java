package org.rapport.api;

import java.util.List;

import reactor.core.publisher.Mono;

import org.rapport.access.Viewer;
import org.rapport.kernel.ErrorCode;
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
		List<String> headers = request.getHeaders().getOrEmpty(AsOf.HEADER);
		if (headers.isEmpty()) {
			return next(request, chain, viewer, lens);
		}
		try {
			if (headers.size() > 1) {
				throw new RapportException(ErrorCode.BAD_DATE,
						"The header " + AsOf.HEADER + " is sent more than once; send it once");
			}
			AsOf asOf = AsOf.parse(headers.get(0));
			return next(request, chain, viewer, lens.asOf(asOf.date(), asOf.certainty()));
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
