package org.rapport.recording;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InputTests {

	@Test
	void keepsHalfACharacterInItsPlaceToBeRefused() {
		Input input = Input
			.of(Map.of("names", List.of(Map.of("name", "a whole one \ud83d\ude00"), Map.of("name", "\ud800abc"))));
		assertThat(input.unread()).containsOnlyKeys(List.of("names", "1", "name"));
	}

}
