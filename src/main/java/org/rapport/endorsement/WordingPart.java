package org.rapport.endorsement;

import java.util.ArrayList;
import java.util.List;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.util.ULocale;

/**
 * Consecutive words that the adopted wording kept, dropped or added.
 *
 * @param change whether they were kept, dropped or added
 * @param text the words, with the spaces and punctuation between them
 */
public record WordingPart(WordingChange change, String text) {

	/**
	 * Han and Hiragana. A dictionary parts them differently beside other words, so they
	 * are compared one by one.
	 */
	private static final UnicodeSet CHARACTERS = new UnicodeSet("[[:sc=Han:][:sc=Hira:]]").freeze();

	private static final UnicodeSet IN_WORDS = new UnicodeSet("[[:L:][:N:][:M:]]").freeze();

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
	 * The difference between two wordings, word by word, by the algorithm of Myers. Words
	 * end where Unicode Standard Annex 29 says so; in scripts without spaces, they come
	 * from a dictionary, and Han and Hiragana are compared one by one. Punctuation is no
	 * part of a word. Spaces of any length make no difference. Dropped words come before
	 * the words added in their place. Kept and dropped parts together are the wording
	 * that was asked for; kept and added parts are the adopted one.
	 */
	static List<WordingPart> difference(String asked, String adopted) {
		List<String> before = tokens(asked);
		List<String> after = tokens(adopted);
		List<Step> steps = new ArrayList<>();
		int at = 0;
		for (AbstractDelta<String> delta : DiffUtils.diff(before, after, WordingPart::isSame).getDeltas()) {
			int next = delta.getSource().getPosition();
			add(steps, before.subList(at, next), delta.getSource().getLines(), delta.getTarget().getLines());
			at = next + delta.getSource().size();
		}
		List<String> rest = new ArrayList<>(before.subList(at, before.size()));
		for (int i = steps.size() - 1; i >= 0; i--) {
			steps.get(i).takeSpacesBehind((i + 1 < steps.size()) ? steps.get(i + 1).kept : rest);
		}
		List<WordingPart> parts = new ArrayList<>();
		for (Step step : steps) {
			add(parts, WordingChange.KEPT, step.kept);
			add(parts, WordingChange.DROPPED, step.dropped);
			add(parts, WordingChange.ADDED, step.added);
		}
		add(parts, WordingChange.KEPT, rest);
		return parts;
	}

	/** Words that are kept, and what is changed behind them. */
	private static final class Step {

		private final List<String> kept;

		private final List<String> dropped;

		private final List<String> added;

		Step(List<String> kept, List<String> dropped, List<String> added) {
			this.kept = new ArrayList<>(kept);
			this.dropped = new ArrayList<>(dropped);
			this.added = new ArrayList<>(added);
		}

		/**
		 * Lets the changed words end with the space behind them, where they began with
		 * the one before them.
		 * @param next what is kept behind them; empty at the end
		 */
		void takeSpacesBehind(List<String> next) {
			boolean end = next.isEmpty();
			if ((!end && !isSpace(next.get(0))) || !beginsWithSpace(this.dropped) || !beginsWithSpace(this.added)) {
				return;
			}
			this.kept.add((this.dropped.isEmpty() ? this.added : this.dropped).get(0));
			for (List<String> changed : List.of(this.dropped, this.added)) {
				if (!changed.isEmpty()) {
					changed.remove(0);
					if (!end) {
						changed.add(next.get(0));
					}
				}
			}
			if (!end) {
				next.remove(0);
			}
		}

		private static boolean beginsWithSpace(List<String> changed) {
			return changed.isEmpty() || isSpace(changed.get(0));
		}

	}

	/** Punctuation alone between two changes belongs to both of them. */
	private static void add(List<Step> steps, List<String> kept, List<String> dropped, List<String> added) {
		if (steps.isEmpty() || kept.stream().anyMatch(IN_WORDS::containsSome)) {
			steps.add(new Step(kept, dropped, added));
			return;
		}
		Step last = steps.get(steps.size() - 1);
		last.dropped.addAll(kept);
		last.dropped.addAll(dropped);
		last.added.addAll(kept);
		last.added.addAll(added);
	}

	/** The words, the punctuation and the spaces of a text, in their order. */
	private static List<String> tokens(String text) {
		String visible = text.strip();
		List<String> tokens = new ArrayList<>();
		BreakIterator breaks = BreakIterator.getWordInstance(ULocale.ROOT);
		breaks.setText(visible);
		for (int start = breaks.first(),
				end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
			String token = visible.substring(start, end);
			int last = tokens.size() - 1;
			if (isSpace(token) && last >= 0 && isSpace(tokens.get(last))) {
				tokens.set(last, tokens.get(last) + token);
			}
			else if (CHARACTERS.containsSome(token)) {
				token.codePoints().mapToObj(Character::toString).forEach(tokens::add);
			}
			else {
				tokens.add(token);
			}
		}
		return tokens;
	}

	private static boolean isSpace(String token) {
		return token.isBlank();
	}

	private static boolean isSame(String one, String other) {
		return one.equals(other) || (isSpace(one) && isSpace(other));
	}

	private static void add(List<WordingPart> parts, WordingChange change, List<String> words) {
		if (!words.isEmpty()) {
			parts.add(new WordingPart(change, String.join("", words)));
		}
	}

}
