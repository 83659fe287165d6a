package org.rapport.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletResponse;

import org.rapport.kernel.ErrorCode;
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
	public static void answer(HttpServletResponse response, HttpStatus status, ErrorCode code, String message)
			throws IOException {
		response.setStatus(status.value());
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.setCharacterEncoding(StandardCharsets.UTF_8);
		response.getWriter().write(of(code, message));
	}

	/** The code of an error of which only the status is known. */
	public static ErrorCode code(int status) {
		return switch (status) {
			case 401 -> ErrorCode.UNAUTHENTICATED;
			case 403 -> ErrorCode.FORBIDDEN;
			case 404 -> ErrorCode.NOT_FOUND;
			case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
			case 406 -> ErrorCode.NOT_ACCEPTABLE;
			case 408 -> ErrorCode.REQUEST_TIMEOUT;
			case 413, 414, 431 -> ErrorCode.REQUEST_TOO_LARGE;
			case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
			case 429 -> ErrorCode.RATE_LIMITED;
			case 503 -> ErrorCode.UNAVAILABLE;
			default -> (status < 500 || status == 501 || status == 505) ? ErrorCode.BAD_REQUEST : ErrorCode.INTERNAL;
		};
	}

	static String of(ErrorCode code, String message) {
		return "{\"errors\":[{\"message\":\"%s\",\"extensions\":{\"code\":\"%s\"}}]}".formatted(message, code);
	}

}
