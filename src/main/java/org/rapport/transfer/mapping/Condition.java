package org.rapport.transfer.mapping;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/** A condition on the cells of a row: what it says of each column must hold. */
final class Condition {

	private final Map<String, Test> tests;

	private Condition(Map<String, Test> tests) {
		this.tests = tests;
	}

	/**
	 * A test of a cell. Texts are compared without case.
	 *
	 * @param is the texts that the cell may have, or null
	 * @param not the texts that it may not have
	 * @param blank whether it must be blank or must not, or null
	 * @param matches what the whole cell must match, in the syntax of RE2, which takes
	 * linear time for any pattern; or null
	 */
	record Test(@Nullable Set<String> is, Set<String> not, @Nullable Boolean blank, @Nullable Pattern matches) {

		Test {
			is = (is != null) ? folded(is) : null;
			not = folded(not);
		}

		private static Set<String> folded(Set<String> texts) {
			return texts.stream().map((text) -> text.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
		}

		boolean holds(@Nullable String cell) {
			if (this.blank != null && this.blank != (cell == null)) {
				return false;
			}
			String text = (cell != null) ? cell.toLowerCase(Locale.ROOT) : null;
			return (this.is == null || (text != null && this.is.contains(text)))
					&& (text == null || !this.not.contains(text))
					&& (this.matches == null || (cell != null && this.matches.matcher(cell).matches()));
		}

	}

	static Condition of(Map<String, Test> tests) {
		return new Condition(new LinkedHashMap<>(tests));
	}

	/** The columns that it tests. */
	Set<String> columns() {
		return this.tests.keySet();
	}

	/**
	 * Whether it holds for a row.
	 * @param cells gives the text of a column, null for a blank one
	 */
	boolean holds(Function<String, @Nullable String> cells) {
		return this.tests.entrySet().stream().allMatch((test) -> test.getValue().holds(cells.apply(test.getKey())));
	}

}
