package org.rapport.endorsement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;

/**
 * A run of words that the adopted wording has kept, dropped or added.
 *
 * @param change what became of it
 * @param text the words, with the spaces between them
 */
public record WordingPart(WordingChange change, String text) {

	private static final Pattern BETWEEN_WORDS = Pattern.compile("(?<=\\s)(?=\\S)");

	/** What became of words that were asked for. */
	public enum WordingChange {

		/** They were adopted as they were asked for. */
		KEPT,
		/** They were asked for and not adopted. */
		DROPPED,
		/** They were adopted without having been asked for. */
		ADDED

	}

	/**
	 * How an adopted wording differs from the asked one, word by word, by the difference
	 * of Myers; what was dropped comes before what was added in its place. All that is
	 * kept and dropped is the asked wording, all that is kept and added the adopted one.
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
