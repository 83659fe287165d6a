package org.rapport.law;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

import org.rapport.law.RandomActs.RandomAct;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an act leaves the same seals as sealing the whole graph, though it seals
 * only what it affects.
 */
class SealedActsIT extends LawTestBase {

	private static final int ACTS = LawTries.acts(40);

	/**
	 * The number of acts that must succeed. Chance decides which ones do, so the test
	 * continues until then.
	 */
	private static final int ENOUGH = ACTS / 3 + 1;

	@LawTrials(2)
	void sealsAfterEachActWhatTheWholeGraphIsSealedTo(long seed) {
		Random random = new Random(seed);
		graph.load(RandomGraphs.graph(random));
		RandomActs acts = new RandomActs(graph.schema(), random);
		List<RandomAct> done = new ArrayList<>();
		int succeeded = 0;
		for (int i = 0; i < ACTS || (succeeded < ENOUGH && i < 3 * ACTS); i++) {
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
		assertThat(succeeded).isGreaterThanOrEqualTo(ENOUGH);
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
