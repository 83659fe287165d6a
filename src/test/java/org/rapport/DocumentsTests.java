package org.rapport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the links in the documents lead somewhere, and that the commands in them
 * work.
 */
class DocumentsTests {

	private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");

	private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");

	private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```");

	private static final Pattern ELSEWHERE = Pattern.compile("[a-z][a-z0-9+.-]*:.*");

	/** A Maven command, in backticks or on its own line in a block. */
	private static final Pattern MAVEN = Pattern.compile("(?m)(?:^|`)mvn ([^`#|\\n]*)");

	private static final Pattern OPERATION = Pattern.compile("(?m)^ask (\\w+/\\w+)");

	/** The spaces outside quotation marks, which separate words. */
	private static final String BETWEEN_WORDS = "\\s+(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";

	private static final Pattern PROPERTY = Pattern.compile("-D([^=]+)(?:=(.*))?");

	private static final Set<String> PHASES = Set.of("clean", "validate", "compile", "test-compile", "test", "package",
			"verify", "install");

	/** Options that do not change what a command does. */
	private static final Set<String> QUIET = Set.of("-q", "-o", "-B");

	static List<Path> documents() throws IOException {
		List<Path> documents = new ArrayList<>(
				List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md"), Path.of("CHANGELOG.md")));
		documents.addAll(files(Path.of("docs"), ".md"));
		return documents;
	}

	@ParameterizedTest
	@MethodSource("documents")
	void everyLinkInsideTheProjectLeadsSomewhere(Path document) throws IOException {
		List<String> links = found(LINK, FENCE.matcher(Files.readString(document)).replaceAll(""));
		assertThat(links).filteredOn((link) -> !ELSEWHERE.matcher(link).matches()).allSatisfy((link) -> {
			String[] parts = link.split("#", 2);
			Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
			assertThat(target).as("%s links to %s", document, link).exists();
			if (parts.length > 1) {
				assertThat(anchors(target)).as("%s links to %s", document, link).contains(parts[1]);
			}
		});
	}

	@ParameterizedTest
	@MethodSource("documents")
	void everyMavenCommandCanBeTyped(Path document) throws IOException {
		String pom = Files.readString(Path.of("pom.xml"));
		for (String command : found(MAVEN, Files.readString(document))) {
			String[] words = command.strip().split(BETWEEN_WORDS);
			for (int i = 0; i < words.length; i++) {
				if (words[i].equals("-Dtest=NONE")) {
					continue;
				}
				assertThat(typed(words[i], pom))
					.as("%s has the command mvn %s with the part %s", document, command, words[i])
					.isEqualTo("known");
			}
		}
	}

	@ParameterizedTest
	@MethodSource("documents")
	void everyOperationThatIsAskedIsThere(Path document) throws IOException {
		assertThat(found(OPERATION, Files.readString(document)))
			.allSatisfy((operation) -> assertThat(Path.of("graphql/operations", operation + ".graphql")).exists());
	}

	private static String typed(String word, String pom) throws IOException {
		if (word.equals("…") || PHASES.contains(word) || QUIET.contains(word)) {
			return "known";
		}
		if (word.startsWith("-P")) {
			return pom.contains("<id>" + word.substring(2) + "</id>") ? "known" : "is not a profile of the pom";
		}
		var property = PROPERTY.matcher(word);
		if (property.matches()) {
			return property(property.group(1), property.group(2), pom);
		}
		String plugin = word.contains(":") ? word.substring(0, word.indexOf(':')) + "-maven-plugin" : "";
		return (!plugin.isEmpty() && pom.contains("<artifactId>" + plugin + "</artifactId>")) ? "known"
				: "is neither a phase nor a goal of a plugin in the pom";
	}

	private static String property(String name, String value, String pom) throws IOException {
		if (name.equals("test") || name.equals("it.test")) {
			boolean there = files(Path.of("src/test/java"), ".java").stream()
				.anyMatch((file) -> file.getFileName().toString().equals(value + ".java"));
			return there ? "known" : "names no test";
		}
		if (Stream.of("rapport.", "bench.", "size.").anyMatch(name::startsWith)) {
			for (Path file : files(Path.of("src/test/java"), ".java")) {
				if (Files.readString(file).contains("\"" + name + "\"")) {
					return "known";
				}
			}
			return "is read by no test";
		}
		boolean known = Set.of("skipTests", "surefire.failIfNoSpecifiedTests", "spring-boot.run.arguments")
			.contains(name) || pom.contains("<name>" + name + "</name>") || pom.contains("<" + name + ">");
		return known ? "known" : "is not a property of the pom";
	}

	/** The anchors that a code host gives the headings of a document. */
	private static Set<String> anchors(Path document) throws IOException {
		return found(HEADING, FENCE.matcher(Files.readString(document)).replaceAll("")).stream()
			.map((heading) -> heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static List<String> found(Pattern pattern, String text) {
		return pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).toList();
	}

	private static List<Path> files(Path folder, String suffix) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> file.toString().endsWith(suffix)).sorted().toList();
		}
	}

}
