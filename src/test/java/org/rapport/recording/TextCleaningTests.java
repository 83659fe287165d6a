package org.rapport.recording;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.rapport.kernel.ApproximateDate;

import static org.assertj.core.api.Assertions.assertThat;

class TextCleaningTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			~Ada\tMerrin~           | Ada Merrin
			~Ada \t Merrin\t~       | Ada Merrin
			~\u00A0Ada\u00A0Merrin ~ | Ada Merrin
			~\uFEFFAda Merrin~      | Ada Merrin
			~Soft\u00ADly~          | Softly
			~1\u202F000\u2007km~    | 1 000 km
			~鈴木　一郎~ | ~鈴木　一郎~
			""")
	void cleansALineOfWhatSpreadsheetsLeave(String text, String clean) {
		assertThat(TextCleaning.clean("name", text)).isEqualTo(clean);
	}

	@Test
	void keepsTabsAndLineEndsInATextOfSeveralLines() {
		assertThat(TextCleaning.clean("quote", "\uFEFFa\tb\nc\u00A0d\u00AD ")).isEqualTo("a\tb\nc d ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u3000", "\u00A0\t", "\u2003 \u2028", "\uFEFF", "\u00AD" })
	void takesATextOfBlanksOfAnyWidthForBlank(String text) {
		assertThat(TextCleaning.clean("locator", text)).isEqualTo(" ");
		assertThat(TextCleaning.clean("quote", text)).isEqualTo(" ");
	}

	@Test
	void leavesOtherFieldsAsTheyAre() {
		assertThat(TextCleaning.clean("slug", "a\tb")).isEqualTo("a\tb");
		assertThat(TextCleaning.clean("name", "")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "date", "withdrawn", "startDate", "endDate", "accessed" })
	void cleansDates(String field) {
		assertThat(TextCleaning.clean(field, "\uFEFF2024-01-16\u00A0")).isEqualTo("2024-01-16");
		assertThat(TextCleaning.clean(field, "2024\t")).isEqualTo("2024");
	}

	@Test
	void warnsOfADateThatTheScalarCleaned() {
		assertThat(TextCleaning.warnings(Map.of("date", ApproximateDate.parseSent("\u00A02024-01\t"), "startDate",
				ApproximateDate.parseSent("2024"))))
			.extracting(Warning::message)
			.containsExactly("\"date\" had a tab and a no-break space. Rapport recorded the text without it");
	}

	@Test
	void saysWhatItCleanedAndWhere() {
		assertThat(TextCleaning.warnings(Map.of("title", "Talks", "citations",
				List.of(Map.of("locator", "p\u00A01"), Map.of("locator", "\tp 2\u00AD")))))
			.extracting(Warning::message)
			.containsExactly("\"citations[0].locator\" had a no-break space. Rapport recorded the text without it",
					"\"citations[1].locator\" had a tab and a soft hyphen. Rapport recorded the text without it");
	}

}
