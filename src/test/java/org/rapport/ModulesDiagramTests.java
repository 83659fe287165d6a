package org.rapport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the diagram of the modules matches the code.
 * {@code -Drapport.modules.write=true} draws it again.
 */
@Execution(ExecutionMode.CONCURRENT)
class ModulesDiagramTests {

	private static final Path DOCUMENT = Path.of("docs/modules.md");

	@BeforeAll
	static void write() throws IOException {
		if (Boolean.getBoolean("rapport.modules.write")) {
			Files.writeString(DOCUMENT, document());
		}
	}

	@Test
	void theCommittedDiagramIsTheOneOfTheCode() throws IOException {
		assertThat(Files.readString(DOCUMENT))
			.as("%s does not match the modules any more; draw it again with: "
					+ "mvn -Dfast test -Dtest=ModulesDiagramTests -Drapport.modules.write=true", DOCUMENT)
			.isEqualTo(document());
	}

	private static String document() {
		Map<String, Set<String>> known = known();
		StringBuilder document = new StringBuilder(
				"""
						# The modules

						Drawn from the code by `ModulesDiagramTests`; `ModulesTests` refuses what does not fit [the
						architecture](architecture.md). An arrow points at what is known. What a module knows through another one has no
						arrow of its own here, and stands in the table.

						```mermaid
						flowchart TD
						""");
		known.forEach((module, others) -> {
			document.append("  %s%n".formatted(module));
			others.stream()
				.filter((other) -> others.stream()
					.noneMatch((between) -> known.getOrDefault(between, Set.of()).contains(other)))
				.forEach((other) -> document.append("  %s --> %s%n".formatted(module, other)));
		});
		document.append("```\n\n| module | knows |\n|---|---|\n");
		known.forEach((module, others) -> document.append("| `%s` | %s |%n".formatted(module, others.isEmpty()
				? "nobody" : others.stream().map((other) -> "`" + other + "`").collect(Collectors.joining(", ")))));
		return document.toString();
	}

	private static Map<String, Set<String>> known() {
		ApplicationModules modules = ApplicationModules.of(Rapport.class);
		Map<String, Set<String>> known = new TreeMap<>();
		modules.forEach((module) -> known.put(name(module),
				module.getDirectDependencies(modules)
					.uniqueModules()
					.map(ModulesDiagramTests::name)
					.collect(Collectors.toCollection(TreeSet::new))));
		return known;
	}

	private static String name(ApplicationModule module) {
		return module.getIdentifier().toString();
	}

}
