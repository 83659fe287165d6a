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

import org.rapport.kernel.ErrorCode;
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
		String body = (thrown instanceof BadRequestException)
				? ErrorBody.of(ErrorCode.BAD_REQUEST_BODY, "The body of the request is incomplete or malformed")
				: ErrorBody.of(response.getStatus());
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
				writer.write(body);
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

}
