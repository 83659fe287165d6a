package org.rapport.endpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import graphql.execution.TypeFromAST;
import graphql.language.NonNullType;
import graphql.language.OperationDefinition;
import graphql.language.VariableDefinition;
import graphql.parser.Parser;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import reactor.core.publisher.Mono;

import org.rapport.access.Viewer;
import org.rapport.api.Lenses;
import org.rapport.endpoint.TrustedDocuments.TrustedDocument;
import org.rapport.kernel.Clearance;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.WarmedUp;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;
import org.springframework.stereotype.Component;

/**
 * Asks the queries of all trusted documents, so that the database plans the statements
 * for their whole trees before clients send them.
 *
 * <p>
 * Values of variables are parameters of statements, so any value of the right type gives
 * the same statement. Only what names a record matters: a slug and an id are looked up by
 * different statements, and an id tells the kind. So each query is asked with its own
 * defaults, with a slug, and with an id of each kind of record.
 */
@Component
@Order(2)
class DocumentWarmUp implements WarmedUp {

	private static final String REFERENCE = "NodeRef";

	private static final String ID = "ID";

	private static final String SLUG = "-";

	private final TrustedDocuments documents;

	private final ExecutionGraphQlService engine;

	private final GraphQlSource source;

	DocumentWarmUp(TrustedDocuments documents, ExecutionGraphQlService engine, GraphQlSource source) {
		this.documents = documents;
		this.engine = engine;
		this.source = source;
	}

	@Override
	public void warmUp() {
		for (TrustedDocument document : this.documents.all()) {
			for (OperationDefinition operation : new Parser().parseDocument(document.body())
				.getDefinitionsOfType(OperationDefinition.class)) {
				if (operation.getOperation() == OperationDefinition.Operation.QUERY) {
					ask(document, operation);
				}
			}
		}
	}

	private void ask(TrustedDocument document, OperationDefinition operation) {
		List<VariableDefinition> variables = operation.getVariableDefinitions();
		ask(document, operation, required(variables, SLUG));
		if (variables.stream().anyMatch(this::names)) {
			ask(document, operation, naming(variables, SLUG));
			for (Kind kind : Kind.RECORDS) {
				ask(document, operation, naming(variables, Ids.random(kind)));
			}
		}
	}

	private void ask(TrustedDocument document, OperationDefinition operation, Map<String, Object> variables) {
		DefaultExecutionGraphQlRequest request = new DefaultExecutionGraphQlRequest(document.body(),
				operation.getName(), variables, Map.of(), Ids.random("wrm"), Locale.ENGLISH);
		request.configureExecutionInput((input, builder) -> builder
			.graphQLContext(
					(context) -> context.put(Lenses.LENS, Lens.of(Clearance.PUBLIC)).put(Lenses.VIEWER, Viewer.CURATOR))
			.build());
		// Errors do no harm: a client who sends the same would get them, too.
		this.engine.execute(request).then().onErrorResume((failure) -> Mono.empty()).block();
	}

	/** The variables without which the query cannot be asked. */
	private Map<String, Object> required(List<VariableDefinition> variables, String name) {
		Map<String, Object> values = new LinkedHashMap<>();
		for (VariableDefinition variable : variables) {
			if (variable.getType() instanceof NonNullType && variable.getDefaultValue() == null) {
				values.put(variable.getName(), sample(type(variable), name));
			}
		}
		return values;
	}

	/** The same, and all variables that name a record. */
	private Map<String, Object> naming(List<VariableDefinition> variables, String name) {
		Map<String, Object> values = required(variables, name);
		for (VariableDefinition variable : variables) {
			if (names(variable)) {
				values.put(variable.getName(), sample(type(variable), name));
			}
		}
		return values;
	}

	private boolean names(VariableDefinition variable) {
		String type = ((GraphQLNamedType) GraphQLTypeUtil.unwrapAll(type(variable))).getName();
		return type.equals(ID) || type.equals(REFERENCE);
	}

	private GraphQLType type(VariableDefinition variable) {
		return TypeFromAST.getTypeFromAST(this.source.schema(), variable.getType());
	}

	/**
	 * A value of a type.
	 * @param name names a record, wherever the type does
	 */
	private static Object sample(GraphQLType type, String name) {
		if (type instanceof GraphQLNonNull inner) {
			return sample(inner.getWrappedType(), name);
		}
		if (type instanceof GraphQLList list) {
			return List.of(sample(list.getWrappedType(), name));
		}
		if (type instanceof GraphQLEnumType options) {
			return options.getValues().get(0).getName();
		}
		if (type instanceof GraphQLInputObjectType input) {
			Map<String, Object> fields = new LinkedHashMap<>();
			for (GraphQLInputObjectField field : input.getFieldDefinitions()) {
				boolean needed = input.getName().equals(REFERENCE)
						? field.getName().equals(Ids.isId(name) ? "id" : "slug")
						: GraphQLTypeUtil.isNonNull(field.getType()) && !field.hasSetDefaultValue();
				if (needed || (input.isOneOf() && fields.isEmpty() && !input.getName().equals(REFERENCE))) {
					fields.put(field.getName(), sample(field.getType(), name));
				}
			}
			return fields;
		}
		return switch (((GraphQLNamedType) type).getName()) {
			case "Int" -> 1;
			case "Float" -> 1.0;
			case "Boolean" -> true;
			case "EDTF", "Date" -> "2000-01-01";
			case "DateTime" -> "2000-01-01T00:00:00Z";
			default -> name;
		};
	}

}
