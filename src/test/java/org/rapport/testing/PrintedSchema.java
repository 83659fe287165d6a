package org.rapport.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.SchemaPrinter;
import graphql.schema.idl.TypeDefinitionRegistry;

/** Prints a schema as one text, for client generators and for comparing releases. */
public final class PrintedSchema {

	private static final SchemaPrinter PRINTER = new SchemaPrinter(SchemaPrinter.Options.defaultOptions()
		.includeDirectiveDefinition(Set.of("asOf", "cost", "listSize")::contains));

	/** A description on one line, as GraphQL Java prints short ones. */
	private static final Pattern SHORT = Pattern.compile("(?m)^( *)\"([^\"\\\\]+)\"$");

	private static final Pattern ON_PARTS = Pattern.compile(" @(cost|listSize|specifiedBy|oneOf)(\\([^)]*\\))?");

	private static final Pattern DESCRIPTION = Pattern.compile("(?ms)^ *\"\"\".*?\"\"\"\\n");

	private PrintedSchema() {
	}

	/**
	 * Prints types and members by name, descriptions as blocks, and only the project's
	 * own directives.
	 */
	public static String of(GraphQLSchema schema) {
		return SHORT.matcher(PRINTER.print(schema).strip()).replaceAll("$1\"\"\"$2\"\"\"") + "\n";
	}

	/**
	 * Prints without the directives on its parts, because introspection does not show
	 * them.
	 */
	public static String withoutDirectivesOnParts(GraphQLSchema schema) {
		return ON_PARTS.matcher(of(schema)).replaceAll("");
	}

	/** Prints only the names and types, which are all that a change can break. */
	public static String withoutDescriptions(GraphQLSchema schema) {
		return DESCRIPTION.matcher(of(schema)).replaceAll("");
	}

	/** The schema from the files, without data fetchers. */
	public static GraphQLSchema fromFiles() {
		TypeDefinitionRegistry types = new TypeDefinitionRegistry();
		files().forEach((file) -> types.merge(new SchemaParser().parse(file.toFile())));
		return schema(types);
	}

	/** The schema from a text, without data fetchers. */
	public static GraphQLSchema fromText(String text) {
		return schema(new SchemaParser().parse(text));
	}

	private static GraphQLSchema schema(TypeDefinitionRegistry types) {
		return new SchemaGenerator().makeExecutableSchema(types, RuntimeWiring.MOCKED_WIRING);
	}

	private static List<Path> files() {
		try (Stream<Path> files = Files.walk(Path.of("graphql"))) {
			return files.filter((file) -> file.toString().endsWith(".graphqls")).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
