package org.rapport.law;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.rapport.export.TableTexts;
import org.rapport.kernel.Clearance;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Visibility;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the lens law for data sets: for viewers who are not cleared for a data set, a
 * graph with it answers as the same graph without it.
 */
class DatasetLawIT extends LawTestBase {

	private static final String HIDDEN = """
			{'type':'Dataset','format':'rapport-interchange/2','dataset':'hidden','title':'Hidden','visibility':'RESTRICTED','circle':'talks'}
			{'type':'Document','key':'d','title':'Hidden paper','kind':'REPORT','date':'2024-01-05'}
			{'type':'Organisation','key':'o','name':'Hidden Forum','kind':'NETWORK'}
			{'type':'Government','key':'g','name':'Hidden Ministry','kind':'MINISTRY'}
			{'type':'Meeting','key':'m','title':'Hidden talks','kind':'BRIEFING','date':'2024-01-05'}
			{'type':'Participation','key':'om','actor':'o','meeting':'m','citations':[{'document':'d','locator':'1'}]}
			{'type':'Participation','key':'gm','actor':'g','meeting':'m','citations':[{'document':'d','locator':'1'}]}
			""";

	private static final Clearance NOT_CLEARED = new Clearance(Visibility.CONFIDENTIAL, Set.of("alpha", "beta"), false);

	private static final Clearance CLEARED = new Clearance(Visibility.RESTRICTED, Set.of("talks"), false);

	private static final String DATASETS = "{ datasets { name title licence visibility circle } }";

	private static TableTexts tables;

	@BeforeAll
	static void startWithTables(@Autowired ApplicationContext context) {
		tables = new TableTexts(context);
	}

	@LawTrials(1)
	void isNothingToThoseWhoAreNotClearedForIt(long seed) {
		LawCase law = LawCase.of(seed);
		graph.load(law.graph());
		List<String> questions = questions(law);
		Lens lens = new Lens(NOT_CLEARED, law.lens().asOf(), law.lens().certainty());
		List<Map<String, Object>> without = graph.ask(questions, lens);
		String tablesWithout = tables(lens);
		graph.add(hidden());
		assertThat(LawGraph.difference(questions, graph.ask(questions, lens), without)).isNull();
		assertThat(tables(lens)).isEqualTo(tablesWithout);
		assertThat(graph.ask(DATASETS, Lens.of(CLEARED)).toString()).contains("name=hidden", "circle=talks");
	}

	/** If more elements than its own tell of a data set, they do not name it. */
	@LawTrials(1)
	void isNotNamedByWhatWasLoadedBeforeItWasHidden(long seed) {
		LawCase law = LawCase.of(seed);
		graph.load(law.graph());
		graph.tamper("MATCH (dataset:Dataset) SET dataset.visibility = 2, dataset.circle = 'talks'");
		List<String> questions = questions(law);
		Lens lens = Lens.of(NOT_CLEARED);
		List<Map<String, Object>> with = graph.ask(questions, lens);
		String tablesWith = tables(lens);
		assertThat(with.toString() + tablesWith).doesNotContain("A random graph", "import:");
		graph.tamper("MATCH (dataset:Dataset) DETACH DELETE dataset");
		assertThat(LawGraph.difference(questions, with, graph.ask(questions, lens))).isNull();
		assertThat(tables(lens)).isEqualTo(tablesWith);
	}

	@Test
	void hasIdsThatNobodyCanCompute() {
		graph.empty();
		graph.add(hidden());
		Map<String, Object> answer = graph.ask("{ organisations { nodes { id name } } }", Lens.of(CLEARED));
		assertThat(answer.toString()).contains("Hidden Forum")
			.doesNotContain(Ids.derive(Kind.ORGANISATION, "hidden", "o"));
	}

	private static List<String> questions(LawCase law) {
		Battery battery = new Battery(graph.schema(), law.graph(), law.random());
		List<String> questions = new ArrayList<>(battery.elements(1));
		questions.addAll(battery.central(1));
		questions.addAll(battery.done(List.of()));
		questions.add(DATASETS);
		questions.add("{ search(text: \"hidden\") { totalCount nodes { __typename } } }");
		return questions;
	}

	private static String tables(Lens lens) {
		return tables.read("participations", Map.of(), lens) + tables.read("meetings", Map.of(), lens);
	}

	private static ByteArrayInputStream hidden() {
		return new ByteArrayInputStream(HIDDEN.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
	}

}
