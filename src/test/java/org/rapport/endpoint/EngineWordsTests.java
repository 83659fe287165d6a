package org.rapport.endpoint;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

import graphql.GraphQL;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests that all messages of the GraphQL engine to clients are in Rapport's words. */
class EngineWordsTests {

	@ParameterizedTest
	@ValueSource(strings = { "Validation", "Parsing", "Scalars" })
	void areOursForEveryMessage(String bundle) {
		ResourceBundle theirs = bundle(bundle, Locale.ROOT);
		ResourceBundle ours = bundle(bundle, Locale.ENGLISH);
		assertThat(ours.getLocale()).isEqualTo(Locale.ENGLISH);
		assertThat(theirs.keySet()).isNotEmpty().allSatisfy((key) -> {
			assertThat(ours.getString(key)).isNotEqualTo(theirs.getString(key)).doesNotContain("'");
			assertThat(theirs.getString(key).startsWith("Validation"))
				.isEqualTo(ours.getString(key).startsWith("Validation error ({0}) : "));
		});
		assertThat(ours.keySet()).as("no message that the engine does not know").isEqualTo(theirs.keySet());
	}

	private static ResourceBundle bundle(String name, Locale locale) {
		return ResourceBundle.getBundle("i18n." + name, locale, GraphQL.class.getClassLoader(),
				Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
	}

}
