package org.rapport.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import graphql.execution.ExecutionContext;
import graphql.execution.FieldCollector;
import graphql.execution.FieldCollectorParameters;
import graphql.execution.MergedField;
import graphql.execution.ValuesResolver;
import graphql.introspection.Introspection;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Node;
import graphql.language.NodeTraverser;
import graphql.language.NodeVisitorStub;
import graphql.language.Selection;
import graphql.language.VariableReference;
import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
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
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;

import org.rapport.kernel.NodeLookup;
import org.rapport.kernel.Parent;

/**
 * What a document asks for of objects of each type, worked out once for all operations
 * with this document: how each field gets its value, and how the value is written.
 */
final class ObjectShapes {

	private final FieldCollector collector;

	private final ListFields lists;

	/** Empty for objects that are left to the engine. */
	private final Map<Asked, Optional<Shape>> shapes = new ConcurrentHashMap<>();

	/** The fields that a document asks for of an object of a type. */
	private record Asked(MergedField field, GraphQLObjectType type) {
	}

	ObjectShapes(FieldCollector collector, ListFields lists) {
		this.collector = collector;
		this.lists = lists;
	}

	/**
	 * Whether variables decide which fields an operation with a document asks for. Then
	 * its shapes serve this operation only.
	 */
	static boolean dependOnVariables(Document document) {
		AtomicBoolean depend = new AtomicBoolean();
		new NodeTraverser().preOrder(new NodeVisitorStub() {

			@Override
			public TraversalControl visitDirective(Directive directive, TraverserContext<Node> context) {
				if (context.getParentNode() instanceof Selection<?> && directive.getArguments()
					.stream()
					.anyMatch((argument) -> argument.getValue() instanceof VariableReference)) {
					depend.set(true);
				}
				return TraversalControl.CONTINUE;
			}

		}, document);
		return depend.get();
	}

	/**
	 * What is asked for of an object; null if one of its fields is neither a property nor
	 * a list.
	 * @param field the field that gives the object
	 */
	@Nullable Shape of(ExecutionContext operation, MergedField field, GraphQLObjectType type) {
		return this.shapes
			.computeIfAbsent(new Asked(field, type), (asked) -> Optional.ofNullable(made(operation, asked)))
			.orElse(null);
	}

	private @Nullable Shape made(ExecutionContext operation, Asked asked) {
		List<Field> fields = new ArrayList<>();
		for (MergedField each : selected(operation, asked.type(), asked.field())) {
			Field field = field(operation, asked.type(), each);
			if (field == null) {
				return null;
			}
			fields.add(field);
		}
		return new Shape(fields);
	}

	/** The fields that are asked for of an object of this type. */
	private List<MergedField> selected(ExecutionContext operation, GraphQLObjectType type, MergedField field) {
		FieldCollectorParameters parameters = FieldCollectorParameters.newParameters()
			.schema(operation.getGraphQLSchema())
			.objectType(type)
			.fragments(operation.getFragmentsByName())
			.variables(operation.getCoercedVariables().toMap())
			.graphQLContext(operation.getGraphQLContext())
			.build();
		return this.collector.collectFields(parameters, field).getSubFieldsList();
	}

	private @Nullable Field field(ExecutionContext operation, GraphQLObjectType type, MergedField asked) {
		if (asked.isDeferred()) {
			return null;
		}
		SerializedString name = new SerializedString(asked.getResultKey());
		if (asked.getName().equals(Introspection.TypeNameMetaFieldDef.getName())) {
			return new Field(name, (objects, object) -> type.getName(),
					new Values(true, (objects, value, out) -> out.writeString((String) value)));
		}
		GraphQLFieldDefinition definition = type.getFieldDefinition(asked.getName());
		Getter getter = (definition != null) ? getter(operation, type, definition, asked) : null;
		return (definition == null || getter == null) ? null
				: new Field(name, getter, values(operation.getGraphQLSchema(), definition.getType(), asked));
	}

	private @Nullable Getter getter(ExecutionContext operation, GraphQLObjectType type,
			GraphQLFieldDefinition definition, MergedField asked) {
		ListField<?> described = this.lists.of(type.getName(), definition.getName());
		if (described != null) {
			AskedList<?> list = new AskedList<>(described, definition, asked, isCounted(operation, definition, asked));
			return (objects, object) -> objects.list(list, object);
		}
		DataFetcher<?> fetcher = operation.getGraphQLSchema()
			.getCodeRegistry()
			.getDataFetcher(FieldCoordinates.coordinates(type.getName(), definition.getName()), definition);
		if (!(fetcher instanceof LightDataFetcher<?> property)) {
			return null;
		}
		return (objects, object) -> property.get(definition, object, () -> {
			throw new IllegalStateException("A property that depends on more than its object");
		});
	}

	private boolean isCounted(ExecutionContext operation, GraphQLFieldDefinition definition, MergedField asked) {
		return GraphQLTypeUtil.unwrapAll(definition.getType()) instanceof GraphQLObjectType type
				&& selected(operation, type, asked).stream().anyMatch((field) -> field.getName().equals("totalCount"));
	}

	private Values values(GraphQLSchema schema, GraphQLType type, MergedField asked) {
		return (type instanceof GraphQLNonNull some) ? new Values(true, writer(schema, some.getWrappedType(), asked))
				: new Values(false, writer(schema, type, asked));
	}

	private Writer writer(GraphQLSchema schema, GraphQLType type, MergedField asked) {
		if (type instanceof GraphQLScalarType scalar) {
			return (objects, value, out) -> objects.write(scalar, value, out);
		}
		if (type instanceof GraphQLEnumType values) {
			return (objects, value, out) -> objects.write(values, value, out);
		}
		if (type instanceof GraphQLList list) {
			Values inside = values(schema, list.getWrappedType(), asked);
			return (objects, value, out) -> objects.write(value, inside, out);
		}
		GraphQLCompositeType composite = (GraphQLCompositeType) type;
		return (objects, value, out) -> objects.write(asked, composite, value, out);
	}

	/** A list that is asked for. Each is equal only to itself. */
	static final class AskedList<T> {

		private final ListField<T> list;

		private final GraphQLFieldDefinition definition;

		private final MergedField field;

		private final boolean counted;

		private AskedList(ListField<T> list, GraphQLFieldDefinition definition, MergedField field, boolean counted) {
			this.list = list;
			this.definition = definition;
			this.field = field;
			this.counted = counted;
		}

		/**
		 * What an operation asks for of it, for the parent {@link Parent#ROOT}.
		 * @param lookup finds the records that its arguments name
		 */
		PageKey<T> key(ExecutionContext operation, NodeLookup lookup) {
			Map<String, Object> arguments = ValuesResolver.getArgumentValues(
					operation.getGraphQLSchema().getCodeRegistry(), this.definition.getArguments(),
					this.field.getArguments(), operation.getCoercedVariables(), operation.getGraphQLContext(),
					operation.getLocale());
			return this.list.key(Parent.ROOT, arguments,
					new ListArguments(arguments, Lenses.of(operation.getGraphQLContext()), lookup), this.counted);
		}

		/** What its field answers of a page. */
		@Nullable Object answered(Connection<?> page) {
			return this.list.answered(page);
		}

	}

	/** Gets the value of a field from its object. */
	interface Getter {

		@Nullable Object get(DirectObjects objects, Object object) throws Exception;

	}

	/** Writes a value as the answer has it. */
	interface Writer {

		void write(DirectObjects objects, Object value, JsonGenerator out) throws Exception;

	}

	/**
	 * The values of a type.
	 *
	 * @param required whether none may be missing
	 */
	record Values(boolean required, Writer writer) {
	}

	/** A field that is asked for, under its name in the answer. */
	record Field(SerializedString name, Getter getter, Values values) {
	}

	/** What is asked for of an object. */
	record Shape(List<Field> fields) {
	}

}
