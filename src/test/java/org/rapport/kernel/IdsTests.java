package org.rapport.kernel;

import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class IdsTests {

	private static final Pattern FORM = Pattern.compile("[a-z]{3}_[a-z2-7]{20}");

	private static final String ID = "per_abcdefghijklmnop2345";

	/** With any other character in any place, and with any other length. */
	@Test
	void hasTheFormThatIsDocumented() {
		for (int i = 0; i < ID.length(); i++) {
			for (String other : new String[] { "a", "z", "2", "7", "_", "1", "8", "A", "{", "`", " ", "\u05d0", "" }) {
				String text = ID.substring(0, i) + other + ID.substring(i + 1);
				assertThat(Ids.isId(text)).as(text).isEqualTo(FORM.matcher(text).matches());
			}
		}
		assertThat(Ids.isId(ID)).isTrue();
		assertThat(Ids.isId(ID + "a")).isFalse();
		assertThat(Ids.isId("")).isFalse();
	}

	@Test
	void saysTheKind() {
		assertThat(Ids.kindOf(ID)).isEqualTo(Kind.PERSON);
		assertThat(Ids.kindOf(Ids.random(Kind.MEETING))).isEqualTo(Kind.MEETING);
	}

	@ParameterizedTest
	@ValueSource(strings = { "xyz_abcdefghijklmnop2345", "per-abcdefghijklmnop2345", "per_abcdefghijklmnop234" })
	void refusesWhatIsNoId(String text) {
		assertThatExceptionOfType(RapportException.class).isThrownBy(() -> Ids.kindOf(text))
			.withMessageContaining(text);
	}

}
