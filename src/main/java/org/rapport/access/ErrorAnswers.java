package org.rapport.access;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.apache.catalina.Context;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.apache.coyote.BadRequestException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.tomcat.TomcatContextCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Writes the body of every error that no other code has answered: of requests that Tomcat
 * cannot read, that Spring Security rejects, or whose address does not exist. The body
 * has the shape of a GraphQL error, and nothing in it comes from the request.
 */
final class ErrorAnswers extends ErrorReportValve {

	private record Answer(String code, String message) {
	}

	/** Installs this valve and removes all error pages. */
	static TomcatContextCustomizer customizer() {
		return (context) -> {
			Stream.of(context.findErrorPages()).forEach(context::removeErrorPage);
			host(context).getPipeline().addValve(new ErrorAnswers());
			// Tomcat adds a valve of this class unless one exists.
			host(context).setErrorReportValveClass(ErrorAnswers.class.getName());
		};
	}

	private static StandardHost host(Context context) {
		return (StandardHost) context.getParent();
	}

	@Override
	protected void report(Request request, Response response, @Nullable Throwable thrown) {
		if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()
				|| !canBeSent(response)) {
			return;
		}
		if (thrown instanceof BadRequestException) {
			// A broken body is the client's mistake, whichever code read it.
			response.setStatus(400);
		}
		Answer answer = (thrown instanceof BadRequestException)
				? new Answer("BAD_REQUEST_BODY", "The body of the request breaks off, or is not well-formed")
				: answer(response.getStatus());
		ContentPolicies.ofNoPage(response);
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader("X-Frame-Options", "DENY");
		response.setHeader("Referrer-Policy", "no-referrer");
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-store, max-age=0, must-revalidate");
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.setCharacterEncoding(StandardCharsets.UTF_8.name());
		try {
			Writer writer = response.getReporter();
			if (writer != null) {
				writer.write(ErrorBody.of(answer.code(), answer.message()));
				response.finishResponse();
			}
		}
		catch (IOException | IllegalStateException ex) {
			// The client has closed the connection.
		}
	}

	private static boolean canBeSent(Response response) {
		AtomicBoolean canBeSent = new AtomicBoolean();
		response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, canBeSent);
		return canBeSent.get();
	}

	private static Answer answer(int status) {
		return switch (status) {
			case 401 -> new Answer("UNAUTHENTICATED", "This needs a token");
			case 403 -> new Answer("FORBIDDEN", "The token is not for this");
			case 404 -> new Answer("NOT_FOUND", "There is nothing at this address");
			case 405 -> new Answer("METHOD_NOT_ALLOWED", "This address does not have this method");
			case 406 -> new Answer("NOT_ACCEPTABLE", "There is no answer in a type that Accept names");
			case 408 -> new Answer("REQUEST_TIMEOUT", "The request took too long to arrive");
			case 413 -> new Answer("REQUEST_TOO_LARGE", "The body of the request is too large");
			case 414, 431 -> new Answer("REQUEST_TOO_LARGE", "The address or the headers of the request are too long");
			case 415 ->
				new Answer("UNSUPPORTED_MEDIA_TYPE", "The body of the request has a type that is not read here");
			case 429 -> new Answer("RATE_LIMITED", "Too many requests; wait as Retry-After says");
			case 501, 505 ->
				new Answer("BAD_REQUEST", "The request uses a part of HTTP that this server does not have");
			case 503 -> new Answer("UNAVAILABLE", "The server cannot answer at the moment; try again later");
			default -> (status < 500)
					? new Answer("BAD_REQUEST", "The request is not well-formed HTTP, or its address cannot be read")
					: new Answer("INTERNAL", "Something went wrong on our side");
		};
	}

}
