package org.rapport.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import graphql.GraphQLContext;
import graphql.execution.ExecutionContext;
import graphql.execution.FieldCollector;
import graphql.execution.FieldCollectorParameters;
import graphql.execution.MergedField;
import graphql.execution.ValuesResolver;
import graphql.introspection.Introspection;
import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.LightDataFetcher;
import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Parent;

/**
 * Answers the objects of an operation that were read whole: all their fields are
 * properties, or lists that the operation has read ahead, and so are those of the objects
 * below them. An object with any other field is left to the engine. So is an object with
 * a value that is not as the schema says: the engine then reports the error.
 */
final class DirectObjects {

	/** Stands for a value that is left to the engine. */
	private static final Object LEFT = new Object();

	private final ExecutionContext operation;

	private final FieldCollector collector;

	private final ListFields lists;

	private final References references;

	private final GraphQLSchema schema;

	private final Map<PageKey<?>, Connection<?>> ahead;

	/** Empty if an object is left to the engine. */
	private final Map<Asked, Optional<Shape>> shapes = new ConcurrentHashMap<>();

	/** The fields that an operation asks for of an object of a type. */
	private record Asked(MergedField field, GraphQLObjectType type) {
	}

	/**
	 * Answers nothing yet.
	 * @param ahead what the operation has read ahead
	 */
	DirectObjects(ExecutionContext operation, FieldCollector collector, ListFields lists, References references,
			Map<PageKey<?>, Connection<?>> ahead) {
		this.operation = operation;
		this.collector = collector;
		this.lists = lists;
		this.references = references;
		this.schema = operation.getGraphQLSchema();
		this.ahead = ahead;
	}

	/**
	 * What an object answers; null if it is left to the engine.
	 * @param field the field that gives the object
	 * @param type the type of the field
	 */
	@Nullable Object answer(MergedField field, GraphQLCompositeType type, Object object) {
		GraphQLObjectType own = typeOf(object, type);
		if (own == null) {
			return null;
		}
		Object answer = answer(field, own, object);
		if (answer == LEFT) {
			// The others that this field gives are like it.
			this.shapes.put(new Asked(field, own), Optional.empty());
			return null;
		}
		return answer;
	}

	private Object answer(MergedField field, GraphQLObjectType type, Object object) {
		try {
			Shape shape = shape(field, type);
			return (shape != null) ? shape.answer(object) : LEFT;
		}
		catch (Exception ex) {
			// The engine fails in the same way and says where.
			return LEFT;
		}
	}

	private @Nullable Shape shape(MergedField field, GraphQLObjectType type) {
		return this.shapes.computeIfAbsent(new Asked(field, type), (asked) -> Optional.ofNullable(made(asked)))
			.orElse(null);
	}

	private @Nullable Shape made(Asked asked) {
		List<Field> fields = new ArrayList<>();
		for (MergedField each : selected(asked.type(), asked.field())) {
			Field field = field(asked.type(), each);
			if (field == null) {
				return null;
			}
			fields.add(field);
		}
		return new Shape(fields);
	}

	/** The fields that are asked for of an object of this type. */
	private List<MergedField> selected(GraphQLObjectType type, MergedField field) {
		FieldCollectorParameters parameters = FieldCollectorParameters.newParameters()
			.schema(this.schema)
			.objectType(type)
			.fragments(this.operation.getFragmentsByName())
			.variables(this.operation.getCoercedVariables().toMap())
			.graphQLContext(this.operation.getGraphQLContext())
			.build();
		return this.collector.collectFields(parameters, field).getSubFieldsList();
	}

	private @Nullable Field field(GraphQLObjectType type, MergedField asked) {
		if (asked.isDeferred()) {
			return null;
		}
		if (asked.getName().equals(Introspection.TypeNameMetaFieldDef.getName())) {
			return new Field(asked.getResultKey(), (object) -> type.getName(), new Values(true, (value) -> value));
		}
		GraphQLFieldDefinition definition = type.getFieldDefinition(asked.getName());
		Getter getter = (definition != null) ? getter(type, definition, asked) : null;
		return (definition == null || getter == null) ? null
				: new Field(asked.getResultKey(), getter, values(definition.getType(), asked));
	}

	private @Nullable Getter getter(GraphQLObjectType type, GraphQLFieldDefinition definition, MergedField asked) {
		ListField<?> list = this.lists.of(type.getName(), definition.getName());
		if (list != null) {
			return list(list, definition, asked);
		}
		GraphQLCodeRegistry code = this.schema.getCodeRegistry();
		DataFetcher<?> fetcher = code.getDataFetcher(FieldCoordinates.coordinates(type.getName(), definition.getName()),
				definition);
		if (!(fetcher instanceof LightDataFetcher<?> property)) {
			return null;
		}
		return (object) -> property.get(definition, object, () -> {
			throw new IllegalStateException("A property that depends on more than its object");
		});
	}

	private <T> Getter list(ListField<T> list, GraphQLFieldDefinition definition, MergedField asked) {
		GraphQLContext context = this.operation.getGraphQLContext();
		Map<String, Object> arguments = ValuesResolver.getArgumentValues(this.schema.getCodeRegistry(),
				definition.getArguments(), asked.getArguments(), this.operation.getCoercedVariables(), context,
				this.operation.getLocale());
		PageKey<T> key = list.key(Parent.ROOT, arguments,
				new ListArguments(arguments, Lenses.of(context), this.references.of(context)),
				isCounted(definition, asked));
		return (object) -> {
			Connection<?> page = this.ahead.get(key.withParent(Parent.ofLists(object)));
			return (page != null) ? list.answered(page) : LEFT;
		};
	}

	private boolean isCounted(GraphQLFieldDefinition definition, MergedField asked) {
		return GraphQLTypeUtil.unwrapAll(definition.getType()) instanceof GraphQLObjectType type
				&& selected(type, asked).stream().anyMatch((field) -> field.getName().equals("totalCount"));
	}

	private Values values(GraphQLType type, MergedField asked) {
		return (type instanceof GraphQLNonNull some) ? new Values(true, writer(some.getWrappedType(), asked))
				: new Values(false, writer(type, asked));
	}

	private Writer writer(GraphQLType type, MergedField asked) {
		GraphQLContext context = this.operation.getGraphQLContext();
		if (type instanceof GraphQLScalarType scalar) {
			return (value) -> scalar.getCoercing().serialize(value, context, this.operation.getLocale());
		}
		if (type instanceof GraphQLEnumType values) {
			return (value) -> values.serialize(value, context, this.operation.getLocale());
		}
		if (type instanceof GraphQLList list) {
			Values inside = values(list.getWrappedType(), asked);
			return (value) -> list(value, inside);
		}
		GraphQLCompositeType composite = (GraphQLCompositeType) type;
		return (value) -> {
			GraphQLObjectType own = typeOf(value, composite);
			Shape shape = (own != null) ? shape(asked, own) : null;
			return (shape != null) ? shape.answer(value) : LEFT;
		};
	}

	private Object list(Object values, Values inside) throws Exception {
		if (!(values instanceof Iterable<?> all) || this.operation.getExecutionInput().isCancelled()) {
			return LEFT;
		}
		List<@Nullable Object> written = new ArrayList<>();
		for (Object value : all) {
			Object one = written(value, inside);
			if (one == LEFT) {
				return LEFT;
			}
			written.add(one);
		}
		return written;
	}

	private @Nullable Object written(@Nullable Object value, Values values) throws Exception {
		Object plain = this.operation.getValueUnboxer().unbox(value);
		return (plain == LEFT || plain instanceof CompletionStage) ? LEFT : values.written(plain);
	}

	/** The type of an object, which has the name of its class; null if it has another. */
	private @Nullable GraphQLObjectType typeOf(Object object, GraphQLCompositeType type) {
		if (type instanceof GraphQLObjectType own) {
			return own;
		}
		GraphQLObjectType own = this.schema.getObjectType(object.getClass().getSimpleName());
		return (own != null && this.schema.isPossibleType(type, own)) ? own : null;
	}

	/** Gets the value of a field from its object. */
	private interface Getter {

		@Nullable Object get(Object object) throws Exception;

	}

	/**
	 * Writes a value as the answer has it; {@link #LEFT} if it is not as it should be.
	 */
	private interface Writer {

		@Nullable Object write(Object value) throws Exception;

	}

	/**
	 * The values of a type.
	 *
	 * @param required whether none may be missing
	 */
	private record Values(boolean required, Writer writer) {

		@Nullable Object written(@Nullable Object value) throws Exception {
			Object written = (value != null) ? this.writer.write(value) : null;
			return (written == null && this.required) ? LEFT : written;
		}

	}

	/** A field that is asked for, under its name in the answer. */
	private record Field(String name, Getter getter, Values values) {
	}

	/** What is asked for of an object. */
	private final class Shape {

		private final List<Field> fields;

		Shape(List<Field> fields) {
			this.fields = fields;
		}

		Object answer(Object object) throws Exception {
			Map<String, @Nullable Object> answer = new LinkedHashMap<>(2 * this.fields.size());
			for (Field field : this.fields) {
				Object value = written(field.getter().get(object), field.values());
				if (value == LEFT) {
					return LEFT;
				}
				answer.put(field.name(), value);
			}
			return answer;
		}

	}

}
