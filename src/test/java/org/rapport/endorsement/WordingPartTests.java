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
				new WordingPart(WordingChange.KEPT, "fund for peace "), new WordingPart(WordingChange.DROPPED, "now"));
	}

	@Test
	void keepsAWordThatEndsOneWordingAndNotTheOther() {
		assertThat(WordingPart.difference("closely coordinate and institutionalize our support",
				"closely coordinate and institutionalize"))
			.containsExactly(new WordingPart(WordingChange.KEPT, "closely coordinate and institutionalize "),
					new WordingPart(WordingChange.DROPPED, "our support"));
		assertThat(WordingPart.difference("a fund", "a fund for peace")).containsExactly(
				new WordingPart(WordingChange.KEPT, "a fund "), new WordingPart(WordingChange.ADDED, "for peace"));
	}

	@Test
	void takesNoOtherSpacesForAnotherWording() {
		assertThat(WordingPart.difference(" a fund\nfor  peace", "a fund for peace ")).extracting(WordingPart::change)
			.containsExactly(WordingChange.KEPT);
	}

	@Test
	void comparesHanCharacterByCharacterAndOtherScriptsWithoutSpacesByWord() {
		assertThat(WordingPart.difference("支持和平建设", "支持建设")).containsExactly(new WordingPart(WordingChange.KEPT, "支持"),
				new WordingPart(WordingChange.DROPPED, "和平"), new WordingPart(WordingChange.KEPT, "建设"));
		assertThat(WordingPart.difference("平和サミットを支持する", "平和を支持する")).containsExactly(
				new WordingPart(WordingChange.KEPT, "平和"), new WordingPart(WordingChange.DROPPED, "サミット"),
				new WordingPart(WordingChange.KEPT, "を支持する"));
		assertThat(WordingPart.difference("สนับสนุนสันติภาพ", "สันติภาพ")).containsExactly(
				new WordingPart(WordingChange.DROPPED, "สนับสนุน"), new WordingPart(WordingChange.KEPT, "สันติภาพ"));
	}

	@Test
	void takesPunctuationForNoPartOfAWord() {
		assertThat(WordingPart.difference("our support", "our support.")).containsExactly(
				new WordingPart(WordingChange.KEPT, "our support"), new WordingPart(WordingChange.ADDED, "."));
		assertThat(WordingPart.difference("aid, and funds", "aid and funds")).containsExactly(
				new WordingPart(WordingChange.KEPT, "aid"), new WordingPart(WordingChange.DROPPED, ","),
				new WordingPart(WordingChange.KEPT, " and funds"));
		assertThat(WordingPart.difference("a long-term fund", "a short-term fund")).containsExactly(
				new WordingPart(WordingChange.KEPT, "a "), new WordingPart(WordingChange.DROPPED, "long"),
				new WordingPart(WordingChange.ADDED, "short"), new WordingPart(WordingChange.KEPT, "-term fund"));
		assertThat(WordingPart.difference("peace, now", "justice, soon")).containsExactly(
				new WordingPart(WordingChange.DROPPED, "peace, now"),
				new WordingPart(WordingChange.ADDED, "justice, soon"));
		assertThat(WordingPart.difference("the G7’s policy", "the G7 policy")).extracting(WordingPart::text)
			.containsExactly("the G7", "’s", " policy");
	}

	@Test
	void tellsThatNothingChanged() {
		assertThat(WordingPart.difference("the same", "the same"))
			.containsExactly(new WordingPart(WordingChange.KEPT, "the same"));
	}

	@Property(tries = 200)
	void losesNoWordOfEither(
			@ForAll @StringLength(max = 30) @CharRange(from = 'a',
					to = 'c') @Chars({ ' ', '\n', ',', '.', '-', '\u4E00' }) String asked,
			@ForAll @StringLength(max = 30) @CharRange(from = 'a',
					to = 'c') @Chars({ ' ', '\n', ',', '.', '-', '\u4E00' }) String adopted) {
		List<WordingPart> parts = WordingPart.difference(asked, adopted);
		assertThat(text(parts, Set.of(WordingChange.KEPT, WordingChange.DROPPED)))
			.isEqualToNormalizingWhitespace(asked);
		assertThat(text(parts, Set.of(WordingChange.KEPT, WordingChange.ADDED)))
			.isEqualToNormalizingWhitespace(adopted);
	}

	private static String text(List<WordingPart> parts, Set<WordingChange> changes) {
		return parts.stream()
			.filter((part) -> changes.contains(part.change()))
			.map(WordingPart::text)
			.collect(Collectors.joining());
	}

}
