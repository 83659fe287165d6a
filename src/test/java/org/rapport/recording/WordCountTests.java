package org.rapport.recording;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class WordCountTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			closely coordinate and institutionalize our support | 6
			a long-term, well-funded, Israeli-Palestinian peace | 5
			the G7's $250m by 1,000 people (in 2.5 years) | 9
			l'aide à la société civile | 5
			המשפט הזה בעברית | 3
			支持和平 | 2
			- and – no word of its own | 6
			""")
	void countsTheWordsThatAReaderSees(String text, int words) {
		assertThat(WordCount.of(text)).isEqualTo(words);
	}

	@Test
	void countsNoWordInATextWithoutOne() {
		assertThat(WordCount.of(" … -- ")).isZero();
	}

}
