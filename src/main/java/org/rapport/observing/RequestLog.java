package org.rapport.observing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

import org.rapport.access.ErrorBody;
import org.rapport.api.RequestId;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.Workplace;
import org.rapport.observing.RequestTrail.Operation;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Gives each request an id and a line in the log. The answer and all log lines of the
 * request carry the id. The line repeats nothing that the client wrote: no unknown path,
 * no query, no variable, no header.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class RequestLog extends OncePerRequestFilter {

	/** The name of the log with one line for each request. */
	static final String NAME = "org.rapport.requests";

	/**
	 * The header with the id in the answer; also in the request, if the client or a proxy
	 * has set it.
	 */
	static final String HEADER = "X-Request-Id";

	private static final Logger log = LoggerFactory.getLogger(NAME);

	/**
	 * Long enough for any usual id, and without characters that could forge a line in the
	 * log.
	 */
	private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9._-]{8,64}");

	private static final String ACTUATOR = "/actuator";

	static {
		// So that other threads that work on the request log its id, too.
		ContextRegistry.getInstance().registerThreadLocalAccessor(new Slf4jThreadLocalAccessor(RequestId.KEY));
	}

	private final String graphQl;

	private final ErrorCounts errors;

	RequestLog(Environment environment, ErrorCounts errors) {
		this.errors = errors;
		this.graphQl = environment.getProperty("spring.graphql.http.path", "/graphql");
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		long start = System.nanoTime();
		String given = request.getHeader(HEADER);
		String id = (given != null && USABLE.matcher(given).matches()) ? given : UUID.randomUUID().toString();
		response.setHeader(HEADER, id);
		RequestTrail trail = RequestTrail.begin(request, this.errors);
		boolean done = false;
		try (MDC.MDCCloseable mdc = MDC.putCloseable(RequestId.KEY, id)) {
			try {
				chain.doFilter(request, response);
				done = true;
			}
			finally {
				tell(request, done ? response.getStatus() : HttpServletResponse.SC_INTERNAL_SERVER_ERROR, trail, start);
			}
		}
	}

	private void tell(HttpServletRequest request, int status, RequestTrail trail, long start) {
		if (Workplace.putOff()) {
			// The line is logged when the request is answered.
			return;
		}
		String route = route(request);
		if (status >= HttpServletResponse.SC_BAD_REQUEST && route.startsWith(this.graphQl) && trail.codes().isEmpty()) {
			// The frameworks refuse some requests themselves, without a code.
			trail.refused(ErrorBody.code(status));
		}
		// Monitoring systems send a request every few seconds.
		Level level = route.startsWith(ACTUATOR) ? Level.DEBUG : Level.INFO;
		if (!log.isEnabledForLevel(level)) {
			return;
		}
		long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
		var line = log.atLevel(level)
			.addKeyValue("method", method(request))
			.addKeyValue("route", route)
			.addKeyValue("status", status)
			.addKeyValue("durationMs", millis);
		List<String> more = new ArrayList<>();
		Operation operation = trail.operation();
		if (operation != null) {
			line = line.addKeyValue("operation", operation.name()).addKeyValue("viewer", operation.viewer());
			more.add(operation.name() + " by " + operation.viewer());
			if (operation.cost() != null) {
				line = line.addKeyValue("cost", operation.cost());
				more.add("cost " + operation.cost());
			}
		}
		List<ErrorCode> codes = trail.codes();
		if (!codes.isEmpty()) {
			line = line.addKeyValue("codes", codes);
			more.add(codes.stream().map(ErrorCode::name).collect(Collectors.joining(" ")));
		}
		line.log("{} {} {} in {} ms{}", method(request), route, status, millis,
				more.isEmpty() ? "" : ": " + String.join(", ", more));
	}

	/** The method if it is a known one, because clients may send any text. */
	private static String method(HttpServletRequest request) {
		return switch (request.getMethod()) {
			case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE" -> request.getMethod();
			default -> "-";
		};
	}

	/** The pattern of the path, never the path itself. */
	private String route(HttpServletRequest request) {
		Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
		if (pattern != null) {
			return pattern.toString();
		}
		String path = request.getRequestURI().substring(request.getContextPath().length());
		// The request was refused before a handler was found.
		return path.equals(this.graphQl) ? this.graphQl : path.startsWith(ACTUATOR) ? ACTUATOR : "-";
	}

}
