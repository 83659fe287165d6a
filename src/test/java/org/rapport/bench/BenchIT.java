package org.rapport.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.bench.LoadDriver.Seen;
import org.rapport.bench.Measurement.Side;
import org.rapport.bench.Question.Asked;
import org.rapport.kernel.Digest;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures ten questions on generated graphs: Rapport beside hand-written Cypher. First
 * all answers of both must be the same. The document about performance tells the options.
 */
@Tag("bench")
class BenchIT {

	private static final JsonMapper JSON = new JsonMapper();

	private static final Path FOLDER = Path.of("target", "bench");

	/** The graph, the selections and the order of everything follow from it. */
	private static final long SEED = Long.getLong("bench.seed", 20_260);

	private static final Duration PLANNING = Duration.ofMinutes(2);

	private static final int SELECTIONS = Integer.getInteger("bench.selections", 10);

	/** Clients of the warm-up and of random selections. */
	private static final int USUAL_CLIENTS = 16;

	/** Another one in each run, so that nothing can be prepared for the selections. */
	private final long selectionSeed = Long.getLong("bench.selection-seed", System.nanoTime());

	private final LoadDriver driver = new LoadDriver();

	private final List<Measurement> measurements = new ArrayList<>();

	private final Map<Integer, String> loads = new HashMap<>();

	@Test
	void measuresWhereAllAnswersAreTheSame() throws Exception {
		Files.createDirectories(FOLDER);
		for (int size : numbers("bench.sizes", "30000,120000")) {
			measure(size);
		}
		Report report = new Report(this.measurements, this.loads, Report.options(seconds("bench.warm-up", 30),
				seconds("bench.seconds", 5), this.selectionSeed, command(), option("bench.note", "none")));
		report.write(FOLDER);
		if (Boolean.getBoolean("bench.write")) {
			report.publish(Path.of("docs"));
		}
	}

	private void measure(int size) throws Exception {
		Path folder = FOLDER.resolve(String.valueOf(size));
		try (BenchGraph graph = BenchGraph.start(folder, SEED, size, Boolean.getBoolean("bench.keep"))) {
			say("%d records and facts, %d citations", graph.generated().elements(), graph.generated().citations());
			this.loads.put(size, "%d records and facts, %d citations, loaded in %d s"
				.formatted(graph.generated().elements(), graph.generated().citations(), graph.loadSeconds()));
			List<String> wanted = List.of(System.getProperty("bench.questions", "").split(","));
			List<Question> questions = new Questions(SEED, graph.generated().known()).all()
				.stream()
				.filter((question) -> wanted.contains("") || wanted.contains(question.name()))
				.toList();
			boolean adHoc = Boolean.parseBoolean(System.getProperty("bench.ad-hoc", "true")) && size <= 30_000;
			Map<Question, List<String>> selections = new HashMap<>();
			Path documents = folder.resolve("documents");
			FileSystemUtils.deleteRecursively(documents);
			Files.createDirectories(documents);
			RandomSelections random = new RandomSelections(this.selectionSeed);
			for (Question question : questions) {
				Files.writeString(documents.resolve(question.name() + ".graphql"), question.operation());
				selections.put(question, adHoc ? random.draw(question.operation(), SELECTIONS) : List.of());
				for (String selection : selections.get(question)) {
					Files.writeString(documents.resolve(Digest.hex(selection) + ".graphql"), selection);
				}
			}
			try (ChildProcess raw = new ChildProcess(folder, "raw", "512m", RawServer.class, List.of(graph.uri()));
					RunningRapport rapport = RunningRapport.start(folder, graph.uri(), documents,
							!seconds("bench.warm-up", 30).isZero())) {
				URI rawUri = URI.create(raw.await("READY", PLANNING));
				compare(questions, rapport, rawUri);
				Sides sides = new Sides(size, graph.process(), raw, rawUri, rapport);
				warmUp(sides, questions);
				for (Question question : questions) {
					measure(sides, question);
				}
				if (adHoc) {
					measureSelections(sides, selections);
				}
			}
		}
	}

	/** Compares the answers to all arguments, and fails with all differences. */
	private void compare(List<Question> questions, RunningRapport rapport, URI raw) throws Exception {
		List<String> differences = new ArrayList<>();
		for (Question question : questions) {
			int ids = 0;
			for (int i = 0; i < question.arguments().size(); i++) {
				Asked asked = question.arguments().get(i);
				JsonNode one = JSON.readTree(
						this.driver.send(rapport.uri(), LoadDriver.trusted(question.operation(), asked.variables())));
				JsonNode other = JSON
					.readTree(this.driver.send(raw, LoadDriver.text(question.cypher(), asked.parameters())));
				String difference = Answers.difference(one, other);
				if (difference != null) {
					differences.add("%s %s %s".formatted(question.name(), asked.variables(), difference));
				}
				ids += Answers.size(one);
			}
			say("%s: %d answers compared, %d ids", question.name(), question.arguments().size(), ids);
			assertThat(ids).as("Ids in the answers to %s".formatted(question.name())).isPositive();
		}
		assertThat(differences).as("Different answers").isEmpty();
	}

	/**
	 * The processes of a measurement.
	 *
	 * @param size the number of records and facts in the graph
	 */
	private record Sides(int size, ChildProcess database, ChildProcess raw, URI rawUri, RunningRapport rapport) {

		ChildProcess server(Side side) {
			return (side == Side.RAW) ? this.raw : this.rapport.process();
		}

		URI uri(Side side) {
			return (side == Side.RAW) ? this.rawUri : this.rapport.uri();
		}

	}

	/**
	 * Asks all questions before any is measured, because they share most of their code:
	 * the JVM still compiles it while the first ones are asked.
	 */
	private void warmUp(Sides sides, List<Question> questions) throws InterruptedException {
		Duration time = seconds("bench.warm-up", 30);
		if (time.isZero()) {
			return;
		}
		for (Question question : questions) {
			for (Side side : List.of(Side.RAW, Side.RAPPORT)) {
				this.driver.drive(sides.uri(side), bodies(side, question), USUAL_CLIENTS, time);
			}
		}
	}

	private void measure(Sides sides, Question question) throws Exception {
		for (int clients : numbers("bench.clients", "1,16,64")) {
			for (Side side : List.of(Side.RAW, Side.RAPPORT)) {
				measure(sides, side, question, bodies(side, question), clients, seconds("bench.seconds", 5));
			}
		}
	}

	private static List<String> bodies(Side side, Question question) {
		return (side == Side.RAW) ? question.raw() : question.trusted();
	}

	private void measureSelections(Sides sides, Map<Question, List<String>> selections) throws Exception {
		Map<String, List<String>> trusted = new HashMap<>();
		Map<String, List<String>> texts = new HashMap<>();
		for (Question question : selections.keySet()) {
			for (String selection : selections.get(question)) {
				// Another name makes another text, which is no trusted document.
				String other = selection.replace("query " + question.name(), "query AdHoc" + question.name());
				trusted.put(selection,
						question.arguments()
							.stream()
							.map((asked) -> LoadDriver.trusted(selection, asked.variables()))
							.toList());
				texts.put(selection,
						question.arguments()
							.stream()
							.map((asked) -> LoadDriver.text(other, asked.variables()))
							.toList());
				for (List<String> bodies : List.of(trusted.get(selection), texts.get(selection))) {
					for (String body : bodies) {
						this.driver.send(sides.rapport().uri(), body);
					}
				}
			}
		}
		awaitPlans(sides);
		for (Question question : selections.keySet().stream().sorted((a, b) -> a.name().compareTo(b.name())).toList()) {
			for (String selection : selections.get(question)) {
				measure(sides, Side.TRUSTED_SELECTIONS, question, trusted.get(selection), USUAL_CLIENTS,
						seconds("bench.ad-hoc-seconds", 5));
				measure(sides, Side.AD_HOC, question, texts.get(selection), USUAL_CLIENTS,
						seconds("bench.ad-hoc-seconds", 5));
			}
		}
	}

	/** Waits until the database has nothing to do, so that it plans nothing any more. */
	private static void awaitPlans(Sides sides) throws Exception {
		long end = System.nanoTime() + PLANNING.toNanos();
		long before;
		do {
			before = sides.database().cpuMillis();
			Thread.sleep(2000);
		}
		while (sides.database().cpuMillis() - before > 200 && System.nanoTime() < end);
	}

	private void measure(Sides sides, Side side, Question question, List<String> bodies, int clients, Duration time)
			throws Exception {
		Long statements = statements(sides, side);
		long server = sides.server(side).cpuMillis();
		long database = sides.database().cpuMillis();
		Seen seen = this.driver.drive(sides.uri(side), bodies, clients, time);
		double requests = seen.times().getTotalCount();
		double serverMillis = (sides.server(side).cpuMillis() - server) / requests;
		double databaseMillis = (sides.database().cpuMillis() - database) / requests;
		Long after = statements(sides, side);
		Measurement measured = new Measurement(sides.size(), question.name(), question.title(), clients, side,
				seen.perSecond(), seen.millis(50), seen.millis(99), serverMillis, databaseMillis,
				(statements != null && after != null) ? Double.valueOf((after - statements) / requests) : null,
				seen.times().getTotalCount());
		this.measurements.add(measured);
		say("%d %s, %d clients, %s: %.0f/s, p50 %.1f ms, p99 %.1f ms, CPU %.1f + %.1f ms", sides.size(),
				question.name(), clients, side, measured.perSecond(), measured.p50(), measured.p99(), serverMillis,
				databaseMillis);
	}

	private @Nullable Long statements(Sides sides, Side side) throws IOException, InterruptedException {
		return (side == Side.RAW) ? null : Long.valueOf(sides.rapport().statements(this.driver));
	}

	/** The command with the options that were given. */
	private static String command() {
		return System.getProperties()
			.stringPropertyNames()
			.stream()
			.filter((name) -> name.startsWith("bench.") && !name.equals("bench.note"))
			.sorted()
			.map((name) -> " -D" + name + "=" + System.getProperty(name))
			.collect(Collectors.joining("", "`mvn -Pbench verify", "`"));
	}

	private static List<Integer> numbers(String option, String usual) {
		return Arrays.stream(option(option, usual).split(",")).map(Integer::valueOf).toList();
	}

	private static Duration seconds(String option, int usual) {
		return Duration.ofSeconds(Long.parseLong(option(option, String.valueOf(usual))));
	}

	private static String option(String option, String usual) {
		String given = System.getProperty(option, "");
		return given.isEmpty() ? usual : given;
	}

	private static void say(String format, Object... values) {
		System.out.printf(format + "%n", values);
	}

}
