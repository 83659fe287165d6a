package org.rapport.endpoint;

import java.io.ByteArrayInputStream;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

import org.rapport.kernel.RapportException;

/**
 * A request whose body is there, or never will be. To the application it looks as if it
 * had just come in.
 */
final class ReceivedRequest extends HttpServletRequestWrapper {

	private final byte[] body;

	private final @Nullable RapportException refusal;

	/**
	 * A request.
	 * @param body what was received of its body
	 * @param refusal what whoever reads the body is told instead; null if it is there
	 */
	ReceivedRequest(HttpServletRequest request, byte[] body, @Nullable RapportException refusal) {
		super(request);
		this.body = body;
		this.refusal = refusal;
	}

	@Override
	public DispatcherType getDispatcherType() {
		return DispatcherType.REQUEST;
	}

	@Override
	public boolean isAsyncSupported() {
		return false;
	}

	@Override
	public boolean isAsyncStarted() {
		return false;
	}

	/**
	 * The body.
	 * @throws RapportException if the request is refused
	 */
	@Override
	public ServletInputStream getInputStream() {
		if (this.refusal != null) {
			throw this.refusal;
		}
		return new Body(new ByteArrayInputStream(this.body));
	}

	private static final class Body extends ServletInputStream {

		private final ByteArrayInputStream bytes;

		Body(ByteArrayInputStream bytes) {
			this.bytes = bytes;
		}

		@Override
		public int read() {
			return this.bytes.read();
		}

		@Override
		public int read(byte[] into, int offset, int length) {
			return this.bytes.read(into, offset, length);
		}

		@Override
		public boolean isFinished() {
			return this.bytes.available() == 0;
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setReadListener(ReadListener listener) {
			throw new IllegalStateException("The body is there already; read it");
		}

	}

}
