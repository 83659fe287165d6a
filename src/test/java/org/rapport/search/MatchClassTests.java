package org.rapport.search;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.rapport.kernel.Words;

import static org.assertj.core.api.Assertions.assertThat;

class MatchClassTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			parents circle families forum  | EXACT
			PARENTS’ Circle–Families Forum | EXACT
			p                              | PREFIX
			parents                        | PREFIX
			parents cir                    | PREFIX
			parents circle fam             | PREFIX
			circle                         | WORDS
			forum parents                  | WORDS
			forum par                      | WORDS
			forum families fam             | WORDS
			parnts circle                  | TYPO
			parents cirlce                 | TYPO
			families forumm                | TYPO
			famlies frum                   | TYPO
			arents circlee forumx          | TYPO
			par forum                      | -
			fmailise                       | -
			fam cirklel                    | -
			forum 2024                     | -
			peace                          | -
			""")
	void tellsHowWellANameAnswers(String asked, MatchClass expected) {
		assertThat(MatchClass.of(Words.of(asked), Words.of("Parents Circle-Families Forum"))).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '~', textBlock = """
			مُحَمَّد أحمد | محمد احمد    | EXACT
			محمد        | محمد أحمد    | PREFIX
			احم         | محمد أحمد    | WORDS
			محود        | محمد أحمد    | TYPO
			احمد        | محمود        | -
			שלום        | שָׁלוֹם עכשיו | PREFIX
			עכשו        | שלום עכשיו   | TYPO
			شلاوم       | شالوم        | TYPO
			צה"ל        | צה״ל         | EXACT
			taayush     | Ta’ayush     | EXACT
			lodz        | Łódź         | EXACT
			""")
	void readsEveryScript(String asked, String name, MatchClass expected) {
		assertThat(MatchClass.of(Words.of(asked), Words.of(name))).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", textBlock = """
			pax,        pux,        -
			peac,       peace,      PREFIX
			pece,       peace,      TYPO
			peaec,      peace,      TYPO
			paece,      peace,      TYPO
			pxxce,      peace,      -
			tolerance,  tolrance,   TYPO
			tolerance,  tolranc,    TYPO
			tolerance,  tolrnc,     -
			tolerance,  tolreance,  TYPO
			2023,       2024,       -
			""")
	void forgivesOneErrorFromFourLettersOnAndTwoFromEight(String asked, String name, MatchClass expected) {
		assertThat(MatchClass.of(Words.of(asked), Words.of(name))).isEqualTo(expected);
	}

}
