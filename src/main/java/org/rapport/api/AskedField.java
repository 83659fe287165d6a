package org.rapport.api;

import java.util.List;
import java.util.Map;
import java.util.Set;

import graphql.execution.ExecutionContext;
import graphql.execution.MergedField;
import graphql.execution.ValuesResolver;
import graphql.schema.GraphQLFieldDefinition;

/**
 * A field that a document asks for. It is known without the work that the engine does for
 * its own selected fields in each operation.
 *
 * @param document the fields of the document
 * @param objectTypes the names of the types of objects that it is asked of
 */
record AskedField(DocumentFields document, MergedField field, GraphQLFieldDefinition definition,
		Set<String> objectTypes) {

	private static final String TOTAL = "totalCount";

	/** Its name in the schema. */
	String name() {
		return this.definition.getName();
	}

	/** The values of its arguments in an operation. */
	Map<String, Object> arguments(ExecutionContext operation) {
		return ValuesResolver.getArgumentValues(operation.getGraphQLSchema().getCodeRegistry(),
				this.definition.getArguments(), this.field.getArguments(), operation.getCoercedVariables(),
				operation.getGraphQLContext(), operation.getLocale());
	}

	/** The fields that are asked for of its objects. */
	List<AskedField> below(ExecutionContext operation) {
		return this.document.selected(operation, this.field, this.definition.getType());
	}

	/** Whether the number of rows is asked for, if it is a list. */
	boolean isCounted(ExecutionContext operation) {
		return below(operation).stream().anyMatch((field) -> field.name().equals(TOTAL));
	}

}
