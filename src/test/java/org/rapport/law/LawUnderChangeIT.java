package org.rapport.law;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import org.rapport.access.Viewer;
import org.rapport.kernel.Clearance;
import org.rapport.kernel.Lens;
import org.rapport.law.LawGraph.Copy;
import org.rapport.law.RandomActs.RandomAct;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the lens law after random acts: the answer on the full graph through the lens
 * equals the answer on the restricted graph at full clearance. This includes histories,
 * former names and proposals of duplicates.
 */
class LawUnderChangeIT extends LawTestBase {

	/** The law is checked again after this number of acts. */
	private static final int ACTS = 25;

	private static final Lens ALL = Lens.of(Clearance.FULL);

	private static final Map<String, Object> CITATION = Map.of("document",
			Map.of("newDocument", Map.of("title", "Minutes", "kind", "BRIEF")), "locator", "1");

	@LawTrials(2)
	void seesThroughTheLensWhatTheRestrictedGraphHolds(long seed) {
		assertThat(difference(seed)).isNull();
	}

	@Test
	void catchesAHistoryThatIsAsHiddenAsItsElementIsNow() {
		assertCaught("""
				MATCH (r:Revision)-[:REVISES]->(x)
				SET r.visibility = x.visibility, r.circles = null""");
	}

	@Test
	void catchesFormerNamesThatShowMoreThanTheyDid() {
		assertCaught("MATCH (alias:Alias) SET alias.visibility = 0, alias.circles = null");
	}

	@Test
	void catchesASealThatForgetsWhatHangsOnWhatIsHidden() {
		for (boolean broken : List.of(false, true)) {
			Chronicle chronicle = begin();
			act(chronicle, "addName", Map.of("actor", Map.of("slug", "a"), "name", "Another", "kind", "FORMER",
					"visibility", "PUBLIC", "citations", List.of(CITATION)));
			act(chronicle, "updateOrganisation",
					Map.of("id", idOf(chronicle, "a"), "expectedVersion", 1, "visibility", "CONFIDENTIAL"));
			if (broken) {
				graph.tamper("MATCH (name:Name) SET name.lensVisibility = name.visibility");
			}
			assertThat(difference(chronicle) != null).isEqualTo(broken);
		}
	}

	/**
	 * Uses an organisation that was confidential, and is now public with another slug.
	 */
	private static void assertCaught(String breaking) {
		for (boolean broken : List.of(false, true)) {
			Chronicle chronicle = begin();
			act(chronicle, "addOrganisation",
					Map.of("name", "Secret", "slug", "s", "kind", "NETWORK", "visibility", "CONFIDENTIAL"));
			act(chronicle, "updateOrganisation", Map.of("id", idOf(chronicle, "s"), "expectedVersion", 1, "visibility",
					"PUBLIC", "name", "Open", "correction", true, "slug", "o"));
			if (broken) {
				graph.tamper(breaking);
				graph.seal();
			}
			assertThat(difference(chronicle) != null).isEqualTo(broken);
		}
	}

	private static Chronicle begin() {
		graph.empty();
		Chronicle chronicle = new Chronicle(graph.present());
		act(chronicle, "addOrganisation", Map.of("name", "A", "slug", "a", "kind", "NETWORK", "visibility", "PUBLIC"));
		return chronicle;
	}

	private static void act(Chronicle chronicle, String name, Map<String, Object> input) {
		String type = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "Input";
		Map<String, Object> answer = graph.act(new RandomAct(Viewer.CURATOR, name, type, input),
				"{ userErrors { message } }");
		assertThat(answer.toString()).contains("userErrors=[]");
		chronicle.next(graph.present());
	}

	private static String idOf(Chronicle chronicle, String slug) {
		return chronicle.now()
			.nodes()
			.values()
			.stream()
			.filter((node) -> slug.equals(node.slug()))
			.findFirst()
			.orElseThrow()
			.id();
	}

	/** The first difference for a public viewer, or null. */
	private static String difference(Chronicle chronicle) {
		Lens lens = Lens.of(Clearance.PUBLIC);
		// Not the seed of the build, because every build must catch the broken lens.
		Battery battery = new Battery(graph.schema(), chronicle.now().graph(), new Random(1));
		List<String> questions = new ArrayList<>(battery.elements(0));
		questions.addAll(battery.done(chronicle.now().aliases().keySet()));
		return difference(chronicle, lens, questions);
	}

	private static String difference(Chronicle chronicle, Lens lens, List<String> questions) {
		graph.findDuplicates();
		List<Map<String, Object>> through = graph.ask(questions, lens);
		assertThat(through).allSatisfy((answer) -> assertThat(answer.toString()).doesNotContain("INTERNAL", "TOO_"));
		Restriction restriction = chronicle.restriction(lens);
		graph.restrict(restriction, chronicle.beside(restriction, lens.clearance()));
		graph.findDuplicatesAnew();
		return LawGraph.difference(questions, through, graph.ask(questions, ALL));
	}

	private static String difference(long seed) {
		Random random = new Random(seed);
		graph.load(RandomGraphs.graph(random));
		RandomActs some = new RandomActs(graph.schema(), random);
		Chronicle chronicle = new Chronicle(graph.present());
		List<String> done = new ArrayList<>();
		for (int left = LawTries.acts(ACTS); left > 0; left -= ACTS) {
			for (int i = 0; i < Math.min(left, ACTS); i++) {
				RandomAct act = some.act(some.viewer(), chronicle.now());
				Map<String, Object> answer = graph.act(act, "{ __typename userErrors { field code message } }");
				if (i % 5 == 0) {
					graph.findDuplicates();
				}
				if (String.valueOf(answer).contains("userErrors=[]")) {
					done.add(act.toString());
				}
				chronicle.next(graph.present());
			}
			Copy copy = graph.copy();
			String difference = difference(chronicle, random);
			if (difference != null) {
				return difference + "\nafter\n" + String.join("\n", done);
			}
			graph.put(copy);
		}
		return null;
	}

	private static String difference(Chronicle chronicle, Random random) {
		boolean everything = LawTries.questions(0, 1) > 0;
		Lens lens = RandomGraphs.lens(random);
		Battery battery = new Battery(graph.schema(), chronicle.now().graph(), random);
		List<String> questions = new ArrayList<>(battery.elements(everything ? 1 : 0));
		if (everything) {
			questions.addAll(battery.lookUps());
			questions.addAll(battery.central(1));
		}
		questions.addAll(battery.done(chronicle.now().aliases().keySet()));
		String difference = difference(chronicle, lens, questions);
		return (difference != null) ? lens + "\n" + difference : null;
	}

}
