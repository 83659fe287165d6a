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

/**
 * The schema as one text, which is what generators of clients read, and what is compared
 * from one release to the next.
 */
public final class PrintedSchema {

	private static final SchemaPrinter PRINTER = new SchemaPrinter(SchemaPrinter.Options.defaultOptions()
		.includeDirectiveDefinition(Set.of("asOf", "cost", "listSize")::contains));

	/** A description on one line, as GraphQL Java prints short ones. */
	private static final Pattern SHORT = Pattern.compile("(?m)^( *)\"([^\"\\\\]+)\"$");

	private static final Pattern ON_PARTS = Pattern.compile(" @(cost|listSize|specifiedBy|oneOf)(\\([^)]*\\))?");

	private PrintedSchema() {
	}

	/**
	 * Types and members by name, descriptions as blocks; of the directives only the
	 * project's own.
	 */
	public static String of(GraphQLSchema schema) {
		return SHORT.matcher(PRINTER.print(schema).strip()).replaceAll("$1\"\"\"$2\"\"\"") + "\n";
	}

	/**
	 * The same without the directives on its parts, which introspection does not tell.
	 */
	public static String withoutDirectivesOnParts(GraphQLSchema schema) {
		return ON_PARTS.matcher(of(schema)).replaceAll("");
	}

	/** The schema that the files make, with nothing behind it. */
	public static GraphQLSchema fromFiles() {
		TypeDefinitionRegistry types = new TypeDefinitionRegistry();
		files().forEach((file) -> types.merge(new SchemaParser().parse(file.toFile())));
		return schema(types);
	}

	/** The schema that a text describes, with nothing behind it. */
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
