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

	private boolean error;

	PageAnswer(HttpServletResponse response) {
		super(response);
	}

	/** Whether the container makes the answer. */
	boolean isError() {
		return this.error;
	}

	private void beError() {
		this.error = true;
		setHeader(HttpHeaders.CONNECTION, "close");
	}

	@Override
	public void sendError(int status) throws IOException {
		beError();
		super.sendError(status);
	}

	@Override
	public void sendError(int status, String message) throws IOException {
		beError();
		super.sendError(status, message);
	}

}
