package org.rapport;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import graphql.introspection.IntrospectionQuery;
import graphql.introspection.IntrospectionResultToSchema;
import graphql.language.AstPrinter;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.directory.Government;
import org.rapport.directory.Organisation;
import org.rapport.directory.Person;
import org.rapport.directory.Place;
import org.rapport.directory.Post;
import org.rapport.directory.Topic;
import org.rapport.endorsement.Ask;
import org.rapport.endorsement.Endorsement;
import org.rapport.endorsement.Initiative;
import org.rapport.endorsement.Milestone;
import org.rapport.engagement.Meeting;
import org.rapport.kernel.Element;
import org.rapport.provenance.Document;
import org.rapport.testing.PrintedSchema;
import org.rapport.testing.RapportIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.execution.SchemaReport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the code answers every field of the schema, and that the schema uses the
 * words of the interchange format.
 */
@RapportIT
@Import(SchemaIT.Inspecting.class)
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
			return (builder) -> builder.inspectSchemaMappings(
					// The inspection cannot find these, because the fields that return
					// them have an interface type.
					(types) -> types.classMapping("Document", Document.class)
						.classMapping("Ask", Ask.class)
						.classMapping("Meeting", Meeting.class)
						.classMapping("Initiative", Initiative.class)
						.classMapping("Milestone", Milestone.class)
						.classMapping("Topic", Topic.class)
						.classMapping("Place", Place.class)
						.classMapping("Person", Person.class)
						.classMapping("Organisation", Organisation.class)
						.classMapping("Government", Government.class)
						.classMapping("Post", Post.class)
						.classMapping("Endorsement", Endorsement.class),
					(report) -> inspection.report = report);
		}

	}

	static class Inspection {

		private SchemaReport report;

	}

	@Test
	void everyFieldIsMapped() {
		// The inspection does not see methods that a record inherits from an interface.
		// All records inherit those of Element.
		Set<String> inherited = Stream.of(Element.class.getMethods()).map(Method::getName).collect(Collectors.toSet());
		assertThat(this.inspection.report.unmappedFields())
			.filteredOn((field) -> !inherited.contains(field.getFieldName()))
			// Payloads are maps. PayloadsIT tests their fields.
			.filteredOn((field) -> !field.getTypeName().endsWith("Payload"))
			.isEmpty();
	}

	@Test
	void everyRegistrationAndArgumentHasItsField() {
		assertThat(this.inspection.report.unmappedRegistrations()).isEmpty();
		assertThat(this.inspection.report.unmappedArguments()).isEmpty();
	}

	/** Lets one payload get a field that the payloads of other acts do not have. */
	@Test
	void everyMutationHasAPayloadTypeOfItsOwn() {
		GraphQLObjectType mutation = Objects.requireNonNull(this.source.schema().getMutationType());
		assertThat(mutation.getFieldDefinitions()).isNotEmpty()
			.allSatisfy((field) -> assertThat(GraphQLTypeUtil.unwrapAll(field.getType()).getName())
				.isEqualToIgnoringCase(field.getName() + "Payload"));
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
			"EndorsementKind, Endorsement, kind", "DerivationKind, Derivation, kind",
			"SuccessionKind, Succession, kind", "ClaimBound, Claim, bound", "Status, StatusChange, status",
			"NameKind, Name, kind" })
	void theVocabularyIsThatOfTheInterchangeFormat(String type, String line, String field) throws IOException {
		JsonNode schema = new JsonMapper()
			.readTree(new ClassPathResource("interchange/interchange-2.schema.json").getInputStream());
		Set<String> interchange = new TreeSet<>();
		schema.at("/$defs/" + line + "/properties/" + field + "/enum")
			.forEach((value) -> interchange.add(value.asString()));
		assertThat(interchange).isNotEmpty().isEqualTo(values(type));
	}

	private Set<String> values(String type) {
		GraphQLEnumType enumeration = (GraphQLEnumType) Objects.requireNonNull(this.source.schema().getType(type));
		return enumeration.getValues()
			.stream()
			.map(GraphQLEnumValueDefinition::getName)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	@Test
	void isServedAsItIsCommitted() throws IOException {
		assertThat(PrintedSchema.of(this.source.schema()))
			.isEqualTo(Files.readString(Path.of("docs/schema/served.graphqls")));
	}

	@Test
	void isAnnouncedAsItIsCommitted() throws IOException {
		Map<String, Object> announced = this.source.graphQl()
			.execute(IntrospectionQuery.INTROSPECTION_QUERY)
			.toSpecification();
		GraphQLSchema introspected = PrintedSchema.fromText(AstPrinter.printAst(new IntrospectionResultToSchema()
			.createSchemaDefinition((Map<String, Object>) Objects.requireNonNull(announced.get("data")))));
		String committed = Files.readString(Path.of("docs/schema/served.graphqls"));
		assertThat(PrintedSchema.withoutDirectivesOnParts(introspected))
			.isEqualTo(PrintedSchema.withoutDirectivesOnParts(PrintedSchema.fromText(committed)));
		assertThat(directives((Map<String, Object>) announced.get("data"))).containsExactlyInAnyOrder("asOf", "cost",
				"listSize", "include", "skip", "deprecated", "specifiedBy", "oneOf");
	}

	private static List<Object> directives(Map<String, Object> introspected) {
		Map<String, Object> schema = (Map<String, Object>) introspected.get("__schema");
		return ((List<Map<String, Object>>) schema.get("directives")).stream()
			.map((directive) -> directive.get("name"))
			.toList();
	}

	@Test
	void everyTypeFieldAndValueIsDescribed() {
		List<String> silent = this.source.schema()
			.getAllTypesAsList()
			.stream()
			.filter((type) -> !type.getName().startsWith("__") && type.getDefinition() != null)
			.flatMap(SchemaIT::silent)
			.toList();
		assertThat(silent).isEmpty();
	}

	private static Stream<String> silent(GraphQLNamedType type) {
		Stream<GraphQLNamedSchemaElement> parts = Stream.of();
		if (type instanceof GraphQLFieldsContainer container) {
			parts = container.getFieldDefinitions()
				.stream()
				.flatMap((field) -> Stream.concat(Stream.of(field), field.getArguments().stream()));
		}
		else if (type instanceof GraphQLEnumType enumeration) {
			parts = enumeration.getValues().stream().map(GraphQLNamedSchemaElement.class::cast);
		}
		else if (type instanceof GraphQLInputObjectType input) {
			parts = input.getFieldDefinitions().stream().map(GraphQLNamedSchemaElement.class::cast);
		}
		return Stream.concat(Stream.of(type), parts)
			.filter((part) -> part.getDescription() == null || part.getDescription().isBlank())
			.map((part) -> type.getName() + "." + part.getName());
	}

}
