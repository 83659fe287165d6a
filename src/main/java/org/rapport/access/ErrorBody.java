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
		return Known.of(status).code();
	}

	/** The body for an error of which only the status is known. */
	static String of(int status) {
		Known known = Known.of(status);
		return of(known.code(), known.message());
	}

	static String of(ErrorCode code, String message) {
		return "{\"errors\":[{\"message\":\"%s\",\"extensions\":{\"code\":\"%s\"}}]}".formatted(message, code);
	}

	/**
	 * What is said of an error of which only the status is known.
	 *
	 * @param code its code
	 * @param message a fixed text that needs no escapes in JSON
	 */
	private record Known(ErrorCode code, String message) {

		static Known of(int status) {
			return switch (status) {
				case 401 -> new Known(ErrorCode.UNAUTHENTICATED, "This request needs a token");
				case 403 -> new Known(ErrorCode.FORBIDDEN, "The token does not allow this request");
				case 404 -> new Known(ErrorCode.NOT_FOUND, "There is nothing at this address");
				case 405 -> new Known(ErrorCode.METHOD_NOT_ALLOWED, "This address does not support this method");
				case 406 -> new Known(ErrorCode.NOT_ACCEPTABLE, "There is no answer in a type that Accept allows");
				case 408 -> new Known(ErrorCode.REQUEST_TIMEOUT, "The request took too long to arrive");
				case 413 -> new Known(ErrorCode.REQUEST_TOO_LARGE, "The body of the request is too large");
				case 414, 431 ->
					new Known(ErrorCode.REQUEST_TOO_LARGE, "The address or the headers of the request are too long");
				case 415 -> new Known(ErrorCode.UNSUPPORTED_MEDIA_TYPE,
						"The content type of the request is not supported here");
				case 429 -> new Known(ErrorCode.RATE_LIMITED, "Too many requests; wait as Retry-After says");
				case 501, 505 -> new Known(ErrorCode.BAD_REQUEST,
						"The request uses a part of HTTP that this server does not support");
				case 503 -> new Known(ErrorCode.UNAVAILABLE, "The server cannot answer at the moment; try again later");
				default -> (status < 500)
						? new Known(ErrorCode.BAD_REQUEST,
								"The request is not well-formed HTTP, or its address cannot be read")
						: new Known(ErrorCode.INTERNAL, "Something went wrong on the server");
			};
		}

	}

}
