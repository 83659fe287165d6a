package org.rapport.graph;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Values;

import org.rapport.kernel.Certainty;
import org.rapport.kernel.Clearance;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Visibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StatementTests {

	@Test
	void declaresTheTypesOfItsParameters() {
		Statement statement = Statement.of("test.types",
				"UNWIND $ids::LIST<STRING> AS id RETURN id, $name, $ids[0], $limit::INTEGER AS most");
		assertThat(statement.text()).isEqualTo("UNWIND $ids AS id RETURN id, $name, $ids[0], $limit AS most");
		assertThat(statement.accepts(Map.of("ids", List.of("a"), "name", "b", "limit", 1))).isTrue();
		assertThat(statement.accepts(Map.of("ids", "a"))).isFalse();
		assertThat(statement.accepts(Map.of("limit", "1"))).isFalse();
		assertThat(statement.accepts(Map.of("name", 1))).isFalse();
		assertThat(statement.samples()).containsOnlyKeys("ids", "name", "limit");
	}

	@ParameterizedTest
	@ValueSource(strings = { "RETURN $a::INTEGER, $a::STRING", "RETURN $a::NUMBER" })
	void refusesTypesThatContradictAndThatDoNotExist(String template) {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> Statement.of("test.wrong", template));
	}

	@Test
	void findsAVariableThatNoMarkNames() {
		assertThat(Statement.escaping("MATCH (a:Actor)-[:HAS]->(b:Membership) WHERE {{a}} RETURN a, b"))
			.containsExactly("b");
	}

	@Test
	void findsAVariableWithoutALabel() {
		assertThat(Statement.escaping("MATCH (a:Actor)-[:HAS]->(b) WHERE {{a}} RETURN a, b")).containsExactly("b");
		assertThat(Statement.escaping("MATCH (a) RETURN a")).containsExactly("a");
	}

	@Test
	void findsANodeThatOnlyItsPropertiesSay() {
		assertThat(Statement.escaping("MATCH (a {id: $id}) RETURN a")).containsExactly("a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "MATCH (a:Actor)-[:HAS]->() WHERE {{a}} RETURN a",
			"MATCH (a:Actor)-[:HAS]->(:Membership) WHERE {{a}} RETURN a",
			"MATCH (a:Actor)-[:HAS]->({id: $id}) WHERE {{a}} RETURN a" })
	void findsANodeWithoutAName(String template) {
		assertThat(Statement.escaping(template)).singleElement().asString().startsWith("a nameless node");
	}

	@Test
	void findsANodeInsideAQuantifiedPath() {
		assertThat(Statement.escaping("""
				MATCH (a:Actor) ((low:Actor)<-[:IN]-(via:Membership) WHERE {{low}}){0,8} (b:Actor)
				WHERE {{a}} AND {{b}} RETURN b""")).containsExactly("via");
	}

	@Test
	void findsANodeInsideASubquery() {
		assertThat(Statement
			.escaping("MATCH (a:Actor) WHERE {{a}} AND EXISTS { (a)-[:HAS]->(hidden:Membership) } RETURN a"))
			.containsExactly("hidden");
		assertThat(Statement
			.escaping("MATCH (a:Actor) WHERE {{a}} RETURN COLLECT { MATCH (a)-[:HAS]->(hidden) RETURN hidden.id }"))
			.containsExactly("hidden");
	}

	@Test
	void takesAMarkOfADateForNoMarkOfItsNode() {
		assertThat(Statement.escaping("MATCH (e:Endorsement) WHERE {{begun e.withdrawn}} RETURN e"))
			.containsExactly("e");
	}

	@Test
	void coversTheEndsThatAMarkNames() {
		assertThat(Statement.escaping("MATCH (a:Actor)-[:HAS]->(f)-[:IN]->(t:Record) WHERE {{f a t}} RETURN f"))
			.containsExactly("the mark of f names ends, but no kind");
		assertThat(Statement
			.escaping("MATCH (a:Actor)-[:HAS]->(f:Membership)-[:IN]->(t:Record) WHERE {{f:Membership a t}} RETURN f"))
			.isEmpty();
		assertThat(Statement.escaping("""
				MATCH (t:Record)<-[:IN]-(f:Fact {id: $id})<-[:HAS|TOOK_PART]-(a:Actor)
				WHERE {{f:Fact a t}} RETURN f""")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			textBlock = """
					(a:Actor)-[:HAS]->(f)-[:IN]->(t:Record)            ; {{f:Membership a t}} ; nothing says that f is a Membership
					(a:Actor)-[:HAS]->(f:Involvement)-[:IN]->(t)       ; {{f:Membership a t}} ; nothing says that f is a Membership
					(a:Actor)-[:HAS]->(f:Membership)-[:IN]->(t:Record) ; {{f:Seat a t}}       ; there is no kind Seat
					(a:Actor)<-[:HAS]-(f:Membership)-[:IN]->(t:Record) ; {{f:Membership a t}} ; Membership can be shown without a
					(a:Actor)-[:HAS]->(f:Membership), (t:Record)       ; {{f:Membership a t}} ; Membership can be shown without t
					(a:Actor)-[:GAVE]->(f:Endorsement)-[:VOICED_IN]->(t:Record) ; {{f:Endorsement a t}} ; Endorsement can be shown without t
					(a:Actor)-[:GAVE]->(f:Endorsement)-[:OF|VOICED_IN]->(t:Record) ; {{f:Endorsement a t}} ; Endorsement can be shown without t
					(a:Actor)-[:HAS]->(f:Fact)-[:ABOUT]->(t:Meeting)-[:ABOUT]->(o:Topic) ; {{f:Fact a t o}} ; Fact can be shown without o
					""")
	void refusesAMarkWhoseEndsTheLensMayHide(String pattern, String mark, String fault) {
		assertThat(Statement.escaping("MATCH " + pattern + " WHERE " + mark + " RETURN f")).contains(fault);
	}

	@Test
	void takesNoFunctionAndNoCallForANode() {
		assertThat(Statement.escaping("""
				MATCH (a:Actor) WHERE {{a}}
				CALL (a) { RETURN size(a.name) AS size }
				RETURN coalesce(a.name, '') AS name, count(a) AS all""")).isEmpty();
	}

	@Test
	void refusesToMakeKnownWhatEscapes() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> Statement.of("test.escaping", "MATCH (a:Actor) RETURN a"))
			.withMessageContaining("test.escaping")
			.withMessageContaining("[a]");
		assertThat(Statement.catalogue()).extracting(Statement::name).doesNotContain("test.escaping");
	}

	@Test
	void readsEveryLensWithParametersOfTheSameTypes() {
		Lens all = Lens.of(Clearance.FULL);
		assertThat(Stream
			.of(all, all.asOf(LocalDate.of(2024, 1, 1), Certainty.CERTAIN),
					Lens.of(new Clearance(Visibility.NETWORK, Set.of("circle"), false)))
			.map((lens) -> types(Graph.bound(Map.of(), LensCypher.parameters(lens))))
			.distinct()).containsExactly(types(Graph.bound(Map.of(), LensCypher.NOTHING)));
	}

	private static Map<String, String> types(Map<String, Object> parameters) {
		Map<String, String> types = new TreeMap<>();
		parameters.forEach((name, value) -> types.put(name,
				Values.value(value).type().name() + ((value instanceof List<?> list) ? list.get(0).getClass() : "")));
		return types;
	}

}
