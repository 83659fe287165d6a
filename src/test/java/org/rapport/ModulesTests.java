package org.rapport;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import org.springframework.modulith.core.ApplicationModules;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

/** Tests which module may depend on which. */
@Execution(ExecutionMode.CONCURRENT)
class ModulesTests {

	private static final JavaClasses CODE = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("org.rapport");

	@Test
	void modulesKeepToTheirDoorsAndMakeNoCircles() {
		ApplicationModules.of(Rapport.class).verify();
	}

	@Test
	void dependenciesRunOneWay() {
		layeredArchitecture().consideringOnlyDependenciesInAnyPackage("org.rapport..")
			.layer("kernel")
			.definedBy("org.rapport.kernel..")
			.layer("start")
			.definedBy("org.rapport.start..")
			.layer("graph")
			.definedBy("org.rapport.graph..")
			.layer("server")
			.definedBy("org.rapport.server..")
			.layer("store")
			.definedBy("org.rapport.store..")
			.layer("access")
			.definedBy("org.rapport.access..")
			.layer("api")
			.definedBy("org.rapport.api..")
			.layer("limits")
			.definedBy("org.rapport.limits..")
			.layer("observing")
			.definedBy("org.rapport.observing..")
			.layer("endpoint")
			.definedBy("org.rapport.endpoint..")
			.layer("pages")
			.definedBy("org.rapport.pages..")
			.layer("recording")
			.definedBy("org.rapport.recording..")
			.layer("provenance")
			.definedBy("org.rapport.provenance..")
			.layer("directory")
			.definedBy("org.rapport.directory..")
			.layer("search")
			.definedBy("org.rapport.search..")
			.layer("identity")
			.definedBy("org.rapport.identity..")
			.layer("engagement")
			.definedBy("org.rapport.engagement..")
			.layer("endorsement")
			.definedBy("org.rapport.endorsement..")
			.layer("network")
			.definedBy("org.rapport.network..")
			.layer("export")
			.definedBy("org.rapport.export..")
			.layer("transfer")
			.definedBy("org.rapport.transfer..")
			.layer("command")
			.definedBy("org.rapport.command..")
			.whereLayer("kernel")
			.mayNotAccessAnyLayer()
			.whereLayer("start")
			.mayOnlyAccessLayers("kernel")
			.whereLayer("graph")
			.mayOnlyAccessLayers("kernel")
			.whereLayer("server")
			.mayOnlyAccessLayers("kernel", "start", "graph")
			.whereLayer("store")
			.mayOnlyAccessLayers("kernel", "graph", "server")
			.whereLayer("access")
			.mayOnlyAccessLayers("kernel", "start", "graph")
			.whereLayer("api")
			.mayOnlyAccessLayers("kernel", "access")
			.whereLayer("limits")
			.mayOnlyAccessLayers("kernel", "access", "api")
			.whereLayer("observing")
			.mayOnlyAccessLayers("kernel", "access", "api", "limits")
			.whereLayer("endpoint")
			.mayOnlyAccessLayers("kernel", "start", "access", "api", "limits")
			.whereLayer("pages")
			.mayOnlyAccessLayers("kernel", "start", "server")
			.whereLayer("recording")
			.mayOnlyAccessLayers("kernel", "graph", "store", "access", "api")
			.whereLayer("provenance")
			.mayOnlyAccessLayers("kernel", "graph", "store", "access", "api", "recording")
			.whereLayer("directory")
			.mayOnlyAccessLayers("kernel", "graph", "store", "access", "api", "recording", "provenance")
			.whereLayer("search")
			.mayOnlyAccessLayers("kernel", "graph", "store", "access", "api", "recording", "provenance", "directory")
			.whereLayer("identity")
			.mayOnlyAccessLayers("kernel", "graph", "store", "access", "api", "recording", "provenance", "directory")
			.whereLayer("engagement")
			.mayOnlyAccessLayers("kernel", "graph", "store", "access", "api", "recording", "provenance", "directory")
			.whereLayer("endorsement")
			.mayOnlyAccessLayers("kernel", "graph", "store", "access", "api", "recording", "provenance", "directory")
			.whereLayer("network")
			.mayOnlyAccessLayers("kernel", "graph", "store", "access", "api", "recording", "provenance", "directory",
					"engagement", "endorsement")
			.whereLayer("export")
			.mayOnlyAccessLayers("kernel", "graph", "access", "api", "endpoint", "provenance", "directory",
					"engagement", "endorsement", "network")
			.whereLayer("transfer")
			.mayOnlyAccessLayers("kernel", "start", "graph", "server", "store", "access", "api", "endpoint",
					"recording", "provenance")
			.whereLayer("command")
			.mayOnlyAccessLayers("kernel", "start", "graph", "server", "store", "access", "identity", "transfer")
			.check(CODE);
	}

	@Test
	void theKernelIsPlainJava() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage("org.rapport.kernel..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework..", "org.neo4j..", "graphql..")
			.check(CODE);
	}

	@Test
	void onlyGraphClassesKnowNeo4j() {
		ArchRuleDefinition.noClasses()
			.that(not(resideInAnyPackage("org.rapport.graph..", "org.rapport.store..", "org.rapport.server..",
					"org.rapport.command.."))
				.and(not(simpleNameEndingWith("Graph")))
				.and(not(nestedIn("Graph"))))
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.neo4j..")
			.check(CODE);
	}

	@Test
	void onlyControllersKnowGraphQl() {
		ArchRuleDefinition.noClasses()
			.that(not(resideInAnyPackage("org.rapport.api..", "org.rapport.endpoint..", "org.rapport.limits..",
					"org.rapport.observing.."))
				.and(not(simpleNameEndingWith("Controller")))
				.and(not(simpleNameEndingWith("Wiring")))
				.and(not(nestedIn("Wiring"))))
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("graphql..", "org.springframework.graphql..")
			.check(CODE);
	}

	@Test
	void noTwoTypesShareAName() {
		Map<String, List<String>> byName = CODE.stream()
			.filter((type) -> !type.isAnonymousClass() && !type.isLocalClass()
					&& !type.getModifiers().contains(JavaModifier.PRIVATE)
					&& !type.getSimpleName().equals("package-info"))
			.collect(Collectors.groupingBy(JavaClass::getSimpleName,
					Collectors.mapping(JavaClass::getName, Collectors.toList())));
		byName.values().removeIf((types) -> types.size() == 1);
		assertThat(byName).isEmpty();
	}

	private static DescribedPredicate<JavaClass> nestedIn(String suffix) {
		return DescribedPredicate.describe("nested in a class named *" + suffix,
				(type) -> type.getEnclosingClass()
					.filter((outer) -> outer.getSimpleName().endsWith(suffix))
					.isPresent());
	}

}
