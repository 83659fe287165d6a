package org.rapport.law;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import org.rapport.kernel.Clearance;
import org.rapport.kernel.Lens;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the lens law: the answer on the full graph through the lens equals the answer on
 * the restricted graph at full clearance.
 */
class LensLawIT extends LawTestBase {

	private static final Lens ALL = Lens.of(Clearance.FULL);

	/**
	 * These trials do not use the seed of the build, because every build must catch a
	 * broken lens.
	 */
	private static final int FIXED_SEEDS = 200;

	@LawTrials(1)
	void seesThroughTheLensWhatARestrictedGraphHolds(long seed) {
		LawCase.of(seed).check(LensLawIT::seesThroughTheLensWhatARestrictedGraphHolds);
	}

	private static void seesThroughTheLensWhatARestrictedGraphHolds(LawCase law) {
		graph.load(law.graph());
		Battery battery = new Battery(graph.schema(), law.graph(), law.random());
		List<String> questions = new ArrayList<>(battery.elements(LawTries.questions(1, 2)));
		questions.addAll(battery.lookUps());
		questions.addAll(battery.central(LawTries.questions(1, 3)));
		Battery.Harvest harvest = battery.harvest(LawTries.questions(8, 40));
		questions.addAll(harvest.pages(data(graph.ask(harvest.question(), ALL))));
		questions.addAll(harvest.pages(data(graph.ask(harvest.question(), law.lens()))));
		List<Map<String, Object>> through = graph.ask(questions, law.lens());
		graph.restrict(Restriction.of(law.graph(), law.lens()));
		assertThat(LawGraph.difference(questions, through, graph.ask(questions, ALL))).isNull();
	}

	@LawTrials(value = 1, oneIn = 3)
	void seesTheSameOnADayWhetherClearedBeforeOrThen(long seed) {
		LawCase.of(seed).check(LensLawIT::seesTheSameOnADayWhetherClearedBeforeOrThen);
	}

	private static void seesTheSameOnADayWhetherClearedBeforeOrThen(LawCase law) {
		graph.load(law.graph());
		Battery battery = new Battery(graph.schema(), law.graph(), law.random());
		List<String> questions = new ArrayList<>(battery.elements(1));
		questions.addAll(battery.central(1));
		List<Map<String, Object>> through = graph.ask(questions, law.lens());
		graph.restrict(Restriction.of(law.graph(), Lens.of(law.lens().clearance())));
		graph.seal();
		Lens cleared = new Lens(Clearance.FULL, law.lens().asOf(), law.lens().certainty());
		assertThat(LawGraph.difference(questions, through, graph.ask(questions, cleared))).isNull();
	}

	@Test
	void asksEveryQuestionOfTheSchema() {
		TreeSet<String> known = new TreeSet<>(Battery.ASKED);
		known.addAll(Battery.NOT_ASKED);
		assertThat(graph.schema().getQueryType().getFieldDefinitions()).extracting((field) -> field.getName())
			.containsExactlyInAnyOrderElementsOf(known);
	}

	@Test
	void catchesALensThatIgnoresCircles() {
		assertCaught("MATCH (n:Record|Fact) REMOVE n.lensCircles");
	}

	@Test
	void catchesALensThatIgnoresTheDayOnStates() {
		assertCaught("""
				MATCH (n:Role|Membership|Name)
				SET n.lensFrom = date('0001-01-01'), n.lensSurelyFrom = date('0001-01-01'),
				  n.lensTo = date('9999-12-31'), n.lensSurelyTo = date('9999-12-31')""");
	}

	@Test
	void catchesALensThatReadsWhatMayBeAsWhatMustBe() {
		assertCaught("""
				MATCH (n:Record|Fact)
				SET n.lensSurelyFrom = n.lensFrom, n.lensSurelyFromAt = n.lensFromAt, n.lensSurelyTo = n.lensTo""");
	}

	@Test
	void catchesALensThatShowsFactsOfWhatItHides() {
		assertCaught("""
				MATCH (n:Fact)
				SET n.lensVisibility = n.visibility,
				  n.lensCircles = CASE WHEN n.circle IS NULL THEN null ELSE [n.circle] END""");
	}

	@Test
	void catchesALensThatShowsATextByAnActThatItHides() {
		assertCaught("MATCH (n:Record|Fact) REMOVE n.lensFromAt, n.lensSurelyFromAt");
	}

	@Test
	void catchesASearchThatFindsWhatIsInCirclesAtTheHighestClearanceAlone() {
		assertSearchCaught("""
				MATCH (n:Record|Name) WHERE n.lensSearchCircled IS NOT NULL
				SET n.lensSearch3 = n.lensSearchCircled
				REMOVE n.lensSearchCircled""");
	}

	@Test
	void catchesASearchThatKnowsNoMoreThanThePublic() {
		assertSearchCaught("""
				MATCH (n:Record|Name) WHERE n.lensSearch1 IS NOT NULL OR n.lensSearch2 IS NOT NULL
				SET n.lensSearch3 = coalesce(n.lensSearch1, n.lensSearch2)
				REMOVE n.lensSearch1, n.lensSearch2""");
	}

	private static void assertSearchCaught(String breaking) {
		assertCaught(breaking, (battery) -> battery.searches(20));
	}

	private static void assertCaught(String breaking) {
		assertCaught(breaking, (battery) -> battery.elements(0));
	}

	private static void assertCaught(String breaking, Function<Battery, List<String>> asking) {
		for (long seed = 1; seed <= FIXED_SEEDS; seed++) {
			LawCase law = LawCase.of(seed);
			graph.load(law.graph());
			graph.tamper(breaking);
			List<String> questions = asking.apply(new Battery(graph.schema(), law.graph(), law.random()));
			List<Map<String, Object>> through = graph.ask(questions, law.lens());
			graph.restrict(Restriction.of(law.graph(), law.lens()));
			if (LawGraph.difference(questions, through, graph.ask(questions, ALL)) != null) {
				return;
			}
		}
		assertThat(breaking).as("caught in %d trials", FIXED_SEEDS).isNull();
	}

	@SuppressWarnings("unchecked")
	static Map<String, Object> data(Map<String, Object> answer) {
		Object data = answer.get("data");
		return (data instanceof Map<?, ?>) ? (Map<String, Object>) data : Map.of();
	}

}
