package org.rapport.access;

import java.util.Collections;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * The bearer token of a request. Any other kind of authorisation is refused rather than
 * overlooked: whoever sends one believes to be known, and must not get an anonymous
 * answer that looks complete. So is a header that is given twice, of which somebody on
 * the way might read the other.
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
