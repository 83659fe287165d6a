package org.rapport.endpoint;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.rapport.start.StartRefused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BookmarkCipherTests {

	private static final String KEY = "0123456789abcdef0123456789abcdef";

	private static final String BOOKMARK = "FB:kcwQIKDS64MmQZKZ56b/PyE3agWQ";

	private static final String OTHER = "FB:kcwQIKDS64MmQZKZ56b/PyE3aslKApA=";

	private final BookmarkCipher cipher = BookmarkCipher.of(KEY);

	@Test
	void everyInstanceWithTheKeyReadsIt() {
		assertThat(BookmarkCipher.of(KEY).decrypt(text(Set.of(BOOKMARK)))).contains(Set.of(BOOKMARK));
		assertThat(BookmarkCipher.of(KEY).decrypt(text(Set.of(BOOKMARK, OTHER)))).contains(Set.of(BOOKMARK, OTHER));
	}

	@Test
	void hasOneLengthWhateverItHolds() {
		assertThat(text(Set.of("x"))).hasSize(BookmarkCipher.LENGTH);
		assertThat(text(Set.of(BOOKMARK))).hasSize(BookmarkCipher.LENGTH);
		assertThat(text(Set.of(BOOKMARK, OTHER))).hasSize(BookmarkCipher.LENGTH).matches("[A-Za-z0-9_-]+");
		assertThat(text(Set.of("x".repeat(254)))).hasSize(BookmarkCipher.LENGTH);
	}

	@Test
	void cannotBeCompared() {
		assertThat(text(Set.of(BOOKMARK))).isNotEqualTo(text(Set.of(BOOKMARK)));
	}

	@Test
	void tellsWhenABookmarkIsTooLong() {
		assertThat(this.cipher.encrypt(Set.of("x".repeat(255)))).isEmpty();
	}

	@Test
	void refusesATextWithAnyCharacterChanged() {
		String text = text(Set.of(BOOKMARK));
		for (int i = 0; i < text.length(); i++) {
			char other = (text.charAt(i) == 'A') ? 'B' : 'A';
			String damaged = text.substring(0, i) + other + text.substring(i + 1);
			assertThat(this.cipher.decrypt(damaged)).as("character %d", i).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", BOOKMARK, "ü" })
	void refusesOtherTexts(String text) {
		assertThat(this.cipher.decrypt(text)).isEmpty();
		assertThat(this.cipher.decrypt((text + "A".repeat(380)).substring(0, 380))).isEmpty();
	}

	@Test
	void refusesATextThatWasCut() {
		String text = text(Set.of(BOOKMARK));
		assertThat(this.cipher.decrypt(text.substring(1))).isEmpty();
		assertThat(this.cipher.decrypt(text.substring(0, text.length() - 1))).isEmpty();
		assertThat(this.cipher.decrypt(text + "=")).isEmpty();
	}

	@Test
	void refusesATextUnderAnotherKey() {
		assertThat(BookmarkCipher.of(KEY + "x").decrypt(text(Set.of(BOOKMARK)))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " " })
	void hasARandomKeyWhereNoneIsSet(String key) {
		BookmarkCipher one = BookmarkCipher.of(key);
		String text = one.encrypt(Set.of(BOOKMARK)).orElseThrow();
		assertThat(one.decrypt(text)).contains(Set.of(BOOKMARK));
		assertThat(BookmarkCipher.of(key).decrypt(text)).isEmpty();
		assertThat(BookmarkCipher.of(null).decrypt(text)).isEmpty();
	}

	@Test
	void refusesAShortKey() {
		assertThatExceptionOfType(StartRefused.class).isThrownBy(() -> BookmarkCipher.of(KEY.substring(1)))
			.satisfies((refused) -> assertThat(refused.remedy()).contains("RAPPORT_BOOKMARKS_KEY"));
	}

	private String text(Set<String> bookmarks) {
		return this.cipher.encrypt(bookmarks).orElseThrow();
	}

}
