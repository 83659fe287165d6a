package org.rapport.search;

import org.junit.jupiter.api.Test;
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

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '~', textBlock = """
			J. K. Ostrel           | J.K. Ostrel            | EXACT
			JK Ostrel              | J. K. Ostrel           | EXACT
			K Ostrel               | J. K. Ostrel           | WORDS
			G-7                    | G7                     | EXACT
			C 40                   | C40 Cities             | PREFIX
			Abdelaziz              | Abdel-Aziz Morun       | PREFIX
			Abdel Azi              | Abdelaziz Morun        | PREFIX
			Morun Abd el Aziz      | Abdelaziz Morun        | WORDS
			Abdelazi               | Morun Abd el-Aziz      | WORDS
			Abdelaziz Moorun       | Abdel-Aziz Morun       | TYPO
			نیک نام                | نیک‌نام                | EXACT
			Abdel                  | Ab del Karim           | PREFIX
			Karimabdel             | Abdel Karim            | -
			Peace and Bread        | Peace & Bread          | EXACT
			Brot und Frieden       | Brot + Frieden         | EXACT
			Pan y Paz              | Pan e Paz              | EXACT
			Pain et                | Pain et Paix           | PREFIX
			Peace Bread            | Peace & Bread          | WORDS
			Vitamin E              | Vitamin E Foundation   | PREFIX
			Vitamin Y              | Vitamin E Foundation   | -
			Ras al-Varim           | Ra's al-Varim Trust    | PREFIX
			Ra's al-Morim          | Raʾs al-Morim Trust    | PREFIX
			Pax conference         | Pax’s conference       | EXACT
			Pax's office           | Pax office             | EXACT
			علا الورد              | علاء الورد             | EXACT
			教育基金会             | 北林大学教育基金会     | WORDS
			北林大学               | 北林大学教育基金会     | PREFIX
			大学 基金会            | 北林大学教育基金会     | WORDS
			鈴木一郎               | 鈴木　一郎             | EXACT
			鈴木二郎               | 鈴木一郎               | -
			은행                   | 한국은행               | WORDS
			ไทย                    | คนไทยรักสันติ          | WORDS
			サミツト               | サミット               | TYPO
			NHK                    | 東京NHK放送局          | WORDS
			علاء الدين حسن         | علاءالدين حسن          | EXACT
			علا الدين حسن          | علاءالدين حسن          | EXACT
			علا الدين              | علاءالدين حسن          | PREFIX
			ضياءالدين              | ضياء الدين             | EXACT
			A.B.C.D.E. League      | A. B. C. D. E. League  | EXACT
			U N R W A Alumni       | U.N.R.W.A. Alumni      | EXACT
			Alumni UNRWA           | U. N. R. W. A. Alumni  | WORDS
			U N R W                | UNRWA Alumni           | PREFIX
			ONU                    | Amis de l’ONU          | WORDS
			on                     | Amis de l’ONU          | WORDS
			l’ONU                  | Amis de ONU            | WORDS
			lonu                   | Amis de l’ONU          | WORDS
			l onu                  | Amis de l’ONU          | WORDS
			Or                     | Maison d’Or            | WORDS
			Aquila                 | L'Aquila Forum         | PREFIX
			Laquila For            | L'Aquila Forum         | PREFIX
			Etudes                 | Institut d'Études      | WORDS
			Aquilla                | L'Aquila Forum         | TYPO
			Europe                 | L'Europe's Friends     | PREFIX
			Ol                     | Maison d’Or            | -
			l’ol                   | Maison l’or            | -
			Brien                  | O’Brien Forum          | TYPO
			""")
	void findsLettersHoweverTheyAreJoined(String asked, String name, MatchClass expected) {
		assertThat(MatchClass.of(Words.of(asked), Words.of(name))).isEqualTo(expected);
	}

	@Test
	void answersSoonHoweverOftenAWordComes() {
		Words asked = Words.of("a ".repeat(249) + "b");
		assertThat(MatchClass.of(asked, Words.of("a a a a c"))).isNull();
	}

}
