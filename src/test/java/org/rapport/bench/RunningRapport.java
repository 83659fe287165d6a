package org.rapport.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.rapport.Rapport;

/**
 * Rapport in a process of its own, with the settings of a server. Only the rate limit is
 * off, because all requests come from one address.
 *
 * @param process its process
 * @param uri the address of its API
 * @param health the address of its metrics
 */
record RunningRapport(ChildProcess process, URI uri, URI health) implements AutoCloseable {

	private static final String METRICS_TOKEN = "the-collector-of-the-bench-and-of-nothing-else";

	private static final String STATEMENTS = "rapport_statements_seconds_count";

	private static final Duration PATIENCE = Duration.ofMinutes(10);

	/**
	 * Starts Rapport.
	 * @param folder the folder for its output
	 * @param database the address of the database
	 * @param documents the folder of trusted documents
	 * @param planned whether to wait until the database has planned all known statements
	 * @param more further properties
	 */
	static RunningRapport start(Path folder, String database, Path documents, boolean planned, String... more)
			throws IOException, InterruptedException {
		List<String> arguments = new ArrayList<>(BenchGraph.connection(database));
		arguments
			.addAll(List.of("--server.port=0", "--management.server.port=0", "--rapport.metrics-token=" + METRICS_TOKEN,
					"--rapport.documents.folder=" + documents, "--rapport.rate-limit.enabled=false",
					"--rapport.graph.warm-up=" + planned, "--logging.level.org.rapport.graph.QueryWarmUp=DEBUG"));
		arguments.addAll(List.of(more));
		ChildProcess process = new ChildProcess(folder, "rapport", "1g", Rapport.class, arguments);
		try {
			process.await(planned ? "Warmed up all" : "/actuator/health", PATIENCE);
			String said = process.output();
			return new RunningRapport(process, address(said, "graphql"), address(said, "actuator/health"));
		}
		catch (IOException | InterruptedException | RuntimeException ex) {
			process.close();
			throw ex;
		}
	}

	private static URI address(String said, String path) {
		return URI.create(said.replaceAll("(?s).*(http://\\S+:\\d+/" + path + ")\\s.*", "$1"));
	}

	/** The number of reading statements that it has sent to the database so far. */
	long statements(LoadDriver driver) throws IOException, InterruptedException {
		return (long) driver.get(this.health.resolve("/actuator/prometheus"), METRICS_TOKEN)
			.lines()
			.filter((line) -> line.startsWith(STATEMENTS))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
			.sum();
	}

	@Override
	public void close() throws IOException, InterruptedException {
		this.process.close();
	}

}
