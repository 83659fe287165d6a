package org.rapport.recording;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;

import static org.assertj.core.api.Assertions.assertThat;

class SlugsTests {

	@Test
	void startWithTheNameInLatinLetters() {
		String slug = Slugs.of("org_abcdefghijklmnopqrst",
				(property) -> property.equals("name") ? "Дом’s  Friends!" : null);
		assertThat(slug).isEqualTo("doms-friends-klmnopqrst");
	}

	@Test
	void differForVeryManyRecordsOfOneName() {
		assertThat(IntStream.range(0, 100_000)
			.mapToObj((i) -> Slugs.of(Ids.derive(Kind.MEETING, "meetings", "m/" + i), (property) -> null)))
			.doesNotHaveDuplicates();
	}

}
