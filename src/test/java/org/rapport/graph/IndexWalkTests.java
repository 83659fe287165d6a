package org.rapport.graph;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.rapport.graph.IndexWalk.Branch;
import org.rapport.graph.Reading.Key;
import org.rapport.graph.Reading.Order;
import org.rapport.kernel.Element;

import static org.assertj.core.api.Assertions.assertThat;

class IndexWalkTests {

	/** These lists are never read. The tests look only at their statements. */
	@BeforeAll
	static void makeStatementsKnown() {
		Reading<Element> shape = new Reading<>("MATCH (f) WHERE {{f}}", "f", (row) -> {
			throw new IllegalStateException("Nothing is read here");
		}, List.of(Order.ascending("NAME", Key.text("f.name")), Order.descending("DATE", Key.undatedLast("f.day"))));
		shape.listing(
				new Graph(null, null, null,
						new ReadingProperties(Duration.ofSeconds(1), false, ReadingProperties.Whole.NEVER)),
				"test.walks", "MATCH (f:Thing)",
				Map.of("kind", "f.kind = $kind", "near", "EXISTS { (f)-[:NEAR]->(x:Record) WHERE {{x}} }"),
				List.of(IndexWalk.filtered("DATE", "near",
						Branch.through("(f:Thing)-[t:NEAR]->(x:Record)", "t:NEAR", "t.lensToId = $near AND {{x}}", "",
								List.of("t.lensToId"), List.of("t.lensDay"), "t.lensFromId")),
						IndexWalk.filtered("NAME", "kind", Branch.of("Thing", "kind")),
						IndexWalk.all("NAME", Branch.of("Thing")), IndexWalk.all("DATE", Branch.of("Thing").dated(),
								Branch.facts("Thing", "f.old = true", List.of("f.old"), List.of(), ""))));
	}

	private static String text(String variant) {
		return Statement.catalogue()
			.stream()
			.filter((statement) -> statement.name().equals("test.walks/" + variant))
			.findFirst()
			.orElseThrow()
			.text();
	}

	@Test
	void prescribesTheIndexThatEndsInTheOrderAndTheId() {
		assertThat(text("NAME")).contains("USING INDEX f:Thing(name, id)",
				"WHERE f.name IS NOT NULL AND f.id IS NOT NULL", "ORDER BY k0, rowId LIMIT $limit");
	}

	@Test
	void beginsTheOrderWithWhatTheFilterMakesEqual() {
		assertThat(text("NAME+kind")).contains("USING INDEX f:Thing(kind, name, id)", "f.kind = $kind",
				"f.kind AS e0, f.name AS k0, f.id AS rowId", "ORDER BY e0, k0, rowId");
	}

	@Test
	void readsByWhatSelectsEvenIfTheOrderIsAnother() {
		assertThat(text("NAME+near"))
			.contains("USING INDEX t:NEAR(lensToId, lensDay, lensFromId)", "RETURN DISTINCT f",
					"WITH *, f.name AS k0, f.id AS rowId")
			.doesNotContain("EXISTS");
	}

	@Test
	void readsEachOfSeveralBranchesAsFarAsThePageAndMergesThem() {
		assertThat(text("DATE").split("LIMIT \\$limit", -1)).hasSize(5);
		assertThat(text("DATE")).contains("UNION");
	}

	@Test
	void readsRowsWithoutADayOnTheirOwnIfTheyComeLast() {
		assertThat(text("DATE")).contains("f.old = true AND f.day >= date('0001-01-01')",
				"f.old = true AND f.day = date('0000-01-01')", "date('+10000-01-01') AS k0", "ORDER BY e0, e1, rowId");
	}

	@Test
	void countsByWhatSelects() {
		assertThat(text("count")).contains("MATCH (f:Thing)\nMATCH (f)").doesNotContain("INDEX");
	}

}
