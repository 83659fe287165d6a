package org.rapport.api;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import graphql.GraphQLContext;
import graphql.language.EnumValue;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Lens;
import org.rapport.kernel.NearName;
import org.rapport.kernel.NodeLookup;
import org.rapport.kernel.Quote;
import org.rapport.kernel.RapportException;

/**
 * Arguments of fields as plain texts, as they stand in the address of a request: the
 * filters of a list by the names that the schema has. The fields of the argument
 * {@code filter} stand beside the other arguments. A list has commas between its values,
 * and a record is named by its id or slug. Pages and orders are not among them.
 */
public final class FlatArguments {

	private static final String FILTER = "filter";

	private static final String RECORD = "NodeRef";

	private static final String SELECTION = "ActorSelection";

	/** For example {@code membersOf:allmep}. No slug or id has a colon. */
	private static final Pattern OF = Pattern.compile("([A-Za-z]+):(.*)");

	private static final Set<String> BOOLEAN = Set.of("true", "false");

	private static final int FARTHEST = 4;

	private final Map<String, Flat> known = new LinkedHashMap<>();

	/** The values of arguments that are not given. */
	private final Map<String, Object> defaults = new HashMap<>();

	/**
	 * An argument.
	 *
	 * @param name its name
	 * @param about its purpose
	 * @param form what to write: {@code id or slug}, how actors are selected, the name of
	 * a scalar, or {@code one of} or {@code some of} the values
	 * @param values the values that it can have; empty if there is no list of them
	 */
	public record Argument(String name, String about, String form, List<String> values) {
	}

	private record Flat(Argument argument, @Nullable GraphQLType type, boolean inFilter) {
	}

	/**
	 * The arguments of fields.
	 * @param fields each as {@code Type.field}
	 */
	static FlatArguments of(GraphQLSchema schema, Collection<String> fields) {
		FlatArguments all = new FlatArguments();
		for (String field : fields) {
			String[] parts = field.split("\\.", 2);
			if (!(schema.getType(parts[0]) instanceof GraphQLFieldsContainer type)) {
				throw new IllegalArgumentException("The schema has no fields of " + parts[0]);
			}
			type.getFieldDefinition(parts[1]).getArguments().forEach(all::add);
		}
		return all;
	}

	/** Adds an argument that names a record. */
	public FlatArguments with(String name, String about) {
		this.known.put(name, new Flat(new Argument(name, about, "id or slug", List.of()), null, false));
		return this;
	}

	private void add(GraphQLArgument argument) {
		if (argument.getName().equals(FILTER) && argument.getType() instanceof GraphQLInputObjectType filter) {
			filter.getFieldDefinitions().forEach(this::add);
		}
		else if (!PageArguments.PLACES.contains(argument.getName())) {
			put(argument.getName(), argument.getDescription(), argument.getType(), false);
			if (argument.getArgumentDefaultValue().getValue() instanceof EnumValue value) {
				this.defaults.put(argument.getName(), value.getName());
			}
		}
	}

	private void add(GraphQLInputObjectField field) {
		put(field.getName(), field.getDescription(), field.getType(), true);
	}

	private void put(String name, @Nullable String about, GraphQLType type, boolean inFilter) {
		GraphQLNamedType named = GraphQLTypeUtil.unwrapAll(type);
		boolean several = GraphQLTypeUtil.unwrapNonNull(type) instanceof GraphQLList;
		String purpose = (about != null) ? about.replace('\n', ' ') : "";
		if (named instanceof GraphQLEnumType words) {
			List<String> values = words.getValues().stream().map(GraphQLEnumValueDefinition::getName).toList();
			this.known.put(name,
					new Flat(new Argument(name, purpose, several ? "some of" : "one of", values), type, inFilter));
		}
		else if (named instanceof GraphQLScalarType || named.getName().equals(RECORD)) {
			String form = named.getName().equals(RECORD) ? "id or slug" : named.getName();
			this.known.put(name, new Flat(new Argument(name, purpose, form, List.of()), type, inFilter));
		}
		else if (named.getName().equals(SELECTION)) {
			this.known.put(name, new Flat(
					new Argument(name, purpose, "ids or slugs, or one after membersOf: or bodiesOf:", List.of()), type,
					inFilter));
		}
	}

	/** All arguments, in the order of the schema. */
	public List<Argument> all() {
		return this.known.values().stream().map(Flat::argument).toList();
	}

	/**
	 * Reads arguments.
	 * @param texts the texts by name
	 * @param besides the names of other parameters that the request can have, for errors
	 * @param lookup finds the records that they name
	 * @throws RapportException with the code BAD_REQUEST_PARAMETERS if there is no such
	 * argument or it cannot have this value, BAD_DATE if it is not a date
	 */
	public ListArguments read(Map<String, String> texts, Set<String> besides, Lens lens, NodeLookup lookup) {
		Map<String, Object> given = new HashMap<>(this.defaults);
		Map<String, Object> filter = new HashMap<>();
		texts.forEach((name, text) -> {
			Flat flat = this.known.get(name);
			if (flat == null) {
				throw unknown(name, besides);
			}
			(flat.inFilter() ? filter : given).put(name, value(flat, text));
		});
		given.put(FILTER, filter);
		return new ListArguments(given, lens, lookup);
	}

	private RapportException unknown(String name, Set<String> besides) {
		Set<String> names = new LinkedHashSet<>(this.known.keySet());
		names.addAll(besides);
		return bad("There is no parameter \"%s\"; %s".formatted(Quote.visibly(name),
				nearest(name, names).map((near) -> "perhaps you mean " + near)
					.orElseGet(() -> "there are " + String.join(", ", names))));
	}

	private static Object value(Flat flat, String text) {
		GraphQLType type = flat.type();
		if (type == null) {
			return named(text);
		}
		if (GraphQLTypeUtil.unwrapNonNull(type) instanceof GraphQLList) {
			return Stream.of(text.split(",")).map((each) -> one(flat, type, each.strip())).toList();
		}
		return one(flat, type, text);
	}

	private static Object one(Flat flat, GraphQLType type, String text) {
		GraphQLNamedType named = GraphQLTypeUtil.unwrapAll(type);
		Argument argument = flat.argument();
		if (named instanceof GraphQLEnumType) {
			if (!argument.values().contains(text)) {
				throw bad("\"%s\" is \"%s\"; %s".formatted(argument.name(), Quote.visibly(text),
						nearest(text.toUpperCase(Locale.ROOT), argument.values())
							.map((near) -> "perhaps you mean " + near)
							.orElseGet(() -> "write one of " + String.join(", ", argument.values()))));
			}
			return text;
		}
		if (named instanceof GraphQLScalarType scalar) {
			return scalar(argument.name(), scalar, text);
		}
		if (named instanceof GraphQLInputObjectType selection && selection.getName().equals(SELECTION)) {
			return selected(argument.name(), selection, text);
		}
		return named(text);
	}

	/** Several actors with commas between them, or those that belong to one. */
	private static Object selected(String name, GraphQLInputObjectType selection, String text) {
		Matcher of = OF.matcher(text);
		List<String> parts = Stream.of(text.split(",", -1)).map(String::strip).toList();
		if (!of.matches() && parts.stream().noneMatch((part) -> part.isEmpty() || part.contains(":"))) {
			return Map.of("actors", parts.stream().map(FlatArguments::named).toList());
		}
		List<String> ways = selection.getFieldDefinitions()
			.stream()
			.filter((way) -> !(GraphQLTypeUtil.unwrapNonNull(way.getType()) instanceof GraphQLList))
			.map(GraphQLInputObjectField::getName)
			.toList();
		if (!of.matches() || !ways.contains(of.group(1)) || of.group(2).isBlank() || of.group(2).contains(",")) {
			throw bad("\"%s\" is \"%s\"; write ids or slugs with commas between them, or %s and one of them".formatted(
					name, Quote.visibly(text),
					ways.stream().map((way) -> way + ":").collect(Collectors.joining(" or "))));
		}
		return Map.of(of.group(1), named(of.group(2).strip()));
	}

	private static Object scalar(String name, GraphQLScalarType scalar, String text) {
		if (scalar.getName().equals("Boolean") && BOOLEAN.contains(text)) {
			return Boolean.valueOf(text);
		}
		try {
			Object value = scalar.getCoercing().parseValue(text, GraphQLContext.getDefault(), Locale.ENGLISH);
			if (value != null) {
				return value;
			}
		}
		catch (CoercingParseValueException ex) {
			ErrorCode code = Errors.code(ex.getExtensions());
			if (code != null) {
				throw new RapportException(code, "The parameter \"%s\": %s".formatted(name, ex.getMessage()));
			}
		}
		throw bad(
				"\"%s\" is \"%s\", which is not of the type %s".formatted(name, Quote.visibly(text), scalar.getName()));
	}

	private static Map<String, Object> named(String text) {
		return Map.of(Ids.isId(text) ? "id" : "slug", text);
	}

	/** The name that is most like a text; empty if none is like it. */
	public static Optional<String> nearest(String text, Collection<String> names) {
		return NearName.of(text, names, Math.min(FARTHEST, text.length() / 2), UnaryOperator.identity());
	}

	private static RapportException bad(String message) {
		return new RapportException(ErrorCode.BAD_REQUEST_PARAMETERS, message);
	}

}
