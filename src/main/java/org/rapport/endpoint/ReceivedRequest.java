package org.rapport.endpoint;

import java.io.ByteArrayInputStream;
import java.io.IOException;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body has arrived, or is left to the application. To the application it
 * looks like a request that has just come in.
 */
final class ReceivedRequest extends HttpServletRequestWrapper {

	private final byte @Nullable [] body;

	/**
	 * Wraps a request.
	 * @param body the received bytes of its body; null if the application receives it
	 */
	ReceivedRequest(HttpServletRequest request, byte @Nullable [] body) {
		super(request);
		this.body = body;
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

	@Override
	public ServletInputStream getInputStream() throws IOException {
		return (this.body != null) ? new Body(new ByteArrayInputStream(this.body)) : super.getInputStream();
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
			throw new IllegalStateException("The body has arrived already; read it");
		}

	}

}
