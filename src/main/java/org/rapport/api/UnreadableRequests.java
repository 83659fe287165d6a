package org.rapport.api;

import java.util.List;
import java.util.Map;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ServerWebInputException;

/**
 * Answers requests that do not hold a GraphQL request at all in the form of a GraphQL
 * answer.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnreadableRequests {

	@ExceptionHandler({ HttpMessageNotReadableException.class, ServerWebInputException.class })
	ResponseEntity<Map<String, Object>> unreadable(Exception unreadable) {
		String message = (unreadable instanceof ServerWebInputException)
				? "The request holds no GraphQL query; send a JSON object with \"query\", and \"variables\" if it has any"
				: "The body of the request is not JSON";
		return ResponseEntity.badRequest()
			.contentType(MediaType.APPLICATION_JSON)
			.body(Map.of("errors",
					List.of(Map.of("message", message, "extensions", Map.of(Errors.CODE, "BAD_REQUEST_BODY")))));
	}

}
