package org.rapport.endpoint;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** An answer that is held until the application has made all of it. */
final class HeldAnswer extends ContentCachingResponseWrapper {

	private boolean leftToContainer;

	HeldAnswer(HttpServletResponse response) {
		super(response);
	}

	/** Whether the container makes the answer: an error, or a redirection. */
	boolean isLeftToContainer() {
		return this.leftToContainer;
	}

	private void leaveToContainer() {
		this.leftToContainer = true;
		// The container waits for whoever does not read: never for the second answer.
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
