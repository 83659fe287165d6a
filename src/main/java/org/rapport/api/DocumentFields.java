package org.rapport.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import graphql.execution.ExecutionContext;
import graphql.execution.FieldCollector;
import graphql.execution.FieldCollectorParameters;
import graphql.execution.MergedField;
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
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import graphql.schema.LightDataFetcher;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;

import org.rapport.kernel.NodeLookup;
import org.rapport.kernel.Parent;

/**
 * The fields that a document asks for of objects of each type, worked out once for all
 * operations with this document: how each gets its value, and how the value is written.
 */
final class DocumentFields {

	private final FieldCollector collector;

	private final ListFields lists;

	/** Empty for objects that are left to the engine. */
	private final Map<Asked, Optional<List<WrittenField>>> written = new ConcurrentHashMap<>();

	/** The fields that a document asks for of an object of a type. */
	private record Asked(MergedField field, GraphQLType type) {
	}

	/** Whether everything below a field is answered without the engine. */
	private final Map<MergedField, Boolean> whole = new ConcurrentHashMap<>();

	private final Map<Asked, List<AskedField>> selections = new ConcurrentHashMap<>();

	DocumentFields(FieldCollector collector, ListFields lists) {
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
	@Nullable List<WrittenField> written(ExecutionContext operation, MergedField field, GraphQLObjectType type) {
		return this.written
			.computeIfAbsent(new Asked(field, type), (asked) -> Optional.ofNullable(made(operation, field, type)))
			.orElse(null);
	}

	/**
	 * The fields that are asked for of the objects that a field gives, whatever their
	 * types.
	 * @param type the type of the field
	 */
	List<AskedField> selected(ExecutionContext operation, MergedField field, GraphQLType type) {
		GraphQLType objects = GraphQLTypeUtil.unwrapAll(type);
		return this.selections.computeIfAbsent(new Asked(field, objects),
				(asked) -> selected(operation, field, objectTypes(operation.getGraphQLSchema(), objects)));
	}

	private List<AskedField> selected(ExecutionContext operation, MergedField field, List<GraphQLObjectType> types) {
		Map<MergedField, AskedField> fields = new LinkedHashMap<>();
		for (GraphQLObjectType type : types) {
			for (MergedField each : selected(operation, type, field)) {
				GraphQLFieldDefinition definition = type.getFieldDefinition(each.getName());
				if (definition != null) {
					fields.computeIfAbsent(each, (first) -> new AskedField(this, first, definition, new TreeSet<>()))
						.objectTypes()
						.add(type.getName());
				}
			}
		}
		return List.copyOf(fields.values());
	}

	/**
	 * Whether no field below this one has to be answered by the engine, of whatever types
	 * the objects are.
	 */
	boolean areWhole(ExecutionContext operation, AskedField field) {
		Boolean known = this.whole.get(field.field());
		if (known == null) {
			known = objectTypes(operation.getGraphQLSchema(), GraphQLTypeUtil.unwrapAll(field.definition().getType()))
				.stream()
				.allMatch((type) -> written(operation, field.field(), type) != null)
					&& field.below(operation).stream().allMatch((inside) -> areWhole(operation, inside));
			this.whole.put(field.field(), known);
		}
		return known;
	}

	/** The types of objects that a type stands for. */
	static List<GraphQLObjectType> objectTypes(GraphQLSchema schema, GraphQLType type) {
		if (type instanceof GraphQLObjectType own) {
			return List.of(own);
		}
		return (type instanceof GraphQLInterfaceType common) ? schema.getImplementations(common)
				: (type instanceof GraphQLUnionType union)
						? union.getTypes().stream().map(GraphQLObjectType.class::cast).toList() : List.of();
	}

	private @Nullable List<WrittenField> made(ExecutionContext operation, MergedField field, GraphQLObjectType type) {
		List<WrittenField> fields = new ArrayList<>();
		for (MergedField each : selected(operation, type, field)) {
			WrittenField found = field(operation, type, each);
			if (found == null) {
				return null;
			}
			fields.add(found);
		}
		return fields;
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

	private @Nullable WrittenField field(ExecutionContext operation, GraphQLObjectType type, MergedField asked) {
		if (asked.isDeferred()) {
			return null;
		}
		SerializedString name = new SerializedString(asked.getResultKey());
		if (asked.getName().equals(Introspection.TypeNameMetaFieldDef.getName())) {
			return new WrittenField(name, (objects, object) -> type.getName(),
					new Values(true, (objects, value, out) -> out.writeString((String) value)));
		}
		GraphQLFieldDefinition definition = type.getFieldDefinition(asked.getName());
		Getter getter = (definition != null) ? getter(operation, type, definition, asked) : null;
		return (definition == null || getter == null) ? null
				: new WrittenField(name, getter, values(operation.getGraphQLSchema(), definition.getType(), asked));
	}

	private @Nullable Getter getter(ExecutionContext operation, GraphQLObjectType type,
			GraphQLFieldDefinition definition, MergedField asked) {
		ListField<?> described = this.lists.of(type.getName(), definition.getName());
		if (described != null) {
			AskedList<?> list = new AskedList<>(described,
					new AskedField(this, asked, definition, Set.of(type.getName())));
			return (objects, object) -> objects.list(list, object);
		}
		ValueField<?> value = this.lists.value(type.getName(), definition.getName());
		if (value != null) {
			return value(new AskedField(this, asked, definition, Set.of(type.getName())), value);
		}
		ComputedField<?> computed = this.lists.computed(type.getName(), definition.getName());
		if (computed != null) {
			AskedField field = new AskedField(this, asked, definition, Set.of(type.getName()));
			return (objects, object) -> objects.computed(computed, field, object);
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

	@SuppressWarnings("unchecked")
	private static <S> Getter value(AskedField field, ValueField<S> value) {
		return field.definition().getArguments().isEmpty() ? (objects, object) -> value.of((S) object, Map.of())
				: (objects, object) -> value.of((S) object, objects.arguments(field));
	}

	private Values values(GraphQLSchema schema, GraphQLType type, MergedField asked) {
		return (type instanceof GraphQLNonNull some) ? new Values(true, writer(schema, some.getWrappedType(), asked))
				: new Values(false, writer(schema, type, asked));
	}

	private ValueWriter writer(GraphQLSchema schema, GraphQLType type, MergedField asked) {
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
		return new ObjectWriter(asked, (GraphQLCompositeType) type);
	}

	/** A list that is asked for. Each is equal only to itself. */
	static final class AskedList<T> {

		private final ListField<T> list;

		private final AskedField field;

		private AskedList(ListField<T> list, AskedField field) {
			this.list = list;
			this.field = field;
		}

		/**
		 * What an operation asks for of it, for the parent {@link Parent#ROOT}.
		 * @param lookup finds the records that its arguments name
		 */
		PageKey<T> key(ExecutionContext operation, NodeLookup lookup) {
			Map<String, Object> arguments = this.field.arguments(operation);
			return this.list.key(Parent.ROOT, arguments,
					new ListArguments(arguments, Lenses.of(operation.getGraphQLContext()), lookup),
					this.field.isCounted(operation));
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
	interface ValueWriter {

		void write(DirectObjects objects, Object value, JsonGenerator out) throws Exception;

	}

	/** Writes the objects that a field gives. */
	static final class ObjectWriter implements ValueWriter {

		private final MergedField field;

		private final GraphQLCompositeType type;

		/** What is asked for of the objects of a class. */
		private final Map<Class<?>, List<WrittenField>> asked = new ConcurrentHashMap<>();

		/**
		 * Writes the objects of a field.
		 * @param type the type of the field
		 */
		ObjectWriter(MergedField field, GraphQLCompositeType type) {
			this.field = field;
			this.type = type;
		}

		@Override
		public void write(DirectObjects objects, Object value, JsonGenerator out) throws Exception {
			List<WrittenField> known = this.asked.get(value.getClass());
			if (known == null) {
				known = objects.asked(this.field, this.type, value);
				this.asked.put(value.getClass(), known);
			}
			objects.write(known, value, out);
		}

	}

	/**
	 * The values of a type.
	 *
	 * @param required whether none may be missing
	 */
	record Values(boolean required, ValueWriter writer) {
	}

	/** A field that is asked for, under its name in the answer. */
	record WrittenField(SerializedString name, Getter getter, Values values) {
	}

}
