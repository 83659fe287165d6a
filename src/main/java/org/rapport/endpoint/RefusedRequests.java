package org.rapport.endpoint;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;

import org.rapport.access.ErrorBody;
import org.rapport.access.RefusalTrail;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers requests that {@link Exchanges} refuses, and requests that Spring would fail
 * on, in the shape of a GraphQL error. It runs after all other filters, so that the
 * answer has the usual headers and a line in the log.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class RefusedRequests extends OncePerRequestFilter {

	private static @Nullable Refusal refusal(HttpServletRequest request) {
		if (request.getAttribute(Refusal.class.getName()) instanceof Refusal refusal) {
			return refusal;
		}
		String type = request.getContentType();
		// Spring treats an unreadable type as missing, but fails on types with asterisks.
		return (type != null && type.indexOf('*') >= 0) ? Refusal.NO_TYPE : null;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		Refusal refusal = refusal(request);
		if (refusal == null) {
			chain.doFilter(request, response);
			return;
		}
		RefusalTrail.refused(request, refusal.code());
		if (refusal.status() == HttpStatus.TOO_MANY_REQUESTS) {
			response.setHeader(HttpHeaders.RETRY_AFTER, "1");
		}
		ErrorBody.answer(response, refusal.status(), refusal.code(), refusal.message());
	}

}
