package org.rapport.endpoint;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;

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

	@Override
	public void sendError(int status) throws IOException {
		this.leftToContainer = true;
		super.sendError(status);
	}

	@Override
	public void sendError(int status, String message) throws IOException {
		this.leftToContainer = true;
		super.sendError(status, message);
	}

	@Override
	public void sendRedirect(String location) throws IOException {
		this.leftToContainer = true;
		super.sendRedirect(location);
	}

}
