package org.rapport.testing;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/**
 * A TCP connection on which a test sends any bytes, also those that no correct client
 * sends.
 */
public final class RawConnection implements Closeable {

	/** How long to wait for an answer. */
	private static final int PATIENCE_MILLIS = 300_000;

	private final Socket socket = new Socket();

	/** Connects from 127.0.0.1 to a port of this machine. */
	public RawConnection(int port) throws IOException {
		this("127.0.0.1", port, 0);
	}

	/**
	 * Connects to a port of this machine.
	 * @param from the local address to connect from
	 * @param receiveBuffer the size of the receive buffer in bytes, or 0 for the default
	 */
	public RawConnection(String from, int port, int receiveBuffer) throws IOException {
		if (receiveBuffer > 0) {
			this.socket.setReceiveBufferSize(receiveBuffer);
		}
		this.socket.bind(new InetSocketAddress(from, 0));
		this.socket.setSoTimeout(PATIENCE_MILLIS);
		this.socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
	}

	/** The head of a POST to the API, without the empty line at its end. */
	public static String head(String... headers) {
		return "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
				+ String.join("", java.util.Arrays.stream(headers).map((header) -> header + "\r\n").toList());
	}

	/** Sends a text. */
	public RawConnection send(String text) throws IOException {
		this.socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
		this.socket.getOutputStream().flush();
		return this;
	}

	/** Reads everything until the other side closes the connection. */
	public String readToEnd() throws IOException {
		return new String(this.socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

	/** Reads one answer with a Content-Length. */
	public String readAnswer() throws IOException {
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		int length = -1;
		int next;
		while (length != 0 && (next = this.socket.getInputStream().read()) >= 0) {
			answer.write(next);
			length -= (length > 0) ? 1 : 0;
			String head = (length < 0 && next == '\n') ? answer.toString(StandardCharsets.UTF_8) : "";
			if (head.endsWith("\r\n\r\n")) {
				length = Integer.parseInt(head.replaceAll("(?s).*Content-Length: (\\d+)\r\n.*", "$1"));
			}
		}
		return answer.toString(StandardCharsets.UTF_8);
	}

	/** Whether the other side has closed the connection. */
	public boolean isClosedByOtherSide() throws IOException {
		this.socket.setSoTimeout(1);
		try {
			return this.socket.getInputStream().read() < 0;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
		finally {
			this.socket.setSoTimeout(PATIENCE_MILLIS);
		}
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
