package org.rapport.endpoint;

import java.io.IOException;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * The network connection of a request, for operations that the servlet API does not
 * offer.
 */
public final class ClientConnection {

	private final Request request;

	private ClientConnection(Request request) {
		this.request = request;
	}

	/** The connection of a request that Tomcat serves. */
	public static ClientConnection of(ServletRequest request) {
		if (request.getAttribute(ClientConnection.class.getName()) instanceof ClientConnection connection) {
			return connection;
		}
		throw new IllegalStateException("The server was set up without " + Note.class.getName());
	}

	/**
	 * Clears the failure of reading the body, so that the application can answer with an
	 * error.
	 */
	void forgetBody() {
		this.request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
		this.request.getCoyoteRequest().setErrorException(null);
		this.request.getResponse().resetError();
		this.request.getResponse().setSuspended(false);
	}

	/**
	 * Does not wait for the rest of the body after an error that the container answers.
	 */
	void leaveBody() {
		this.request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
	}

	/** Closes the connection now, even if data is still to be sent or received. */
	public void cut(String reason) {
		this.request.getCoyoteRequest().action(ActionCode.CLOSE_NOW, new IOException(reason));
	}

	/** Stores the connection of each request for {@link Connection#of}. */
	static final class Note extends ValveBase {

		Note() {
			super(true);
		}

		@Override
		public void invoke(Request request, Response response) throws IOException, ServletException {
			request.setAttribute(ClientConnection.class.getName(), new ClientConnection(request));
			getNext().invoke(request, response);
		}

	}

}
