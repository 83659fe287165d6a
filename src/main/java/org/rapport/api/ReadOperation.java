package org.rapport.api;

import java.util.Set;

import graphql.GraphQLContext;
import graphql.execution.ExecutionContext;
import graphql.execution.MergedField;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLTypeUtil;

/**
 * An operation that is executed, with what its document asks for.
 *
 * @param execution the operation, as the engine executes it
 * @param fields the fields of its document
 */
record ReadOperation(ExecutionContext execution, DocumentFields fields) {

	/**
	 * The operation of a context.
	 * @throws IllegalStateException if none has begun
	 */
	static ReadOperation of(GraphQLContext context) {
		ReadOperation operation = context.get(ReadOperation.class);
		if (operation == null) {
			throw new IllegalStateException("No operation has begun");
		}
		return operation;
	}

	/** Puts it where its fields find it. */
	ReadOperation kept() {
		context().put(ReadOperation.class, this);
		return this;
	}

	GraphQLContext context() {
		return this.execution.getGraphQLContext();
	}

	/** One of its fields, which the engine has reached. */
	AskedField field(DataFetchingEnvironment reached) {
		return field(reached.getMergedField(), reached.getFieldDefinition(),
				(GraphQLNamedType) GraphQLTypeUtil.unwrapAll(reached.getParentType()));
	}

	/**
	 * One of its fields.
	 * @param type the type that the field belongs to
	 */
	AskedField field(MergedField field, GraphQLFieldDefinition definition, GraphQLNamedType type) {
		return new AskedField(this.fields, field, definition, Set.of(type.getName()));
	}

}
