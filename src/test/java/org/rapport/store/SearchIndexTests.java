package org.rapport.store;

import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.commons.text.similarity.DamerauLevenshteinDistance;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.rapport.kernel.Clearance;
import org.rapport.kernel.Visibility;
import org.rapport.kernel.Words;

import static org.assertj.core.api.Assertions.assertThat;

class SearchIndexTests {

	private static final Pattern CLAUSE = Pattern.compile("\\+\\(((?:[^()]|\\([^()]*\\))*)\\)");

	/** A term of a clause, or terms that are all needed. */
	private static final Pattern TERM = Pattern.compile("\\([^()]*\\)|\\S+");

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

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			J. K. Ostrel          | J.K. Ostrel
			T.R. Torwen           | T. R. Torwen
			W.E.B. DuBois         | W E B Du Bois
			G-7                   | G7
			C40                   | C-40
			Abdelaziz Morun       | Abdel-Aziz Morun
			Abdelaz               | Abd el-Aziz
			Abd el-Aziz Morun     | Abdelaziz Morun
			Abdel Aziz            | Abd elaziz
			نیک نام               | نیک‌نام
			internationalpeaceb   | International Peacebuilding
			international peaceb  | Internationalpeacebuilding
			Peace and Bread       | Peace & Bread
			Peace und Bread       | Peace et Bread
			Movement conference   | Movement’s conference
			Movement's conference | Movement conference
			Movements conference  | Movement’s conference
			教育基金会            | 北林大学教育基金会
			会                    | 北林大学教育基金会
			鈴木一郎              | 鈴木　一郎
			鈴木 一郎             | 鈴木一郎
			NHK放送               | 東京NHK 放送
			은행                  | 한국은행
			ไทย                   | คนไทยรักสันติ
			サミッツ                | サミット
			علا الدين حسن         | علاءالدين حسن
			ضياءالدين             | ضياء الدين
			A.B.C.D.E. League     | A. B. C. D. E. League
			U N R W A Alumni      | U.N.R.W.A. Alumni
			UNRWA                 | U. N. R. W. A. Alumni
			ONU                   | Amis de l’ONU
			l onu                 | Amis de l’ONU
			l’ONU                 | Amis de ONU
			Aquil                 | L'Aquila Forum
			Aquilla               | L'Aquila Forum
			""")
	void proposesHoweverLettersAreJoined(String asked, String name) {
		assertThat(proposes(asked, name)).isTrue();
	}

	@Test
	void proposesNoOtherHanNames() {
		assertThat(proposes("鈴木二郎", "鈴木一郎")).isFalse();
		assertThat(proposes("教育基金会", "北林大学")).isFalse();
	}

	@Test
	void asksForFewTermsHoweverLongTheText() {
		String text = "Jewish Labour Movement’s conference: session with the Parents Circle-Families Forum and others, "
				+ "who said internationalisation and peacebuilding and reconciliation".repeat(5);
		assertThat(SearchIndex.question(Words.of(text)).split(" ")).hasSizeLessThan(300);
	}

	@Test
	void holdsFewTermsHoweverManyInitialsANameHas() {
		assertThat(SearchIndex.entry(Words.of("a b c d ".repeat(60))).split(" ")).hasSizeLessThan(50);
		assertThat(SearchIndex.question(Words.of("a b c d e f g h i j k l m n o")).split(" ")).hasSizeLessThan(500);
	}

	@Test
	void holdsANameInOneIndexOnly() {
		Words name = Words.of("pax");
		String entry = String.join(" ", SearchIndex.entry("pax"));
		assertThat(SearchIndex.entries(name, 0, false)).containsExactly(entry, null, null, null, null);
		assertThat(SearchIndex.entries(name, 2, false)).containsExactly(null, null, entry, null, null);
		assertThat(SearchIndex.entries(name, 0, true)).containsExactly(null, null, null, null, entry);
		assertThat(SearchIndex.entries(name, 4, false)).containsOnlyNulls();
		assertThat(SearchIndex.entries(Words.of("…"), 0, false)).containsOnlyNulls();
	}

	@Test
	void asksTheIndexesUpToTheClearanceAndThatOfTheCirclesOnlyForTheirMembers() {
		assertThat(SearchIndex.of(Clearance.PUBLIC)).containsExactly("search_public");
		assertThat(SearchIndex.of(new Clearance(Visibility.RESTRICTED, Set.of(), false)))
			.containsExactly("search_public", "search_network", "search_restricted");
		assertThat(SearchIndex.of(new Clearance(Visibility.NETWORK, Set.of("alpha"), false)))
			.containsExactly("search_public", "search_network", "search_circles");
		assertThat(SearchIndex.of(Clearance.FULL)).containsExactly("search_public", "search_network",
				"search_restricted", "search_confidential", "search_circles");
	}

	/** Whether the index finds a name for a search text. */
	private static boolean proposes(String asked, String name) {
		Set<String> entry = Set.of(SearchIndex.entry(Words.of(name)).split(" "));
		String question = SearchIndex.question(Words.of(asked));
		return CLAUSE.matcher(question).results().allMatch((clause) -> isHeld(clause.group(1), entry))
				&& CLAUSE.matcher(question).replaceAll("").isBlank();
	}

	private static boolean isHeld(String clause, Set<String> entry) {
		return TERM.matcher(clause).results().map(MatchResult::group).anyMatch((term) -> {
			if (term.startsWith("(")) {
				return Stream.of(term.substring(1, term.length() - 1).split(" "))
					.allMatch((needed) -> isHeld(needed.substring(1), entry));
			}
			return term.endsWith("*")
					? entry.stream().anyMatch((held) -> held.startsWith(term.substring(0, term.length() - 1)))
					: entry.contains(term);
		});
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
