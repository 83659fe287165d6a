package org.rapport.limits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests the configured limits. */
public class LimitsTests {

	/** The limits without any configuration. */
	public static final Limits USUAL = limits(Map.of());

	private static final Validator VALIDATOR = Validation.buildDefaultValidatorFactory().getValidator();

	@Test
	void areUsable() {
		assertThat(VALIDATOR.validate(USUAL)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "expensive, -1", "time, 0ms", "body, 0", "depth, 0", "tokens, -1", "aliases, -1" })
	void areRefusedWhereNothingCouldBeAnswered(String name, String value) {
		assertThat(VALIDATOR.validate(limits(Map.of("rapport.limits." + name, value)))).isNotEmpty();
	}

	@Test
	void areAllInTheTableForOperatorsWithTheirDefaults() throws IOException {
		String table = Files.readString(Path.of("docs/operations.md"));
		assertThat(Limits.class.getDeclaredConstructors()[0].getParameters()).isNotEmpty().allSatisfy((limit) -> {
			String name = "rapport.limits." + limit.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
			String usual = limit.getAnnotation(DefaultValue.class).value()[0];
			assertThat(table).contains("\n| `%s` | `%s` | ".formatted(name, usual));
		});
	}

	static Limits limits(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("rapport.limits", Limits.class);
	}

}
