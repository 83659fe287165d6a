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
	 * Spaces make no difference: a word is the same at the end of a wording and inside.
	 * Dropped words come before the words added in their place. Kept and dropped parts
	 * together are the words that were asked for; kept and added parts are the adopted
	 * words.
	 */
	static List<WordingPart> difference(String asked, String adopted) {
		List<String> before = words(asked);
		List<String> after = words(adopted);
		List<WordingPart> parts = new ArrayList<>();
		int at = 0;
		int then = 0;
		for (AbstractDelta<String> delta : DiffUtils.diff(before, after, WordingPart::isSameWord).getDeltas()) {
			int next = delta.getSource().getPosition();
			add(parts, WordingChange.KEPT, kept(before.subList(at, next), after.subList(then, then + next - at)));
			add(parts, WordingChange.DROPPED, delta.getSource().getLines());
			add(parts, WordingChange.ADDED, delta.getTarget().getLines());
			at = next + delta.getSource().size();
			then = delta.getTarget().getPosition() + delta.getTarget().size();
		}
		add(parts, WordingChange.KEPT, kept(before.subList(at, before.size()), after.subList(then, after.size())));
		return parts;
	}

	private static List<String> words(String text) {
		// Spaces before the first word would count as a word.
		String visible = text.stripLeading();
		return visible.isEmpty() ? List.of() : Arrays.asList(BETWEEN_WORDS.split(visible));
	}

	private static boolean isSameWord(String one, String other) {
		return one.strip().equals(other.strip());
	}

	/**
	 * Kept words, as they were asked for. The last word that was asked for gets the space
	 * that follows it in the adopted wording, so that added words do not stick to it.
	 */
	private static List<String> kept(List<String> asked, List<String> adopted) {
		List<String> kept = new ArrayList<>(asked);
		if (!kept.isEmpty()) {
			int last = kept.size() - 1;
			String word = kept.get(last);
			String same = adopted.get(last);
			if (word.equals(word.stripTrailing())) {
				kept.set(last, word + same.substring(same.stripTrailing().length()));
			}
		}
		return kept;
	}

	private static void add(List<WordingPart> parts, WordingChange change, List<String> words) {
		if (!words.isEmpty()) {
			parts.add(new WordingPart(change, String.join("", words)));
		}
	}

}
