package org.rapport.access;

import java.util.Collections;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * Reads the bearer token of a request. It refuses any other kind of authorisation instead
 * of ignoring it: a client that sends one must not get an anonymous answer that looks
 * complete. It also refuses a header that is given twice, because a proxy might read the
 * other one.
 */
final class AuthorizationHeader implements BearerTokenResolver {

	private final DefaultBearerTokenResolver bearer = new DefaultBearerTokenResolver();

	@Override
	public @Nullable String resolve(HttpServletRequest request) {
		if (Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)).size() > 1) {
			throw new TokenRefused(TokenRefused.Reason.MALFORMED);
		}
		String token = this.bearer.resolve(request);
		if (token == null && request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
			throw new TokenRefused(TokenRefused.Reason.MALFORMED);
		}
		return token;
	}

}
