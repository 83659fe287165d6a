package org.rapport.store;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.commons.text.similarity.DamerauLevenshteinDistance;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.junit.jupiter.api.Test;

import org.rapport.kernel.Clearance;
import org.rapport.kernel.Visibility;
import org.rapport.kernel.Words;

import static org.assertj.core.api.Assertions.assertThat;

class SearchIndexTests {

	private static final Pattern CLAUSE = Pattern.compile("\\+\\(([^()]*)\\)");

	private final Random random = new Random(20240116);

	@Test
	void proposesEveryWordWithinTheErrorsThatAreForgiven() {
		for (int i = 0; i < 20_000; i++) {
			String word = word(3 + this.random.nextInt(14));
			String asked = word;
			int errors = this.random.nextInt(3);
			for (int error = 0; error < errors; error++) {
				asked = withError(asked);
			}
			if (isLike(asked, word)) {
				assertThat(proposes(asked, word)).as(asked + " for " + word).isTrue();
			}
		}
	}

	@Test
	void proposesWhatBeginsWithTheLastWord() {
		assertThat(proposes("parents cir", "Parents Circle")).isTrue();
		assertThat(proposes("par circle", "Parents Circle")).isFalse();
		assertThat(proposes("circle parents", "Parents Circle")).isTrue();
	}

	@Test
	void doesNotProposeWhatHasNothingInCommon() {
		assertThat(proposes("amber", "Cedar")).isFalse();
		assertThat(proposes("2024", "2023")).isFalse();
		assertThat(proposes("pax", "pux")).isFalse();
	}

	@Test
	void asksForFewTermsHoweverLongTheText() {
		String text = "Jewish Labour Movement’s conference: session with the Parents Circle-Families Forum and others, "
				+ "who said internationalisation and peacebuilding and reconciliation".repeat(5);
		assertThat(SearchIndex.question(Words.of(text)).split(" ")).hasSizeLessThan(300);
	}

	@Test
	void holdsANameForThoseWhoMaySeeItAlone() {
		Words name = Words.of("pax");
		String entry = String.join(" ", SearchIndex.entry("pax"));
		assertThat(SearchIndex.entries(name, 0, false)).containsExactly(entry, entry, entry, entry, null);
		assertThat(SearchIndex.entries(name, 2, false)).containsExactly(null, null, entry, entry, null);
		assertThat(SearchIndex.entries(name, 0, true)).containsExactly(null, null, null, null, entry);
		assertThat(SearchIndex.entries(name, 4, false)).containsOnlyNulls();
		assertThat(SearchIndex.entries(Words.of("…"), 0, false)).containsOnlyNulls();
	}

	@Test
	void asksTheIndexOfTheClearanceAndThatOfTheCirclesOnlyForTheirMembers() {
		assertThat(SearchIndex.of(Clearance.PUBLIC)).containsExactly("search_public");
		assertThat(SearchIndex.of(new Clearance(Visibility.RESTRICTED, Set.of(), false)))
			.containsExactly("search_restricted");
		assertThat(SearchIndex.of(new Clearance(Visibility.NETWORK, Set.of("alpha"), false)))
			.containsExactly("search_network", "search_circles");
		assertThat(SearchIndex.of(Clearance.FULL)).containsExactly("search_confidential", "search_circles");
	}

	/** Whether the index finds a name for a search text. */
	private static boolean proposes(String asked, String name) {
		Set<String> entry = new HashSet<>();
		Words.of(name).words().forEach((word) -> entry.addAll(SearchIndex.entry(word)));
		Matcher clauses = CLAUSE.matcher(SearchIndex.question(Words.of(asked)));
		boolean all = true;
		while (clauses.find()) {
			all &= List.of(clauses.group(1).split(" ")).stream().anyMatch(holds(entry));
		}
		return all;
	}

	private static Predicate<String> holds(Set<String> entry) {
		return (term) -> term.endsWith("*")
				? entry.stream().anyMatch((held) -> held.startsWith(term.substring(0, term.length() - 1)))
				: !Collections.disjoint(entry, Set.of(term));
	}

	private static boolean isLike(String asked, String word) {
		return switch (Words.typosIn(asked)) {
			case 0 -> false;
			case 1 -> new DamerauLevenshteinDistance(1).apply(asked, word) >= 0;
			default -> new LevenshteinDistance(2).apply(asked, word) >= 0;
		};
	}

	private String word(int length) {
		StringBuilder word = new StringBuilder();
		for (int i = 0; i < length; i++) {
			word.append(letter());
		}
		return word.toString();
	}

	private char letter() {
		return (char) ('a' + this.random.nextInt(4));
	}

	private String withError(String word) {
		int at = this.random.nextInt(word.length());
		String before = word.substring(0, at);
		return switch (this.random.nextInt(4)) {
			case 0 -> before + word.substring(at + 1);
			case 1 -> before + letter() + word.substring(at);
			case 2 -> before + letter() + word.substring(at + 1);
			default -> (at + 1 < word.length())
					? before + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2) : word + letter();
		};
	}

}
