package org.rapport.recording;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.rapport.kernel.ApproximateDate;

import static org.assertj.core.api.Assertions.assertThat;

class InputTests {

	@Test
	void recordsTheCleanTextOfADate() {
		Input input = Input.of(Map.of("date", ApproximateDate.parseSent("\uFEFF2024-01-16")));
		assertThat(input.text("date")).isEqualTo("2024-01-16");
	}

	@Test
	void keepsHalfACharacterInItsPlaceToBeRefused() {
		Input input = Input
			.of(Map.of("names", List.of(Map.of("name", "a whole one \ud83d\ude00"), Map.of("name", "\ud800abc"))));
		assertThat(input.unread()).containsOnlyKeys(List.of("names", "1", "name"));
	}

}
