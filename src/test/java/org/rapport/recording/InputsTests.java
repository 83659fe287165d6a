package org.rapport.recording;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import graphql.GraphQLContext;
import graphql.execution.ValuesResolver;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.rapport.kernel.Kind;
import org.rapport.kernel.Tie;
import org.rapport.testing.PrintedSchema;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that everything that can be loaded can be recorded, and that everything that can
 * be recorded can be corrected.
 */
class InputsTests {

	private static final GraphQLSchema SCHEMA = PrintedSchema.fromFiles();

	private static final FormSchema FORM = FormSchema.read();

	private static final Map<Kind, String> RECORDED_BY = Map.of(Kind.MEETING, "recordMeeting", Kind.ENDORSEMENT,
			"recordEndorsement", Kind.ASK, "recordAsk", Kind.DERIVATION, "recordDerivation", Kind.SUCCESSION,
			"recordSuccession", Kind.STATUS_CHANGE, "recordStatus", Kind.IDENTIFICATION, "addIdentifier", Kind.CITATION,
			"cite");

	private static final Map<Kind, String> CORRECTED_BY = Map.of(Kind.STATUS_CHANGE, "updateStatus",
			Kind.IDENTIFICATION, "updateIdentifier");

	@ParameterizedTest
	@EnumSource(Kind.class)
	void eachFieldOfAKindCanBeRecorded(Kind kind) {
		assertThat(input(RECORDED_BY.getOrDefault(kind, "add" + kind.label()))).containsAll(FORM.fields(kind));
	}

	@ParameterizedTest
	@EnumSource(Kind.class)
	void eachFieldOfAKindButItsEndsCanBeCorrected(Kind kind) {
		Set<String> fields = new TreeSet<>(FORM.fields(kind));
		Tie.of(kind).stream().filter((tie) -> tie.need() == Tie.Need.ONE).map(Tie::field).forEach(fields::remove);
		Set<String> given = input(CORRECTED_BY.getOrDefault(kind, "update" + kind.label()));
		assertThat(given).containsAll(fields);
		assertThat(given).contains("id", "expectedVersion", "reason", "idempotencyKey");
	}

	@ParameterizedTest
	@EnumSource(Kind.class)
	void eachFieldOfAKindThatIsDescribedWhereItIsNamedCanBeDescribed(Kind kind) {
		if (SCHEMA.getType("New" + kind.label() + "Input") instanceof GraphQLInputObjectType described) {
			Set<String> fields = new TreeSet<>(FORM.fields(kind));
			Tie.of(kind)
				.stream()
				.filter((tie) -> tie.need() == Tie.Need.ONE && (kind == Kind.NAME || !tie.field().equals("actor")))
				.map(Tie::field)
				.forEach(fields::remove);
			assertThat(names(described)).containsAll(fields);
		}
	}

	@ParameterizedTest
	@MethodSource("acts")
	void eachMutationOfTheRecordHasADryRun(GraphQLFieldDefinition act) {
		GraphQLInputObjectType input = (GraphQLInputObjectType) GraphQLTypeUtil
			.unwrapAll(act.getArgument("input").getType());
		GraphQLInputObjectField asked = input.getField("dryRun");
		assertThat(asked).isNotNull();
		assertThat(GraphQLTypeUtil.simplePrint(asked.getType())).isEqualTo("Boolean!");
		assertThat(ValuesResolver.valueToLiteral(asked.getInputFieldDefaultValue(), asked.getType(),
				GraphQLContext.getDefault(), Locale.ROOT))
			.hasToString("BooleanValue{value=false}");
		GraphQLObjectType payload = (GraphQLObjectType) GraphQLTypeUtil.unwrapAll(act.getType());
		assertThat(GraphQLTypeUtil.simplePrint(payload.getField("dryRun").getType())).isEqualTo("Boolean!");
		assertThat(GraphQLTypeUtil.simplePrint(payload.getField("planned").getType())).isEqualTo("[PlannedChange!]!");
	}

	/** All mutations but those of tokens and imports, which are no acts. */
	static List<GraphQLFieldDefinition> acts() {
		return SCHEMA.getMutationType()
			.getFieldDefinitions()
			.stream()
			.filter((
					act) -> !Set.of("issueToken", "revokeToken", "startImport", "cancelImport").contains(act.getName()))
			.toList();
	}

	private static Set<String> input(String mutation) {
		GraphQLObjectType acts = SCHEMA.getMutationType();
		GraphQLFieldDefinition field = acts.getFieldDefinition(mutation);
		assertThat(field).as(mutation).isNotNull();
		return names((GraphQLInputObjectType) GraphQLTypeUtil.unwrapAll(field.getArgument("input").getType()));
	}

	private static Set<String> names(GraphQLInputObjectType input) {
		return input.getFields()
			.stream()
			.map(GraphQLInputObjectField::getName)
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
