package org.rapport.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.kernel.Digest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures documents that Rapport has never seen: how long the first answer takes, and
 * what a flood of them does to others. The document about performance tells the options.
 */
@Tag("bench")
class UnseenBenchIT {

	private static final JsonMapper JSON = new JsonMapper();

	private static final long SEED = Long.getLong("bench.seed", 20_260);

	private static final int SIZE = Integer.getInteger("bench.unseen.size", 30_000);

	/** Documents of each question whose first answer is measured. */
	private static final int FIRST = Integer.getInteger("bench.unseen.documents", 5);

	private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("bench.unseen.seconds", 20));

	/** How often a document is asked where the way of each level is warm. */
	private static final int REPEATED = 5;

	private static final int FLOODING = 4;

	private static final int FLOOD = 4_000;

	/** Questions with so many fields that thousands of selections differ. */
	private static final List<String> WIDE = List.of("Q3", "Q4", "Q6", "Q10");

	private static final long THINKING_MILLIS = 20;

	private final LoadDriver driver = new LoadDriver();

	/**
	 * A document that is asked by its text.
	 *
	 * @param question the question that it was drawn from
	 * @param body the body of its request
	 */
	private record Unseen(Question question, String body) {
	}

	@Test
	void answersDocumentsThatItHasNeverSeen() throws Exception {
		Path folder = Path.of("target", "bench", String.valueOf(SIZE));
		Map<String, Object> results = new LinkedHashMap<>();
		try (BenchGraph graph = BenchGraph.start(folder, SEED, SIZE, true)) {
			List<Question> questions = new Questions(SEED, graph.generated().known()).all();
			Path documents = Files.createDirectories(folder.resolve("unseen"));
			for (Question question : questions) {
				Files.writeString(documents.resolve(question.name() + ".graphql"), question.operation());
			}
			List<Unseen> first = draw(questions, FIRST, System.nanoTime());
			Map<Unseen, Double> warm;
			try (RunningRapport levels = RunningRapport.start(folder, graph.uri(), documents, true,
					"--rapport.graph.whole=never")) {
				warmUp(levels, questions);
				warm = warm(levels, first);
			}
			try (RunningRapport rapport = RunningRapport.start(folder, graph.uri(), documents, true)) {
				warmUp(rapport, questions);
				results.put("first", compare(first, warm, rapport));
				List<Unseen> flood = draw(
						questions.stream().filter((question) -> WIDE.contains(question.name())).toList(),
						FLOOD / WIDE.size(), System.nanoTime());
				results.put("alone", tell("A client alone", beside(rapport, questions, List.of())));
				results.put("known", tell("Beside known documents", beside(rapport, questions, known(questions))));
				results.put("unseen", tell("Beside documents never seen",
						beside(rapport, questions, flood.stream().map(Unseen::body).toList())));
			}
		}
		Files.writeString(folder.resolve("unseen.json"), JSON.writeValueAsString(results));
	}

	/** Draws documents under names that are no trusted document's. */
	private static List<Unseen> draw(List<Question> questions, int each, long seed) throws IOException {
		RandomSelections random = new RandomSelections(seed);
		List<Unseen> drawn = new ArrayList<>();
		for (Question question : questions) {
			for (String text : random.draw(question.operation(), each)) {
				drawn.add(new Unseen(question,
						text(text.replace("query " + question.name(), "query Unseen" + question.name()), question)));
			}
		}
		Collections.shuffle(drawn, new Random(seed));
		return drawn;
	}

	private static String text(String text, Question question) {
		return JSON.writeValueAsString(Map.of("query", text, "variables", question.arguments().get(0).variables()));
	}

	private static List<String> known(List<Question> questions) {
		return questions.stream()
			.filter((question) -> WIDE.contains(question.name()))
			.flatMap((question) -> trusted(question).stream())
			.toList();
	}

	private static List<String> trusted(Question question) {
		return question.arguments()
			.stream()
			.map((asked) -> JSON.writeValueAsString(
					Map.of("documentId", "sha256:" + Digest.hex(question.operation()), "variables", asked.variables())))
			.toList();
	}

	/** Has the JVM compile what all questions share. */
	private void warmUp(RunningRapport rapport, List<Question> questions) throws InterruptedException {
		for (Question question : questions) {
			this.driver.drive(rapport.uri(), trusted(question), FLOODING, TIME.dividedBy(2));
		}
	}

	/**
	 * The usual time of each document, in milliseconds, once it has been asked before.
	 */
	private Map<Unseen, Double> warm(RunningRapport rapport, List<Unseen> documents) throws Exception {
		Map<Unseen, Double> warm = new HashMap<>();
		for (Unseen document : documents) {
			this.driver.send(rapport.uri(), document.body());
			List<Double> times = new ArrayList<>();
			for (int i = 0; i < REPEATED; i++) {
				times.add(millis(rapport, document));
			}
			warm.put(document, middle(times));
		}
		return warm;
	}

	private double millis(RunningRapport rapport, Unseen document) throws Exception {
		long start = System.nanoTime();
		this.driver.send(rapport.uri(), document.body());
		return (System.nanoTime() - start) / 1e6;
	}

	private Map<String, Object> compare(List<Unseen> documents, Map<Unseen, Double> warm, RunningRapport rapport)
			throws Exception {
		List<Double> ratios = new ArrayList<>();
		Map<String, List<Double>> firsts = new HashMap<>();
		Map<String, List<Double>> usual = new HashMap<>();
		for (Unseen document : documents) {
			double first = millis(rapport, document);
			String question = document.question().name();
			ratios.add(first / warm.get(document));
			firsts.computeIfAbsent(question, (none) -> new ArrayList<>()).add(first);
			usual.computeIfAbsent(question, (none) -> new ArrayList<>()).add(warm.get(document));
		}
		for (String question : firsts.keySet().stream().sorted().toList()) {
			say("%s: first answers %.1f ms, level by level and warm %.1f ms", question, middle(firsts.get(question)),
					middle(usual.get(question)));
		}
		Collections.sort(ratios);
		double most = ratios.get(ratios.size() - 1);
		say("%d documents: the first answer took %.1f times the warm one (median), %.1f times (nine of ten), "
				+ "%.1f at most", ratios.size(), middle(ratios), ratios.get(ratios.size() * 9 / 10), most);
		return Map.of("documents", ratios.size(), "median", middle(ratios), "nineOfTen",
				ratios.get(ratios.size() * 9 / 10), "most", most);
	}

	private static double middle(List<Double> numbers) {
		return numbers.stream().sorted().toList().get(numbers.size() / 2);
	}

	/**
	 * The times of one client who asks all questions, with a pause after each answer.
	 * @param others what four other clients ask meanwhile, without pauses; each once, if
	 * there are enough
	 */
	private Histogram beside(RunningRapport rapport, List<Question> questions, List<String> others) throws Exception {
		AtomicBoolean on = new AtomicBoolean(true);
		AtomicInteger asked = new AtomicInteger();
		Queue<String> waiting = new ConcurrentLinkedQueue<>(others);
		ExecutorService threads = Executors.newFixedThreadPool(FLOODING);
		List<Future<?>> flooding = new ArrayList<>();
		try {
			for (int i = 0; i < FLOODING && !others.isEmpty(); i++) {
				flooding.add(threads.submit(() -> {
					while (on.get()) {
						String next = waiting.poll();
						if (next == null) {
							waiting.addAll(others);
							continue;
						}
						this.driver.send(rapport.uri(), next);
						asked.incrementAndGet();
					}
					return null;
				}));
			}
			Histogram times = quiet(rapport, questions);
			on.set(false);
			for (Future<?> each : flooding) {
				each.get();
			}
			say("The others asked %d of %d documents", asked.get(), others.size());
			return times;
		}
		finally {
			on.set(false);
			threads.shutdownNow();
		}
	}

	private Histogram quiet(RunningRapport rapport, List<Question> questions) throws Exception {
		Queue<String> bodies = new ArrayDeque<>();
		questions.forEach((question) -> bodies.addAll(trusted(question)));
		Histogram times = new Histogram(3);
		long end = System.nanoTime() + TIME.toNanos();
		while (System.nanoTime() < end) {
			String next = bodies.remove();
			bodies.add(next);
			long start = System.nanoTime();
			this.driver.send(rapport.uri(), next);
			times.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
			Thread.sleep(THINKING_MILLIS);
		}
		assertThat(times.getTotalCount()).isPositive();
		return times;
	}

	private static Map<String, Object> tell(String what, Histogram times) {
		double p50 = times.getValueAtPercentile(50) / 1000.0;
		double p99 = times.getValueAtPercentile(99) / 1000.0;
		say("%s: p50 %.1f ms, p99 %.1f ms, %d requests", what, p50, p99, times.getTotalCount());
		return Map.of("p50", p50, "p99", p99, "requests", times.getTotalCount());
	}

	private static void say(String format, Object... values) {
		System.out.printf(Locale.ROOT, format + "%n", values);
	}

}
