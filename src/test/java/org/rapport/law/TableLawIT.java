package org.rapport.law;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.BeforeAll;

import org.rapport.export.TableTexts;
import org.rapport.kernel.Clearance;
import org.rapport.kernel.Lens;
import org.rapport.law.RandomGraph.Item;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the lens law for tables: a table through the lens equals the table of the
 * restricted graph at full clearance, with the counts and credits at its end.
 */
class TableLawIT extends LawTestBase {

	private static final Lens ALL = Lens.of(Clearance.FULL);

	private static TableTexts tables;

	/** A question for a table. */
	private record Asked(String table, Map<String, String> filters) {
	}

	@BeforeAll
	static void startWithTables(@Autowired ApplicationContext context) {
		tables = new TableTexts(context);
	}

	@LawTrials(1)
	void showsThroughTheLensWhatARestrictedGraphHolds(long seed) {
		LawCase law = LawCase.of(seed);
		graph.load(law.graph());
		List<Asked> questions = questions(law);
		List<String> through = read(questions, law.lens());
		graph.restrict(Restriction.of(law.graph(), law.lens()));
		List<String> restricted = read(questions, ALL);
		for (int i = 0; i < questions.size(); i++) {
			assertThat(through.get(i)).as(questions.get(i).toString()).isEqualTo(restricted.get(i));
		}
	}

	private static List<String> read(List<Asked> questions, Lens lens) {
		return questions.parallelStream().map((asked) -> tables.read(asked.table(), asked.filters(), lens)).toList();
	}

	/** A few tables in a normal build, because Neo4j plans their statements first. */
	private static List<Asked> questions(LawCase law) {
		Random random = law.random();
		List<Item> actors = law.graph().actors();
		List<Asked> all = new ArrayList<>();
		for (String name : tables.names()) {
			all.add(new Asked(name, Map.of()));
		}
		for (int i = 0; i < LawTries.questions(1, 5); i++) {
			String actor = actors.get(random.nextInt(actors.size())).id();
			all.add(new Asked("participations", Map.of("participant", actor)));
			all.add(new Asked("memberships", Map.of("belongsTo", actor)));
			all.add(new Asked("memberships", Map.of("actor", actor)));
			all.add(new Asked("roles", Map.of("heldIn", actor)));
			all.add(new Asked("endorsements", Map.of("endorser", actor)));
			all.add(new Asked("involvements", Map.of("actor", actor)));
			all.add(new Asked("claims", Map.of("about", actor)));
			all.add(new Asked("asks", Map.of("askedOf", "bodiesOf:" + actor)));
			all.add(new Asked("asks", Map.of("askedBy", actor, "answered", "true")));
		}
		Collections.shuffle(all, random);
		return all.subList(0, Math.min(all.size(), LawTries.questions(6, Integer.MAX_VALUE)));
	}

}
