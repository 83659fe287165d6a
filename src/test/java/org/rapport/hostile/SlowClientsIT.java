package org.rapport.hostile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

import graphql.introspection.IntrospectionQuery;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.hostile.QuietClient.Served;
import org.rapport.testing.Client;
import org.rapport.testing.Instance;
import org.rapport.testing.RawConnection;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests thousands of slow connections beside one quiet client and a health check, with
 * the usual number of threads. They come once from many addresses, and once through one
 * proxy.
 */
@Tag("hostile")
class SlowClientsIT {

	private static final Duration TIME = Duration.ofSeconds(20);

	private static final Duration PAUSE = Duration.ofMillis(50);

	private static final long TOO_LONG_MILLIS = 5_000;

	/** The same interval as in the first attack that was observed. */
	private static final int DRIP_SECONDS = 5;

	@TempDir
	private Path folder;

	private Instance running;

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void doNotKeepOthersFromBeingServed(boolean throughAProxy) throws Exception {
		this.running = new Instance(this.folder, "attacked", "rapport.data=" + this.folder.resolve("data"),
				"rapport.embedded.bolt-port=0",
				"server.forward-headers-strategy=" + (throughAProxy ? "framework" : "none"))
			.awaitReady();
		String way = throughAProxy ? "through a proxy" : "directly";
		try {
			QuietClient quiet = throughAProxy ? new QuietClient(this.running.port(), "X-Forwarded-For", "192.0.2.1")
					: new QuietClient(this.running.port());
			quiet.ask(TIME, PAUSE);
			System.out.printf("Alone, %s: %s%n", way, quiet.ask(TIME, PAUSE));
			attack("2000 slow bodies, " + way, quiet, 2000, 0, throughAProxy,
					(i) -> RawConnection.head(forwarded(throughAProxy, i), "Content-Length: 200") + "\r\n{\"q");
			attack("2000 slow chunks, " + way, quiet, 2000, 0, throughAProxy,
					(i) -> RawConnection.head(forwarded(throughAProxy, i), "Transfer-Encoding: chunked") + "\r\n5;");
			attack("2000 slow headers, " + way, quiet, 2000, 0, throughAProxy,
					(i) -> RawConnection.head(forwarded(throughAProxy, i)) + "X-Slow: a");
			String schema = JsonMapper.shared()
				.writeValueAsString(Map.of("query", IntrospectionQuery.INTROSPECTION_QUERY));
			attack("500 that never read, " + way, quiet, 500, 4096, throughAProxy,
					(i) -> (RawConnection.head(forwarded(throughAProxy, i), "Content-Length: " + schema.length())
							+ "\r\n" + schema)
						.repeat(10));
			System.out.printf("Afterwards, %s: %s%n", way, quiet.ask(TIME, PAUSE));
		}
		finally {
			this.running.process().destroyForcibly().waitFor();
		}
	}

	private static String forwarded(boolean throughAProxy, int i) {
		return throughAProxy ? "X-Forwarded-For: 198.51.100." + i % 200 : "X-From: nobody";
	}

	private void attack(String name, QuietClient quiet, int connections, int receiveBuffer, boolean throughAProxy,
			IntFunction<String> beginning) throws Exception {
		List<RawConnection> open = new ArrayList<>();
		ScheduledExecutorService drips = Executors.newSingleThreadScheduledExecutor();
		try {
			for (int i = 0; i < connections; i++) {
				String from = throughAProxy ? "127.0.0.1" : "127.0.0." + (2 + i % 200);
				open.add(new RawConnection(from, this.running.port(), receiveBuffer).send(beginning.apply(i)));
			}
			if (receiveBuffer == 0) {
				drips.scheduleAtFixedRate(() -> open.forEach(SlowClientsIT::drip), DRIP_SECONDS, DRIP_SECONDS,
						TimeUnit.SECONDS);
			}
			long start = System.nanoTime();
			int health = new Client(this.running.healthPort()).status("/actuator/health/liveness");
			int readiness = new Client(this.running.healthPort()).status("/actuator/health/readiness");
			long healthMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
			Served served = quiet.ask(TIME, PAUSE);
			System.out.printf("%s: %s; health %d and %d in %d ms%n", name, served, health, readiness, healthMillis);
			assertThat(served.failures()).as(name).isEmpty();
			assertThat(served.percentile(100)).as(name).isLessThan(TOO_LONG_MILLIS);
			assertThat(health).isEqualTo(200);
			assertThat(readiness).isEqualTo(200);
		}
		finally {
			drips.shutdownNow();
			drips.awaitTermination(1, TimeUnit.MINUTES);
			for (RawConnection connection : open) {
				connection.close();
			}
		}
	}

	private static void drip(RawConnection connection) {
		try {
			connection.send("x");
		}
		catch (IOException ex) {
			// The connection was refused or cut.
		}
	}

}
