package org.rapport.endorsement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;

/**
 * Consecutive words that the adopted wording kept, dropped or added.
 *
 * @param change whether they were kept, dropped or added
 * @param text the words, with the spaces between them
 */
public record WordingPart(WordingChange change, String text) {

	private static final Pattern BETWEEN_WORDS = Pattern.compile("(?<=\\s)(?=\\S)");

	/** The kinds of change. */
	public enum WordingChange {

		/** The words were asked for and adopted. */
		KEPT,
		/** The words were asked for but not adopted. */
		DROPPED,
		/** The words were adopted but not asked for. */
		ADDED

	}

	/**
	 * The difference between two wordings, word by word, by the algorithm of Myers.
	 * Dropped words come before the words added in their place. Kept and dropped parts
	 * together are the asked wording; kept and added parts are the adopted one.
	 */
	static List<WordingPart> difference(String asked, String adopted) {
		List<String> before = words(asked);
		List<String> after = words(adopted);
		List<WordingPart> parts = new ArrayList<>();
		int at = 0;
		for (AbstractDelta<String> delta : DiffUtils.diff(before, after).getDeltas()) {
			add(parts, WordingChange.KEPT, before.subList(at, delta.getSource().getPosition()));
			add(parts, WordingChange.DROPPED, delta.getSource().getLines());
			add(parts, WordingChange.ADDED, delta.getTarget().getLines());
			at = delta.getSource().getPosition() + delta.getSource().size();
		}
		add(parts, WordingChange.KEPT, before.subList(at, before.size()));
		return parts;
	}

	private static List<String> words(String text) {
		return Arrays.asList(BETWEEN_WORDS.split(text));
	}

	private static void add(List<WordingPart> parts, WordingChange change, List<String> words) {
		if (!words.isEmpty()) {
			parts.add(new WordingPart(change, String.join("", words)));
		}
	}

}
