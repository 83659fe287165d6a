package org.rapport.endorsement;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

import org.rapport.endorsement.WordingPart.Change;

import static org.assertj.core.api.Assertions.assertThat;

class WordingPartTests {

	@Test
	void tellsWordByWordWhatWasKeptDroppedAndAdded() {
		assertThat(WordingPart.difference("a fund for peace now", "a lasting fund for peace")).containsExactly(
				new WordingPart(Change.KEPT, "a "), new WordingPart(Change.ADDED, "lasting "),
				new WordingPart(Change.KEPT, "fund for "), new WordingPart(Change.DROPPED, "peace now"),
				new WordingPart(Change.ADDED, "peace"));
	}

	@Test
	void tellsThatNothingChanged() {
		assertThat(WordingPart.difference("the same", "the same"))
			.containsExactly(new WordingPart(Change.KEPT, "the same"));
	}

	@Property(tries = 200)
	void losesNoCharacterOfEither(
			@ForAll @StringLength(max = 30) @CharRange(from = 'a', to = 'c') @Chars({ ' ', '\n' }) String asked,
			@ForAll @StringLength(max = 30) @CharRange(from = 'a', to = 'c') @Chars({ ' ', '\n' }) String adopted) {
		List<WordingPart> parts = WordingPart.difference(asked, adopted);
		assertThat(text(parts, Set.of(Change.KEPT, Change.DROPPED))).isEqualTo(asked);
		assertThat(text(parts, Set.of(Change.KEPT, Change.ADDED))).isEqualTo(adopted);
	}

	private static String text(List<WordingPart> parts, Set<Change> changes) {
		return parts.stream()
			.filter((part) -> changes.contains(part.change()))
			.map(WordingPart::text)
			.collect(Collectors.joining());
	}

}
