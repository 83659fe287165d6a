package org.rapport.law;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;

import org.rapport.graph.Cuts;
import org.rapport.kernel.Clearance;
import org.rapport.kernel.Lens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an answer does not depend on how its lists are read: each by itself, all
 * together, or cut apart by chance; nor on whether the engine alone answers what was
 * read. The lens law holds for all of them.
 */
class CutsIT extends LawTestBase {

	private static final Lens ALL = Lens.of(Clearance.FULL);

	private static Cuts cuts;

	@BeforeAll
	static void startWithCuts(@Autowired ApplicationContext context) {
		cuts = new Cuts(context);
	}

	@LawTrials(1)
	void answersAreTheSameWhereverTreesAreCut(long seed) {
		LawCase law = LawCase.of(seed);
		graph.load(law.graph());
		List<String> questions = questions(law);
		List<Map<String, Object>> apart = graph.askTheEngine(questions, law.lens());
		assertThat(LawGraph.difference(questions, apart, graph.ask(questions, law.lens()))).isNull();
		List<Map<String, Object>> together = cuts.nowhere(() -> graph.ask(questions, law.lens()));
		assertThat(LawGraph.difference(questions, apart, together)).isNull();
		List<Map<String, Object>> mixed = cuts.anywhere(law.random(), () -> graph.ask(questions, law.lens()));
		assertThat(LawGraph.difference(questions, apart, mixed)).isNull();
		graph.restrict(Restriction.of(law.graph(), law.lens()));
		assertThat(LawGraph.difference(questions, apart, cuts.nowhere(() -> graph.ask(questions, ALL)))).isNull();
	}

	private static List<String> questions(LawCase law) {
		Battery battery = new Battery(graph.schema(), law.graph(), law.random());
		List<String> questions = new ArrayList<>(battery.central(1));
		Battery.Harvest harvest = battery.harvest(LawTries.questions(4, 40));
		questions.addAll(harvest.pages(LensLawIT.data(graph.ask(harvest.question(), ALL))));
		questions.addAll(harvest.pages(LensLawIT.data(graph.ask(harvest.question(), law.lens()))));
		questions.addAll(battery.elements(1));
		Collections.shuffle(questions, law.random());
		questions = new ArrayList<>(
				questions.subList(0, Math.min(questions.size(), LawTries.questions(3, Integer.MAX_VALUE))));
		questions.addAll(battery.links().subList(0, LawTries.questions(1, 2)));
		// A chain with all of its fields takes long to plan, so not every build has one.
		List<String> chains = battery.chain();
		questions.addAll(chains.subList(Math.max(0, chains.size() - LawTries.questions(1, 2)), chains.size()));
		return questions;
	}

}
