package org.rapport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import graphql.language.Document;
import graphql.language.NonNullType;
import graphql.language.OperationDefinition;
import graphql.language.VariableDefinition;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.validation.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.testing.PrintedSchema;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests that client generators can use the example operations unchanged. */
class OperationsTests {

	private static final GraphQLSchema SCHEMA = PrintedSchema.fromFiles();

	static List<Path> operations() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("graphql/operations"))) {
			return files.filter((file) -> file.toString().endsWith(".graphql")).sorted().toList();
		}
	}

	@ParameterizedTest
	@MethodSource("operations")
	void eachFitsTheSchema(Path file) {
		assertThat(new Validator().validateDocument(SCHEMA, document(file), Locale.ENGLISH)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("operations")
	void eachIsNamedAsItsFile(Path file) {
		assertThat(operation(file).getName()).isEqualTo(file.getFileName().toString().replace(".graphql", ""));
	}

	@Test
	void noNameIsGivenTwice() throws IOException {
		assertThat(operations().stream().map((file) -> operation(file).getName()).toList()).doesNotHaveDuplicates();
	}

	/** Relay's compiler refuses a default for a non-null variable. */
	@ParameterizedTest
	@MethodSource("operations")
	void noVariableBothMustBeGivenAndHasADefault(Path file) {
		assertThat(operation(file).getVariableDefinitions()).allSatisfy((
				variable) -> assertThat(variable.getType() instanceof NonNullType && variable.getDefaultValue() != null)
					.as("$%s: make it nullable, of a type that holds the non-null (NodeRef, ActorSelection) if need be",
							variable.getName())
					.isFalse());
	}

	/**
	 * Every variable that must be given has an example in the JSON file beside the
	 * operation.
	 */
	@ParameterizedTest
	@MethodSource("operations")
	void eachHasExamplesOfTheVariablesThatItNeeds(Path file) throws IOException {
		OperationDefinition operation = operation(file);
		List<VariableDefinition> needed = operation.getVariableDefinitions()
			.stream()
			.filter((variable) -> variable.getType() instanceof NonNullType)
			.toList();
		Path examples = Path.of(file.toString().replace(".graphql", ".json"));
		assertThat(Files.exists(examples)).isEqualTo(!needed.isEmpty());
		if (!needed.isEmpty()) {
			Map<String, Object> given = JsonMapper.shared()
				.readValue(Files.readString(examples), new TypeReference<>() {
				});
			assertThat(given).containsOnlyKeys(needed.stream().map(VariableDefinition::getName).toList());
		}
	}

	private static OperationDefinition operation(Path file) {
		List<OperationDefinition> all = document(file).getDefinitionsOfType(OperationDefinition.class);
		assertThat(all).as("operations in %s", file).hasSize(1);
		return all.get(0);
	}

	private static Document document(Path file) {
		try {
			return Parser.parse(Files.readString(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
