package org.rapport;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

import org.springframework.modulith.core.ApplicationModules;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

/** Tests which module may depend on which. */
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
			.layer("graph")
			.definedBy("org.rapport.graph..")
			.layer("access")
			.definedBy("org.rapport.access..")
			.layer("endpoint")
			.definedBy("org.rapport.endpoint..")
			.layer("api")
			.definedBy("org.rapport.api..")
			.layer("recording")
			.definedBy("org.rapport.recording..")
			.layer("provenance")
			.definedBy("org.rapport.provenance..")
			.layer("directory")
			.definedBy("org.rapport.directory..")
			.layer("engagement")
			.definedBy("org.rapport.engagement..")
			.layer("endorsement")
			.definedBy("org.rapport.endorsement..")
			.layer("network")
			.definedBy("org.rapport.network..")
			.layer("transfer")
			.definedBy("org.rapport.transfer..")
			.whereLayer("kernel")
			.mayNotAccessAnyLayer()
			.whereLayer("graph")
			.mayOnlyAccessLayers("kernel")
			.whereLayer("access")
			.mayOnlyAccessLayers("kernel", "graph")
			.whereLayer("endpoint")
			.mayOnlyAccessLayers("kernel", "access")
			.whereLayer("api")
			.mayOnlyAccessLayers("kernel", "access")
			.whereLayer("recording")
			.mayOnlyAccessLayers("kernel", "graph", "access", "api")
			.whereLayer("provenance")
			.mayOnlyAccessLayers("kernel", "graph", "access", "api", "recording")
			.whereLayer("directory")
			.mayOnlyAccessLayers("kernel", "graph", "access", "api", "recording", "provenance")
			.whereLayer("engagement")
			.mayOnlyAccessLayers("kernel", "graph", "access", "api", "recording", "provenance", "directory")
			.whereLayer("endorsement")
			.mayOnlyAccessLayers("kernel", "graph", "access", "api", "recording", "provenance", "directory")
			.whereLayer("network")
			.mayOnlyAccessLayers("kernel", "graph", "access", "api", "recording", "provenance", "directory",
					"engagement", "endorsement")
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
			.that(not(resideInAPackage("org.rapport.graph..")).and(not(simpleNameEndingWith("Graph")))
				.and(not(nestedInGraph()))
				.and(not(resideInAPackage("org.rapport.transfer.."))))
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.neo4j..")
			.check(CODE);
	}

	@Test
	void onlyControllersKnowGraphQl() {
		ArchRuleDefinition.noClasses()
			.that(not(resideInAPackage("org.rapport.api..")).and(not(simpleNameEndingWith("Controller"))))
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("graphql..", "org.springframework.graphql..")
			.check(CODE);
	}

	private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> nestedInGraph() {
		return com.tngtech.archunit.base.DescribedPredicate.describe("nested in a Graph",
				(type) -> type.getEnclosingClass()
					.filter((outer) -> outer.getSimpleName().endsWith("Graph"))
					.isPresent());
	}

}
