package org.rapport.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.Rapport;
import org.rapport.kernel.Digest;
import org.rapport.testing.Client;
import org.rapport.testing.Curator;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures loads beside hand-written Cypher that writes the same end state, and what a
 * load does to those who read and record meanwhile. The document about performance tells
 * the options.
 */
@Tag("bench")
class LoadBenchIT {

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private static final Path FOLDER = Path.of("target", "bench", "load");

	private static final long SEED = Long.getLong("bench.seed", 20_260);

	private static final int ROWS = Integer.getInteger("bench.load.rows", 5_000);

	/** Rows of a data set that is loaded before, and not measured. */
	private static final int WARM_UP_ROWS = Integer.getInteger("bench.load.warm-up-rows", 1_000);

	private static final Duration QUIET = Duration.ofSeconds(Integer.getInteger("bench.load.seconds", 20));

	private static final Duration STARTING = Duration.ofMinutes(5);

	private static final Duration LOADING = Duration.ofHours(1);

	private static final Pattern LOADED = Pattern
		.compile(": (\\d+) records, facts and citations in (\\d+) ms, (\\d+) ms of processor time");

	private static final Pattern BATCH = Pattern.compile("Wrote (\\d+) elements in (\\d+) ms");

	private static final String TOKEN = "the-curator-of-the-bench-and-of-nothing-else";

	private static final String OURS = "none(label IN labels(n) WHERE label STARTS WITH '__Neo4j')";

	/**
	 * A measured load.
	 *
	 * @param elements the number of records, facts and citations
	 * @param millis how long it took
	 * @param loaderMillis processor time of the loading process
	 * @param databaseMillis processor time of the database
	 */
	private record Measured(long elements, long millis, long loaderMillis, long databaseMillis) {

		double perSecond() {
			return this.elements * 1000.0 / this.millis;
		}

		double cpuMillis() {
			return (this.loaderMillis + this.databaseMillis) / (double) this.elements;
		}

		@Override
		public String toString() {
			return String.format(Locale.ROOT, "%d elements in %.1f s: %.0f/s, CPU %.2f + %.2f ms each", this.elements,
					this.millis / 1000.0, perSecond(), this.loaderMillis / (double) this.elements,
					this.databaseMillis / (double) this.elements);
		}

	}

	@Test
	void loadsBesideHandWrittenCypher() throws Exception {
		FileSystemUtils.deleteRecursively(FOLDER);
		Map<String, Object> results = new LinkedHashMap<>();
		results.put("rows", ROWS);
		measure("mapping", results, RegisterFiles::table);
		measure("interchange", results, RegisterFiles::interchange);
		Files.writeString(FOLDER.resolve("load.json"), JSON.writeValueAsString(results));
	}

	/** A way to load a register: the file of it. */
	private interface Way {

		Path file(RegisterFiles register);

	}

	private static void measure(String name, Map<String, Object> results, Way way) throws Exception {
		Path folder = FOLDER.resolve(name);
		Files.createDirectories(folder);
		RegisterFiles first = new RegisterFiles("first", folder, SEED, WARM_UP_ROWS).write();
		RegisterFiles measured = new RegisterFiles("measured", folder, SEED + 1, ROWS).write();
		try (ChildProcess loaded = database(folder, "loaded"); ChildProcess written = database(folder, "written")) {
			String from = loaded.await("READY", STARTING);
			String to = written.await("READY", STARTING);
			// Only makes the indexes and constraints.
			load(folder, "indexes", to, written, List.of(), "READY");
			Measured rapport = load(folder, "rapport", from, loaded,
					List.of(way.file(first).toString(), way.file(measured).toString()), way.file(measured).toString());
			Measured raw;
			try (ChildProcess process = new ChildProcess(folder, "raw", "2g", RawLoader.class,
					List.of(from, to, "first", "measured"))) {
				raw = measure(process, written, "measured");
			}
			requireSame(dump(from), dump(to));
			say("%s: Rapport %s", name, rapport);
			say("%s: raw %s", name, raw);
			say("%s: rate %.2f of raw, CPU %.2f of raw", name, rapport.perSecond() / raw.perSecond(),
					raw.cpuMillis() / rapport.cpuMillis());
			Map<String, Object> result = new LinkedHashMap<>();
			result.put("rapport", rapport);
			result.put("raw", raw);
			result.put("rate", rapport.perSecond() / raw.perSecond());
			result.put("cpu", raw.cpuMillis() / rapport.cpuMillis());
			result.put("longestBatchMillis", longestBatch(folder.resolve("rapport.log")));
			results.put(name, result);
		}
	}

	private static ChildProcess database(Path folder, String name) throws IOException {
		return new ChildProcess(folder, "neo4j-" + name, "2g", DatabaseProcess.class,
				List.of(folder.resolve("store-" + name).toString()));
	}

	private static Measured load(Path folder, String name, String uri, ChildProcess database, List<String> files,
			String measured) throws Exception {
		List<String> arguments = new ArrayList<>(BenchGraph.connection(uri));
		arguments.addAll(List.of("--server.port=-1", "--management.server.port=-1", "--rapport.graph.warm-up=false",
				// It writes later what it finds in the graph, and no load waits for it.
				"--rapport.duplicates.every=0s", "--logging.level.org.rapport.transfer=debug"));
		arguments.addAll(files);
		try (ChildProcess loader = new ChildProcess(folder, name, "1g", LoaderProcess.class, arguments)) {
			if (files.isEmpty()) {
				loader.await("READY", STARTING);
				loader.awaitEnd(STARTING);
				return new Measured(0, 0, 0, 0);
			}
			return measure(loader, database, measured);
		}
	}

	private static Measured measure(ChildProcess loader, ChildProcess database, String measured) throws Exception {
		loader.await("LOADING " + measured, LOADING);
		long before = database.cpuMillis();
		String done = loader.await("LOADED " + measured, LOADING);
		long after = database.cpuMillis();
		loader.awaitEnd(STARTING);
		MatchResult said = LOADED.matcher(done).results().findFirst().orElseThrow();
		return new Measured(Long.parseLong(said.group(1)), Long.parseLong(said.group(2)), Long.parseLong(said.group(3)),
				after - before);
	}

	private static long longestBatch(Path log) throws IOException {
		return batches(Files.readString(log)).max().orElse(0);
	}

	private static LongStream batches(String log) {
		return BATCH.matcher(log).results().mapToLong((batch) -> Long.parseLong(batch.group(2)));
	}

	/** All nodes and ties by name, each with a digest of its labels and properties. */
	private static Map<String, String> dump(String uri) {
		Map<String, String> dump = new TreeMap<>();
		try (Driver driver = RawLoader.driver(uri)) {
			for (Record node : driver
				.executableQuery("MATCH (n) WHERE " + OURS + " RETURN labels(n) AS labels, properties(n) AS properties")
				.execute()
				.records()) {
				Map<String, Object> properties = node.get("properties").asMap();
				dump.merge(name(properties),
						Digest.hex(new TreeSet<>(node.get("labels").asList()) + " " + new TreeMap<>(properties)),
						(one, other) -> one + " and " + other);
			}
			for (Record tie : driver
				.executableQuery("MATCH (n)-[tie]->(b) WHERE " + OURS + " RETURN properties(n) AS one, "
						+ "type(tie) AS type, properties(b) AS other, properties(tie) AS properties")
				.execute()
				.records()) {
				dump.merge(
						"%s %s %s".formatted(name(tie.get("one").asMap()), tie.get("type").asString(),
								name(tie.get("other").asMap())),
						new TreeMap<>(tie.get("properties").asMap()).toString(), (one, other) -> one + " and " + other);
			}
		}
		return dump;
	}

	private static String name(Map<String, Object> node) {
		return String.valueOf(node.getOrDefault("id", node.getOrDefault("name", node.keySet().toString())));
	}

	private static void requireSame(Map<String, String> loaded, Map<String, String> written) {
		List<String> differences = new ArrayList<>();
		new TreeSet<>(loaded.keySet()).forEach((each) -> {
			if (!loaded.get(each).equals(written.get(each))) {
				differences.add(each + (written.containsKey(each) ? " differs" : " was not written by hand"));
			}
		});
		written.keySet()
			.stream()
			.filter((each) -> !loaded.containsKey(each))
			.forEach((each) -> differences.add(each + " is more"));
		assertThat(differences.stream().limit(20).toList()).as("%d differences", differences.size()).isEmpty();
		say("%d nodes and ties are the same", loaded.size());
	}

	@Test
	void readsAndRecordsBesideALoad() throws Exception {
		Path folder = FOLDER.resolveSibling("beside-a-load");
		FileSystemUtils.deleteRecursively(folder);
		Files.createDirectories(folder);
		RegisterFiles first = new RegisterFiles("first", folder, SEED, WARM_UP_ROWS).write();
		RegisterFiles next = new RegisterFiles("next", folder, SEED + 1, ROWS).write();
		Path token = Files.writeString(folder.resolve("token"), TOKEN);
		try (ChildProcess database = database(folder, "graph")) {
			String uri = database.await("READY", STARTING);
			load(folder, "first", uri, database, List.of(first.table().toString()), first.table().toString());
			List<String> people;
			try (Driver driver = RawLoader.driver(uri)) {
				people = driver.executableQuery("MATCH (p:Person) RETURN p.id AS id ORDER BY id LIMIT 50")
					.execute()
					.records()
					.stream()
					.map((person) -> person.get("id").asString())
					.toList();
			}
			try (RunningRapport rapport = RunningRapport.start(folder, uri,
					Files.createDirectories(folder.resolve("documents")), true, "--rapport.curator-token=" + TOKEN,
					"--logging.level.org.rapport.transfer=debug",
					"--rapport.imports.folder=" + folder.resolve("imports"))) {
				Beside beside = new Beside(rapport.uri(), people);
				long end = System.nanoTime() + QUIET.toNanos();
				beside.run(() -> System.nanoTime() < end);
				long quietEnd = System.nanoTime() + QUIET.toNanos();
				Beside.Seen quiet = beside.run(() -> System.nanoTime() < quietEnd);
				try (ChildProcess load = new ChildProcess(folder, "import", "512m", Rapport.class,
						List.of("import", next.table().toString(), "--mapping", next.mapping().toString(), "--url",
								rapport.uri().resolve("/").toString(), "--token-file", token.toString()))) {
					load.await("runs on the server", STARTING);
					Beside.Seen loading = beside.run(load::isAlive);
					assertThat(load.exit(STARTING)).as(load.output()).isZero();
					long longest = batches(rapport.process().output()).max().orElse(0);
					tell("reading", quiet.reading(), loading.reading());
					tell("recording", quiet.recording(), loading.recording());
					say("The longest batch of the load had the write lock for %d ms", longest);
					Files.writeString(folder.resolve("beside-a-load.json"),
							JSON.writeValueAsString(Map.of("reading",
									List.of(millis(quiet.reading()), millis(loading.reading())), "recording",
									List.of(millis(quiet.recording()), millis(loading.recording())),
									"longestBatchMillis", longest)));
				}
			}
		}
	}

	private static void tell(String what, Histogram quiet, Histogram loading) {
		say("%s without a load %s, during one %s: p99 %.1f times", what, millis(quiet), millis(loading),
				loading.getValueAtPercentile(99) / (double) quiet.getValueAtPercentile(99));
	}

	private static Map<String, Object> millis(Histogram times) {
		Map<String, Object> millis = new LinkedHashMap<>();
		millis.put("p50", times.getValueAtPercentile(50) / 1000.0);
		millis.put("p99", times.getValueAtPercentile(99) / 1000.0);
		millis.put("max", times.getMaxValue() / 1000.0);
		millis.put("requests", times.getTotalCount());
		return millis;
	}

	private static void say(String format, Object... values) {
		System.out.printf(Locale.ROOT, format + "%n", values);
	}

	/**
	 * One client who asks for the meetings of a person, with a short pause after each
	 * answer, and one who records meetings of three.
	 */
	private static final class Beside {

		private static final String QUESTION = """
				query ($id: ID!) { person(by: { id: $id }) { id name participations(first: 20) { totalCount nodes {
				  meeting { title date { text } participations(first: 10) { nodes { actor { name } } } } } } } }""";

		private static final long THINKING_MILLIS = 20;

		private static final long WRITING_MILLIS = 100;

		private final Client client;

		private final List<String> people;

		private int recorded;

		Beside(URI uri, List<String> people) {
			this.client = new Client(uri.getPort());
			this.people = people;
		}

		/** The times of the answers, in microseconds. */
		record Seen(Histogram reading, Histogram recording) {
		}

		Seen run(BooleanSupplier on) throws Exception {
			ExecutorService threads = Executors.newFixedThreadPool(2);
			try {
				Future<Histogram> reading = threads.submit(() -> times(on, THINKING_MILLIS, this::ask));
				Future<Histogram> recording = threads.submit(() -> times(on, WRITING_MILLIS, this::record));
				return new Seen(reading.get(), recording.get());
			}
			finally {
				threads.shutdownNow();
			}
		}

		private static Histogram times(BooleanSupplier on, long pause, IntConsumer request)
				throws InterruptedException {
			Histogram times = new Histogram(3);
			for (int i = 0; on.getAsBoolean(); i++) {
				long start = System.nanoTime();
				request.accept(i);
				times.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
				Thread.sleep(pause);
			}
			return times;
		}

		private void ask(int number) {
			Client.Answer answer = this.client.ask(QUESTION, Map.of("id", person(number)));
			assertThat(answer.data("person/name").isString()).as(answer.json().toString()).isTrue();
		}

		private void record(int number) {
			String title = "Recorded by hand " + this.recorded++;
			Map<String, Object> input = Map.of("title", title, "kind", "BRIEFING", "visibility", "PUBLIC", "date",
					"20%02d-01-01".formatted(this.recorded % 25), "citations",
					List.of(Map.of("document", Map.of("newDocument", Map.of("title", title, "kind", "BRIEF")),
							"locator", "p. 1")),
					"participations",
					List.of(Map.of("actor", Map.of("id", person(number))),
							Map.of("actor", Map.of("id", person(number + 1))),
							Map.of("actor", Map.of("newPerson", Map.of("name", title)))));
			Client.Answer answer = this.client.ask(Curator.mutation("recordMeeting", "meeting { id }"),
					Map.of("input", input), "Authorization", "Bearer " + TOKEN);
			assertThat(answer.data("recordMeeting/meeting/id").isString()).as(answer.json().toString()).isTrue();
		}

		private String person(int number) {
			return this.people.get(number % this.people.size());
		}

	}

}
