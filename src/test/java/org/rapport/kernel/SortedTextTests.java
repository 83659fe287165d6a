package org.rapport.kernel;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import com.ibm.icu.text.Collator;
import com.ibm.icu.util.ULocale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SortedTextTests {

	/** In the order in which people sort. */
	private static final List<String> NAMES = List.of("_ Circle", "7 Days", "A Order", "\uFF21 Order", "abc", "Abc",
			"ABC", "\u00c1bc", "Abc Forum", "Eclair", "\u00c9clair", "Eclairs", "Zed", "\u0416", "\u05d0\u05d1",
			"\u0645\u062d\u0645\u062f", "\uD801\uDC00 Order", "\u738b");

	@Test
	void sortsNamesAsPeopleDo() {
		List<String> shuffled = new ArrayList<>(NAMES);
		Collections.shuffle(shuffled, new Random(7));
		assertThat(shuffled.stream().map(SortedText::of).sorted().map(SortedText::toString))
			.containsExactlyElementsOf(NAMES);
	}

	@Test
	void sortsSpellingsThatPeopleDoNotTellApartByCodePoints() {
		String composed = "\u00c5ngstr\u00f6m";
		String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
		assertThat(SortedText.of(decomposed)).isLessThan(SortedText.of(composed));
		assertThat(SortedText.of(decomposed)).isNotEqualTo(SortedText.of(composed));
	}

	@Property
	void sortsByTheRootCollationAndThenByCodePoints(@ForAll @StringLength(max = 12) String one,
			@ForAll @StringLength(max = 12) String other) {
		Collator collator = Collator.getInstance(ULocale.ROOT);
		collator.setDecomposition(Collator.CANONICAL_DECOMPOSITION);
		int expected = collator.compare(one, other);
		if (expected == 0) {
			expected = Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());
		}
		assertThat(Integer.signum(SortedText.of(one).compareTo(SortedText.of(other))))
			.isEqualTo(Integer.signum(expected));
	}

	@Test
	void hasAKeyThatFitsIntoAnIndex() {
		assertThat(SortedText.of("\u738b".repeat(500)).key()).hasSizeLessThanOrEqualTo(6000).matches("[-\\w]+");
		assertThat(SortedText.of("A\u0301\uD83E\uDEE0".repeat(160)).key()).hasSizeLessThanOrEqualTo(6000);
	}

	@Test
	void comparesTheFirst500Characters() {
		String long500 = "\uD83E\uDEE0".repeat(500);
		assertThat(SortedText.of(long500 + "b")).isEqualByComparingTo(SortedText.of(long500 + "a"));
		assertThat(SortedText.of(long500 + "b")).hasToString(long500);
	}

}
