package org.rapport.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.SortedText;
import org.rapport.kernel.Words;

/**
 * The part of a seal that Cypher cannot compute: how search finds an element, how it
 * sorts by its name, and the gaps of its date.
 *
 * @param words the words of its name; null if it has no name
 * @param sortKey the key by which its name sorts; null if it has no name
 * @param entries its entry in each search index; null where it has none
 * @param gaps the gaps of its date, each by its first and last day; null if it has none
 */
record SealedName(@Nullable String words, @Nullable String sortKey, List<@Nullable String> entries,
		@Nullable List<LocalDate> gaps) {

	/**
	 * Computes it.
	 * @param name the name of the element, or null
	 * @param identifier the identifier, if the element is one
	 * @param visibility the visibility in the seal of the element
	 * @param circled whether its seal has circles
	 * @param date the date of the element, or null
	 */
	static SealedName of(@Nullable String name, @Nullable String identifier, long visibility, boolean circled,
			@Nullable String date) {
		Words words = Words.of((name != null) ? name : "");
		String text = (name != null) ? words.text() : null;
		if (identifier != null) {
			// Search finds identifiers by all their letters, with an index of their own.
			Words letters = Words.of(identifier);
			text = letters.joined(0, letters.words().size());
		}
		return new SealedName(text, (name != null) ? SortedText.of(name).key() : null,
				Arrays.asList(SearchIndex.entries(words, visibility, circled)), gaps(date));
	}

	/** Only a set of days has gaps. */
	private static @Nullable List<LocalDate> gaps(@Nullable String date) {
		List<LocalDate> gaps = new ArrayList<>();
		if (date != null && date.startsWith("[")) {
			ApproximateDate.parse(date).gaps().forEach((gap) -> gaps.addAll(List.of(gap.from(), gap.to())));
		}
		return gaps.isEmpty() ? null : gaps;
	}

	/** Its values by the names of the properties that hold them. */
	Map<String, @Nullable Object> properties() {
		Map<String, @Nullable Object> properties = new HashMap<>();
		properties.put("lensWords", this.words);
		properties.put("lensSortKey", this.sortKey);
		properties.put("lensGaps", this.gaps);
		for (int i = 0; i < this.entries.size(); i++) {
			properties.put(SearchIndex.PROPERTIES.get(i), this.entries.get(i));
		}
		return properties;
	}

}
