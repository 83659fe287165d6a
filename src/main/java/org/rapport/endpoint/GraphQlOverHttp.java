package org.rapport.endpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.access.RefusalTrail;
import org.rapport.api.Errors;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;
import org.rapport.kernel.Workplace;
import org.rapport.limits.Limits;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.ResponseError;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The GraphQL endpoint, as the specification of GraphQL over HTTP describes it. It takes
 * requests by POST and queries also by GET, and answers in the type that the client
 * prefers, with the matching status.
 */
@Configuration(proxyBeanMethods = false)
class GraphQlOverHttp {

	/** Before Spring's own route to the same path, which supports only POST. */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	RouterFunction<ServerResponse> graphQlOverHttpRoute(WebGraphQlHandler graphQl, JsonMapper json,
			GraphQlProperties properties, CachingProperties caching, TrustedDocuments documents, Limits limits) {
		Endpoint endpoint = new Endpoint(graphQl, json, new RequestParameters(json, documents, limits),
				new PublicAnswers(caching));
		return RouterFunctions.route(RequestPredicates.path(properties.getHttp().getPath()), endpoint::answer);
	}

	private static final class Endpoint {

		private static final Logger log = LoggerFactory.getLogger(GraphQlOverHttp.class);

		private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

		private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST,
				HttpMethod.OPTIONS);

		/**
		 * The status of errors by code, in both media types, for clients that read only
		 * the status.
		 */
		private static final Map<ErrorCode, HttpStatus> STATUSES = Map.ofEntries(
				Map.entry(ErrorCode.BAD_REQUEST_BODY, HttpStatus.BAD_REQUEST),
				Map.entry(ErrorCode.BAD_REQUEST_PARAMETERS, HttpStatus.BAD_REQUEST),
				Map.entry(ErrorCode.METHOD_NOT_ALLOWED, HttpStatus.METHOD_NOT_ALLOWED),
				Map.entry(ErrorCode.NOT_ACCEPTABLE, HttpStatus.NOT_ACCEPTABLE),
				Map.entry(ErrorCode.REQUEST_TIMEOUT, HttpStatus.REQUEST_TIMEOUT),
				Map.entry(ErrorCode.UNSUPPORTED_MEDIA_TYPE, HttpStatus.UNSUPPORTED_MEDIA_TYPE),
				Map.entry(ErrorCode.REQUEST_TOO_LARGE, HttpStatus.CONTENT_TOO_LARGE),
				Map.entry(ErrorCode.BUSY, HttpStatus.TOO_MANY_REQUESTS),
				Map.entry(ErrorCode.TIMEOUT, HttpStatus.SERVICE_UNAVAILABLE),
				Map.entry(ErrorCode.BOOKMARK_NOT_REACHED, HttpStatus.SERVICE_UNAVAILABLE),
				Map.entry(ErrorCode.UNAVAILABLE, HttpStatus.SERVICE_UNAVAILABLE),
				Map.entry(ErrorCode.INTERNAL, HttpStatus.INTERNAL_SERVER_ERROR));

		private final WebGraphQlHandler graphQl;

		private final JsonMapper json;

		private final RequestParameters parameters;

		private final PublicAnswers publicAnswers;

		private Endpoint(WebGraphQlHandler graphQl, JsonMapper json, RequestParameters parameters,
				PublicAnswers publicAnswers) {
			this.graphQl = graphQl;
			this.json = json;
			this.parameters = parameters;
			this.publicAnswers = publicAnswers;
		}

		private ServerResponse answer(ServerRequest request) throws IOException {
			if (request.method().equals(HttpMethod.OPTIONS)) {
				return ServerResponse.noContent().allow(METHODS).build();
			}
			AnswerType type = AnswerType.JSON;
			try {
				if (!METHODS.contains(request.method())) {
					throw new RapportException(ErrorCode.METHOD_NOT_ALLOWED, "Send the request by POST or GET");
				}
				type = AnswerType.of(request);
				return answer(request, type, this.parameters.of(request));
			}
			catch (RapportException ex) {
				return refusal(request, type, ex.code(), String.valueOf(ex.getMessage()));
			}
		}

		private ServerResponse answer(ServerRequest request, AnswerType type, Map<String, Object> parameters) {
			boolean isPublic = READING.contains(request.method()) && PublicAnswers.isFor(request);
			WebGraphQlRequest question = new WebGraphQlRequest(request.uri(), request.headers().asHttpHeaders(), null,
					request.remoteAddress().orElse(null), request.attributes(), parameters,
					UUID.randomUUID().toString(), Locale.ENGLISH);
			if (READING.contains(request.method())) {
				question.configureExecutionInput(QueriesOnly::mark);
			}
			// Blocks until the answer is there. Otherwise its headers would be written
			// after the filters, and would contradict Spring Security's cache headers.
			return Objects.requireNonNull(this.graphQl.handleRequest(question)
				.map((answer) -> response(request, type, answer, isPublic))
				.onErrorResume((failure) -> Mono.just(failure(request, type, failure)))
				.block());
		}

		private ServerResponse response(ServerRequest request, AnswerType type, WebGraphQlResponse answer,
				boolean isPublic) {
			byte[] body = this.json.writeValueAsBytes(answer.toMap());
			List<ResponseError> errors = answer.getErrors();
			HttpStatus status = HttpStatus.OK;
			if (!answer.getExecutionResult().isDataPresent()) {
				status = status(type, errors.isEmpty() ? null : Errors.code(errors.get(0).getExtensions()));
			}
			ServerResponse.BodyBuilder response = response(request, type, status).headers((headers) -> {
				headers.putAll(answer.getResponseHeaders());
				if (isPublic && errors.isEmpty()) {
					this.publicAnswers.mayBeKept(headers, body);
				}
			});
			// Spring's converters would ask again for the type, which is known.
			return response.build((servletRequest, servletResponse) -> {
				servletResponse.getOutputStream().write(body);
				return null;
			});
		}

		/** Sets no cache header, so Spring Security adds one that forbids caching. */
		private ServerResponse refusal(ServerRequest request, AnswerType type, ErrorCode code, String message) {
			RefusalTrail.refused(request.servletRequest(), code);
			Map<String, Object> error = Map.of("message", message, "extensions", Errors.extensions(code));
			return response(request, type, status(type, code))
				.body(this.json.writeValueAsBytes(Map.of("errors", List.of(error))));
		}

		private ServerResponse failure(ServerRequest request, AnswerType type, Throwable failure) {
			if (Workplace.putOff()) {
				// This answer is discarded: the request starts over when there is a place
				// for it.
				return ServerResponse.noContent().build();
			}
			String incident = UUID.randomUUID().toString();
			log.error("Incident {} while answering", incident, failure);
			return refusal(request, type, ErrorCode.INTERNAL,
					"Something went wrong on the server; report the incident " + incident);
		}

		private static ServerResponse.BodyBuilder response(ServerRequest request, AnswerType type, HttpStatus status) {
			ServerResponse.BodyBuilder response = ServerResponse.status(status)
				.contentType(new MediaType(type.mediaType(), StandardCharsets.UTF_8));
			if (status == HttpStatus.METHOD_NOT_ALLOWED) {
				response.allow(READING.contains(request.method()) ? Set.of(HttpMethod.POST) : METHODS);
			}
			if (status == HttpStatus.TOO_MANY_REQUESTS) {
				response.header(HttpHeaders.RETRY_AFTER, "1");
			}
			return response;
		}

		private static HttpStatus status(AnswerType type, @Nullable ErrorCode code) {
			HttpStatus status = (code != null) ? STATUSES.get(code) : null;
			if (status != null) {
				return status;
			}
			return (type == AnswerType.GRAPHQL) ? HttpStatus.BAD_REQUEST : HttpStatus.OK;
		}

	}

}
