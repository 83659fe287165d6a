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
 * HTTP as Tomcat speaks it, but no address may hold more than its share of the
 * connections: whoever opens thousands and says nothing must not keep others out.
 */
public class SharedConnections extends Http11NioProtocol {

	/** Made by Tomcat, by the name of the class. */
	public SharedConnections() {
		super(new Endpoint());
	}

	/** The most connections of one address; 0 for as many as there are. */
	void setMost(int most) {
		((Endpoint) getEndpoint()).most = most;
	}

	private static final class Endpoint extends NioEndpoint {

		/** How long a count is believed; what comes in meanwhile is added to it. */
		private static final long BELIEVED_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

		private final Map<String, Integer> counts = new HashMap<>();

		private volatile int most;

		private long countedAt;

		/** Called by the one thread that accepts connections. */
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
				// It is gone already.
				return "";
			}
		}

	}

}
