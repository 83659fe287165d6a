package org.rapport.graph;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FactMatchTests {

	private static final String MATCH = """
			MATCH (actor:Actor)-[:TOOK_PART]->(f)-[:IN]->(meeting:Meeting)
			WHERE {{f:Participation actor meeting}}""";

	private static final String CARRIED = "f, actor, meeting";

	@Test
	void keepsTheEndsThatAreUsed() {
		String list = MATCH + "\n  RETURN f {.id} AS f, actor {.id} AS actor, meeting {.id} AS meeting";
		assertThat(reduced(MATCH, list)).isEqualTo(list);
	}

	@Test
	void leavesOutAnEndThatIsOnlyAColumnWithoutAValue() {
		assertThat(reduced(MATCH, MATCH + "\n  RETURN f {.id} AS f, null AS actor, meeting {.id} AS meeting"))
			.isEqualTo("""
					MATCH (f)-[:IN]->(meeting:Meeting)
					WHERE {{f:Participation meeting}}
					  RETURN f {.id} AS f, null AS actor, meeting {.id} AS meeting""");
	}

	@Test
	void keepsAnEndThatAnOrderOrAFilterUses() {
		assertThat(reduced(MATCH, MATCH + "\n  AND meeting.lensDay >= $day\n  RETURN f {.id} AS f")).isEqualTo("""
				MATCH (f)-[:IN]->(meeting:Meeting)
				WHERE {{f:Participation meeting}}
				  AND meeting.lensDay >= $day
				  RETURN f {.id} AS f""");
	}

	@Test
	void keepsAnEndThatItsOwnConditionUses() {
		String match = MATCH + " AND coalesce(actor.kind, '') <> 'UNNAMED_GROUP'";
		assertThat(reduced(match, match + "\nRETURN count(*) AS total")).isEqualTo("""
				MATCH (actor:Actor)-[:TOOK_PART]->(f)
				WHERE {{f:Participation actor}} AND coalesce(actor.kind, '') <> 'UNNAMED_GROUP'
				RETURN count(*) AS total""");
	}

	@Test
	void asksOnlyTheFactIfNoEndIsUsed() {
		assertThat(reduced(MATCH, MATCH + "\nRETURN count(*) AS total"))
			.isEqualTo("MATCH (f)\nWHERE {{f}}\nRETURN count(*) AS total");
	}

	@Test
	void handsOnOnlyTheEndsThatItKeeps() {
		assertThat(reduced(MATCH,
				MATCH + "\n  RETURN DISTINCT f, actor, meeting\n  RETURN f {.id} AS f, actor {.id} AS actor"))
			.isEqualTo("""
					MATCH (actor:Actor)-[:TOOK_PART]->(f)
					WHERE {{f:Participation actor}}
					  RETURN DISTINCT f, actor
					  RETURN f {.id} AS f, actor {.id} AS actor""");
	}

	@Test
	void isOnlyForFactsWithTheirEnds() {
		assertThat(FactMatch.of("MATCH (f) WHERE {{f}}")).isNull();
		assertThat(FactMatch.of("MATCH (f)-[:FROM]->(document:Document)\nWHERE {{f}} AND {{document}}")).isNull();
		assertThat(FactMatch.of("""
				MATCH (f)-[:SUPPORTS]->(supported), (f)-[:FROM]->(document:Document)
				WHERE {{f:Citation supported document}}""")).isNotNull();
	}

	private static String reduced(String match, String list) {
		FactMatch fact = FactMatch.of(match);
		assertThat(fact).isNotNull();
		return fact.reduced(list, CARRIED);
	}

}
