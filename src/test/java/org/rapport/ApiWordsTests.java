package org.rapport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import org.junit.jupiter.api.Test;

import org.rapport.testing.PrintedSchema;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that clients in common languages can use each name of the API as it is, and that
 * no name means two things.
 */
class ApiWordsTests {

	private static final Path KEYWORDS = Path.of("src/test/resources/hard-keywords.txt");

	/** Names that are too vague. */
	private static final Set<String> EMPTY = Set.of("a", "b");

	/** The arguments for paging. They always come together. */
	private static final Set<String> PAGING = Set.of("first", "after", "last", "before");

	/**
	 * Fields whose name is a keyword in Go only. Go's generators write the fields of an
	 * answer with a capital, so clients can use these. Arguments would stay as they are.
	 */
	private static final Set<String> EXPORTED = Set.of("PlannedChange.type");

	@Test
	void noNameIsAKeywordOfAClientsLanguage() throws IOException {
		Map<String, String> unusable = unusable(PrintedSchema.fromFiles());
		assertThat(unusable).containsOnlyKeys(EXPORTED);
		assertThat(unusable.values()).containsOnly("is a keyword of [Go]");
	}

	@Test
	void namesThatClientsCannotUseAreFound() throws IOException {
		GraphQLSchema schema = new SchemaGenerator().makeExecutableSchema(
				new SchemaParser()
					.parse("""
							type Query { in(of: Int, from: Int): Int, list(first: Int, after: String, last: Int, before: String): Int
							  first: Int, top(first: Int): Int, by(value: Record): Kind, type: Int }
							input Record { default: Int, a: Int, actor: Int }
							enum Kind { func, OPEN }
							"""),
				RuntimeWiring.MOCKED_WIRING);
		assertThat(unusable(schema)).containsOnlyKeys("Query.in", "Query.in(from:)", "Query.first", "Query.top(first:)",
				"Query.type", "Record.default", "Record.a", "Kind.func");
	}

	/** The names that clients cannot use, each with the reason. */
	private static Map<String, String> unusable(GraphQLSchema schema) throws IOException {
		Map<String, Set<String>> keywords = keywords();
		Map<String, String> unusable = new TreeMap<>();
		for (Named named : names(schema)) {
			String name = named.name();
			if (keywords.containsKey(name)) {
				unusable.put(named.coordinate(), "is a keyword of " + keywords.get(name));
			}
			else if (EMPTY.contains(name)) {
				unusable.put(named.coordinate(), "says nothing");
			}
			else if (Set.of("first", "last").contains(name) && !named.pages()) {
				unusable.put(named.coordinate(), "means paging");
			}
		}
		return unusable;
	}

	/** For each keyword, the languages in which it cannot be an identifier. */
	private static Map<String, Set<String>> keywords() throws IOException {
		Map<String, Set<String>> keywords = new TreeMap<>();
		for (String line : Files.readAllLines(KEYWORDS)) {
			if (!line.startsWith("#")) {
				String[] parts = line.split(": ");
				for (String word : parts[1].split(" ")) {
					keywords.computeIfAbsent(word, (none) -> new TreeSet<>()).add(parts[0]);
				}
			}
		}
		return keywords;
	}

	private static List<Named> names(GraphQLSchema schema) {
		List<Named> names = new ArrayList<>();
		for (GraphQLNamedType type : schema.getAllTypesAsList()) {
			if (type.getName().startsWith("__")) {
				continue;
			}
			if (type instanceof GraphQLFieldsContainer container) {
				container.getFieldDefinitions().forEach((field) -> {
					String coordinate = type.getName() + "." + field.getName();
					names.add(new Named(coordinate, field.getName(), false));
					field.getArguments()
						.forEach((argument) -> names.add(new Named("%s(%s:)".formatted(coordinate, argument.getName()),
								argument.getName(), pages(field))));
				});
			}
			else if (type instanceof GraphQLInputObjectType input) {
				input.getFields()
					.forEach((field) -> names
						.add(new Named(type.getName() + "." + field.getName(), field.getName(), false)));
			}
			else if (type instanceof GraphQLEnumType values) {
				values.getValues()
					.forEach((value) -> names
						.add(new Named(type.getName() + "." + value.getName(), value.getName(), false)));
			}
		}
		return names;
	}

	private static boolean pages(GraphQLFieldDefinition field) {
		return field.getArguments().stream().map(GraphQLArgument::getName).toList().containsAll(PAGING);
	}

	/**
	 * A name of the API.
	 *
	 * @param coordinate where it is in the schema
	 * @param name the name
	 * @param pages whether it is an argument of a field that has all arguments of paging
	 */
	private record Named(String coordinate, String name, boolean pages) {
	}

}
