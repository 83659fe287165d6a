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

import org.rapport.endorsement.WordingPart.WordingChange;

import static org.assertj.core.api.Assertions.assertThat;

class WordingPartTests {

	@Test
	void tellsWordByWordWhatWasKeptDroppedAndAdded() {
		assertThat(WordingPart.difference("a fund for peace now", "a lasting fund for peace")).containsExactly(
				new WordingPart(WordingChange.KEPT, "a "), new WordingPart(WordingChange.ADDED, "lasting "),
				new WordingPart(WordingChange.KEPT, "fund for "), new WordingPart(WordingChange.DROPPED, "peace now"),
				new WordingPart(WordingChange.ADDED, "peace"));
	}

	@Test
	void tellsThatNothingChanged() {
		assertThat(WordingPart.difference("the same", "the same"))
			.containsExactly(new WordingPart(WordingChange.KEPT, "the same"));
	}

	@Property(tries = 200)
	void losesNoCharacterOfEither(
			@ForAll @StringLength(max = 30) @CharRange(from = 'a', to = 'c') @Chars({ ' ', '\n' }) String asked,
			@ForAll @StringLength(max = 30) @CharRange(from = 'a', to = 'c') @Chars({ ' ', '\n' }) String adopted) {
		List<WordingPart> parts = WordingPart.difference(asked, adopted);
		assertThat(text(parts, Set.of(WordingChange.KEPT, WordingChange.DROPPED))).isEqualTo(asked);
		assertThat(text(parts, Set.of(WordingChange.KEPT, WordingChange.ADDED))).isEqualTo(adopted);
	}

	private static String text(List<WordingPart> parts, Set<WordingChange> changes) {
		return parts.stream()
			.filter((part) -> changes.contains(part.change()))
			.map(WordingPart::text)
			.collect(Collectors.joining());
	}

}
