package org.rapport.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.bench.LoadDriver.Seen;

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

	private static final Duration THINKING = Duration.ofMillis(20);

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
				List<Question> wide = questions.stream().filter((question) -> WIDE.contains(question.name())).toList();
				List<Unseen> flood = draw(wide, FLOOD / WIDE.size(), System.nanoTime());
				results.put("alone", tell("A client alone", beside(rapport, questions, List.of())));
				results.put("known", tell("Beside known documents", beside(rapport, questions, trusted(wide))));
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
				String unseen = text.replace("query " + question.name(), "query Unseen" + question.name());
				drawn.add(new Unseen(question, LoadDriver.text(unseen, question.arguments().get(0).variables())));
			}
		}
		Collections.shuffle(drawn, new Random(seed));
		return drawn;
	}

	private static List<String> trusted(List<Question> questions) {
		return questions.stream().flatMap((question) -> question.trusted().stream()).toList();
	}

	/** Has the JVM compile what all questions share. */
	private void warmUp(RunningRapport rapport, List<Question> questions) throws InterruptedException {
		for (Question question : questions) {
			this.driver.drive(rapport.uri(), question.trusted(), FLOODING, TIME.dividedBy(2));
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
	 * What one client sees who asks all questions, with a pause after each answer.
	 * @param others what four other clients ask meanwhile, without pauses; each once, if
	 * there are enough
	 */
	private Seen beside(RunningRapport rapport, List<Question> questions, List<String> others) throws Exception {
		ExecutorService flooding = Executors.newSingleThreadExecutor();
		try {
			Future<Seen> flood = flooding
				.submit(() -> others.isEmpty() ? null : this.driver.drive(rapport.uri(), others, FLOODING, TIME));
			Seen seen = this.driver.drive(rapport.uri(), trusted(questions), 1, THINKING, TIME);
			if (flood.get() != null) {
				say("The others asked %d times, %d documents", flood.get().times().getTotalCount(), others.size());
			}
			return seen;
		}
		finally {
			flooding.shutdownNow();
		}
	}

	private static Map<String, Object> tell(String what, Seen seen) {
		long requests = seen.times().getTotalCount();
		assertThat(requests).isPositive();
		say("%s: p50 %.1f ms, p99 %.1f ms, %d requests", what, seen.millis(50), seen.millis(99), requests);
		return Map.of("p50", seen.millis(50), "p99", seen.millis(99), "requests", requests);
	}

	private static void say(String format, Object... values) {
		System.out.printf(Locale.ROOT, format + "%n", values);
	}

}
