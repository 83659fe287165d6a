package org.rapport.access;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import io.github.bucket4j.TimeMeter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.Workplace;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses callers that send too many requests. A caller with a valid token is counted by
 * its holder, any other by its address. An address that keeps sending invalid tokens is
 * refused before its next token is checked.
 */
final class RateLimits {

	private final Buckets addresses;

	private final Buckets holders;

	private final Buckets failures;

	private final boolean enabled;

	private final Refusals refusals;

	private final RequestMatcher exempt;

	/**
	 * Creates the limits.
	 * @param exempt the requests that are never limited
	 */
	RateLimits(RateLimitProperties properties, Refusals refusals, RequestMatcher exempt, TimeMeter clock) {
		this.enabled = properties.enabled();
		this.addresses = new Buckets(properties.addressPerMinute(), properties.addressBurst(), properties.callers(),
				clock);
		this.holders = new Buckets(properties.tokenPerMinute(), properties.tokenBurst(), properties.callers(), clock);
		this.failures = new Buckets(properties.failuresPerMinute(), properties.failuresBurst(), properties.callers(),
				clock);
		this.refusals = refusals;
		this.exempt = exempt;
	}

	/** Counts an invalid token against the address of the request. */
	void failed(HttpServletRequest request) {
		this.failures.take(Caller.of(request).network());
	}

	/** The filter that runs before tokens are checked. */
	Filter beforeTokens() {
		return new Limit("too-many-failures") {

			@Override
			long nanosToWait(HttpServletRequest request) {
				return (request.getHeader(HttpHeaders.AUTHORIZATION) != null)
						? RateLimits.this.failures.look(Caller.of(request).network()) : 0;
			}

		};
	}

	/** The filter that runs once the viewer is known. */
	Filter afterTokens() {
		return new Limit("too-many-requests") {

			@Override
			long nanosToWait(HttpServletRequest request) {
				Viewer viewer = Viewer.current();
				return viewer.equals(Viewer.ANONYMOUS) ? RateLimits.this.addresses.take(Caller.of(request).network())
						: RateLimits.this.holders.take(viewer.name());
			}

		};
	}

	private abstract class Limit extends OncePerRequestFilter {

		private final String reason;

		Limit(String reason) {
			this.reason = reason;
		}

		abstract long nanosToWait(HttpServletRequest request);

		/** Two of these filters are in one chain, and each must run. */
		@Override
		protected String getAlreadyFilteredAttributeName() {
			return RateLimits.class.getName() + "." + this.reason;
		}

		@Override
		protected boolean shouldNotFilter(HttpServletRequest request) {
			// A request that starts over was already counted.
			return !RateLimits.this.enabled || Workplace.begunAgain() || RateLimits.this.exempt.matches(request);
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			long nanos = nanosToWait(request);
			if (nanos <= 0) {
				chain.doFilter(request, response);
				return;
			}
			response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(TimeUnit.NANOSECONDS.toSeconds(nanos) + 1));
			RateLimits.this.refusals.answer(request, response, HttpStatus.TOO_MANY_REQUESTS, ErrorCode.RATE_LIMITED,
					"Too many requests; wait as Retry-After says.", this.reason);
		}

	}

}
