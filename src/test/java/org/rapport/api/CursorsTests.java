package org.rapport.api;

import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.rapport.kernel.Position;
import org.rapport.kernel.SortedText;

import static org.assertj.core.api.Assertions.assertThat;

class CursorsTests {

	@Test
	void holdsTwoOfTheLongestNames() {
		String name = "\uD83E\uDEE0".repeat(500);
		Position position = new Position(List.of(SortedText.of(name), SortedText.of(name)), "org_a org_b");
		String cursor = Cursors.write("engagements", "NAME+", position);
		assertThat(Cursors.read(cursor, "after", "engagements", "NAME+", List.of(SortedText.class, SortedText.class)))
			.isEqualTo(position);
	}

	@Test
	void holdsTheDaysOfElementsWithoutADate() {
		for (LocalDate day : List.of(LocalDate.of(0, 1, 1), LocalDate.of(10_000, 1, 1))) {
			Position position = new Position(List.of(day), "mtg_a");
			assertThat(Cursors.read(Cursors.write("meetings", "DATE-", position), "after", "meetings", "DATE-",
					List.of(LocalDate.class)))
				.isEqualTo(position);
		}
	}

}
