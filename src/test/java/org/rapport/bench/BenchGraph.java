package org.rapport.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.rapport.bench.DomainGraph.Generated;
import org.rapport.server.EmbeddedNeo4j;
import org.springframework.util.FileSystemUtils;

/**
 * The database of the bench with a generated graph of one size.
 *
 * @param process its process
 * @param uri its address
 * @param generated the graph
 * @param loadSeconds how long the load took, or 0 if the graph was there already
 */
record BenchGraph(ChildProcess process, String uri, Generated generated, long loadSeconds) implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final Duration LOADING = Duration.ofHours(4);

	/**
	 * Starts the database, generates the graph and loads it.
	 * @param folder the folder of this size
	 * @param keep whether a graph that an earlier run loaded may be used again
	 */
	static BenchGraph start(Path folder, long seed, int size, boolean keep) throws IOException, InterruptedException {
		Path loaded = folder.resolve("loaded-" + seed);
		boolean there = keep && Files.exists(loaded);
		if (!there) {
			FileSystemUtils.deleteRecursively(folder);
		}
		Files.createDirectories(folder);
		Generated generated = new DomainGraph(seed, size, folder).write();
		ChildProcess process = new ChildProcess(folder, "neo4j", "2g", DatabaseProcess.class,
				List.of(folder.resolve("store").toString()));
		try {
			String uri = process.await("READY", PATIENCE);
			long start = System.nanoTime();
			if (!there) {
				load(folder, uri, generated);
				Files.createFile(loaded);
			}
			return new BenchGraph(process, uri, generated,
					there ? 0 : Duration.ofNanos(System.nanoTime() - start).toSeconds());
		}
		catch (IOException | InterruptedException | RuntimeException ex) {
			process.close();
			throw ex;
		}
	}

	private static void load(Path folder, String uri, Generated generated) throws IOException, InterruptedException {
		List<String> arguments = new ArrayList<>(connection(uri));
		arguments.addAll(List.of("--server.port=-1", "--management.server.port=-1", "--rapport.graph.warm-up=false"));
		generated.files().forEach((file) -> arguments.add(file.toString()));
		try (ChildProcess loader = new ChildProcess(folder, "loader", "2g", LoaderProcess.class, arguments)) {
			loader.await("READY", LOADING);
			loader.awaitEnd(PATIENCE);
		}
	}

	/** The properties with which Rapport connects to the database. */
	static List<String> connection(String uri) {
		return List.of("--spring.neo4j.uri=" + uri, "--spring.neo4j.authentication.username=" + EmbeddedNeo4j.USER,
				"--spring.neo4j.authentication.password=" + DatabaseProcess.PASSWORD, "--rapport.sample=never");
	}

	@Override
	public void close() throws IOException, InterruptedException {
		this.process.close();
	}

}
