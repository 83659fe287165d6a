package org.rapport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests that the compose file and the image match the guide, and contain no secret. */
class ComposeTests {

	private static final Path COMPOSE = Path.of("docker-compose.yml");

	private static final Path DOCKERFILE = Path.of("src/main/docker/Dockerfile");

	private static final Path GUIDE = Path.of("docs/operations.md");

	private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)");

	private final Map<String, Map<String, Object>> services;

	ComposeTests() throws IOException {
		Map<String, Map<String, Map<String, Object>>> compose = new Yaml().load(Files.readString(COMPOSE));
		this.services = compose.get("services");
	}

	@ParameterizedTest
	@CsvSource({ "neo4j, NEO4J_AUTH, NEO4J_PASSWORD", "rapport, SPRING_NEO4J_AUTHENTICATION_PASSWORD, NEO4J_PASSWORD",
			"rapport, RAPPORT_CURATOR_TOKEN, RAPPORT_CURATOR_TOKEN" })
	void takesEachSecretFromTheEnvironmentAndSaysWhichIsMissing(String service, String key, String variable) {
		assertThat(environment(service).get(key))
			.matches("(neo4j/)?\\$\\{%1$s:\\?%1$s must be set, .+}".formatted(variable));
	}

	@Test
	void setsNothingThatRapportDoesNotKnow() throws IOException {
		Set<String> known = Pattern.compile("(?m)^\\| `(rapport\\.[a-z0-9.-]+)`")
			.matcher(Files.readString(GUIDE))
			.results()
			.map((MatchResult row) -> row.group(1).toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))
			.collect(Collectors.toSet());
		assertThat(environment("rapport").keySet()).filteredOn((key) -> key.startsWith("RAPPORT_"))
			.isNotEmpty()
			.allMatch(known::contains);
	}

	@Test
	void everyVariableIsInTheGuide() throws IOException {
		String guide = Files.readString(GUIDE);
		assertThat(VARIABLE.matcher(Files.readString(COMPOSE)).results().map((match) -> match.group(1)))
			.filteredOn((variable) -> !variable.equals("RAPPORT_VERSION"))
			.isNotEmpty()
			.allMatch((variable) -> guide.contains("`" + variable + "`"));
	}

	@Test
	void startsRapportWhenTheGraphIsHealthy() {
		assertThat(this.services.get("neo4j")).containsEntry("image", "neo4j:5.26-community")
			.containsKey("healthcheck");
		assertThat(this.services.get("rapport").get("depends_on"))
			.isEqualTo(Map.of("neo4j", Map.of("condition", "service_healthy")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "neo4j", "rapport" })
	void publishesNothingBeyondThisMachine(String service) {
		Object ports = this.services.get(service).getOrDefault("ports", List.of());
		assertThat((List<?>) ports).allSatisfy((port) -> assertThat(port.toString()).startsWith("127.0.0.1:"));
	}

	@Test
	void theImageRunsWithoutRightsAndAsksForReadiness() throws IOException {
		List<String> dockerfile = Files.readAllLines(DOCKERFILE);
		String user = dockerfile.stream()
			.filter((line) -> line.startsWith("USER "))
			.reduce("", (first, second) -> second);
		assertThat(user).matches("USER [1-9]\\d*:[1-9]\\d*");
		assertThat(dockerfile).anyMatch((line) -> line.contains("/actuator/health/readiness"));
	}

	@SuppressWarnings("unchecked")
	private Map<String, String> environment(String service) {
		return (Map<String, String>) Objects.requireNonNull(this.services.get(service).get("environment"));
	}

}
