package org.rapport.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import graphql.GraphQLContext;
import graphql.execution.ExecutionContext;
import graphql.execution.MergedField;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.api.DocumentFields.AskedList;
import org.rapport.api.DocumentFields.Values;
import org.rapport.api.DocumentFields.WrittenField;
import org.rapport.kernel.Element;
import org.rapport.kernel.Parent;

/**
 * Writes the objects of an operation that were read whole as JSON: all their fields are
 * properties, or lists that the operation has read ahead, and so are those of the objects
 * below them. An object with any other field is left to the engine. So is an object with
 * a value that is not as the schema says: the engine then reports the error.
 */
final class DirectObjects {

	private static final JsonMapper JSON = new JsonMapper();

	private final ExecutionContext operation;

	private final DocumentFields fields;

	private final References references;

	private final ReadAhead ahead;

	private final Map<AskedList<?>, Map<Parent, Connection<?>>> lists = new ConcurrentHashMap<>();

	private final Map<MergedField, Map<String, Object>> arguments = new ConcurrentHashMap<>();

	/** What is left to the engine: the other objects that a field gives are like it. */
	private final Set<LeftToTheEngine> left = ConcurrentHashMap.newKeySet();

	/** Objects of a type that a field gives. */
	private record LeftToTheEngine(MergedField field, Class<?> type) {
	}

	/**
	 * Writes nothing yet.
	 * @param ahead what the operation has read ahead
	 */
	DirectObjects(ExecutionContext operation, DocumentFields fields, References references, ReadAhead ahead) {
		this.operation = operation;
		this.fields = fields;
		this.references = references;
		this.ahead = ahead;
	}

	/**
	 * What an object answers; null if it is left to the engine.
	 * @param field the field that gives the object
	 * @param type the type of the field
	 */
	@Nullable WrittenObject answer(MergedField field, GraphQLCompositeType type, Object object) {
		LeftToTheEngine like = new LeftToTheEngine(field, object.getClass());
		if (this.left.contains(like)) {
			return null;
		}
		ByteArrayBuilder json = new ByteArrayBuilder();
		try (json; JsonGenerator out = JSON.createGenerator(json)) {
			write(asked(field, type, object), object, out);
			out.flush();
			return new WrittenObject(new WrittenJson(json.toByteArray()));
		}
		catch (Exception ex) {
			// The engine fails in the same way and says where.
			this.left.add(like);
			return null;
		}
	}

	/**
	 * Whether all objects that a field can give may be answered: none of the types below
	 * it has a field that is left to the engine.
	 */
	boolean areWhole(AskedField field) {
		return this.fields.areWhole(this.operation, field);
	}

	/** Writes an object with the fields that are asked for. */
	void write(List<WrittenField> asked, Object object, JsonGenerator out) throws Exception {
		out.writeStartObject();
		for (WrittenField each : asked) {
			out.writeName(each.name());
			writeOne(each.getter().get(this, object), each.values(), out);
		}
		out.writeEndObject();
	}

	/**
	 * The fields that are asked for of an object.
	 * @param field the field that gives it
	 * @param type the type of the field
	 */
	List<WrittenField> asked(MergedField field, GraphQLCompositeType type, Object object) {
		GraphQLObjectType own = typeOf(object, type);
		List<WrittenField> asked = (own != null) ? this.fields.written(this.operation, field, own) : null;
		if (asked == null) {
			throw new Left();
		}
		return asked;
	}

	/** Writes a list of values. */
	void write(Object values, Values inside, JsonGenerator out) throws Exception {
		if (!(values instanceof Iterable<?> all) || this.operation.getExecutionInput().isCancelled()) {
			throw new Left();
		}
		out.writeStartArray();
		for (Object value : all) {
			writeOne(value, inside, out);
		}
		out.writeEndArray();
	}

	/** Writes the value of a scalar. */
	void write(GraphQLScalarType scalar, Object value, JsonGenerator out) {
		writeLeaf(scalar.getCoercing().serialize(value, this.operation.getGraphQLContext(), this.operation.getLocale()),
				out);
	}

	/** Writes the value of an enum. */
	void write(GraphQLEnumType values, Object value, JsonGenerator out) {
		writeLeaf(values.serialize(value, this.operation.getGraphQLContext(), this.operation.getLocale()), out);
	}

	private static void writeLeaf(@Nullable Object value, JsonGenerator out) {
		if (value instanceof String text) {
			out.writeString(text);
		}
		else if (value != null) {
			out.writePOJO(value);
		}
		else {
			throw new Left();
		}
	}

	private void writeOne(@Nullable Object value, Values values, JsonGenerator out) throws Exception {
		// Most values are texts or objects of our own, which are in no box.
		Object plain = (value == null || value instanceof String || value instanceof Record) ? value
				: this.operation.getValueUnboxer().unbox(value);
		if (plain instanceof CompletionStage || (plain == null && values.required())) {
			throw new Left();
		}
		if (plain == null) {
			out.writeNull();
		}
		else {
			values.writer().write(this, plain, out);
		}
	}

	/** The values of the arguments of a field, the same for all objects. */
	Map<String, Object> arguments(AskedField field) {
		return this.arguments.computeIfAbsent(field.field(), (asked) -> field.arguments(this.operation));
	}

	/** The part of a list that is asked for of an object. */
	@Nullable Object list(AskedList<?> list, Object object) {
		Connection<?> page = this.lists
			.computeIfAbsent(list,
					(asked) -> this.ahead
						.pages(asked.key(this.operation, this.references.of(this.operation.getGraphQLContext()))))
			.get(Parent.ofLists(object));
		if (page == null) {
			throw new Left();
		}
		return list.answered(page);
	}

	/** The value of a field that follows from lists of its element. */
	@SuppressWarnings("unchecked")
	<S extends Element> Object computed(ComputedField<S> computed, AskedField field, Object element) {
		GraphQLContext context = this.operation.getGraphQLContext();
		ListArguments asked = new ListArguments(arguments(field), Lenses.of(context), this.references.of(context));
		List<Connection<?>> read = new ArrayList<>();
		for (ListBelow<?> list : computed.needs(asked)) {
			Connection<?> page = this.ahead.get(list.key(Parent.of((S) element)));
			if (page == null) {
				throw new Left();
			}
			read.add(page);
		}
		return computed.of((S) element, asked, read).orElseThrow(Left::new);
	}

	/** The type of an object, which has the name of its class; null if it has another. */
	private @Nullable GraphQLObjectType typeOf(Object object, GraphQLCompositeType type) {
		if (type instanceof GraphQLObjectType own) {
			return own;
		}
		GraphQLObjectType own = this.operation.getGraphQLSchema().getObjectType(object.getClass().getSimpleName());
		return (own != null && this.operation.getGraphQLSchema().isPossibleType(type, own)) ? own : null;
	}

	/** A value is left to the engine. */
	private static final class Left extends RuntimeException {

		Left() {
			super(null, null, false, false);
		}

	}

}
