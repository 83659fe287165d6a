package org.rapport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.rapport.testing.PrintedSchema;
import org.rapport.testing.SchemaPromises;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the printed schema is committed, because clients generate their code from
 * it, and that no change breaks clients unannounced.
 * <p>
 * {@code -Drapport.schema.write=served} writes the current schema.
 * {@code -Drapport.schema.write=promised} also keeps it, without descriptions, for the
 * comparison with later ones. Use it for a release only. Until the first release, the
 * kept schema is the promise to clients who build from the source.
 */
class PrintedSchemaTests {

	private static final Path SERVED = Path.of("docs/schema/served.graphqls");

	/** The same text under the ending that Relay's compiler accepts. */
	private static final Path FOR_RELAY = Path.of("docs/schema/schema.graphql");

	private static final Path PROMISED = Path.of("src/test/resources/promised.graphqls");

	private static final Path CHANGELOG = Path.of("CHANGELOG.md");

	private static final Pattern ANNOUNCED = Pattern
		.compile("(?ms)^## \\[Unreleased\\]$(?:(?!^## ).)*?^### Breaking$(?<lines>(?:(?!^##).)*)");

	private static final Pattern COORDINATE = Pattern.compile("`([^`]+)`");

	@BeforeAll
	static void write() throws IOException {
		String wish = System.getProperty("rapport.schema.write", "");
		if (wish.equals("served") || wish.equals("promised")) {
			Files.createDirectories(SERVED.getParent());
			Files.writeString(SERVED, PrintedSchema.of(PrintedSchema.fromFiles()));
			Files.copy(SERVED, FOR_RELAY, StandardCopyOption.REPLACE_EXISTING);
		}
		if (wish.equals("promised")) {
			Files.writeString(PROMISED, PrintedSchema.withoutDescriptions(PrintedSchema.fromFiles()));
		}
	}

	@Test
	void theCommittedSchemaIsTheOneOfTheFiles() throws IOException {
		for (Path committed : List.of(SERVED, FOR_RELAY)) {
			assertThat(Files.readString(committed))
				.as("%s is not the schema in graphql/; write it with: "
						+ "mvn -Dfast test -Dtest=PrintedSchemaTests -Drapport.schema.write=served", committed)
				.isEqualTo(PrintedSchema.of(PrintedSchema.fromFiles()));
		}
	}

	@Test
	void whatBreaksClientsIsAnnounced() throws IOException {
		Set<String> announced = announced(Files.readString(CHANGELOG));
		assertThat(SchemaPromises.broken(PrintedSchema.fromText(Files.readString(PROMISED)), PrintedSchema.fromFiles()))
			.as("Clients of %s would break. Deprecate instead. If that is impossible, name each of these in backticks "
					+ "under \"### Breaking\" of what is unreleased in %s", PROMISED, CHANGELOG)
			.allSatisfy((coordinate, reason) -> assertThat(announced).as(reason).contains(coordinate));
	}

	@Test
	void announcementsAreReadFromWhatIsUnreleasedAlone() {
		String changelog = """
				## [Unreleased]

				### Added
				- `Person.nickname`.

				### Breaking
				- `Person.name` is gone, and
				  `Kind.OLD` with it.

				### Fixed
				- `Place.name`.

				## [1.0.0]

				### Breaking
				- `Query.node`.
				""";
		assertThat(announced(changelog)).containsExactlyInAnyOrder("Person.name", "Kind.OLD");
		assertThat(announced("## [Unreleased]\n\n## [1.0.0]\n\n### Breaking\n- `Query.node`.\n")).isEmpty();
	}

	private static Set<String> announced(String changelog) {
		return ANNOUNCED.matcher(changelog)
			.results()
			.flatMap((section) -> COORDINATE.matcher(section.group(1)).results())
			.map((coordinate) -> coordinate.group(1))
			.collect(Collectors.toSet());
	}

}
