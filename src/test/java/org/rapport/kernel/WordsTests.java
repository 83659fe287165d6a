package org.rapport.kernel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WordsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			AMBER                     | amber
			Ámbér Łódź Øresund Straße | amber lodz oresund strasse
			İstanbul Diyarbakır       | istanbul diyarbakir
			Ａｍｂｅｒ ﬁne G⁷           | amber fine g7
			Ελλάς Σωκράτης            | ελλασ σωκρατησ
			Ёлка                      | елка
			""")
	void foldsCapitalsDiacriticsAndForms(String text, String words) {
		assertThat(Words.of(text).text()).isEqualTo(words);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			مُحَمَّد     | محمد
			مســـجد     | مسجد
			أحمد        | احمد
			إيمان       | ايمان
			آمنة        | امنه
			ٱلسَّلام     | السلام
			هدى         | هدي
			فؤاد        | فواد
			رئيس        | رييس
			فلسطینی     | فلسطيني
			کرمان       | كرمان
			ﺍﻟﺴﻼﻡ       | السلام
			٢٠٢٤        | 2024
			""")
	void foldsVowelSignsElongationAndVariantsOfArabicLetters(String text, String words) {
		assertThat(Words.of(text).text()).isEqualTo(words);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			שָׁלוֹם      | שלומ
			שלום        | שלומ
			צה״ל        | צהל
			צה"ל        | צהל
			צ׳רצ׳יל     | צרציל
			צ'רצ'יל     | צרציל
			תל־אביב     | תל אביב
			תל-אביב     | תל אביב
			""")
	void foldsPointsFinalLettersAndGereshOfHebrew(String text, String words) {
		assertThat(Words.of(text).text()).isEqualTo(words);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			Parents Circle–Families Forum      | parents circle families forum
			Jewish Labour Movement’s conference | jewish labour movement's conference
			The Movement's                     | the movement's
			Ta’ayush, Ra‘anana, Sa'ar, ʿAbd    | taayush raanana saar abd
			“Peace” (now) & justice            | peace now and justice
			U.K. and J.K. Rowling, 3.5         | uk and jk rowling 3 5
			soft\u00ADhyphen left\u200Eright   | softhyphen leftright
			""")
	void partsAtDashesAndNotAtApostrophes(String text, String words) {
		assertThat(Words.of(text).text()).isEqualTo(words);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			Ra's al-Varim                   | ra's al varim
			Raʾs al-Varim                   | ra's al varim
			Al-Sa´di, Al-Sa`di, Al-Saʿdi    | al sadi al sadi al sadi
			Al-Saˊdi, Al-Sa′di, Al-Sa＇di   | al sadi al sadi al sadi
			Parents' Circle                 | parents circle
			'Peace'                         | peace
			""")
	void foldsEveryMarkLikeAnApostropheToNothing(String text, String words) {
		assertThat(Words.of(text).text()).isEqualTo(words);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			Peace + Bread & Roses  | peace and bread and roses
			R&D                    | r and d
			Ｒ＆Ｄ                 | r and d
			LGBT+                  | lgbt
			+972 Magazine          | 972 magazine
			50+ & over             | 50 and over
			""")
	void readsTheSignsForAndBetweenTwoWords(String text, String words) {
		assertThat(Words.of(text).text()).isEqualTo(words);
	}

	@Test
	void takesTheWordsForAndAsSuchOnlyBetweenTwoWords() {
		assertThat(Words.of("Pain et Paix").isAnd(1)).isTrue();
		assertThat(Words.of("Vitamin E").isAnd(1)).isFalse();
		assertThat(Words.of("Y Combinator").isAnd(0)).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			علاء الورد  | علا الورد
			علاء        | علا
			شيء         | شي
			قراءة       | قراه
			علاءالدين   | علاالدين
			ضياءالدين   | ضياالدين
			حرف ء       | حرف ء
			""")
	void foldsAHamzaSoThatJoinedWordsAreAsParted(String text, String words) {
		assertThat(Words.of(text).text()).isEqualTo(words);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			Amis de l’ONU        | amis de l'onu
			Institut d'Études    | institut d'etudes
			L`Aquila, dell′Arte  | l'aquila dell'arte
			Jusqu’à l’an 2000    | jusqu'a l'an 2000
			L'Europe's friends   | l'europe's friends
			O'Brien, Qur'an      | obrien quran
			L'300, l', d'        | l300 l d
			""")
	void keepsTheApostropheOfAnElidedArticle(String text, String words) {
		assertThat(Words.of(text).text()).isEqualTo(words);
	}

	@Test
	void spellsAWordWithAndWithoutItsArticleAndItsGenitive() {
		assertThat(Words.spellings("pax")).containsExactly("pax");
		assertThat(Words.spellings("ra's")).containsExactly("ras", "ra");
		assertThat(Words.spellings("l'onu")).containsExactly("lonu", "onu");
		assertThat(Words.spellings("l'europe's")).containsExactly("leuropes", "leurope", "europes", "europe");
		assertThat(Words.of("Amis de l’ONU").unified()).containsExactly("amis", "de", "lonu");
	}

	@ParameterizedTest
	@CsvSource({ "U N R W A Alumni, 5", "J R R T Tolkien, 4", "Abd el Aziz Mor Un, 4", "A B, 2",
			"a b c d e f g h i j k l, 10" })
	void joinsFourWordsOrMoreInitials(String text, int last) {
		assertThat(Words.of(text).lastJoined(0)).isEqualTo(last);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			王𮯰              | 王𮯰
			東京NHK放送局     | 東京 nhk 放送局
			第3回サミット     | 第 3 回サミット
			G7サミット        | g7 サミット
			🫠              | ''
			""")
	void partsWordsWhereAScriptWithoutSpacesBeginsOrEnds(String text, String words) {
		assertThat(Words.of(text).text()).isEqualTo(words);
	}

	@ParameterizedTest
	@ValueSource(strings = { "हिन्दी", "ไทยแลนด์", "が" })
	void leavesMarksOfOtherScriptsWhereTheyTellWordsApart(String text) {
		assertThat(Words.of(text).text()).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "— ’ …", "\u200F" })
	void findsNoWordsWhereThereAreNone(String text) {
		assertThat(Words.of(text).words()).isEmpty();
		assertThat(Words.parse(Words.of(text).text()).words()).isEmpty();
	}

	@Test
	void readsBackWhatItWrote() {
		Words words = Words.of("Parents Circle-Families Forum");
		assertThat(Words.parse(words.text())).isEqualTo(words);
	}

	@Test
	void foldsWhatIsFoldedToItself() {
		for (String text : new String[] { "Ámbér Łódź", "آمنة ٱلسَّلام", "שָׁלוֹם צה״ל", "Ta’ayush’s", "U.K.", "R&D",
				"علاء", "علاءالدين", "L’Europe’s d’Or", "第3回" }) {
			String folded = Words.of(text).text();
			assertThat(Words.of(folded).text()).isEqualTo(folded);
		}
	}

	@ParameterizedTest
	@CsvSource({ "pax, 0", "amber, 1", "شالوم, 1", "circles, 1", "families, 2", "2024, 0", "covid19, 0",
			"אוניברסיטה, 2", "サミット, 1", "鈴木一郎, 0", "国際サミット, 0" })
	void forgivesTyposInLongerWordsWithoutDigits(String word, int typos) {
		assertThat(Words.typosIn(word)).isEqualTo(typos);
	}

}
