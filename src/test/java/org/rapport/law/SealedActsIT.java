package org.rapport.law;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.rapport.law.RandomActs.RandomAct;
import org.rapport.testing.RapportIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an act leaves the same seals as sealing the whole graph, though it seals
 * only what it affects.
 */
@RapportIT
class SealedActsIT {

	private static final int ACTS = LawTries.acts(40);

	private static LawGraph graph;

	@Autowired
	void graph(ApplicationContext context) {
		graph = new LawGraph(context);
	}

	@AfterAll
	static void empty() {
		graph.empty();
	}

	static LongStream seeds() {
		return LongStream.range(0, LawTries.times(2));
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void sealsAfterEachActWhatTheWholeGraphIsSealedTo(long seed) {
		Random random = new Random(seed);
		graph.load(RandomGraphs.graph(random));
		RandomActs acts = new RandomActs(graph.schema(), random);
		List<RandomAct> done = new ArrayList<>();
		int succeeded = 0;
		for (int i = 0; i < ACTS; i++) {
			RandomAct act = acts.act(acts.viewer(), graph.present());
			Map<String, Object> answer = graph.act(act, "{ __typename userErrors { field code message } }");
			if (String.valueOf(answer).contains("userErrors=[]")) {
				succeeded++;
				done.add(act);
			}
			assertThat(String.valueOf(answer.get("errors"))).doesNotContain("INTERNAL");
			Map<String, Map<String, Object>> narrow = graph.seals();
			graph.sealAnew();
			assertThat(difference(narrow, graph.seals()))
				.as("after %s", done.subList(Math.max(0, done.size() - 6), done.size()))
				.isEmpty();
		}
		assertThat(succeeded).isGreaterThan(ACTS / 3);
	}

	private static Map<String, String> difference(Map<String, Map<String, Object>> narrow,
			Map<String, Map<String, Object>> whole) {
		Map<String, String> difference = new TreeMap<>();
		whole.forEach((at, seal) -> {
			Map<String, Object> other = narrow.getOrDefault(at, Map.of());
			if (!Objects.equals(seal, other)) {
				difference.put(graph.described(at), "narrow " + other + "\n whole " + seal);
			}
		});
		return difference;
	}

}
