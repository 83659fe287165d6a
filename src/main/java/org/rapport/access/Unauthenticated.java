package org.rapport.access;

import java.io.IOException;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.rapport.kernel.ErrorCode;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Answers 401 if a token is invalid, or missing where one is required, and 503 if a token
 * cannot be checked at the moment.
 *
 * @param refusals writes the answer, and logs and counts it
 * @param limits counts invalid tokens and tokens of an issuer that cannot be reached
 */
record Unauthenticated(Refusals refusals, RateLimits limits) implements AuthenticationEntryPoint {

	private static final String SECONDS_TO_WAIT = "5";

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
			throws IOException {
		if (failure instanceof TokensUnavailable unavailable) {
			if (unavailable.isProvoked()) {
				this.limits.failed(request);
			}
			response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS_TO_WAIT);
			this.refusals.answer(request, response, HttpStatus.SERVICE_UNAVAILABLE, ErrorCode.UNAVAILABLE,
					"The token cannot be checked at the moment; try again later.", "tokens-unavailable");
			return;
		}
		boolean presented = failure instanceof OAuth2AuthenticationException;
		if (presented) {
			this.limits.failed(request);
		}
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE,
				presented ? "Bearer realm=\"rapport\", error=\"invalid_token\"" : "Bearer realm=\"rapport\"");
		this.refusals.answer(request, response, HttpStatus.UNAUTHORIZED, ErrorCode.UNAUTHENTICATED,
				presented ? "The token is not valid." : "This request needs a token.", reason(failure));
	}

	private static String reason(AuthenticationException failure) {
		if (failure instanceof TokenRefused refused) {
			return "token-" + refused.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
		}
		return (failure instanceof OAuth2AuthenticationException) ? "token-malformed" : "token-missing";
	}

}
