package org.rapport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the settings table in the operators' guide matches the code. It compares
 * every component of each {@code @ConfigurationProperties} record with its default, and
 * every {@code @ConditionalOnBooleanProperty}.
 */
class ConfigurationTableTests {

	private static final Path GUIDE = Path.of("docs/operations.md");

	private static final Pattern ROW = Pattern.compile("(?m)^\\| `(rapport\\.[a-z0-9.-]+)` \\| (.*?) \\| (.+) \\|$");

	private final Map<String, List<String>> settings = settings();

	private final Map<String, String> rows = rows();

	@Test
	void everySettingHasARow() {
		assertThat(this.settings).isNotEmpty();
		assertThat(this.settings.keySet()).allSatisfy((name) -> assertThat(this.rows)
			.as("%s has no row for it; add | `%s` | default | what it means |", GUIDE, name)
			.containsKey(name));
	}

	@Test
	void everyRowIsASetting() {
		assertThat(this.rows.keySet()).allSatisfy((name) -> assertThat(this.settings)
			.as("%s has a row for %s, which no @ConfigurationProperties record has", GUIDE, name)
			.containsKey(name));
	}

	@Test
	void everyRowTellsTheDefault() {
		assertThat(this.settings).allSatisfy((name, defaults) -> {
			List<String> told = defaults.isEmpty() ? List.of("none")
					: defaults.stream().map((value) -> "`" + value + "`").toList();
			assertThat(this.rows.getOrDefault(name, "")).as("the default of %s in %s", name, GUIDE).contains(told);
		});
	}

	private static Map<String, String> rows() {
		try {
			Map<String, String> rows = new TreeMap<>();
			ROW.matcher(Files.readString(GUIDE))
				.results()
				.forEach((MatchResult row) -> rows.put(row.group(1), row.group(2)));
			return rows;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** All settings with their defaults. */
	private static Map<String, List<String>> settings() {
		var scanner = new ClassPathScanningCandidateComponentProvider(false);
		scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
		Map<String, List<String>> settings = new TreeMap<>();
		scanner.findCandidateComponents(Rapport.class.getPackageName()).forEach((found) -> {
			Class<?> type = ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null);
			add(type.getAnnotation(ConfigurationProperties.class).value(), type, settings);
		});
		switches(settings);
		return settings;
	}

	/** Adds the settings that switch a bean on or off. They belong to no record. */
	private static void switches(Map<String, List<String>> settings) {
		var scanner = new ClassPathScanningCandidateComponentProvider(false);
		scanner.addIncludeFilter(new AnnotationTypeFilter(ConditionalOnBooleanProperty.class));
		scanner.findCandidateComponents(Rapport.class.getPackageName()).forEach((found) -> {
			Class<?> type = ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null);
			ConditionalOnBooleanProperty condition = type.getAnnotation(ConditionalOnBooleanProperty.class);
			for (String name : condition.name()) {
				settings.put(name, List.of(String.valueOf(condition.matchIfMissing())));
			}
		});
	}

	private static void add(String prefix, Class<?> type, Map<String, List<String>> settings) {
		assertThat(type.isRecord()).as("%s is a record", type).isTrue();
		for (Parameter parameter : canonical(type).getParameters()) {
			String name = prefix + "." + kebab(parameter.getName());
			if (parameter.getType().isRecord()) {
				add(name, parameter.getType(), settings);
			}
			else {
				DefaultValue value = parameter.getAnnotation(DefaultValue.class);
				settings.put(name, (value != null) ? List.of(value.value()) : List.of());
			}
		}
	}

	private static Constructor<?> canonical(Class<?> type) {
		return Stream.of(type.getDeclaredConstructors())
			.filter((constructor) -> constructor.getParameterCount() == type.getRecordComponents().length)
			.findFirst()
			.orElseThrow();
	}

	private static String kebab(String name) {
		return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

}
