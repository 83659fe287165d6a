package org.rapport.endpoint;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

import org.springframework.http.HttpHeaders;

/**
 * An answer of which it is known whether the container makes it: an error, or a
 * redirection. The container sends it on the thread that it comes from, and waits for
 * whoever does not read: nothing else follows on the connection.
 */
final class WatchedAnswer extends HttpServletResponseWrapper {

	private boolean leftToContainer;

	WatchedAnswer(HttpServletResponse response) {
		super(response);
	}

	/** Whether the container makes the answer. */
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
