package org.rapport.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Answers a request that never became a GraphQL operation. The body holds one error in
 * the shape of a GraphQL error, because that is the shape that clients of the API read.
 */
public final class ErrorBody {

	private ErrorBody() {
	}

	/**
	 * Answers with an error.
	 * @param code its code, written into {@code extensions}
	 * @param message a fixed text that needs no escapes in JSON
	 */
	public static void answer(HttpServletResponse response, HttpStatus status, String code, String message)
			throws IOException {
		response.setStatus(status.value());
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.setCharacterEncoding(StandardCharsets.UTF_8);
		response.getWriter().write(of(code, message));
	}

	static String of(String code, String message) {
		return "{\"errors\":[{\"message\":\"%s\",\"extensions\":{\"code\":\"%s\"}}]}".formatted(message, code);
	}

}
