package org.rapport.law;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.rapport.access.Permission;
import org.rapport.access.Viewer;
import org.rapport.kernel.Clearance;
import org.rapport.law.RandomActs.RandomAct;
import org.rapport.store.Sealing;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.util.ReflectionTestUtils;

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

	/** The field of {@link Sealing} for the most elements that are sealed together. */
	private static final String MOST = "mostTogether";

	/** The acts that change the seals of much that is recorded, and seldom succeed. */
	private static final List<String> FAR_REACHING = List.of("mergeActors", "mergeMeetings", "unmerge", "retractRecord",
			"retractFact", "retractCitation", "restore", "erase", "updateDocument", "updateMeeting",
			"updateEndorsement");

	/** The most graphs until each of them has succeeded. */
	private static final int MOST_GRAPHS = 8;

	private final List<RandomAct> done = new ArrayList<>();

	@Autowired
	private Sealing sealing;

	@LawTrials(2)
	void sealsAfterEachActWhatTheWholeGraphIsSealedTo(long seed) {
		Random random = new Random(seed);
		graph.load(RandomGraphs.graph(random));
		RandomActs acts = new RandomActs(graph.schema(), random);
		for (int i = 0; i < ACTS || (this.done.size() < ENOUGH && i < 3 * ACTS); i++) {
			run(acts.act(acts.viewer(), graph.present()));
			compare();
		}
		assertThat(this.done).hasSizeGreaterThanOrEqualTo(ENOUGH);
	}

	@LawTrials(1)
	void sealsAfterMergingUndoingRestoringAndErasing(long seed) {
		assertThat(farReaching(seed)).containsAll(FAR_REACHING);
	}

	/** So many elements at once that they are sealed one kind after another. */
	@LawTrials(1)
	void sealsTheSameWhereTooMuchDependsOnAChange(long seed) {
		Object most = ReflectionTestUtils.getField(this.sealing, MOST);
		ReflectionTestUtils.setField(this.sealing, MOST, 0);
		try {
			assertThat(farReaching(seed)).containsAll(FAR_REACHING);
		}
		finally {
			ReflectionTestUtils.setField(this.sealing, MOST, most);
		}
	}

	/**
	 * Acts, in turns, until each has succeeded, and returns those that have. Where chance
	 * leaves nothing to merge or to restore, another graph is made.
	 */
	private Set<String> farReaching(long seed) {
		Random random = new Random(seed);
		Set<String> succeeded = new TreeSet<>();
		for (int i = 0; i < MOST_GRAPHS && !succeeded.containsAll(FAR_REACHING); i++) {
			graph.load(RandomGraphs.graph(random));
			this.done.clear();
			farReaching(random, succeeded);
		}
		return succeeded;
	}

	private void farReaching(Random random, Set<String> succeeded) {
		RandomActs acts = new RandomActs(graph.schema(), random);
		Viewer viewer = new Viewer("full", Clearance.FULL, EnumSet.allOf(Permission.class));
		for (int i = 0; i < ACTS / 2 || (!succeeded.containsAll(FAR_REACHING) && i < 3 * ACTS); i++) {
			String name = FAR_REACHING.get(i % FAR_REACHING.size());
			if (i >= ACTS / 2 && succeeded.contains(name)) {
				continue;
			}
			RandomAct act = acts.act(name, viewer, graph.present()).asDryRun(false);
			Map<String, Object> input = new LinkedHashMap<>(act.input());
			input.keySet().retainAll(graph.fields(act.type()));
			if (name.startsWith("merge")) {
				input.put("acceptConflicts", true);
			}
			if (run(new RandomAct(viewer, name, act.type(), input))) {
				succeeded.add(name);
				compare();
			}
		}
	}

	/** Runs an act, and returns whether it succeeded. */
	private boolean run(RandomAct act) {
		Map<String, Object> answer = graph.act(act, "{ __typename userErrors { field code message } }");
		assertThat(String.valueOf(answer.get("errors"))).doesNotContain("INTERNAL");
		boolean succeeded = String.valueOf(answer).contains("userErrors=[]");
		if (succeeded) {
			this.done.add(act);
		}
		return succeeded;
	}

	/** Compares the seals that the last act left with those of the whole graph. */
	private void compare() {
		Map<String, Map<String, Object>> narrow = graph.seals();
		graph.sealAnew();
		assertThat(difference(narrow, graph.seals()))
			.as("after %s", this.done.subList(Math.max(0, this.done.size() - 6), this.done.size()))
			.isEmpty();
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
