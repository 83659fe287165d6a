package org.rapport.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Answers 401 in the shape of a GraphQL error, which is what clients here can read. */
final class Unauthenticated implements AuthenticationEntryPoint {

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
			throws IOException {
		RefusalTrail.refused(request, "UNAUTHENTICATED");
		boolean presented = failure instanceof OAuth2AuthenticationException;
		response.setStatus(HttpStatus.UNAUTHORIZED.value());
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE,
				presented ? "Bearer realm=\"rapport\", error=\"invalid_token\"" : "Bearer realm=\"rapport\"");
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.setCharacterEncoding(StandardCharsets.UTF_8);
		String message = presented ? "The token is not valid." : "This needs a token.";
		response.getWriter()
			.write("{\"errors\":[{\"message\":\"%s\",\"extensions\":{\"code\":\"UNAUTHENTICATED\"}}]}"
				.formatted(message));
	}

}
