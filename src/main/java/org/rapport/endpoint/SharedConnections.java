package org.rapport.endpoint;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioEndpoint;

import org.rapport.access.Caller;

/**
 * Tomcat's HTTP protocol with a limit on the connections of one address. A client that
 * opens thousands of idle connections must not lock out others.
 */
public class SharedConnections extends Http11NioProtocol {

	/** Tomcat calls this constructor through the name of the class. */
	public SharedConnections() {
		super(new Endpoint());
	}

	/** Sets the most connections of one address; 0 for no limit. */
	void setMost(int most) {
		((Endpoint) getEndpoint()).most = most;
	}

	private static final class Endpoint extends NioEndpoint {

		/**
		 * How long a count is used before it is taken again; new connections are added to
		 * it meanwhile.
		 */
		private static final long BELIEVED_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

		private final Map<String, Integer> counts = new HashMap<>();

		private volatile int most;

		private long countedAt;

		/** Only the one accepting thread calls this, so the counts need no lock. */
		@Override
		protected boolean setSocketOptions(SocketChannel socket) {
			if (this.most == 0 || getConnectionCount() <= this.most || hasShare(socket)) {
				return super.setSocketOptions(socket);
			}
			destroySocket(socket);
			return false;
		}

		private boolean hasShare(SocketChannel socket) {
			long now = System.nanoTime();
			if (this.counts.isEmpty() || now - this.countedAt > BELIEVED_NANOS) {
				this.countedAt = now;
				this.counts.clear();
				getConnections().forEach((connection) -> this.counts
					.merge(Caller.of(String.valueOf(connection.getRemoteAddr())).network(), 1, Integer::sum));
			}
			return this.counts.merge(address(socket), 1, Integer::sum) <= this.most;
		}

		private static String address(SocketChannel socket) {
			try {
				SocketAddress address = socket.getRemoteAddress();
				return (address instanceof InetSocketAddress internet)
						? Caller.of(internet.getAddress().getHostAddress()).network() : "";
			}
			catch (IOException ex) {
				// The client has already closed the connection.
				return "";
			}
		}

	}

}
