package org.rapport.endpoint;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

import org.springframework.http.HttpHeaders;

/**
 * An answer that is sent while it is made. After an error, whose answer the container
 * sends when there is no place for it any more, nothing else follows on the connection.
 */
final class PageAnswer extends HttpServletResponseWrapper {

	PageAnswer(HttpServletResponse response) {
		super(response);
	}

	@Override
	public void sendError(int status) throws IOException {
		setHeader(HttpHeaders.CONNECTION, "close");
		super.sendError(status);
	}

	@Override
	public void sendError(int status, String message) throws IOException {
		setHeader(HttpHeaders.CONNECTION, "close");
		super.sendError(status, message);
	}

}
