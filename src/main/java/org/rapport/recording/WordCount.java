package org.rapport.recording;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;

/** Counts the words of a text in any script, as Unicode Standard Annex 29 parts them. */
final class WordCount {

	/** Hyphens and apostrophes. */
	private static final String JOINING = "-\u2010\u2011'\u2019";

	private WordCount() {
	}

	/**
	 * The number of words. Words joined by a hyphen or an apostrophe count as one, for
	 * example long-term and G7's. In scripts without spaces, the words come from a
	 * dictionary.
	 */
	static int of(String text) {
		BreakIterator words = BreakIterator.getWordInstance(ULocale.ROOT);
		words.setText(text);
		int count = 0;
		int joinedAt = -1;
		for (int start = words.first(),
				end = words.next(); end != BreakIterator.DONE; start = end, end = words.next()) {
			boolean word = words.getRuleStatus() >= BreakIterator.WORD_NUMBER;
			if (word && start != joinedAt) {
				count++;
			}
			boolean joins = !word && end - start == 1 && JOINING.indexOf(text.charAt(start)) >= 0 && start > 0
					&& Character.isLetterOrDigit(text.codePointBefore(start));
			joinedAt = joins ? end : -1;
		}
		return count;
	}

}
