package org.rapport.testing;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import graphql.language.AstPrinter;
import graphql.language.InputValueDefinition;
import graphql.schema.GraphQLDirective;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLImplementingType;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputValueDefinition;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import graphql.schema.idl.ScalarInfo;

/**
 * Finds the changes of a schema that break clients. A later schema breaks them if it
 * takes back a promise or makes a new demand.
 * <p>
 * GraphQL Java's {@code SchemaDiff} is not enough. It follows fields from the root, so it
 * misses types that only an interface leads to. It also misses directives and the
 * defaults of input fields, and it reports every new non-null argument as a demand.
 */
public final class SchemaPromises {

	/** The schema coordinate that makes each promise, by promise. */
	private final Map<String, String> promises = new TreeMap<>();

	/** The promises and all weaker ones that follow from them. */
	private final Set<String> kept = new HashSet<>();

	private final Map<String, String> demands = new TreeMap<>();

	private SchemaPromises(GraphQLSchema schema) {
		schema.getAllTypesAsList()
			.stream()
			.filter((type) -> !type.getName().startsWith("__") && !ScalarInfo.isGraphqlSpecifiedScalar(type.getName()))
			.forEach(this::type);
		schema.getDirectives().forEach(this::directive);
	}

	/**
	 * The breaking changes of a later schema, by coordinate, for example
	 * {@code Person.name} or {@code Query.person(by:)}.
	 */
	public static Map<String, String> broken(GraphQLSchema earlier, GraphQLSchema later) {
		SchemaPromises before = new SchemaPromises(earlier);
		SchemaPromises after = new SchemaPromises(later);
		Map<String, String> broken = new TreeMap<>();
		before.promises.forEach((promise, coordinate) -> {
			if (!after.kept.contains(promise)) {
				broken.put(coordinate, "no longer: " + promise);
			}
		});
		after.demands.forEach((demand, coordinate) -> {
			if (!before.demands.containsKey(demand) && before.promises.containsValue(place(coordinate))) {
				broken.put(coordinate, "new: " + demand);
			}
		});
		return broken;
	}

	/**
	 * The type, field or directive that makes a demand. Nobody uses a new one yet, so it
	 * may demand what it wants.
	 */
	private static String place(String coordinate) {
		int argument = coordinate.indexOf('(');
		int field = coordinate.indexOf('.');
		return (argument >= 0) ? coordinate.substring(0, argument)
				: (field >= 0) ? coordinate.substring(0, field) : coordinate;
	}

	private void type(GraphQLNamedType type) {
		String name = type.getName();
		promise(name, name + " is of its kind, " + type.getClass().getSimpleName());
		if (type instanceof GraphQLImplementingType implementing) {
			implementing.getInterfaces().forEach((inherited) -> promise(name, name + " is a " + inherited.getName()));
		}
		if (type instanceof GraphQLFieldsContainer container) {
			container.getFieldDefinitions().forEach((field) -> {
				String coordinate = name + "." + field.getName();
				promise(coordinate, coordinate + " gives ", field.getType(), weaker(field.getType()));
				field.getArguments()
					.forEach((argument) -> input(coordinate + "(" + argument.getName() + ":)", argument));
			});
		}
		if (type instanceof GraphQLUnionType union) {
			union.getTypes().forEach((member) -> promise(name, name + " may be a " + member.getName()));
		}
		if (type instanceof GraphQLEnumType enumeration) {
			enumeration.getValues()
				.forEach((value) -> promise(name + "." + value.getName(), name + " has " + value.getName()));
		}
		if (type instanceof GraphQLInputObjectType input) {
			input.getFields().forEach((field) -> input(name + "." + field.getName(), field));
			if (input.isOneOf()) {
				this.demands.put(name + " wants exactly one field", name);
			}
		}
	}

	private void directive(GraphQLDirective directive) {
		String coordinate = "@" + directive.getName();
		directive.validLocations().forEach((location) -> promise(coordinate, coordinate + " may stand on " + location));
		directive.getArguments().forEach((argument) -> input(coordinate + "(" + argument.getName() + ":)", argument));
	}

	private void input(String coordinate, GraphQLInputValueDefinition input) {
		String standard = (input.getDefinition() instanceof InputValueDefinition definition
				&& definition.getDefaultValue() != null) ? AstPrinter.printAst(definition.getDefaultValue()) : "";
		promise(coordinate, coordinate + " takes ", input.getType(), stronger(input.getType()));
		promise(coordinate, coordinate + " means, left out, " + (standard.isEmpty() ? "nothing" : standard));
		if (GraphQLTypeUtil.isNonNull(input.getType()) && standard.isEmpty()) {
			this.demands.put(coordinate + " must be given", coordinate);
		}
	}

	private void promise(String coordinate, String promise) {
		this.promises.put(promise, coordinate);
		this.kept.add(promise);
	}

	private void promise(String coordinate, String text, GraphQLType type, Stream<String> implied) {
		promise(coordinate, text + GraphQLTypeUtil.simplePrint(type));
		implied.forEach((other) -> this.kept.add(text + other));
	}

	/** The types that a reader can treat this one as. */
	private static Stream<String> weaker(GraphQLType type) {
		if (type instanceof GraphQLNonNull nonNull) {
			return weaker(nonNull.getWrappedType()).flatMap((inner) -> Stream.of(inner, inner + "!"));
		}
		if (type instanceof GraphQLList list) {
			return weaker(list.getWrappedType()).map((inner) -> "[" + inner + "]");
		}
		return Stream.of(GraphQLTypeUtil.simplePrint(type));
	}

	/** The types that a writer can give for this one. */
	private static Stream<String> stronger(GraphQLType type) {
		if (type instanceof GraphQLNonNull nonNull) {
			return stronger(nonNull.getWrappedType()).filter((inner) -> inner.endsWith("!"));
		}
		if (type instanceof GraphQLList list) {
			return stronger(list.getWrappedType()).flatMap((inner) -> Stream.of("[" + inner + "]", "[" + inner + "]!"));
		}
		String name = GraphQLTypeUtil.simplePrint(type);
		return Stream.of(name, name + "!");
	}

}
