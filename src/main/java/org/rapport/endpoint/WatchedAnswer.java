package org.rapport.endpoint;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

import org.springframework.http.HttpHeaders;

/**
 * A response that knows whether the container writes its body: an error or a redirection.
 * The container sends such a response on the thread of the request, and waits for slow
 * clients. So the connection closes afterwards.
 */
final class WatchedAnswer extends HttpServletResponseWrapper {

	private boolean leftToContainer;

	WatchedAnswer(HttpServletResponse response) {
		super(response);
	}

	/** Whether the container writes the response. */
	boolean isLeftToContainer() {
		return this.leftToContainer;
	}

	private void leaveToContainer() {
		this.leftToContainer = true;
		setHeader(HttpHeaders.CONNECTION, "close");
	}

	@Override
	public void sendError(int status) throws IOException {
		leaveToContainer();
		super.sendError(status);
	}

	@Override
	public void sendError(int status, String message) throws IOException {
		leaveToContainer();
		super.sendError(status, message);
	}

	@Override
	public void sendRedirect(String location) throws IOException {
		leaveToContainer();
		super.sendRedirect(location);
	}

}
