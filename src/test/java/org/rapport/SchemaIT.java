package org.rapport;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rapport.testing.RapportIT;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.execution.SchemaReport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The schema is what the code answers, and its words are those of the interchange format.
 */
@RapportIT
class SchemaIT {

	@Autowired
	GraphQlSource source;

	@Autowired
	Inspection inspection;

	@TestConfiguration(proxyBeanMethods = false)
	static class Inspecting {

		@Bean
		Inspection inspection() {
			return new Inspection();
		}

		@Bean
		GraphQlSourceBuilderCustomizer inspect(Inspection inspection) {
			return (builder) -> builder.inspectSchemaMappings((report) -> inspection.report = report);
		}

	}

	static class Inspection {

		private SchemaReport report;

	}

	@Test
	void everyFieldIsMapped() {
		assertThat(this.inspection.report.unmappedFields()).isEmpty();
	}

	@Test
	void everyRegistrationAndArgumentHasItsField() {
		assertThat(this.inspection.report.unmappedRegistrations()).isEmpty();
		assertThat(this.inspection.report.unmappedArguments()).isEmpty();
	}

	@Test
	void nothingThatCanBeMissingIsPromised() {
		assertThat(this.inspection.report.fieldNullnessErrors()).isEmpty();
		assertThat(this.inspection.report.argumentNullnessErrors()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "OrganisationKind, Organisation, kind", "GovernmentKind, Government, kind",
			"MeetingKind, Meeting, kind", "Multiplicity, Meeting, multiplicity", "InitiativeKind, Initiative, kind",
			"MilestoneKind, Milestone, kind", "DocumentKind, Document, kind", "MembershipKind, Membership, kind",
			"ParticipationRole, Participation, role", "InvolvementKind, Involvement, kind",
			"EndorsementKind, Endorsement, kind", "DerivationKind, Derivation, kind", "ClaimBound, Claim, bound",
			"Status, StatusChange, status", "NameKind, Name, kind" })
	void theVocabularyIsThatOfTheInterchangeFormat(String type, String line, String field) throws IOException {
		JsonNode schema = new JsonMapper()
			.readTree(new ClassPathResource("interchange/interchange-1.schema.json").getInputStream());
		Set<String> interchange = new TreeSet<>();
		schema.at("/$defs/" + line + "/properties/" + field + "/enum")
			.forEach((value) -> interchange.add(value.asString()));
		assertThat(interchange).isNotEmpty().isEqualTo(values(type));
	}

	private Set<String> values(String type) {
		GraphQLEnumType enumeration = (GraphQLEnumType) this.source.schema().getType(type);
		return enumeration.getValues()
			.stream()
			.map(GraphQLEnumValueDefinition::getName)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	@Test
	void everyTypeFieldArgumentAndValueIsDescribed() {
		List<String> silent = this.source.schema()
			.getAllTypesAsList()
			.stream()
			.filter((type) -> !type.getName().startsWith("__"))
			.flatMap((type) -> Stream.concat(
					(type.getChildren()
						.stream()
						.filter(graphql.schema.GraphQLNamedSchemaElement.class::isInstance)
						.map(graphql.schema.GraphQLNamedSchemaElement.class::cast)
						.filter((child) -> type.getDefinition() != null
								&& !(child instanceof graphql.schema.GraphQLNamedType))
						.filter((child) -> child.getDescription() == null)
						.map((child) -> type.getName() + "." + child.getName())),
					Stream.of(type)
						.filter((named) -> named.getDefinition() != null && named.getDescription() == null
								&& !(named instanceof graphql.schema.GraphQLScalarType))
						.map(graphql.schema.GraphQLNamedType::getName)))
			.toList();
		assertThat(silent).isEmpty();
	}

}
