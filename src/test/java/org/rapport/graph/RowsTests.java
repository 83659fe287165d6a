package org.rapport.graph;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Values;
import org.neo4j.driver.exceptions.TransientException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RowsTests {

	private static final Map<String, Object> NODE = Map.of("id", "per_a", "visibility", 0, "recordedAt",
			ZonedDateTime.of(2026, 1, 2, 3, 4, 5, 0, ZoneOffset.UTC), "recordedBy", "curator", "version", 1, "name",
			"A");

	@Test
	void readsWhatEveryElementHas() {
		assertThat(Rows.entry(Values.value(NODE)).id()).isEqualTo("per_a");
		assertThat(Rows.required(Values.value(NODE), "name")).isEqualTo("A");
	}

	@ParameterizedTest
	@ValueSource(strings = { "id", "visibility", "recordedAt", "recordedBy", "version" })
	void triesAgainIfANodeWasDeletedWhileItWasRead(String missing) {
		Map<String, Object> node = new HashMap<>(NODE);
		node.remove(missing);
		assertThatExceptionOfType(TransientException.class).isThrownBy(() -> Rows.entry(Values.value(node)))
			.withMessageContaining(missing)
			.satisfies((failure) -> assertThat(DatabaseFailure.of(failure)).isEqualTo(DatabaseFailure.PASSING));
	}

	@Test
	void triesAgainIfATextIsMissingThatEveryNodeHas() {
		assertThatExceptionOfType(TransientException.class)
			.isThrownBy(() -> Rows.required(Values.value(Map.of("id", "per_a")), "name"));
	}

}
